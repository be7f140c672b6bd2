import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import { isReader } from "./flow-carried.ts";
import { ANY_PATH, type Call, type ClassNode, classOf, type Fn, isFunction, membersOf, MOST, pathsOf, returnsOf } from "./flow-members.ts";
import { heldAnywhere, heldUnder, loosened } from "./flow-parts.ts";
import type { Source } from "./flow-sources.ts";
import type { Taint } from "./flow-taint.ts";
import { HARMLESS_MODULES } from "./things.table.ts";
import { type Node, within } from "./tree.ts";
import type { Resolver } from "./value.ts";

const NOTHING: readonly Source[] = [];

/** Calls whose result says something about their input but does not carry it. */
const ASKING =
  /^(?:existsSync|exists|access|accessSync|stat|statSync|includes|startsWith|endsWith|indexOf|lastIndexOf|test|has|some|every|isArray|hasOwn|hasOwnProperty|equals|digest|sign|verify|hmac|compare|localeCompare|timingSafeEqual|writeFile|writeFileSync|mkdirSync|push|log|error|warn|info|isInteger|isNaN|Boolean|Number|parseInt|parseFloat)$/;

/** Methods of lists whose result is not made of what the function handed to them returns. */
const PICKING = /^(?:filter|find|findLast|findIndex|findLastIndex|forEach|sort|toSorted|some|every)$/;

/** Built-in functions whose result is all that becomes of what they are given. */
const PLAIN =
  /^(?:JSON\.\w+|Object|Object\.(?:keys|values|entries|fromEntries|freeze|seal|create|groupBy|getOwnPropertyNames|is)|Array(?:\.\w+)?|String(?:\.\w+)?|Number(?:\.\w+)?|Boolean|BigInt|Symbol(?:\.\w+)?|Buffer(?:\.\w+)?|Promise\.(?!withResolvers)\w+|Map(?:\.groupBy)?|Set|WeakMap|WeakSet|WeakRef|Date|RegExp|URL|URLSearchParams|Text(?:En|De)coder|Blob|File|Headers|Request|Response|FormData|\w*Error|[A-Z]\w*Array|ArrayBuffer|DataView|atob|btoa|(?:en|de)codeURI(?:Component)?|(?:un)?escape|parseInt|parseFloat|isNaN|isFinite|structuredClone|require|console\.\w+|process\.(?:exit|chdir|emitWarning|std\w+\.write)|Reflect\.(?:get|has|ownKeys|getOwnPropertyDescriptor|getPrototypeOf)|import\.meta\.\w+|process\.env\.\w+)$/;
const STORING_MODULES = /^(?:events|stream|stream\/\w+|async_hooks|diagnostics_channel|timers|timers\/promises|domain|process|module|test)$/;

export function isAsking(name: string): boolean {
  return ASKING.test(name);
}

/** Does a known function do nothing with what it is given but make its result (or a file, or a message) of it? Packages are judged where they are loaded. */
export function isPlain(name: string): boolean {
  if (!name.startsWith("module:")) return PLAIN.test(name);
  const module = name.slice(7).replace(/\.[^/]*$/, "");
  return !STORING_MODULES.test(module) && (!HARMLESS_MODULES.has(module) || !/\.callbackify$/.test(name));
}

export function calledName(call: Call): string {
  const { callee } = call;
  return callee.type === T.MemberExpression ? (callee.computed ? "" : keyName(callee.property)) : callee.type === T.Identifier ? callee.name : "";
}

/** Call -> functions of this file that it may run: known by value or, where nothing is known, all methods of that name. */
export function calledBy(resolver: Resolver, call: Call): readonly Fn[] {
  const values = resolver.valuesOf(call.callee);
  const known = values.flatMap((value) => (value.kind === "function" && isFunction(value.node) ? [value.node] : []));
  if (known.length > 0 || call.type === T.NewExpression || call.callee.type !== T.MemberExpression || !values.some(({ kind }) => kind === "unknown"))
    return known;
  return membersOf(resolver).methods.get(calledName(call)) ?? [];
}

