import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { skillFile, skillFolder } from "./paths.ts";
import { isPlain, keyName } from "./binding.ts";
import { PLAIN_THINGS } from "./things.table.ts";
import { globalValue } from "./names.ts";
import type { Node } from "./tree.ts";
import { type Resolver, UNKNOWN, type Value, type Values } from "./value.ts";

const thing = (name: string): Values => [{ kind: "thing", name }];
const constant = (value: string | number | undefined): Values => [{ kind: "constant", value }];

/** Own data of the results of these modules' members is not followed: their functions give unknown values. */
const DEEP =
  /^(?:global|process|module|module:.*|import\.meta|Deno|Deno\.env|Bun|require|Object|Array|String|Reflect|Function|JSON|Math|Symbol|Promise|navigator|Buffer|Error|Iterator|console|Number|Date|RegExp|Map|Set|document|caches)$/;

/** Value and key (null: cannot be told) -> what the member may be. `constructor` and prototype routes lead to Function wherever the receiver is a function. */
export function memberOf(resolver: Resolver, value: Value, key: string | null): Values {
  if (key === null) return value.kind === "object" ? anyProperty(resolver, value) : unknownMember(value);
  const indexed = indexedMember(value, key);
  if (indexed !== null) return indexed;
  if (value.kind === "object") {
    const own = ownProperty(resolver, value, key);
    if (own !== null) return own;
  }
  if (key === "constructor") return constructorOf(value);
  if (key === "__proto__") return protoOf(value);
  return value.kind === "thing"
    ? value.name === "import.meta"
      ? ownPlace(resolver.tree.path, key)
      : thingMember(value.name, key)
    : plainMember(resolver, value, key);
}

/** Member of a value that is no known thing: methods of texts and lists, what a program adds to all of these, and the windows that pages hand out. */
function plainMember(resolver: Resolver, value: Exclude<Value, { kind: "thing" }>, key: string): Values {
  // Documents hand out their window; a frame's window is a global object like any other.
  if (key === "contentWindow" || key === "defaultView") return thing("global");
  if (value.kind === "list" && !Object.hasOwn(Array.prototype, key) && !(key in Object.prototype)) return resolver.replaced ? [UNKNOWN] : constant(undefined);
  if (/^(?:list|text|bytes)$/.test(value.kind) || (value.kind === "constant" && value.value !== null && value.value !== undefined))
    return resolver.replaced ? [...thing(`method.${key}`), UNKNOWN] : thing(`method.${key}`);
  if (value.kind === "function") return /^(?:call|apply|bind|toString)$/.test(key) ? thing(`method.${key}`) : [UNKNOWN];
  return [UNKNOWN];
}

/** Element or length of a literal list or text; null for anything else. */
function indexedMember(value: Value, key: string): Values | null {
  const isIndex = /^(?:0|[1-9][0-9]{0,5})$/.test(key);
  if (value.kind === "list") return isIndex ? (value.items[Number(key)] ?? constant(undefined)) : key === "length" ? constant(value.items.length) : null;
  if (value.kind !== "constant" || typeof value.value !== "string") return null;
  return isIndex ? constant(value.value[Number(key)]) : key === "length" ? constant(value.value.length) : null;
}

/** Object.getPrototypeOf(x), x.__proto__ -> the prototype, of which only "is it a function's" matters. */
export function protoOf(value: Value): Values {
  return isFunction(value) ? thing("Function.prototype") : value.kind === "unknown" ? thing("unknown.prototype") : thing("Object.prototype");
}

function constructorOf(value: Value): Values {
  if (value.kind === "thing" && (value.name === "unknown.member" || value.name === "unknown.constructor"))
    return thing(value.name === "unknown.member" ? "unknown.constructor" : "Function");
  if (isFunction(value)) return thing("Function");
  if (value.kind === "unknown") return thing("unknown.constructor");
  if (value.kind === "thing" && (value.name === "unknown.prototype" || value.name === "module"))
    return thing(value.name === "module" ? "module.constructor" : "unknown.constructor");
  if (value.kind === "thing" && value.name === "process") return thing("process.constructor");
  if (value.kind === "thing" && value.name === "process.mainModule") return thing("module.constructor");
  if (value.kind === "object" || value.kind === "list") return thing(value.kind === "list" ? "Array" : "Object");
  if (value.kind === "text" || (value.kind === "constant" && typeof value.value === "string")) return thing("String");
  return thing("method.constructor");
}

function isFunction(value: Value): boolean {
  if (value.kind === "function") return true;
  if (value.kind !== "thing") return false;
  const { name } = value;
  if (name === "unknown.prototype" || name === "unknown.member" || name === "global" || name === "import.meta" || PLAIN_THINGS.has(name)) return false;
  if (name === "Function.prototype" || name === "unknown.constructor") return true;
  if (name.startsWith("module:")) return name.includes(".");
  return !name.endsWith(".prototype");
}

