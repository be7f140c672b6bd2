import { hasInit, type Traffic } from "./carried.ts";
import { familyOf } from "./families.ts";
import { classOf, isStatic, loadsOf } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import type { Write } from "./scope.ts";
import type { Source } from "./sources.ts";
import { nameOf, type Node, part, type Tree } from "./tree.ts";

export type Parameter = Extract<Write, { kind: "param" }>;

const MOST_USES = 5_000;
/** Calls on objects of which nobody can tell what they are: every class of the file that has a method of this name has these. */
const MOST_OF_ANYBODYS = 60;

/** Where the callers of a function name it, and how many of its parameters they do not give. */
function usesOf(resolver: Resolver, owner: Node): Readonly<{ loads: readonly Node[]; shift: number }> {
  const klass = classOf(owner);
  if (klass === null) return { loads: loadsOf(resolver.scopes, owner, klass).slice(0, MOST_USES), shift: 0 };
  const name = nameOf(resolver.tree, part(owner, "name") ?? owner);
  // `super().__init__(...)` is one more way to a maker.
  const anybodys = name === "__init__" ? (resolver.scopes.attributeLoads.get(name) ?? []) : [];
  const own = name === "__init__" ? loadsOf(resolver.scopes, owner, klass) : loadsOfMethod(resolver, name, klass);
  return { loads: [...own.slice(0, MOST_USES), ...anybodys.slice(0, MOST_OF_ANYBODYS)], shift: isStatic(resolver, owner) ? 0 : 1 };
}

const METHODS = new WeakMap<Resolver, Map<string, ReadonlyMap<Node | null, readonly Node[]>>>();

/** Where a method is named on an object of its class, or of one that it is made from, or on an object that nobody can tell. */
function loadsOfMethod(resolver: Resolver, name: string, klass: Node): readonly Node[] {
  const byName = METHODS.get(resolver) ?? new Map<string, ReadonlyMap<Node | null, readonly Node[]>>();
  METHODS.set(resolver, byName);
  const known = byName.get(name) ?? loadsByClass(resolver, resolver.scopes.attributeLoads.get(name) ?? []);
  byName.set(name, known);
  return [...familyOf(resolver.scopes, klass).flatMap((one) => known.get(one) ?? []), ...(known.get(null)?.slice(0, MOST_OF_ANYBODYS) ?? [])];
}

/** Class, or null for what cannot be told -> where it is the class of the object. */
function loadsByClass(resolver: Resolver, loads: readonly Node[]): ReadonlyMap<Node | null, readonly Node[]> {
  const found = new Map<Node | null, Node[]>();
  for (const load of loads) {
    const object = part(load, "object");
    const values = object === null ? [] : resolver.valuesOf(object);
    const classes = new Set(values.map((one) => (one.kind === "object" || one.kind === "class" ? one.node : null)));
    for (const one of classes.size === 0 ? [null] : classes) {
      const known = found.get(one);
      if (known === undefined) found.set(one, [load]);
      else known.push(load);
    }
  }
  return found;
}

/** What the callers in this file give for a parameter, by the name of its function. */
export function inputsOf(resolver: Resolver, write: Parameter): readonly Node[] {
  const { loads, shift } = usesOf(resolver, write.owner);
  if (shift === 1 && write.index === 0) return [];
  return loads.flatMap((load) => {
    const call = load.field === "function" ? load.parent : null;
    return call?.type === "call" ? givenFor(resolver.tree, call, write, shift) : [];
  });
}

/** What the function is given whose parameter this is when it is called back by what it was handed to; null when nothing private. */
export function calledBack(resolver: Resolver, write: Parameter): Source | null {
  for (const load of usesOf(resolver, write.owner).loads) {
    if (isForKeys(resolver, load)) return { says: "what is typed on the keyboard", steps: [load] };
    if (isForBuiltin(resolver, load)) return { says: "what the rest of the program opens", steps: [load] };
  }
  return null;
}

/** What a parameter gets of those that call the function by another name, were handed it, or use the language's own way to it. */
export function handedOn(resolver: Resolver, traffic: Traffic, write: Parameter): readonly Node[] {
  const { owner, index } = write;
  const klass = classOf(owner);
  const called = (traffic.calls.get(owner) ?? []).flatMap((call) => givenFor(resolver.tree, call, write, klass === null ? 0 : 1));
  const handed = (traffic.handed.get(owner) ?? []).flatMap((call) => part(call, "arguments")?.children ?? []).filter((one) => one !== owner);
  if (klass === null) return [...called, ...handed];
  const named = nameOf(resolver.tree, part(owner, "name") ?? owner);
  const own = familyOf(resolver.scopes, klass);
  if (index > 0) return [...called, ...handed, ...(/^__(?!init__)\w+__$/.test(named) ? own.flatMap((one) => traffic.beside.get(one) ?? []) : [])];
  // `self` of a class that is made from one from outside holds what its objects are made of.
  return hasInit(resolver, klass) ? [] : own.flatMap((one) => traffic.made.get(one) ?? []).flatMap((call) => part(call, "arguments")?.children ?? []);
}

/** What a call gives for a parameter; `shift`: the object of a method is given by itself. */
function givenFor(tree: Tree, call: Node, write: Extract<Write, { kind: "param" }>, shift: number): readonly Node[] {
  const given = part(call, "arguments")?.children ?? [];
  const inOrder = given.filter((one) => one.type !== "keyword_argument");
  const named = given.filter((one) => one.type === "keyword_argument");
  const at = Math.max(0, write.index - shift);
  if (write.spread === 1) return inOrder.slice(at);
  if (write.spread === 2) return [...named, ...given.filter((one) => one.type === "dictionary_splat")];
  const byName = named.find((one) => nameOf(tree, part(one, "name") ?? one) === write.name);
  const one = byName ?? inOrder[at];
  const spread = given.filter((each) => /splat$/.test(each.type));
  return one === undefined ? spread : [one, ...spread];
}

/** Functions that call back for every key that is pressed, in whatever window. */
const LISTENERS = /^(?:pynput\.keyboard\.Listener|keyboard\.(?:hook|on_press|on_release)|pyxhook\.HookManager)$/;

/** Is this function handed to a listener for the keyboard? */
function isForKeys(resolver: Resolver, load: Node): boolean {
  const list = load.parent?.type === "keyword_argument" ? load.parent.parent : load.parent;
  const callee = list?.type === "argument_list" && list.parent !== null ? part(list.parent, "function") : null;
  return callee !== null && resolver.valuesOf(callee).some((one) => one.kind === "thing" && LISTENERS.test(one.name));
}

/** `builtins.open = traced`: from then on every file that the program opens, in whatever module, goes through this function. */
function isForBuiltin(resolver: Resolver, load: Node): boolean {
  const left = load.field === "right" && load.parent?.type === "assignment" ? part(load.parent, "left") : null;
  return (
    left?.type === "attribute" &&
    resolver.valuesOf(left).some((one) => one.kind === "thing" && /^(?:builtins\.(?:open|input)|io\.open|os\.open|getpass\.getpass)$/.test(one.name))
  );
}