const WITH_METHODS = [Array, String, Map, Set, Promise, RegExp, Number, Date].map((one): object => one.prototype as object);

/** A name that lists, texts and collections have as a method. */
export function isBuiltInMethod(name: string): boolean {
  return WITH_METHODS.some((one) => Object.hasOwn(one, name));
}

/** What comes back from the network is no longer what was sent. */
function isNetwork(values: ReturnType<Resolver["valuesOf"]>): boolean {
  return values.some((value) => value.kind === "thing" && /^(?:fetch|module:(?:https?|axios|got|node-fetch|undici|ky)(?:\.|$))/.test(value.name));
}

/** Call -> the private data in what it gives. */
export function callTaint(taint: Taint, resolver: Resolver, node: Call): readonly Source[] {
  const { callee } = node;
  const values = resolver.valuesOf(callee);
  const own = calledBy(resolver, node);
  const returned =
    own.length > MOST ? taint.once(own, () => own.flatMap((fn) => resultOf(taint, resolver, fn))) : own.flatMap((fn) => resultOf(taint, resolver, fn));
  if (node.type === T.CallExpression && own.length > 0 && values.every(({ kind }) => kind === "function")) return returned;
  const name = calledName(node);
  if (ASKING.test(name) || isNetwork(values)) return returned;
  const args = node.arguments.flatMap(taint.of);
  const given = PICKING.test(name) ? NOTHING : node.arguments.flatMap((one) => givenBy(taint, resolver, one));
  if (node.type === T.NewExpression) {
    const made = classOf(resolver, callee);
    return [
      ...heldAnywhere([...args, ...given]),
      ...taint.of(callee),
      ...(made === null ? NOTHING : taint.of(made)),
      ...madeBy(taint, resolver, own),
      ...open(taint, resolver, node),
    ];
  }
  const receiver = callee.type === T.MemberExpression && callee.object.type !== T.Super ? taint.of(callee.object) : NOTHING;
  const called = callee.type === T.MemberExpression ? NOTHING : taint.of(callee);
  // What a function of another file gives is known there.
  const imported = callee.type === T.Identifier ? called.filter((one) => one.kind === "import") : called;
  const all = [...receiver, ...imported, ...args, ...given];
  return [...returned, ...(isText(values) ? heldAnywhere(all) : loosened(all)), ...open(taint, resolver, node), ...fileTaint(taint, resolver, node)];
}

/** Of a text no part is one variable or one key any more. */
function isText(values: ReturnType<Resolver["valuesOf"]>): boolean {
  return values.some((value) => value.kind === "thing" && /^(?:JSON\.stringify|String|Symbol|module:util\.(?:inspect|format))$/.test(value.name));
}

/** A file that this program writes and reads again: by the same path, or by one that cannot be told. */
function fileTaint(taint: Taint, resolver: Resolver, node: Call): readonly Source[] {
  const [first] = node.arguments;
  if (first === undefined || !resolver.valuesOf(node.callee).some((value) => value.kind === "thing" && isReader(value.name))) return NOTHING;
  const { files } = membersOf(resolver);
  if (files.size === 0) return NOTHING;
  const paths = pathsOf(resolver, first);
  if (paths.includes(ANY_PATH)) return taint.once(files, () => [...files.values()].flat().flatMap(taint.of));
  return [...paths, ANY_PATH].flatMap((name) => {
    const all = files.get(name);
    return all === undefined ? NOTHING : taint.once(all, () => all.flatMap(taint.of));
  });
}

