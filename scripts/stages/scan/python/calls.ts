import { externalValue } from "./externals.ts";
import { itemOf, memberOf, pathJoined } from "./members.ts";
import type { Given, Resolver } from "./resolver.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { isTold } from "./comprehension.ts";
import { textMethod } from "./strings.ts";
import { added, constant, crossed, exactText, NOTHING_KNOWN, textsOf, thing, union, UNKNOWN, type Value, type Values } from "./value.ts";

/** Call expression -> what it may give. */
export function callValue(resolver: Resolver, node: Node): Values {
  const callee = part(node, "function");
  if (callee === null) return NOTHING_KNOWN;
  const given = resolver.givenTo(node);
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const named = callee.type === "attribute" ? part(callee, "attribute") : null;
  if (object === null || named === null) return union(resolver.valuesOf(callee).map((value) => resolver.invoke(value, given, node)));
  const method = nameOf(resolver.tree, named);
  return union(resolver.valuesOf(object).map((value) => methodValue(resolver, value, method, given, node)));
}

/** Arguments of a call, `*x` of a known list taken apart. */
export function argumentsOf(resolver: Resolver, call: Node): Given {
  const list = part(call, "arguments");
  if (list === null) return { by: [], named: new Map(), open: false };
  if (list.type === "generator_expression") return { by: [resolver.valuesOf(list)], named: new Map(), open: false };
  const by: Values[] = [];
  const named = new Map<string, Values>();
  let open = false;
  for (const one of list.children) {
    if (one.type === "keyword_argument") {
      const name = part(one, "name");
      const value = part(one, "value");
      if (name !== null && value !== null) named.set(nameOf(resolver.tree, name), resolver.valuesOf(value));
    } else if (one.type === "list_splat") {
      if (!open) open = !spreadInto(by, resolver.valuesOf(one.children[0] ?? one));
    } else if (one.type === "dictionary_splat") {
      const spread = resolver.valuesOf(one.children[0] ?? one);
      for (const dict of spread) {
        if (dict.kind === "dict")
          for (const [keys, values] of dict.entries) for (const key of keys) if (key.kind === "constant") named.set(String(key.value), values);
        open ||= dict.kind !== "dict" || dict.open;
      }
    } else if (!open) by.push(resolver.valuesOf(one));
  }
  return { by, named, open };
}

/** Adds the items of `*x` to the arguments before it, each place with all that may stand there. -> is the number of them known? */
function spreadInto(by: Values[], spread: Values): boolean {
  const lists = spread.flatMap((one) => (one.kind === "list" ? [one] : []));
  const longest = Math.max(0, ...lists.map(({ items }) => items.length));
  const isTold = lists.length > 0 && lists.length === spread.length && lists.every(({ items, open }) => !open && items.length === longest);
  for (let at = 0; at < longest; at++) by.push(union([...lists.map(({ items }) => items[at] ?? []), isTold ? [] : NOTHING_KNOWN]));
  return isTold;
}

function methodValue(resolver: Resolver, receiver: Value, method: string, given: Given, node: Node): Values {
  switch (receiver.kind) {
    case "constant":
    case "bytes":
    case "text":
      return method.startsWith("__") && method !== "__add__"
        ? dunder(resolver, receiver, method, given, node)
        : textMethod(receiver, method, given.by, given.named);
    case "path":
      return pathMethod(receiver, method, given);
    case "list":
      return listMethod(receiver, method, given);
    case "dict":
    case "names":
      return dictMethod(resolver, receiver, method, given);
    case "thing":
      if (receiver.name === "os.environ" && /^(?:get|pop|setdefault|__getitem__)$/.test(method)) return withDefault(resolver, receiver, given);
      if (receiver.name === "sys.modules" || receiver.name.endsWith(".__dict__")) return dictMethod(resolver, receiver, method, given);
      break;
    default:
  }
  if (method.startsWith("__")) return dunder(resolver, receiver, method, given, node);
  return union(memberOf(resolver, receiver, method).map((value) => resolver.invoke(value, given, node)));
}

