import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import { anywhere, NOTHING_DONE, type Path, same, type Use } from "./containers.ts";
import { isFunction, usesArguments } from "./own-changes.ts";
import type { Scopes } from "./scope.ts";
import type { Node, Tree } from "./tree.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type Around = Readonly<{ tree: Tree; scopes: Scopes }>;

/** Argument of a call, and how it holds the thing -> who gets the thing by that; null when that cannot be told. */
export function argumentUse(around: Around, call: Call, node: Node, path: Path): Use | null {
  const at = call.arguments.findIndex((one) => one === node);
  if (call.arguments.slice(0, at).some((one) => one.type === T.SpreadElement)) return null;
  const own = ownFunction(around, call.callee);
  if (own !== null) return intoParameter(around.tree, own, at);
  if (call.callee.type === T.MemberExpression) {
    const handed = methodArgument(call, keyName(call.callee.property), at, path);
    if (handed !== null && !call.callee.computed) return handed;
  }
  const name = globalName(around, call.callee);
  return name === null ? null : platformUse(call, name, at, path);
}

/** A function written where it is called, or one that a name stands for and nothing else ever does. */
function ownFunction(
  { scopes }: Around,
  callee: Node,
): Extract<Node, { type: T.FunctionExpression | T.FunctionDeclaration | T.ArrowFunctionExpression }> | null {
  if (isFunction(callee)) return callee;
  const binding = callee.type === T.Identifier ? scopes.bindingOf(callee) : null;
  const only = binding?.writes.length === 1 ? binding.writes[0] : undefined;
  return only?.keys.length === 0 && only.how === undefined && only.from !== null && isFunction(only.from) ? only.from : null;
}

function intoParameter(tree: Tree, fn: NonNullable<ReturnType<typeof ownFunction>>, at: number): Use | null {
  if (usesArguments(tree, fn)) return null;
  const last = fn.params.length - 1;
  const rest = fn.params[last];
  if (rest?.type === T.RestElement && at >= last) return { into: [{ pattern: rest.argument, shape: (path) => [...path, String(at - last)] }], result: null };
  const pattern = fn.params[at];
  return pattern === undefined ? NOTHING_DONE : { into: [{ pattern, shape: same }], result: null };
}

/** `list.concat(x)` holds x or what is in it, `list.reduce(f, x)` hands it to f first. */
function methodArgument(call: Call, name: string, at: number, path: Path): Use | null {
  if (name === "concat") return { into: [], result: { node: call, shape: path.length === 0 ? () => [null] : anywhere } };
  const [fn] = call.arguments;
  if ((name !== "reduce" && name !== "reduceRight") || at !== 1 || fn === undefined || !isFunction(fn)) return null;
  const pattern = fn.params[0];
  return pattern === undefined || pattern.type === T.RestElement ? null : { into: [{ pattern, shape: same }], result: null };
}

/** `name` or `name.part` of the platform, when no variable of the file has that name. */
function globalName({ scopes }: Around, callee: Node): string | null {
  if (callee.type === T.Identifier) return scopes.bindingOf(callee) === null ? callee.name : null;
  if (callee.type !== T.MemberExpression || callee.computed || callee.object.type !== T.Identifier || scopes.bindingOf(callee.object) !== null) return null;
  return `${callee.object.name}.${keyName(callee.property)}`;
}

/** Functions of the platform that only look at what they are given, however deep. */
const LOOKING = /^(?:JSON\.stringify|console\.\w+|Array\.isArray|Object\.(?:keys|is|hasOwn)|String|Number|Boolean|fetch|isNaN|structuredClone)$/;
/** Functions that give back what they are given. */
const GIVING = /^(?:Object\.(?:freeze|seal|preventExtensions)|Object|Promise\.resolve)$/;
/** Functions that make a list of the parts of what they are given. */
const LISTING = /^(?:Object\.values|Array\.from|Promise\.all)$/;

function platformUse(call: Call, name: string, at: number, path: Path): Use | null {
  if (LOOKING.test(name)) return NOTHING_DONE;
  if (at !== 0) return null;
  if (GIVING.test(name)) return { into: [], result: { node: call, shape: same } };
  const isCopied = path.length === 0 && /^(?:Object\.entries|Set|Map)$/.test(name);
  if (isCopied) return NOTHING_DONE;
  if (name === "Object.entries") return { into: [], result: { node: call, shape: (way) => [...way.slice(0, -1), "1", null] } };
  if (!LISTING.test(name) || call.arguments.length > 1) return null;
  return path.length === 0 ? NOTHING_DONE : { into: [], result: { node: call, shape: anywhere } };
}
