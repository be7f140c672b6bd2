import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/typescript-estree";
import { skillFile, skillFolder } from "./paths.ts";
import { keyName } from "./scope.ts";
import { PLAIN_THINGS } from "./things.table.ts";
import { globalValue, type Resolver, UNKNOWN, type Value, type Values } from "./values.ts";

const thing = (name: string): Values => [{ kind: "thing", name }];
const constant = (value: string | number | undefined): Values => [{ kind: "constant", value }];

/** Own data of the results of these modules' members is not followed: their functions give unknown values. */
const DEEP =
  /^(?:global|process|module|module:.*|import\.meta|Deno|Deno\.env|Bun|require|Object|Array|String|Reflect|Function|JSON|Math|Symbol|Promise|navigator|Buffer|Error|Iterator|console|Number|Date|RegExp|Map|Set|document)$/;

/** Value and key (null: cannot be told) -> what the member may be. `constructor` and prototype routes lead to Function wherever the receiver is a function. */
export function memberOf(resolver: Resolver, value: Value, key: string | null): Values {
  if (key === null) return unknownMember(value);
  if (value.kind === "list" && /^(?:0|[1-9][0-9]{0,5})$/.test(key)) return value.items[Number(key)] ?? constant(undefined);
  if (value.kind === "constant" && typeof value.value === "string") {
    if (/^(?:0|[1-9][0-9]{0,5})$/.test(key)) return constant(value.value[Number(key)]);
    if (key === "length") return constant(value.value.length);
  }
  if (value.kind === "list" && key === "length") return constant(value.items.length);
  if (value.kind === "object") {
    const own = ownProperty(resolver, value.node, key);
    if (own !== null) return own;
  }
  if (key === "constructor") return constructorOf(value);
  if (key === "__proto__") return protoOf(value);
  if (value.kind === "thing" && value.name === "import.meta") return ownPlace(resolver.tree.path, key);
  if (value.kind === "thing") return thingMember(value.name, key);
  if (value.kind === "list") return Object.hasOwn(Array.prototype, key) || key in Object.prototype ? thing(`method.${key}`) : constant(undefined);
  if (value.kind === "text" || (value.kind === "constant" && value.value !== null && value.value !== undefined)) return thing(`method.${key}`);
  if (value.kind === "function")
    return key === "prototype" || key === "name" || key === "length"
      ? [UNKNOWN]
      : key === "call" || key === "apply" || key === "bind" || key === "toString"
        ? thing(`method.${key}`)
        : [UNKNOWN];
  return [UNKNOWN];
}

/** Object.getPrototypeOf(x), x.__proto__ -> the prototype, of which only "is it a function's" matters. */
export function protoOf(value: Value): Values {
  return isFunction(value) ? thing("Function.prototype") : value.kind === "unknown" ? thing("unknown.prototype") : thing("Object.prototype");
}

function constructorOf(value: Value): Values {
  if (isFunction(value)) return thing("Function");
  if (value.kind === "unknown") return thing("unknown.constructor");
  if (value.kind === "thing" && (value.name === "unknown.prototype" || value.name === "module"))
    return thing(value.name === "module" ? "module.constructor" : "unknown.constructor");
  if (value.kind === "thing" && value.name === "process") return thing("process.constructor");
  if (value.kind === "thing" && value.name === "process.mainModule") return thing("module.constructor");
  return thing("method.constructor");
}

function isFunction(value: Value): boolean {
  if (value.kind === "function") return true;
  if (value.kind !== "thing") return false;
  const { name } = value;
  if (name === "unknown.prototype" || name === "global" || name === "import.meta" || PLAIN_THINGS.has(name)) return false;
  if (name === "Function.prototype" || name === "unknown.constructor") return true;
  if (name.startsWith("module:")) return name.includes(".");
  return !name.endsWith(".prototype");
}

function thingMember(name: string, key: string): Values {
  if (name === "global") return globalValue(key);
  if (name === "process.env") return thing(`process.env.${key}`);
  if (name.startsWith("process.env.")) return thing("method.text");
  if (name === "module" && key === "require") return thing("require");
  if (name === "process" && (key === "global" || key === "globalThis")) return thing("global");
  if (key === "default" && name.startsWith("module:")) return thing(name);
  if (key === "prototype") return thing(`${name}.prototype`);
  if (name === "module:fs" && key === "promises") return thing("module:fs/promises");
  if (name === "module:console" || name === "module:constants") return [UNKNOWN];
  if (name === "module:buffer" && key === "Buffer") return thing("Buffer");
  if (name === "module:fs/promises" && key === "default") return thing(name);
  if (/^module:(?:path|url)$/.test(name) && (key === "posix" || key === "win32")) return thing(name);
  if (name === "Bun" && key === "env") return thing("process.env");
  if (name === "Deno.errors" || name === "process.versions") return [UNKNOWN];
  if (name === "Function.prototype" || name === "unknown.prototype")
    return key === "constructor" ? constructorOf({ kind: "thing", name }) : thing(`method.${key}`);
  if (DEEP.test(name) || name.endsWith(".prototype")) return thing(`${name}.${key}`);
  if (name.startsWith("module:")) return thing(`${name}.${key}`);
  return key === "call" || key === "apply" || key === "bind" ? thing(`method.${key}`) : [UNKNOWN];
}

/** What a module knows about where it lies -> folded paths inside of the skill. */
function ownPlace(path: string, key: string): Values {
  if (key === "dirname") return constant(skillFolder(path));
  return key === "url" || key === "filename" ? constant(skillFile(path)) : key === "resolve" ? thing("import.meta.resolve") : [UNKNOWN];
}

/** A member whose key cannot be told may be the worst one there is. */
function unknownMember(value: Value): Values {
  if (value.kind === "list") return value.items.flat();
  if (value.kind !== "thing") return [UNKNOWN];
  if (value.name === "global") return [{ kind: "thing", name: "global.*" }];
  if (value.name === "process.env") return thing("process.env.*");
  if (/^(?:process|require|module|Deno|Bun|import\.meta|Function|Function\.prototype)$/.test(value.name)) return thing(`${value.name}.*`);
  return value.name.startsWith("module:") ? thing(`${value.name}.*`) : [UNKNOWN];
}

/** The value of a literal's own property; null when it has none of this name (or a spread or computed key could give it). */
function ownProperty(resolver: Resolver, node: TSESTree.ObjectExpression, key: string): Values | null {
  let open = false;
  let found: Values | null = null;
  for (const one of node.properties) {
    if (one.type === T.SpreadElement) open = true;
    else if (one.computed) {
      const names = resolver.keysOf(one.key);
      if (names.includes(key)) found = resolver.valuesOf(one.value);
      else if (names.includes(null)) open = true;
    } else if (keyName(one.key) === key) found = one.kind === "init" ? resolver.valuesOf(one.value) : [UNKNOWN];
  }
  if (open) return [...(found ?? []), UNKNOWN];
  return found;
}
