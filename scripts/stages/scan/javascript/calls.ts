import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { textOf } from "./fold.ts";
import { memberOf, protoOf } from "./members.ts";
import { methodOf } from "./methods.ts";
import { joinPath, resolveAgainst } from "./paths.ts";
import { keyName } from "./binding.ts";
import { moduleValues } from "./names.ts";
import { returnedBy, returnedFor } from "./returned.ts";
import type { Node } from "./tree.ts";
import { type Resolver, UNKNOWN, type Value, type Values } from "./value.ts";

const constant = (value: string | number | boolean | undefined): Value => ({ kind: "constant", value });
const OPEN_TEXT: Value = { kind: "text", prefix: "" };

/** Call or `new` -> what it gives, for the functions by which names, addresses and paths are put together; unknown otherwise. */
export function callValue(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression): Values {
  const args = node.arguments.some((one) => one.type === T.SpreadElement) ? null : node.arguments.map((one) => resolver.valuesOf(one));
  for (const callee of resolver.valuesOf(node.callee)) {
    if (callee.kind !== "thing") continue;
    const known = args === null ? null : thingCall(resolver, callee.name, args);
    if (known !== null) return known;
  }
  if (node.type === T.CallExpression && node.callee.type === T.MemberExpression && args !== null) {
    const names = node.callee.computed ? resolver.keysOf(node.callee.property) : [keyName(node.callee.property)];
    const name = names.length === 1 ? names[0] : null;
    const [callback] = node.arguments;
    // What a promise or a list gives on is what the function given to it returns.
    if (callback !== undefined && (name === "then" || name === "reduce" || name === "reduceRight"))
      return resolver.valuesOf(callback).flatMap((one) => (one.kind === "function" && one.node !== null ? returnedBy(resolver, one.node) : [UNKNOWN]));
    if (typeof name === "string" && name !== "call" && name !== "apply")
      return resolver.valuesOf(node.callee.object).flatMap((object) => methodOf(object, name, args));
  }
  return simpleReturn(resolver, node, args);
}

function thingCall(resolver: Resolver, name: string, args: readonly Values[]): Values | null {
  const [first = [constant(undefined)], second = [constant(undefined)]] = args;
  switch (name) {
    case "require":
    case "module:module.createRequire()":
      return moduleValues(texts(first));
    case "module:module.createRequire":
    case "module:module.createRequireFromPath":
      return [{ kind: "thing", name: "require" }];
    case "process.getBuiltinModule":
      return moduleValues(texts(first));
    case "Reflect.get":
      return texts(second).flatMap((key) => first.flatMap((value) => memberOf(resolver, value, key)));
    case "Object.getOwnPropertyDescriptor":
    case "Reflect.getOwnPropertyDescriptor":
      return texts(second).flatMap((key) => first.flatMap((value) => memberOf(resolver, value, key)));
    case "Object.getPrototypeOf":
    case "Reflect.getPrototypeOf":
      return first.flatMap(protoOf);
    case "Object.freeze":
    case "Object.seal":
    case "Object":
    case "module:util.promisify":
    case "module:util/types.promisify":
    case "Promise.resolve":
    case "module:url.fileURLToPath":
    case "module:url.pathToFileURL":
      return first;
    case "String":
      return first.map((one) => toText(one));
    case "String.fromCharCode":
    case "String.fromCodePoint":
      return [charCodes(args)];
    case "atob":
      return first.map((one) => decoded(one, "base64", "latin1"));
    case "Buffer.from":
      return first.map((one) => (one.kind === "list" ? { ...charCodes(one.items) } : decoded(one, texts(second)[0] ?? "utf8", "utf8")));
    case "decodeURIComponent":
    case "decodeURI":
    case "unescape":
    case "encodeURIComponent":
    case "encodeURI":
    case "escape":
      return first.map((one) => uriText(name, one));
    case "parseInt":
    case "Number":
    case "Number.parseInt":
    case "parseFloat":
      return first.map((one) =>
        one.kind === "constant"
          ? constant(name.endsWith("parseInt") ? Number.parseInt(String(one.value), Number(texts(second)[0]) || 10) : Number(one.value))
          : UNKNOWN,
      );
    case "module:os.homedir":
      return [constant("~")];
    case "module:os.tmpdir":
      return [constant("/tmp")];
    case "module:path.join":
    case "module:path.resolve":
    case "module:path/posix.join":
    case "module:path/posix.resolve":
      return combinations(args).map((one) => joined(one, name.endsWith("resolve")));
    case "module:path.normalize":
      return first;
    case "module:path.dirname":
      return first.map((one) =>
        one.kind === "constant" && typeof one.value === "string" && one.value.includes("/")
          ? constant(one.value.slice(0, one.value.lastIndexOf("/")) || "/")
          : UNKNOWN,
      );
    case "URL":
    case "module:url.URL":
      return [address(first, args[1])];
    default:
      return null;
  }
}

