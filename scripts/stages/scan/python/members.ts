import { joinPath } from "../javascript/paths.ts";
import { tidyPath } from "../permissions.ts";
import type { Resolver } from "./resolver.ts";
import { familyOf } from "./families.ts";
import { canonical, HOPS } from "./names.table.ts";
import { decorators } from "./parameters.ts";
import { type Node, textOf } from "./tree.ts";
import { constant, NOTHING_KNOWN, textIn, thing, union, UNKNOWN, type Value, type Values } from "./value.ts";

/** `value.name` -> what that may be; a null name is one that cannot be told. */
export function memberOf(resolver: Resolver, value: Value, name: string | null): Values {
  if (name === "__call__") return [value];
  switch (value.kind) {
    case "thing":
      return [thingMember(value.name, name)];
    case "path":
      return name === null ? NOTHING_KNOWN : pathMember(value, name);
    case "object":
    case "class":
      return union([ownMember(resolver, value.node, name), written(resolver, name)]);
    case "unknown":
    case "function":
    case "partial":
      return union([written(resolver, name), NOTHING_KNOWN]);
    default:
      return NOTHING_KNOWN;
  }
}

/** Member of something from outside. A module that another module imported is that module: `logging.os` is `os`. */
function thingMember(base: string, name: string | null): Value {
  if (name === null) return thing(`${base}.*`);
  // A built-in function's `__self__` is the module it lies in, and a function's `__globals__` is kept as it is (and refused elsewhere).
  if (name === "__self__") return thing(base.includes(".") ? base.slice(0, base.lastIndexOf(".")) : "builtins");
  if (name === "__name__" || name === "__module__" || name === "__qualname__" || name === "__doc__") return { kind: "text", prefix: "", suffix: "" };
  const bare = name.replace(/^_+/, "");
  if (!base.includes("(") && !base.includes("[") && HOPS.has(bare) && base !== bare) return thing(canonical(bare));
  return thing(canonical(`${base}.${name}`));
}

/** What assignments anywhere in the file put under this attribute name. */
function written(resolver: Resolver, name: string | null): Values {
  if (name === null) return NOTHING_KNOWN;
  const binding = resolver.scopes.attributes.get(name);
  return binding === undefined ? [] : resolver.valuesOfBinding(binding);
}

function ownMember(resolver: Resolver, node: Node, name: string | null): Values {
  if (name === null) return NOTHING_KNOWN;
  const found = familyOf(resolver.scopes, node).flatMap((one) => resolver.scopes.opened.get(one)?.names.get(name) ?? []);
  if (found.length > 0) return union(found.flatMap((one) => resolver.valuesOfBinding(one).map((value) => asked(resolver, value))));
  return resolver.scopes.attributes.has(name) ? [] : NOTHING_KNOWN;
}

/** What a class holds under a name -> what asking for it gives: properties and descriptors compute it (language reference 3.3.2). */
function asked(resolver: Resolver, value: Value): Values {
  if (value.kind === "function" && decorators(value.node).some((one) => /property$|^@\s*property\b/.test(textOf(resolver.tree, one))))
    return union([[value], resolver.resultOf(value.node)]);
  if (value.kind !== "object") return [value];
  const getters = familyOf(resolver.scopes, value.node).flatMap((one) => resolver.scopes.opened.get(one)?.names.get("__get__") ?? []);
  const made = getters.flatMap((one) => resolver.valuesOfBinding(one).map((each) => (each.kind === "function" ? resolver.resultOf(each.node) : NOTHING_KNOWN)));
  return union([[value], ...made]);
}

/** Attributes of a pathlib path. */
function pathMember(path: Extract<Value, { kind: "path" }>, name: string): Values {
  const { prefix, exact } = path;
  // The parent of "." is "." itself, but not of what it was resolved to.
  if (name === "parent" && exact && prefix === ".") return [path, { ...path, ...both("..") }];
  if (name === "parent") return [exact ? { ...path, ...both(joinPath(prefix, "..")) } : { kind: "path", prefix, suffix: "", exact: false }];
  if (name === "parents") {
    const items: Values[] = [];
    let at = prefix;
    for (let n = 0; exact && n < 8; n++) {
      at = joinPath(at, "..");
      items.push([{ kind: "path", prefix: at, suffix: at, exact: true }]);
    }
    return [{ kind: "list", items, open: true }];
  }
  if (!exact) {
    const end = path.suffix.slice(path.suffix.lastIndexOf("/") + 1);
    return [{ kind: "text", prefix: "", suffix: name === "name" ? end : name === "suffix" ? (/\.[^.]*$/.exec(end)?.[0] ?? "") : "" }];
  }
  const base = prefix === "." ? "" : prefix.slice(prefix.lastIndexOf("/") + 1);
  if (name === "name") return [constant(base)];
  if (name === "stem") return [constant(base.replace(/(?<=.)\.[^.]*$/, ""))];
  if (name === "suffix") return [constant(/(?<=.)\.[^.]*$/.exec(base)?.[0] ?? "")];
  return NOTHING_KNOWN;
}