/** Where a call may give what this file has let out of sight: a function nobody knows, or a built-in one that hands on what a function of this file passes to it. */
function open(taint: Taint, resolver: Resolver, node: Call): readonly Source[] {
  if (taint.elsewhere.length === 0) return NOTHING;
  const values = resolver.valuesOf(node.callee);
  const things = values.flatMap((value) => (value.kind === "thing" ? [value.name] : []));
  if (things.some((name) => isPlain(name))) return NOTHING;
  if (things.length > 0) return things.some((name) => !/^(?:method|process\.env)\./.test(name)) ? taint.elsewhere : NOTHING;
  if (node.type === T.NewExpression) return classOf(resolver, node.callee) === null ? taint.elsewhere : NOTHING;
  if (node.callee.type !== T.MemberExpression || node.callee.object.type === T.Super || node.callee.computed) return taint.elsewhere;
  // A method of lists, texts and collections gives what these hold, and that is asked of the receiver; one of this file gives what it returns.
  return isBuiltInMethod(calledName(node)) || calledBy(resolver, node).length > 0 ? NOTHING : taint.elsewhere;
}

function resultOf(taint: Taint, resolver: Resolver, fn: Fn): readonly Source[] {
  const returns = returnsOf(resolver, fn);
  const found = taint.once(returns, () => returns.flatMap(taint.of));
  return fn.generator ? heldAnywhere(found) : found;
}

function givenBy(taint: Taint, resolver: Resolver, node: Node): readonly Source[] {
  const fns = isFunction(node)
    ? [node]
    : node.type === T.Identifier
      ? resolver.valuesOf(node).flatMap((value) => (value.kind === "function" && isFunction(value.node) ? [value.node] : []))
      : [];
  return fns.flatMap((fn) => resultOf(taint, resolver, fn));
}

/** `function A(x) { this.a = x }` called with `new`: what it puts into the object, or gives instead of it. */
function madeBy(taint: Taint, resolver: Resolver, fns: readonly Fn[]): readonly Source[] {
  return fns.flatMap((fn) => [...resultOf(taint, resolver, fn), ...fieldsWithin(taint, resolver, fn)]);
}

const MOST_NODES = 20_000;

/** Class -> what its fields and methods put into the class and into objects of it. */
export function classTaint(taint: Taint, resolver: Resolver, made: ClassNode): readonly Source[] {
  const own = made.body.body.flatMap((one) =>
    one.type === T.PropertyDefinition && one.value !== null ? heldUnder(taint.of(one.value), one.computed ? null : keyName(one.key)) : NOTHING,
  );
  const maker = made.body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  const instead = maker?.type === T.MethodDefinition ? returnsOf(resolver, maker.value).flatMap(taint.of) : NOTHING;
  return [
    ...own,
    ...instead,
    ...(made.body.body.some(isActive) ? taint.elsewhere : NOTHING),
    ...fieldsWithin(taint, resolver, made),
    ...(made.superClass === null ? NOTHING : taint.of(made.superClass)),
  ];
}

const IMPLICIT =
  /^(?:toString|valueOf|toJSON|next|then|get|set|has|apply|construct|deleteProperty|ownKeys|defineProperty|getPrototypeOf|start|pull|write|transform)$/;

/** A function that the language or the runtime calls without being told by its name: of an iterator, a proxy, a conversion, a stream. */
export function isActive(one: Node): boolean {
  if (one.type !== T.Property && one.type !== T.MethodDefinition && one.type !== T.PropertyDefinition) return false;
  return isFunction(one.value) && (one.computed || IMPLICIT.test(keyName(one.key)));
}

const FIELDS = new WeakMap<Node, readonly (readonly [string | null, Node])[]>();

function fieldsWithin(taint: Taint, resolver: Resolver, node: Node): readonly Source[] {
  let fields = FIELDS.get(node);
  if (fields === undefined) {
    fields = within(resolver.tree, node, MOST_NODES).flatMap((one): readonly (readonly [string | null, Node])[] =>
      one.type === T.AssignmentExpression && one.left.type === T.MemberExpression && one.left.object.type === T.ThisExpression
        ? [[one.left.computed ? null : keyName(one.left.property), one.right]]
        : [],
    );
    FIELDS.set(node, fields);
  }
  const all = fields;
  return taint.once(all, () => all.flatMap(([key, value]) => heldUnder(taint.of(value), key)));
}