/** `x.__getitem__(k)`, `x.__getattribute__(n)`: the long form of an operator. */
function dunder(resolver: Resolver, receiver: Value, method: string, given: Given, node: Node): Values {
  const [first, second] = given.by;
  if (method === "__getitem__" && first !== undefined) return union(first.map((key) => itemOf(resolver, receiver, key)));
  if (method === "__getattribute__" || method === "__getattr__") {
    const name = receiver.kind === "thing" && second !== undefined ? second : first;
    const from = receiver.kind === "thing" && second !== undefined ? (first ?? NOTHING_KNOWN) : [receiver];
    return union(from.flatMap((value) => textsOf(name ?? NOTHING_KNOWN).map((one) => memberOf(resolver, value, one))));
  }
  if (method === "__call__") return resolver.invoke(receiver, given, node);
  if (method === "__import__") return NOTHING_KNOWN;
  return union(memberOf(resolver, receiver, method).map((value) => resolver.invoke(value, given, node)));
}

function withDefault(resolver: Resolver, receiver: Value, given: Given): Values {
  const keys = given.by[0] ?? NOTHING_KNOWN;
  return union([...keys.map((key) => itemOf(resolver, receiver, key)), given.by[1] ?? []]);
}

function listMethod(receiver: Extract<Value, { kind: "list" }>, method: string, given: Given): Values {
  if (method === "copy" || method === "__iter__") return [receiver];
  if (method === "__add__") return crossed([receiver], given.by[0] ?? NOTHING_KNOWN, added);
  if (method === "pop" || method === "popleft" || method === "__next__") return union([...receiver.items, NOTHING_KNOWN]);
  return NOTHING_KNOWN;
}

function dictMethod(resolver: Resolver, receiver: Value, method: string, given: Given): Values {
  if (/^(?:get|pop|setdefault|__getitem__)$/.test(method)) return withDefault(resolver, receiver, given);
  if (method === "copy") return [receiver];
  if (receiver.kind !== "dict") return NOTHING_KNOWN;
  if ((receiver.open || !isTold(receiver)) && /^(?:values|keys|items)$/.test(method)) return [anyOf(receiver, method)];
  if (method === "values") return [{ kind: "list", items: receiver.entries.map(([, values]) => values), open: receiver.open }];
  if (method === "keys") return [{ kind: "list", items: receiver.entries.map(([keys]) => keys), open: receiver.open }];
  if (method === "items")
    return [{ kind: "list", items: receiver.entries.map(([keys, values]) => [{ kind: "list", items: [keys, values], open: false }]), open: receiver.open }];
  return NOTHING_KNOWN;
}

/** Where the same key may stand twice, nobody can tell how many there are, nor in which order: each of them may be any. */
function anyOf({ entries, open }: Extract<Value, { kind: "dict" }>, method: string): Value {
  const keys = union(entries.map(([key]) => key));
  const values = union(entries.map(([, value]) => value));
  const item: Values = method === "keys" ? keys : method === "values" ? values : [{ kind: "list", items: [keys, values], open: false }];
  return { kind: "list", items: open ? [] : entries.map(() => item), open: true };
}

/** Methods of a pathlib path that give another path or its text. */
function pathMethod(path: Extract<Value, { kind: "path" }>, method: string, given: Given): Values {
  switch (method) {
    case "resolve":
    case "absolute":
    case "expanduser":
    case "readlink":
      return [path];
    case "joinpath":
      return given.open ? [pathJoined(path, UNKNOWN)] : given.by.reduce<Values>((left, right) => crossed(left, right, pathJoined), [path]);
    case "as_posix":
    case "as_uri":
    case "__str__":
    case "__fspath__":
      return [path.exact ? constant(path.prefix) : { kind: "text", prefix: path.prefix, suffix: path.suffix }];
    case "with_suffix":
      return path.exact ? (given.by[0] ?? NOTHING_KNOWN).map((one) => withSuffix(path.prefix, one)) : [pathJoined(path, UNKNOWN)];
    case "with_name":
    case "with_stem":
      return [pathJoined({ ...path, ...(path.exact ? parentOf(path.prefix) : {}) }, method === "with_name" ? (given.by[0]?.[0] ?? UNKNOWN) : UNKNOWN)];
    case "iterdir":
      return [{ kind: "list", items: [], open: true }];
    case "glob":
    case "rglob":
      return [{ kind: "list", items: [[foundBelow(path, given.by[0]?.[0])]], open: true }];
    case "open":
      return [thing("builtins.open()")];
    case "read_text":
    case "read_bytes":
      return [thing(`pathlib.Path.${method}()`)];
    case "relative_to":
      return [{ kind: "path", prefix: path.exact ? "" : path.prefix, suffix: "", exact: false }];
    default:
      return NOTHING_KNOWN;
  }
}