/** Members that are another thing than their path says. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["module.require", "require"],
  ["process.global", "global"],
  ["process.globalThis", "global"],
  ["document.defaultView", "global"],
  ["document.parentWindow", "global"],
  ["module:fs.promises", "module:fs/promises"],
  ["module:buffer.Buffer", "Buffer"],
  ["module:path.posix", "module:path"],
  ["module:path.win32", "module:path"],
  ["Bun.env", "process.env"],
]);

/** Things whose members are plain data. */
const DATA = /^(?:unknown\.member|module:console|module:constants|Deno\.errors|process\.versions)$/;

function thingMember(name: string, key: string): Values {
  if (name === "global") return /^[0-9]+$/.test(key) ? thing("global") : globalValue(key);
  if (name.startsWith("process.env.")) return thing("method.text");
  const renamed = RENAMED.get(`${name}.${key}`);
  if (renamed !== undefined) return thing(renamed);
  if (key === "default" && name.startsWith("module:")) return thing(name);
  if (key === "prototype") return thing(`${name}.prototype`);
  if (DATA.test(name)) return [UNKNOWN];
  if (name === "Function.prototype" || name === "unknown.prototype") return thing(`method.${key}`);
  if (name === "process.env" || DEEP.test(name) || name.endsWith(".prototype") || name.startsWith("module:")) return thing(`${name}.${key}`);
  return key === "call" || key === "apply" || key === "bind" ? thing(`method.${key}`) : [UNKNOWN];
}

/** What a module knows about where it lies -> folded paths inside of the skill. */
function ownPlace(path: string, key: string): Values {
  if (key === "dirname") return constant(skillFolder(path));
  if (key === "env" || key === "require") return thing(key === "env" ? "process.env" : "require");
  return key === "url" || key === "filename" ? constant(skillFile(path)) : key === "resolve" ? thing("import.meta.resolve") : [UNKNOWN];
}

/**
 * A member whose key cannot be told may be the worst one there is. Of a text, a list or a function that is a method and, one
 * step on, the constructor of functions: `""[key][key](code)`.
 */
function unknownMember(value: Value): Values {
  if (value.kind === "list") return [...value.items.flat(), UNKNOWN_MEMBER];
  if (value.kind === "text" || (value.kind === "constant" && typeof value.value === "string")) return [{ kind: "text", prefix: "" }, UNKNOWN_MEMBER];
  if (value.kind === "function") return [UNKNOWN, UNKNOWN_CONSTRUCTOR];
  if (value.kind === "bytes") return [UNKNOWN, UNKNOWN_MEMBER];
  if (value.kind !== "thing") return [UNKNOWN];
  if (value.name === "unknown.member" || value.name.startsWith("method.")) return [UNKNOWN_CONSTRUCTOR];
  if (value.name === "unknown.constructor") return thing("Function.*");
  if (value.name === "global") return [{ kind: "thing", name: "global.*" }];
  if (value.name === "process.env") return thing("process.env.*");
  if (/^(?:process|require|module|Deno|Bun|import\.meta|Function|Function\.prototype)$/.test(value.name)) return thing(`${value.name}.*`);
  return value.name.startsWith("module:") ? thing(`${value.name}.*`) : [UNKNOWN];
}

const UNKNOWN_MEMBER: Value = { kind: "thing", name: "unknown.member" };
const UNKNOWN_CONSTRUCTOR: Value = { kind: "thing", name: "unknown.constructor" };

/** `table[name]`: any of the values that stand in the literal, or another. */
function anyProperty(resolver: Resolver, { node, given }: Extract<Value, { kind: "object" }>): Values {
  if (given === undefined) return resolver.valuesWithin(node);
  return [...node.properties.flatMap((one) => (isPlain(one) ? (given.get(one.value) ?? resolver.valuesOf(one.value)) : [])), UNKNOWN];
}

/** The value of a literal's own property; null when it has none of this name (or a spread or computed key could give it). */
function ownProperty(resolver: Resolver, { node, given }: Extract<Value, { kind: "object" }>, key: string): Values | null {
  let open = false;
  let found: Values | null = null;
  const valuesOf = (one: Node): Values => given?.get(one) ?? resolver.valuesOf(one);
  for (const one of node.properties) {
    if (one.type === T.SpreadElement) open = true;
    else if (one.computed) {
      const names = resolver.keysOf(one.key);
      if (names.every((name) => name === key)) found = valuesOf(one.value);
      else if (names.includes(key)) found = [...(found ?? [UNKNOWN]), ...valuesOf(one.value)];
      else if (names.includes(null)) open = true;
    } else if (keyName(one.key) === key) found = one.kind === "init" ? valuesOf(one.value) : [UNKNOWN];
  }
  if (open) return [...(found ?? []), UNKNOWN];
  return found;
}