const both = (text: string) => ({ prefix: text, suffix: text });

/** Two parts of a path, either of which may be unknown, as `/` and os.path.join put them together: an absolute second part replaces the first. */
export function pathJoined(left: Value, right: Value): Value {
  const before = textIn(left);
  const after = textIn(right);
  // `c:x` is another drive on Windows, and a plain name elsewhere.
  if (after !== null && /^[A-Za-z]:(?![\\/])/.test(after.prefix)) return { kind: "path", prefix: "", suffix: after.suffix, exact: false };
  if (after !== null && /^(?:[/~\\]|[A-Za-z]:|\u0000)/.test(after.prefix))
    return { kind: "path", prefix: after.prefix, suffix: after.suffix, exact: after.exact };
  if (before?.exact === true && after?.exact === true) {
    const joined = before.prefix === "" ? tidyPath(after.prefix) : joinPath(before.prefix, after.prefix);
    return { kind: "path", ...both(joined), exact: true };
  }
  const start = before === null ? "" : before.exact ? `${before.prefix.replace(/(?<!\/)\/+$/, "")}/` : before.prefix;
  return {
    kind: "path",
    prefix: before?.exact === true ? (start === "/" && before.prefix === "" ? "" : start + (after?.prefix ?? "")) : start,
    suffix: after === null ? "" : after.exact && after.prefix !== "" ? `/${after.prefix}` : after.suffix,
    exact: false,
  };
}

/** `value[key]`; a null key is one that cannot be told. */
export function itemOf(resolver: Resolver, value: Value, key: Value | null): Values {
  const known = key?.kind === "constant" ? key.value : null;
  switch (value.kind) {
    case "list": {
      if (typeof known !== "number") return union([...value.items, ...(value.open ? [NOTHING_KNOWN] : [])]);
      const found = value.items[known < 0 && !value.open ? value.items.length + known : known];
      return found ?? NOTHING_KNOWN;
    }
    case "dict": {
      const rest = value.open ? [NOTHING_KNOWN] : [];
      if (known === null) return union([...value.entries.map(([, values]) => values), ...rest, ...(value.entries.length === 0 ? [NOTHING_KNOWN] : [])]);
      const found = value.entries.filter(([keys]) => keys.some((one) => one.kind !== "constant" || one.value === known)).map(([, values]) => values);
      return union([...found, ...rest, ...(found.length === 0 ? [NOTHING_KNOWN] : [])]);
    }
    case "constant":
      if (typeof value.value !== "string") return NOTHING_KNOWN;
      return typeof known === "number" ? [constant([...value.value].at(known) ?? "")] : [{ kind: "text", prefix: "", suffix: "" }];
    case "bytes":
      return typeof known === "number" ? [constant(value.value.charCodeAt(known < 0 ? value.value.length + known : known) || 0)] : NOTHING_KNOWN;
    case "thing":
      return [thingItem(value.name, typeof known === "string" ? known : null)];
    case "names":
      return namesItem(resolver, typeof known === "string" ? known : null);
    default:
      return NOTHING_KNOWN;
  }
}

function thingItem(name: string, key: string | null): Value {
  if (name === "sys.modules") return thing(key === null ? "sys.modules[*]" : canonical(key));
  // In a module of the skill `__builtins__` is the module or its table, as the interpreter likes.
  if (name === "builtins") return thingMember(name, key);
  if (name.endsWith(".__dict__")) return thingMember(name.slice(0, -9), key);
  if (name === "os.environ" && key !== null) return /^(?:HOME|USERPROFILE)$/.test(key) ? constant("~") : thing(`os.environ[${key}]`);
  return name === "os.environ" ? thing("os.environ[*]") : thing(`${name}[]`);
}

/** `globals()[key]`: a name of the module, or of the built-ins. */
function namesItem(resolver: Resolver, key: string | null): Values {
  if (key === null) return NOTHING_KNOWN;
  if (key === "__builtins__" || key === "__builtin__") return [thing("builtins")];
  const binding = resolver.scopes.all[0]?.names.get(key);
  return binding === undefined ? [UNKNOWN] : resolver.valuesOfBinding(binding);
}
