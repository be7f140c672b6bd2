import { usesOf } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import type { Binding, Write } from "./scope.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import { textsOf } from "./value.ts";

const MOST_STEPS = 400;
const PARSES = /^argparse\.ArgumentParser\(\)\.parse_(?:known_)?args\(\)/;
/** Calls that give what they were given, in another shape. */
const SHAPES =
  /^(?:builtins\.(?:zip|enumerate|list|tuple|str|sorted|reversed|filter|iter|next|set)|shlex\.(?:split|join|quote)|os\.path\.(?:expanduser|abspath))$/;
const METHODS = /^(?:join|split|strip|rstrip|lstrip|copy|get|pop|format)$/;
/** Methods by which a list or a dictionary gets nothing new. */
const KEEPS = /^(?:pop|remove|sort|reverse|clear|copy|index|count|keys|values|items|get|popitem|popleft)$/;

/** One question: what was asked on the way, and whether a word of the command line was met. */
type Search = { steps: number; met: boolean; readonly seen: Set<Node | Binding> };

/**
 * Is an expression nothing but words that whoever starts the program typed behind its name, in any shape, and options and blanks beside them? Then they choose the
 * command, as they could without the program. A default, a list of words that the program hands to its parser itself, or a value from anywhere else is not typed.
 */
export function isTyped(resolver: Resolver, node: Node): boolean {
  const search: Search = { steps: MOST_STEPS, met: false, seen: new Set() };
  return typed(resolver, node, search) && search.met && !REWRITES.test(resolver.tree.text) && parsesTheirs(resolver, search);
}