/** A local function: what it returns, for these arguments where it only hands them on. */
function simpleReturn(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression, args: readonly Values[] | null): Values {
  if (node.type === T.NewExpression) return [UNKNOWN];
  const { callee } = node;
  const invoked = callee.type === T.MemberExpression && !callee.computed && /^(?:call|apply)$/.test(keyName(callee.property)) ? callee.object : callee;
  return resolver.valuesOf(invoked).flatMap((callee) => {
    if (callee.kind !== "function" || callee.node === null) return [UNKNOWN];
    const target = callee.node;
    if (givesThis(target) && !resolver.strict && isBareCall(resolver, node)) return [{ kind: "thing", name: "global" }];
    return args === null || invoked !== node.callee ? returnedBy(resolver, target) : returnedFor(resolver, target, args);
  });
}

/** Does a plain function end with `return this`? */
function givesThis(node: Node): boolean {
  if (node.type !== T.FunctionExpression && node.type !== T.FunctionDeclaration) return false;
  const last = node.body.body.at(-1);
  return last?.type === T.ReturnStatement && last.argument?.type === T.ThisExpression;
}

/** Called without an object before it (or with none by `call`): `this` is then the global object in sloppy mode. */
function isBareCall(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  if (node.callee.type !== T.MemberExpression) return true;
  const name = keyName(node.callee.property);
  const [first] = node.arguments;
  const empty =
    first === undefined ||
    resolver.valuesOf(first).some((value) => value.kind === "unknown" || (value.kind === "constant" && (value.value === null || value.value === undefined)));
  return (name === "call" || name === "apply") && empty;
}

function texts(values: Values): readonly (string | null)[] {
  return values.map(textOf);
}

function toText(value: Value): Value {
  const text = textOf(value);
  return text === null ? OPEN_TEXT : constant(text);
}

function charCodes(args: readonly Values[]): Value {
  let text = "";
  for (const one of args) {
    const only = one.length === 1 ? one[0] : undefined;
    if (only?.kind !== "constant" || text.length > 4096) return { kind: "text", prefix: text };
    const code = Number(only.value);
    if (!Number.isInteger(code) || code < 0 || code > 0x10ffff) return { kind: "text", prefix: text };
    text += String.fromCodePoint(code);
  }
  return constant(text);
}

function decoded(value: Value, from: string, to: "latin1" | "utf8"): Value {
  if (value.kind !== "constant" || typeof value.value !== "string") return OPEN_TEXT;
  if (value.value.length > 16_384 || !/^(?:base64|base64url|hex|utf-?8|latin1|binary|ascii|utf16le)$/i.test(from)) return OPEN_TEXT;
  const encoding = from.toLowerCase();
  const bytes = encoding === "base64" || encoding === "base64url" || encoding === "hex" ? Buffer.from(value.value, encoding) : null;
  return constant(bytes === null ? value.value : bytes.toString(to));
}

function uriText(name: string, value: Value): Value {
  if (value.kind !== "constant" || typeof value.value !== "string") return OPEN_TEXT;
  try {
    if (name === "decodeURIComponent" || name === "decodeURI") return constant(decodeURIComponent(value.value));
    if (name === "unescape")
      return constant(
        value.value.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_all, long: string | undefined, short: string | undefined) =>
          String.fromCharCode(Number.parseInt(long ?? short ?? "0", 16)),
        ),
      );
    return constant(encodeURIComponent(value.value));
  } catch {
    return OPEN_TEXT;
  }
}

/** Sets of values -> every way to take one of each, as long as there are few; otherwise the sets themselves. */
function combinations(args: readonly Values[]): readonly (readonly Values[])[] {
  if (args.reduce((product, one) => product * one.length, 1) > 12) return [args];
  return args.reduce<readonly (readonly Values[])[]>((all, one) => all.flatMap((before) => one.map((value) => [...before, [value]])), [[]]);
}

function joined(args: readonly Values[], absolute: boolean): Value {
  let path = "";
  for (const one of args) {
    const only = one.length === 1 ? one[0] : undefined;
    const text = only === undefined ? null : textOf(only);
    if (text === null) return { kind: "text", prefix: path === "" ? "" : `${path}/` };
    path = path === "" || (absolute && (text.startsWith("/") || text.startsWith("~"))) ? text : joinPath(path, text);
  }
  return constant(path);
}

function address(first: Values, base: Values | undefined): Value {
  const only = first.length === 1 ? first[0] : undefined;
  if (only === undefined) return OPEN_TEXT;
  if (base === undefined) return only.kind === "constant" || only.kind === "text" ? only : OPEN_TEXT;
  const from = base.length === 1 ? base[0] : undefined;
  const text = textOf(only);
  if (text !== null && /^[a-z][a-z0-9+.-]*:/i.test(text)) return constant(text);
  const own = from?.kind === "constant" && text !== null ? resolveAgainst(String(from.value), text) : null;
  if (own !== null) return constant(own);
  if (from?.kind === "constant" && text !== null) {
    try {
      return constant(new URL(text, String(from.value)).href);
    } catch {
      return OPEN_TEXT;
    }
  }
  // An open first part may be a whole address of its own and then replaces the base.
  return OPEN_TEXT;
}
