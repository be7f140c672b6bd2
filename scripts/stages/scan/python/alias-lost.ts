import { classOf, decorators } from "./parameters.ts";
import type { Binding, Scopes } from "./scope.ts";
import { isRead, nameOf, type Node, part, textOf } from "./tree.ts";

/** Modules whose functions hand on what they are given: later, to others, or as a part of something else. */
const CARRYING =
  /^(?:functools|itertools|collections|contextlib|contextvars|queue|threading|concurrent|multiprocessing|asyncio|operator|copy|types|dataclasses|enum|weakref|unittest|sched|signal|atexit|heapq|abc|builtins)$/;
const BUILTINS = /^(?:max|min|getattr|setattr|type|vars|iter|next|super|object|property|staticmethod|classmethod|reduce)$/;
/** Methods of objects from outside by which they keep what they are given, and those by which they give it back. */
const KEEPS = /^(?:set|put|put_nowait|store|push|send|submit|map|starmap|apply|apply_async|call_soon|setdefault)$/;
const TAKES = /^(?:get|get_nowait|result|send|pop|popleft|popitem|__next__|__call__|value|recv)$/;

/** Does this call hand on what it is given to where nobody follows it, and may its result be any such thing? */
export function isCarrying(scopes: Scopes, call: Node): boolean {
  const callee = part(call, "function");
  if (callee === null) return false;
  if (callee.type === "identifier" && /^(?:globals|vars|locals)$/.test(textOf(scopes.tree, callee))) return true;
  if (callee.type !== "identifier" && callee.type !== "attribute") return true;
  let root = callee;
  while (root.type === "attribute") root = part(root, "object") ?? callee.children[0] ?? root;
  const binding = root.type === "identifier" ? scopes.bindingOf.get(root) : undefined;
  const modules = (binding?.writes ?? []).flatMap((write) =>
    write.kind === "import" ? [write.imported.thing.replace(/^\.+/, "").split(".", 1)[0] ?? ""] : [],
  );
  if (callee.type === "identifier") {
    if (binding === undefined) return BUILTINS.test(nameOf(scopes.tree, callee));
    return (
      binding.writes.some((write) => write.kind !== "import" && write.kind !== "own") || modules.some((one) => CARRYING.test(one)) || isBare(scopes, binding)
    );
  }
  if (modules.length > 0) return modules.some((one) => CARRYING.test(one));
  const method = nameOf(scopes.tree, part(callee, "attribute") ?? callee);
  if (scopes.keeping.has(method)) return true;
  if (root.type === "call" && /^(?:__import__|import_module|importlib\.import_module)$/.test(textOf(scopes.tree, part(root, "function") ?? root))) return true;
  return KEEPS.test(method) || TAKES.test(method);
}

/** A class that does not say itself what its objects are made of. */
export function isMadeOfOthers(scopes: Scopes, klass: Node): boolean {
  return scopes.opened.get(klass)?.names.has("__init__") !== true;
}

const isBare = (scopes: Scopes, binding: Binding): boolean =>
  binding.writes.some((write) => write.kind === "own" && write.node.type === "class_definition" && isMadeOfOthers(scopes, write.node));

/** Is a function handed on, and not only called? */
function isHandedOn(scopes: Scopes, owner: Node, name: string): boolean {
  return classOf(owner) === null ? scopes.all[owner.scope]?.names.get(name)?.loads.some(isRead) === true : scopes.handedOn.has(name);
}

/** Function that the language calls by itself, that somebody else was given, or that something else stands in front of. */
export function isCalledUnseen(scopes: Scopes, owner: Node): boolean {
  if (owner.type === "lambda") return true;
  const name = nameOf(scopes.tree, part(owner, "name") ?? owner);
  if (isHandedOn(scopes, owner, name)) return true;
  if (classOf(owner) !== null && /^__(?!init__)\w+__$/.test(name)) return true;
  return decorators(owner).some((one) => !/^@\s*(?:staticmethod|classmethod|(?:abc\.)?abstractmethod)\b/.test(textOf(scopes.tree, one)));
}

/** `globals()`, `vars()`, `locals()`, `x.__dict__`, `__getattr__`: by them a name or member is reached that is not spelled. */
export const UNSPELLED = /\b(?:globals|vars|locals)\s*\(|__dict__|__getattr|__setattr__|\bmetaclass\s*=|\bsetattr\s*\(|\battrgetter\b|\bmethodcaller\b/;
