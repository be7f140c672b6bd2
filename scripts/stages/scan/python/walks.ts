import { mark, type Reading } from "./context.ts";
import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { textsOf } from "./value.ts";

const LOOPS = /^(?:for_statement|while_statement)$/;

/**
 * Members whose names come one after the other from data (`reduce(getattr, path, x)`, `here = getattr(here, name)` in a loop) -> a refusal where what they
 * lead to is called: every function leads to `__globals__`, and from there to everything.
 */
export function findWalks({ resolver, report }: Reading): void {
  if (!/getattr|attrgetter|__getattribute__/.test(resolver.tree.text)) return;
  const seen = new Set<Node>();
  for (const node of resolver.tree.nodes) {
    const start = node.type === "call" ? walkAt(resolver, node) : null;
    const call = start === null ? null : calledFrom(resolver, start, seen);
    if (call === null) continue;
    report(mark(call, "dynamic-code", { name: "getattr", why: "the names that lead to what is called come from data" }));
    return;
  }
}

/** Where a walk ends: its value, or the names that hold it. */
function walkAt(resolver: Resolver, call: Node): readonly Node[] | null {
  if (isReduced(resolver, call)) return [call];
  const object = stepFrom(resolver, call);
  if (object?.type !== "identifier") return null;
  const binding = resolver.scopes.bindingOf.get(object);
  if (binding === undefined) return null;
  const target = assignedTo(call);
  if (target !== null && nameOf(resolver.tree, target) === nameOf(resolver.tree, object) && isInLoop(call)) return binding.loads;
  const own = ownerOf(call);
  return own !== null && isGivenToItself(resolver, call, own) ? callsOf(resolver, own) : null;
}

/** `getattr(x, name)`, `attrgetter(name)(x)`, `x.__getattribute__(name)` with a name that cannot be told -> x. */
function stepFrom(resolver: Resolver, call: Node): Node | null {
  const callee = part(call, "function");
  const [first, second] = part(call, "arguments")?.children ?? [];
  if (callee === null || first === undefined) return null;
  const isOpen = (name: Node | undefined): boolean => name !== undefined && textsOf(resolver.valuesOf(name)).includes(null);
  if (isThing(resolver, callee, /^builtins\.(?:getattr|object\.__getattribute__)$/)) return isOpen(second) ? first : null;
  if (callee.type === "attribute" && /^__getattr(?:ibute)?__$/.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee)))
    return isOpen(first) ? part(callee, "object") : null;
  const getter = callee.type === "call" ? part(callee, "function") : null;
  return getter !== null && isThing(resolver, getter, /^operator\.attrgetter$/) && isOpen(part(callee, "arguments")?.children[0]) ? first : null;
}

function isThing(resolver: Resolver, node: Node, name: RegExp): boolean {
  return resolver.valuesOf(node).some((one) => one.kind === "thing" && name.test(one.name));
}

/** `reduce(getattr, path, x)`, `reduce(lambda one, name: getattr(one, name), path, x)`, unless the path stands in the program. */
function isReduced(resolver: Resolver, call: Node): boolean {
  const callee = part(call, "function");
  const [make, path] = part(call, "arguments")?.children ?? [];
  if (callee === null || make === undefined || path === undefined || !isThing(resolver, callee, /^(?:functools|builtins)\.reduce$/)) return false;
  const known = resolver.valuesOf(path);
  if (known.every((one) => one.kind === "list" && !one.open && one.items.every((item) => !textsOf(item).includes(null)))) return false;
  if (isThing(resolver, make, /^builtins\.getattr$/)) return true;
  const body = make.type === "lambda" ? part(make, "body") : null;
  const getter = body?.type === "call" ? part(body, "function") : null;
  return getter !== null && isThing(resolver, getter, /^builtins\.getattr$/);
}

function assignedTo(node: Node): Node | null {
  const parent = node.parent;
  const left = parent?.type === "assignment" && node.field === "right" ? part(parent, "left") : null;
  return left?.type === "identifier" ? left : null;
}

function isInLoop(node: Node): boolean {
  for (let one = node.parent; one !== null && one.type !== "function_definition"; one = one.parent) if (LOOPS.test(one.type)) return true;
  return false;
}

function ownerOf(node: Node): Node | null {
  for (let one = node.parent; one !== null; one = one.parent) if (one.type === "function_definition") return one;
  return null;
}

/** Is a node an argument of a call of the function that it stands in? */
function isGivenToItself(resolver: Resolver, node: Node, own: Node): boolean {
  const call = node.parent?.type === "argument_list" ? node.parent.parent : node.parent;
  const callee = call?.type === "call" ? part(call, "function") : null;
  const name = part(own, "name");
  return callee?.type === "identifier" && name !== null && nameOf(resolver.tree, callee) === nameOf(resolver.tree, name);
}

/** Calls of a function by its name. */
function callsOf(resolver: Resolver, own: Node): readonly Node[] {
  const name = part(own, "name");
  return (name === null ? [] : loadsOf(resolver, name)).flatMap((one) => (one.parent?.type === "call" && one.field === "function" ? [one.parent] : []));
}

/** Reads of the name that stands here to be bound. */
function loadsOf({ scopes, tree }: Resolver, name: Node): readonly Node[] {
  const binding = scopes.bindingOf.get(name) ?? scopes.all.find(({ id }) => id === name.scope)?.names.get(nameOf(tree, name));
  return binding?.loads ?? [];
}

/** Places of a value -> the first call of it, wherever it goes by names and by what functions give back; null when it is only looked at. Each place of a file is followed once. */
function calledFrom(resolver: Resolver, start: readonly Node[], seen: Set<Node>): Node | null {
  const work = [...start];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const { parent } = node;
    if (parent === null) continue;
    if (parent.type === "call" && node.field === "function") return parent;
    const next: Node[] = [];
    if (parent.type === "argument_list" || parent.type === "argument") {
      const call = parent.parent;
      const callee = call?.type === "call" ? part(call, "function") : null;
      // `operator.call(f, ...)` and `map(f, ...)` call what they are given first.
      if (
        call !== null &&
        callee !== null &&
        parent.children[0] === node &&
        isThing(resolver, callee, /^(?:operator\.call|builtins\.map|functools\.partial|threading\.\w+)$/)
      )
        return call;
    } else if (/^(?:parenthesized_expression|conditional_expression|boolean_operator|await)$/.test(parent.type)) next.push(parent);
    else if (parent.type === "assignment" && node.field === "right") {
      const left = part(parent, "left");
      if (left?.type === "identifier") next.push(...loadsOf(resolver, left));
    } else if (parent.type === "return_statement") {
      const own = ownerOf(parent);
      if (own !== null) next.push(...callsOf(resolver, own));
    }
    for (const one of next) if (!seen.has(one)) work.push(one);
  }
  return null;
}
