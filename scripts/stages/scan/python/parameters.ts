import type { Resolver } from "./resolver.ts";
import type { Scopes, Write } from "./scope.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import { NOTHING_KNOWN, union, type Values } from "./value.ts";

type Parameter = Extract<Write, { kind: "param" }>;

/** Decorators that hand a function on unchanged as far as its arguments go. */
const TRANSPARENT =
  /^(?:staticmethod|classmethod|property|abstractmethod|(?:functools\.)?(?:lru_cache|cache|wraps)|contextmanager|asynccontextmanager|contextlib\.(?:async)?contextmanager|abc\.abstractmethod|override|typing\.override)$/;
/** Calls that are followed to a function, and to the methods of one name, of which every class of the file has its own. */
const SITES = 2_000;
const METHOD_SITES = 200;

/**
 * Parameter of an own function -> what its callers in this file give it. Unknown is added whenever somebody else may call it: another file, a
 * decorator, or whoever the function was handed to.
 */
export function parameterValues(resolver: Resolver, write: Parameter): Values {
  const { owner } = write;
  if (write.spread === 2) return [{ kind: "dict", entries: [], open: true }];
  const klass = classOf(owner);
  if (klass !== null && write.index === 0 && !isStatic(resolver, owner)) return [{ kind: "object", node: klass }];
  const uses = callsOf(resolver, owner);
  const known: Values[] = write.fallback === null ? [] : [resolver.valuesOf(write.fallback)];
  if (uses === null) return union([...known, write.spread === 1 ? [{ kind: "list", items: [], open: true }] : NOTHING_KNOWN]);
  for (const call of uses) {
    const shift = hidesObject(resolver, call, owner) ? 1 : 0;
    const given = resolver.givenTo(call);
    if (write.spread === 1) {
      known.push([{ kind: "list", items: given.by.slice(Math.max(0, write.index - shift)), open: given.open }]);
      continue;
    }
    const value = given.named.get(write.name) ?? (write.index < 0 ? undefined : given.by[write.index - shift]);
    if (value !== undefined) known.push(value);
    else if (given.open || write.fallback === null) known.push(NOTHING_KNOWN);
  }
  return union(known);
}

/** Does a call of a method not name its object among the arguments? `Runner.run(one, x)` does. */
export function hidesObject(resolver: Resolver, call: Node, owner: Node): boolean {
  if (classOf(owner) === null || isStatic(resolver, owner)) return false;
  const callee = part(call, "function");
  const object = callee?.type === "attribute" ? part(callee, "object") : null;
  const writes = object?.type === "identifier" ? (resolver.scopes.bindingOf.get(object)?.writes ?? []) : [];
  const isClassMethod = decorators(owner).some((one) => /^@\s*classmethod$/.test(textOf(resolver.tree, one)));
  return isClassMethod || !writes.some((one) => one.kind === "own");
}

/** All calls of an own function; null when somebody else may call it, too. */
export function callsOf(resolver: Resolver, owner: Node): readonly Node[] | null {
  const klass = classOf(owner);
  const uses = usesOf(resolver.scopes, owner, klass);
  const open =
    uses === null ||
    uses.length === 0 ||
    uses.length > (klass === null ? SITES : METHOD_SITES) ||
    isDecorated(resolver, owner) ||
    (resolver.around.isImported && isReachable(resolver, owner, klass));
  return open ? null : uses;
}

/** Calls of an own function; null when it is handed on somewhere, so that not all of them are known. */
export function usesOf(scopes: Scopes, owner: Node, klass: Node | null): readonly Node[] | null {
  const named = part(owner, "name");
  if (owner.type === "lambda" || named === null) return null;
  const name = nameOf(scopes.tree, named);
  if (klass !== null && /^__(?!init__$)\w+__$/.test(name)) return null;
  const loads = loadsOf(scopes, owner, klass);
  const calls: Node[] = [];
  for (const load of loads) {
    const call = load.parent;
    if (call?.type === "call" && load.field === "function") calls.push(call);
    else if (!isHarmlessUse(load, name)) return null;
  }
  return calls;
}

/** Where a function is named: one that makes objects, by its class; a method, by its name on whatever object. */
export function loadsOf(scopes: Scopes, owner: Node, klass: Node | null): readonly Node[] {
  const named = part(owner, "name");
  if (named === null) return [];
  const name = nameOf(scopes.tree, named);
  if (klass === null) return bindingOfOwner(scopes, owner, name)?.loads ?? [];
  if (name !== "__init__") return scopes.attributeLoads.get(name) ?? [];
  return scopes.all[klass.scope]?.names.get(nameOf(scopes.tree, part(klass, "name") ?? named))?.loads ?? [];
}

function bindingOfOwner(scopes: Scopes, owner: Node, name: string) {
  return scopes.all[owner.scope]?.names.get(name);
}

/** A class named as a base or in an annotation is not called there. */
function isHarmlessUse(load: Node, name: string): boolean {
  const parent = load.parent;
  return parent?.type === "type" || (name === "__init__" && parent?.type === "attribute");
}

/** Class a function is a method of; null for a plain function. */
export function classOf(owner: Node): Node | null {
  if (owner.type !== "function_definition") return null;
  const holder = owner.parent?.type === "decorated_definition" ? owner.parent.parent : owner.parent;
  const klass = holder?.type === "block" ? holder.parent : null;
  return klass?.type === "class_definition" ? klass : null;
}

/** Decorators of a function or class, the outermost first. */
export function decorators(owner: Node): readonly Node[] {
  return owner.parent?.type === "decorated_definition" ? owner.parent.children.filter((one) => one.type === "decorator") : [];
}

/** A method that is called without its object. */
export function isStatic(resolver: Resolver, owner: Node): boolean {
  return decorators(owner).some((one) => /^@\s*staticmethod$/.test(textOf(resolver.tree, one)));
}

function isDecorated(resolver: Resolver, owner: Node): boolean {
  return decorators(owner).some((one) => !TRANSPARENT.test((textOf(resolver.tree, one).split("(", 1)[0] ?? "").replace(/^@\s*/, "").trimEnd()));
}

/** Can another file get hold of it by importing this one? Not when it lies inside of a function, or when no other file calls anything by its name. */
function isReachable(resolver: Resolver, owner: Node, klass: Node | null): boolean {
  const named = part(owner, "name");
  const own = named === null ? "" : nameOf(resolver.tree, named);
  const holder = klass === null ? null : part(klass, "name");
  const name = own === "__init__" && holder !== null ? nameOf(resolver.tree, holder) : own;
  return (klass ?? owner).scope === 0 && resolver.around.isCalledElsewhere(name);
}
