import { familyOf } from "./families.ts";
import { classOf, decorators } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { exactText } from "./value.ts";

/** Calls and places of one file by what they touch, for values that are not carried by a name. */
export type Traffic = Readonly<{
  /** Own function or lambda -> calls of it, by whatever name. */
  calls: ReadonlyMap<Node, readonly Node[]>;
  /** Own function or lambda -> calls it is handed to, which may call it with all else that they are given. */
  handed: ReadonlyMap<Node, readonly Node[]>;
  /** Own class -> calls that make its objects. */
  made: ReadonlyMap<Node, readonly Node[]>;
  /** Own class -> what stands beside its objects in an operation, or is put under one of their keys. */
  beside: ReadonlyMap<Node, readonly Node[]>;
  /** Values put where no name is: under the key of a call, an attribute or a parameter, or into what they hold. */
  loose: readonly Node[];
  raised: readonly Node[];
}>;

const MOST = 5_000;

const KNOWN = new WeakMap<Resolver, Traffic>();

/** Resolver -> the traffic of its file; one pass over it for all that ask. */
export function trafficOf(resolver: Resolver): Traffic {
  const known = KNOWN.get(resolver) ?? readTraffic(resolver);
  KNOWN.set(resolver, known);
  return known;
}

function readTraffic(resolver: Resolver): Traffic {
  const { tree } = resolver;
  const found = { calls: new Map<Node, Node[]>(), handed: new Map<Node, Node[]>(), made: new Map<Node, Node[]>(), beside: new Map<Node, Node[]>() };
  const loose: Node[] = [];
  const raised: Node[] = [];
  for (const node of tree.nodes) {
    if (node.type === "call") {
      const callee = part(node, "function");
      for (const value of callee === null ? [] : resolver.valuesOf(callee)) {
        if (value.kind === "function") push(found.calls, value.node, node);
        else if (value.kind === "class") push(found.made, value.node, node);
        else if (value.kind === "partial") for (const one of value.target) if (one.kind === "function") push(found.calls, one.node, node);
      }
      for (const one of part(node, "arguments")?.children ?? [])
        for (const value of resolver.valuesOf(one)) if (value.kind === "function") push(found.handed, value.node, node);
      loose.push(...heldIn(resolver, callee, node));
    } else if (node.type === "assignment" || node.type === "augmented_assignment") loose.push(...keyed(resolver, node, found.beside));
    else if (node.type === "binary_operator" || node.type === "comparison_operator") operands(resolver, node, found.beside);
    else if (node.type === "raise_statement") raised.push(...node.children);
  }
  return { ...found, loose, raised };
}

function push(map: Map<Node, Node[]>, key: Node, value: Node): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (known.length < MOST && known.at(-1) !== value) known.push(value);
}

/** `vars(x).update(a=v)`, `x.y.append(v)`: what is given to a method that changes what no name stands for. */
function heldIn(resolver: Resolver, callee: Node | null, call: Node): readonly Node[] {
  const object = callee?.type === "attribute" ? part(callee, "object") : null;
  const name = callee?.type === "attribute" ? nameOf(resolver.tree, part(callee, "attribute") ?? callee) : "";
  if (object === null || object.type === "identifier" || !/^(?:append|add|extend|insert|update|setdefault|__setitem__|__setattr__)$/.test(name)) return [];
  return part(call, "arguments")?.children ?? [];
}

/** `f()[k] = v`, `x.y[k] = v`, `a[0], b = ...`, and the same on a parameter. */
function keyed(resolver: Resolver, node: Node, beside: Map<Node, Node[]>): readonly Node[] {
  const left = part(node, "left");
  const right = part(node, "right");
  if (left === null || right === null) return [];
  const targets = left.type === "subscript" || left.type === "attribute" ? [left] : left.children.filter((one) => one.type === "subscript");
  return targets.flatMap((target) => {
    const base = part(target, target.type === "subscript" ? "value" : "object");
    if (base === null) return [];
    for (const value of resolver.valuesOf(base)) if (value.kind === "object" || value.kind === "class") push(beside, value.node, right);
    if (target.type === "attribute") return [];
    const binding = base.type === "identifier" ? resolver.scopes.bindingOf.get(base) : undefined;
    const isPlain = binding !== undefined && targets[0] === left && !binding.writes.some((write) => write.kind === "param");
    return isPlain && !resolver.valuesOf(base).some((one) => one.kind === "names") ? [] : [right];
  });
}

function operands(resolver: Resolver, node: Node, beside: Map<Node, Node[]>): void {
  for (const one of node.children)
    for (const value of resolver.valuesOf(one))
      if (value.kind === "object") for (const other of node.children) if (other !== one) push(beside, value.node, other);
}

/** Own classes whose objects an expression may be. */
export function classesOf(resolver: Resolver, node: Node): readonly Node[] {
  return resolver.valuesOf(node).flatMap((one) => (one.kind === "object" || one.kind === "class" ? [one.node] : []));
}

/** What the language takes of an object by its own methods (`__call__`, `__getitem__`, `__enter__`, operators): all that they return. */
export function takenOf(resolver: Resolver, klass: Node): readonly Node[] {
  return methods(resolver, klass, (name) => /^__(?!init__|init_subclass__|repr__|del__|exit__)\w+__$/.test(name)).flatMap((one) => [
    ...resolver.results(one),
    ...resolver.yielded(one),
  ]);
}

function methods(resolver: Resolver, klass: Node, isMeant: (name: string) => boolean): readonly Node[] {
  return familyOf(resolver.scopes, klass).flatMap((one) =>
    [...(resolver.scopes.opened.get(one)?.names.values() ?? [])]
      .filter((binding) => isMeant(binding.name))
      .flatMap((binding) => binding.writes.flatMap((write) => (write.kind === "own" && write.node.type === "function_definition" ? [write.node] : []))),
  );
}

/** Does the class say itself what its objects are made of? */
export function hasInit(resolver: Resolver, klass: Node): boolean {
  return methods(resolver, klass, (name) => name === "__init__").length > 0;
}

/** Function that is read like a plain attribute -> what it returns. */
export function computed(resolver: Resolver, owner: Node): readonly Node[] {
  return decorators(owner).length > 0 && classOf(owner) !== null ? resolver.results(owner) : [];
}

/** `getattr(x, "a")`, `attrgetter("a")`, `methodcaller("a")`: the names of members that a call asks for. */
export function askedFor(resolver: Resolver, call: Node): readonly string[] {
  const callee = part(call, "function");
  if (callee === null) return [];
  return resolver.valuesOf(callee).flatMap((value) => {
    const names =
      value.kind === "getter"
        ? (value.names[0] ?? [])
        : value.kind === "thing" && value.name === "builtins.getattr"
          ? (resolver.givenTo(call).by[1] ?? [])
          : [];
    return names.flatMap((one) => exactText(one)?.split(".") ?? []);
  });
}