function withSuffix(path: string, suffix: Value): Value {
  const known = suffix.kind === "constant" ? String(suffix.value) : null;
  const bare = path.replace(/(?<=[^/])\.[^./]*$/, "");
  return known === null ? { kind: "path", prefix: bare, suffix: "", exact: false } : { kind: "path", prefix: bare + known, suffix: bare + known, exact: true };
}

function parentOf(path: string): Readonly<{ prefix: string; suffix: string }> {
  const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  return { prefix: parent, suffix: parent };
}

/** Value called with arguments -> its result. */
export function invoked(resolver: Resolver, callee: Value, given: Given, call: Node): Values {
  switch (callee.kind) {
    case "thing":
      return externalValue(resolver, callee.name, given, call);
    case "function":
      return resolver.resultOf(callee.node);
    case "class":
      return union([[{ kind: "object", node: callee.node }], instead(resolver, callee.node)]);
    case "object":
      return union(memberOf(resolver, callee, "__call__").map((value) => (value.kind === "function" ? resolver.invoke(value, given, call) : [UNKNOWN])));
    case "partial":
      return union(callee.target.map((value) => resolver.invoke(value, { ...given, by: [...callee.given, ...given.by] }, call)));
    case "getter":
      return got(resolver, callee, given, call);
    default:
      return NOTHING_KNOWN;
  }
}

/** What a class's own `__new__` gives in place of an object of it. */
function instead(resolver: Resolver, klass: Node): Values {
  const binding = resolver.scopes.opened.get(klass)?.names.get("__new__");
  return union((binding?.writes ?? []).map((write) => (write.kind === "own" ? resolver.resultOf(write.node) : [])));
}

/** `attrgetter("a.b")(x)`, `itemgetter(k)(x)`, `methodcaller("m", ...)(x)`. */
function got(resolver: Resolver, getter: Extract<Value, { kind: "getter" }>, given: Given, call: Node): Values {
  const from = given.by[0] ?? NOTHING_KNOWN;
  const [first = NOTHING_KNOWN, ...rest] = getter.names;
  if (getter.by === "item") return union(from.flatMap((value) => first.map((key) => itemOf(resolver, value, key))));
  const path = (value: Value, name: string | null): Values =>
    name === null
      ? memberOf(resolver, value, null)
      : name.split(".").reduce<Values>((values, one) => union(values.map((each) => memberOf(resolver, each, one))), [value]);
  const members = union(from.flatMap((value) => textsOf(first).map((name) => path(value, name))));
  return getter.by === "attribute" ? members : union(members.map((value) => resolver.invoke(value, { by: rest, named: new Map(), open: false }, call)));
}

/** What `glob` finds below a folder: where it begins, and how it ends. */
function foundBelow(path: Extract<Value, { kind: "path" }>, pattern: Value | undefined): Value {
  const text = pattern === undefined ? null : exactText(pattern);
  const folder = path.exact ? `${path.prefix.replace(/(?<!\/)\/+$/, "")}/` : path.prefix;
  if (text === null) return { kind: "path", prefix: folder, suffix: "", exact: false };
  const head = /^[^*?[]*(?=\/)/.exec(text)?.[0];
  return {
    kind: "path",
    prefix: path.exact && head !== undefined && head !== "" ? `${folder}${head}/` : folder,
    suffix: /[^*?\]]*$/.exec(text)?.[0] ?? "",
    exact: false,
  };
}
