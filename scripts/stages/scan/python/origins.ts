import { classOf, isStatic, usesOf } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import type { Binding, Write } from "./scope.ts";
import { nameOf, type Node, part } from "./tree.ts";

const MOST_STEPS = 400;
/** Methods that give what they were called on, in another shape. */
const METHODS = /^(?:join|split|strip|rstrip|lstrip|copy|get|pop|format)$/;
/** Methods by which a list or a dictionary gets nothing new. */
const KEEPS = /^(?:pop|remove|sort|reverse|clear|copy|index|count|keys|values|items|get|popitem|popleft)$/;
const ADDS = /^(?:append|extend|insert|add|appendleft|update)$/;

/** Which origins of a value are asked for. */
export type Kind = Readonly<{
  /** A text that stands in the program itself. */
  isText(node: Node, resolver: Resolver): boolean;
  /** Things from outside that are such an origin, and calls that give what they were given. */
  things: RegExp;
  gives: RegExp;
  /** Do callers that nobody knows, and what an own function gives, count as well? */
  open: boolean;
}>;

/** One question: what was asked on the way, and which things of the kind were met. */
export type Search = { readonly kind: Kind; steps: number; readonly met: string[]; readonly seen: Set<Node | Binding> };

/** Kind -> a question about it that has asked nothing yet. */
export function createSearch(kind: Kind): Search {
  return { kind, steps: MOST_STEPS, met: [], seen: new Set() };
}

/** Does all that an expression is made of come from where the question wants it? Not when the question grows too long. */
export function comesFrom(resolver: Resolver, node: Node, search: Search): boolean {
  if (search.steps-- <= 0) return false;
  if (search.seen.has(node)) return true;
  search.seen.add(node);
  const all = (nodes: readonly (Node | null)[]): boolean => nodes.every((one) => one === null || comesFrom(resolver, one, search));
  switch (node.type) {
    case "string":
      return search.kind.isText(node, resolver) && all(node.children.filter((one) => one.type === "interpolation"));
    case "interpolation":
      return all([part(node, "expression") ?? node.children[0] ?? null]);
    case "integer":
    case "float":
    case "true":
    case "false":
    case "none":
    case "slice":
      return true;
    case "identifier":
      return fromName(resolver, node, search);
    case "attribute":
      return fromMember(resolver, node, search);
    case "subscript":
      return isThing(resolver, node, search) || all([part(node, "value")]);
    case "call":
      return fromCall(resolver, node, search);
    case "binary_operator":
    case "boolean_operator":
      return all([part(node, "left"), part(node, "right")]);
    case "conditional_expression":
      return all([node.children[0] ?? null, node.children[2] ?? null]);
    case "pair":
    case "keyword_argument":
      return all([part(node, "value")]);
    case "list":
    case "tuple":
    case "set":
    case "dictionary":
    case "parenthesized_expression":
    case "concatenated_string":
    case "list_splat":
    case "expression_list":
      return all(node.children);
    default:
      return false;
  }
}

function isThing(resolver: Resolver, node: Node, search: Search): boolean {
  const found = resolver.valuesOf(node).find((one) => one.kind === "thing" && search.kind.things.test(one.name));
  if (found?.kind !== "thing") return false;
  search.met.push(found.name);
  return true;
}

function fromName(resolver: Resolver, node: Node, search: Search): boolean {
  const binding = resolver.scopes.bindingOf.get(node);
  return binding !== undefined && binding.writes.length > 0 && fromBinding(resolver, binding, search);
}

function fromBinding(resolver: Resolver, binding: Binding, search: Search): boolean {
  if (search.seen.has(binding)) return true;
  search.seen.add(binding);
  return (
    binding.writes.every((write) => fromWrite(resolver, write, search)) &&
    binding.items.every(({ value }) => value === null || comesFrom(resolver, value, search)) &&
    binding.changes.every(
      ({ method, call }) =>
        KEEPS.test(method) || (ADDS.test(method) && (part(call, "arguments")?.children ?? []).every((one) => comesFrom(resolver, one, search))),
    )
  );
}

function fromWrite(resolver: Resolver, write: Write, search: Search): boolean {
  if (write.kind === "value") return comesFrom(resolver, write.node, search);
  if (write.kind !== "param" || write.spread !== 0) return false;
  const { open } = search.kind;
  if (write.fallback !== null && write.fallback.type !== "none" && !(open && comesFrom(resolver, write.fallback, search))) return false;
  const klass = classOf(write.owner);
  const shift = klass === null || isStatic(resolver, write.owner) ? 0 : 1;
  if (write.index < shift) return false;
  const calls = usesOf(resolver.scopes, write.owner, klass);
  if (!open && (calls === null || calls.length === 0 || resolver.around.isImported)) return false;
  return (calls ?? []).every((call) => {
    const given = part(call, "arguments")?.children ?? [];
    const named = given.find((one) => one.type === "keyword_argument" && nameOf(resolver.tree, part(one, "name") ?? one) === write.name);
    const value = named ?? given.filter((one) => one.type !== "keyword_argument")[write.index - shift];
    return value === undefined
      ? open || write.fallback !== null
      : value.type !== "list_splat" && value.type !== "dictionary_splat" && comesFrom(resolver, value, search);
  });
}

/** A thing that is asked for, or an attribute of one; what the file itself puts under that name counts, too. */
function fromMember(resolver: Resolver, node: Node, search: Search): boolean {
  const written = resolver.scopes.attributes.get(nameOf(resolver.tree, part(node, "attribute") ?? node));
  if (written !== undefined && !fromBinding(resolver, written, search)) return false;
  if (isThing(resolver, node, search)) return true;
  const object = part(node, "object");
  if (object === null) return false;
  if (isThing(resolver, object, search)) return true;
  return search.kind.open && (written !== undefined || comesFrom(resolver, object, search));
}

function fromCall(resolver: Resolver, node: Node, search: Search): boolean {
  const callee = part(node, "function");
  const given = part(node, "arguments")?.children ?? [];
  if (callee === null) return false;
  if (isThing(resolver, node, search)) return true;
  const all = (nodes: readonly Node[]): boolean => nodes.every((one) => comesFrom(resolver, one, search));
  const values = resolver.valuesOf(callee);
  if (values.some((one) => one.kind === "thing" && search.kind.gives.test(one.name))) return all(given);
  if (search.kind.open && values.length > 0 && values.every((one) => one.kind === "function")) return values.every((one) => all(resolver.results(one.node)));
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  return object !== null && METHODS.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee)) && all([object, ...given]);
}