/** Ways in which a program can put words of its own where those of the command line stood, without a name that says so. */
const REWRITES =
  /\bargv\s*\[[^\]\n]{0,200}\]\s*\+?=(?!=)|\bargv\s*\+=|\bargv\s*\.\s*(?:append|insert|extend|__\w+__)\b|=\s*sys\s*\.\s*argv\s*(?:$|[#;,])|\bsetattr\b|\bvars\s*\(|__dict__|\bNamespace\b/m;

function typed(resolver: Resolver, node: Node, search: Search): boolean {
  if (search.steps-- <= 0) return false;
  if (search.seen.has(node)) return true;
  search.seen.add(node);
  const all = (nodes: readonly (Node | null)[]): boolean => nodes.every((one) => one === null || typed(resolver, one, search));
  switch (node.type) {
    case "string":
      // A word of the program's own may be the command, and what was typed only what it is given.
      return (
        node.children.every((one) => one.type !== "string_content" || /^(?:\s*|-{1,2}[\w-]*)$/.test(textOf(resolver.tree, one))) &&
        all(node.children.filter((one) => one.type === "interpolation"))
      );
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
      return typedName(resolver, node, search);
    case "attribute":
      return typedMember(resolver, node, search);
    case "subscript":
      return all([part(node, "value")]);
    case "call":
      return typedCall(resolver, node, search);
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

function typedName(resolver: Resolver, node: Node, search: Search): boolean {
  const binding = resolver.scopes.bindingOf.get(node);
  return binding !== undefined && binding.writes.length > 0 && typedBinding(resolver, binding, search);
}

function typedBinding(resolver: Resolver, binding: Binding, search: Search): boolean {
  if (search.seen.has(binding)) return true;
  search.seen.add(binding);
  return (
    binding.writes.every((write) => typedWrite(resolver, write, search)) &&
    binding.items.every(({ value }) => value === null || typed(resolver, value, search)) &&
    binding.changes.every(
      ({ method, call }) =>
        KEEPS.test(method) ||
        (/^(?:append|extend|insert|add|appendleft|update)$/.test(method) &&
          (part(call, "arguments")?.children ?? []).every((one) => typed(resolver, one, search))),
    )
  );
}

function typedWrite(resolver: Resolver, write: Write, search: Search): boolean {
  if (write.kind === "value") return typed(resolver, write.node, search);
  if (write.kind !== "param" || write.spread !== 0 || (write.fallback !== null && write.fallback.type !== "none")) return false;
  const calls = usesOf(resolver.scopes, write.owner, null);
  if (calls === null || calls.length === 0 || resolver.around.isImported) return false;
  return calls.every((call) => {
    const given = part(call, "arguments")?.children ?? [];
    const named = given.find((one) => one.type === "keyword_argument" && nameOf(resolver.tree, part(one, "name") ?? one) === write.name);
    const value = named ?? given.filter((one) => one.type !== "keyword_argument")[write.index];
    return value === undefined ? write.fallback !== null : value.type !== "list_splat" && value.type !== "dictionary_splat" && typed(resolver, value, search);
  });
}

/** `sys.argv`, what a parser made of it, or an attribute of either; what the file itself puts under that name counts, too. */
function typedMember(resolver: Resolver, node: Node, search: Search): boolean {
  const name = nameOf(resolver.tree, part(node, "attribute") ?? node);
  const written = resolver.scopes.attributes.get(name);
  if (written !== undefined && !typedBinding(resolver, written, search)) return false;
  const object = part(node, "object");
  const things = resolver.valuesOf(node).flatMap((one) => (one.kind === "thing" ? [one.name] : []));
  if (things.includes("sys.argv")) {
    search.met = true;
    return written === undefined;
  }
  if (object === null || !resolver.valuesOf(object).some((one) => one.kind === "thing" && PARSES.test(one.name))) return false;
  search.met = true;
  return true;
}

function typedCall(resolver: Resolver, node: Node, search: Search): boolean {
  const callee = part(node, "function");
  const given = part(node, "arguments")?.children ?? [];
  if (callee === null) return false;
  if (resolver.valuesOf(node).some((one) => one.kind === "thing" && PARSES.test(one.name))) {
    search.met = true;
    return true;
  }
  const all = (nodes: readonly Node[]): boolean => nodes.every((one) => typed(resolver, one, search));
  if (resolver.valuesOf(callee).some((one) => one.kind === "thing" && SHAPES.test(one.name))) return all(given);
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  return object !== null && METHODS.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee)) && all([object, ...given]);
}

/** Does every parser of the file read the command line, with no word of the program's own in place of one that nobody typed? */
function parsesTheirs(resolver: Resolver, search: Search): boolean {
  return resolver.tree.nodes.every((node) => {
    const callee = node.type === "call" ? part(node, "function") : null;
    if (callee?.type !== "attribute") return true;
    const method = nameOf(resolver.tree, part(callee, "attribute") ?? callee);
    const given = part(node, "arguments")?.children ?? [];
    if (method === "set_defaults") return given.every((one) => one.type !== "keyword_argument" || !isWords(resolver, part(one, "value")));
    if (method === "add_argument") return given.every((one) => !isFilledIn(resolver, one));
    return !/^parse_(?:known_)?args$/.test(method) || given.every((one) => one.type !== "keyword_argument" && typed(resolver, one, search));
  });
}

/** A default or a constant of more than a word, or something of the program's own that makes the value. */
function isFilledIn(resolver: Resolver, given: Node): boolean {
  if (given.type !== "keyword_argument") return given.type === "dictionary_splat";
  const name = nameOf(resolver.tree, part(given, "name") ?? given);
  const value = part(given, "value");
  if (name === "default" || name === "const") return isWords(resolver, value);
  if (name === "type") return value === null || !resolver.valuesOf(value).every((one) => one.kind === "thing" && MAKES.test(one.name));
  return name === "action" && textsOf(value === null ? [] : resolver.valuesOf(value)).some((one) => one === null);
}

const MAKES = /^(?:builtins\.(?:str|int|float|bool)|pathlib\.Path|shlex\.split)$/;

/** A text with a blank in it, or one that cannot be told: more than a name, a number or a switch could be. */
function isWords(resolver: Resolver, node: Node | null): boolean {
  if (node === null) return true;
  if (/^(?:none|true|false|integer|float|unary_operator)$/.test(node.type) || (node.type === "list" && node.children.length === 0)) return false;
  const texts = textsOf(resolver.valuesOf(node));
  return texts.length === 0 || texts.some((one) => one === null || !/^[\w.-]*$/.test(one));
}
