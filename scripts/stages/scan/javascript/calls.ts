import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { textOf } from "./fold.ts";
import { memberOf, protoOf } from "./members.ts";
import { methodOf } from "./methods.ts";
import { filePath, folderOf, joinPath, resolveAgainst } from "./paths.ts";
import { keyName } from "./binding.ts";
import { bytesOf, fromBase64, letters, uriText, wholeNumber } from "./decode.ts";
import { moduleValues } from "./names.ts";
import { definesMethod } from "./own-changes.ts";
import { returnedBy, returnedFor } from "./returned.ts";
import type { Node } from "./tree.ts";
import { elementsOf, type Resolver, UNKNOWN, type Value, type Values } from "./value.ts";

const constant = (value: string | number | boolean | undefined): Value => ({ kind: "constant", value });
const OPEN_TEXT: Value = { kind: "text", prefix: "" };

/** What these give no program replaces without being refused. */
const LOADING =
  /^(?:require|module:module\..*|process\.getBuiltinModule|Reflect\.get|(?:Object|Reflect)\.get(?:OwnPropertyDescriptor|PrototypeOf)|module:(?:path|os)\b.*)$/;

/** Call or `new` -> what it gives, for the functions by which names, addresses and paths are put together; unknown otherwise. */
export function callValue(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression): Values {
  const args = node.arguments.some((one) => one.type === T.SpreadElement) ? null : node.arguments.map((one) => resolver.valuesOf(one));
  const known: Value[] = [];
  let isOpen = false;
  for (const callee of resolver.valuesOf(node.callee)) {
    // What is no function gives nothing.
    if (callee.kind === "constant") continue;
    const found = callee.kind !== "thing" || args === null || (resolver.replaced && !LOADING.test(callee.name)) ? null : thingCall(resolver, callee.name, args);
    if (found === null) isOpen = true;
    else known.push(...found);
  }
  return known.length > 0 && !isOpen ? known : [...known, ...ownCall(resolver, node, args)];
}

/** What no table knows: a method of a value, what a promise gives on, or a function of the file. */
function ownCall(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression, args: readonly Values[] | null): Values {
  if (node.type === T.CallExpression && node.callee.type === T.MemberExpression && args !== null) {
    const names = node.callee.computed ? resolver.keysOf(node.callee.property) : [keyName(node.callee.property)];
    const name = names.length === 1 ? names[0] : null;
    if (args.length > 0 && (name === "then" || name === "reduce" || name === "reduceRight")) return givenOn(resolver, node.callee.object, name, args);
    if (typeof name === "string" && name !== "call" && name !== "apply")
      return resolver
        .valuesOf(node.callee.object)
        .flatMap((object) => (resolver.replaced && object.kind !== "thing" ? [UNKNOWN] : methodOf(object, name, args)));
  }
  return simpleReturn(resolver, node, args);
}

/**
 * What a promise or a list gives on is what the functions given to it return; of a list of one element, or none, no function is asked. An object of
 * the file that has a method of this name gives what it likes.
 */
function givenOn(resolver: Resolver, receiver: Node, name: string, [first = [], second]: readonly Values[]): Values {
  const objects = resolver.valuesOf(receiver);
  const isOwn = objects.some((one) => one.kind === "object" || one.kind === "function" || (one.kind === "unknown" && definesMethod(resolver.tree, name)));
  const returned = (callbacks: Values): Values =>
    callbacks.flatMap((one) => (one.kind === "function" && one.node !== null ? returnedBy(resolver, one.node) : [UNKNOWN]));
  const given = isOwn ? [...returned(first), UNKNOWN] : returned(first);
  if (name === "then") return second === undefined ? given : [...given, ...returned(second)];
  const fewest = Math.min(...objects.map((one) => (one.kind === "list" ? one.items.length : 0)));
  if (second !== undefined) return fewest > 0 ? given : [...given, ...second];
  return fewest > 1 ? given : [...given, ...objects.flatMap(elementsOf)];
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
      // What is described may be a thing that is refused; what is given is its description.
      return texts(second).flatMap((key) => first.flatMap((value) => memberOf(resolver, value, key).map((one) => (one.kind === "thing" ? one : UNKNOWN))));
    case "Object.getPrototypeOf":
    case "Reflect.getPrototypeOf":
      return first.flatMap(protoOf);
    case "Object.freeze":
    case "Object.seal":
    case "Object":
    case "module:util.promisify":
    case "module:util/types.promisify":
    case "Promise.resolve":
    case "module:url.pathToFileURL":
      return first;
    case "module:url.fileURLToPath":
      return first.map(filePath);
    case "String":
      return first.map((one) => toText(one));
    case "String.fromCharCode":
    case "String.fromCodePoint":
      return [letters(args, name === "String.fromCharCode")];
    case "atob":
      return first.map(fromBase64);
    case "Buffer.from":
      return args.length < 2 ? first.map((one) => bytesOf(one, "utf8")) : texts(second).flatMap((form) => first.map((one) => bytesOf(one, form)));
    case "decodeURIComponent":
    case "decodeURI":
    case "unescape":
    case "encodeURIComponent":
    case "encodeURI":
    case "escape":
      return first.map((one) => uriText(name, one));
    case "parseInt":
    case "Number.parseInt":
      return combinations([first, second]).map(wholeNumber);
    case "Number":
      return args.length === 0 ? [constant(0)] : first.map((one) => (one.kind === "constant" ? constant(Number(one.value)) : UNKNOWN));
    case "parseFloat":
    case "Number.parseFloat":
      return first.map((one) => (one.kind === "constant" ? constant(Number.parseFloat(String(one.value))) : UNKNOWN));
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
      return first.map(folderOf);
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
