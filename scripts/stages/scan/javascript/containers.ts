import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isFunction, usesArguments } from "./own-changes.ts";
import type { Node, Tree } from "./tree.ts";

export type Key = string | null;
/** The keys by which a thing is reached from what holds it, the outermost last; none: it is the thing itself; null: any key. */
export type Path = readonly Key[];
type Shape = (path: Path) => Path;
/** What a call does with something handed to it: the patterns that get it, and whether what the call gives is it or holds it. */
export type Use = Readonly<{ into: readonly Readonly<{ pattern: Node; shape: Shape }>[]; result: Readonly<{ node: Node; shape: Shape }> | null }>;

export const NOTHING_DONE: Use = { into: [], result: null };
export const same: Shape = (path) => path;
const taken: Shape = (path) => path.slice(0, -1);
export const anywhere: Shape = (path) => [...path.slice(0, -1), null];

/** Methods of lists that leave the list as it is, with the place of the whole list among what they hand to a function. */
const READING: ReadonlyMap<string, number | null> = new Map<string, number | null>([
  ...["map", "filter", "some", "every", "find", "findLast", "findIndex", "findLastIndex", "forEach", "flatMap"].map((name) => [name, 2] as const),
  ...["reduce", "reduceRight"].map((name) => [name, 3] as const),
  ["then", 0],
  ...["join", "slice", "at", "concat", "includes", "indexOf", "lastIndexOf", "entries", "keys", "values", "flat", "toString", "toReversed", "toSorted"].map(
    (name) => [name, null] as const,
  ),
  ...["with", "toSpliced", "toLocaleString", "hasOwnProperty"].map((name) => [name, null] as const),
]);

/** Method called on a list -> what gets the list by that; null when the method may change it or hands it to what is not followed. */
export function methodUse(tree: Tree, call: TSESTree.CallExpression, name: string): Use | null {
  const place = READING.get(name);
  if (place === undefined) return null;
  return place === null ? NOTHING_DONE : handedToFirst(tree, call, [[place, same]], null);
}

/** Method of a Buffer -> what gets its memory by that; null when it may be written. */
export function bytesUse(call: TSESTree.CallExpression, name: string): Use | null {
  if (/^(?:toString|toJSON|equals|compare|includes|indexOf|lastIndexOf|at|read\w+)$/.test(name)) return NOTHING_DONE;
  return /^(?:slice|subarray)$/.test(name) ? { into: [], result: { node: call, shape: same } } : null;
}

/** Method called on something that holds the thing -> who gets the thing by that; null when that cannot be told. */
export function containerUse(tree: Tree, call: TSESTree.CallExpression, name: string): Use | null {
  switch (name) {
    case "join":
    case "includes":
    case "indexOf":
    case "lastIndexOf":
    case "keys":
    case "toString":
    case "hasOwnProperty":
      return NOTHING_DONE;
    case "map":
    case "flatMap":
    case "forEach":
    case "some":
    case "every":
    case "findIndex":
    case "findLastIndex":
      return handedToFirst(tree, call, ELEMENTS, null);
    case "filter":
      return handedToFirst(tree, call, ELEMENTS, { node: call, shape: anywhere });
    case "find":
    case "findLast":
      return handedToFirst(tree, call, ELEMENTS, { node: call, shape: taken });
    case "then":
      return handedToFirst(tree, call, [[0, same]], null);
    case "at":
    case "pop":
    case "shift":
      return { into: [], result: { node: call, shape: taken } };
    case "slice":
    case "concat":
    case "reverse":
    case "toReversed":
    case "values":
      return { into: [], result: { node: call, shape: anywhere } };
    case "entries":
      return { into: [], result: { node: call, shape: (path) => [...path.slice(0, -1), "1", null] } };
    default:
      return null;
  }
}

const ELEMENTS: readonly (readonly [number, Shape])[] = [
  [0, taken],
  [2, same],
];

/** Functions of the platform that ask for nothing but the value. */
const ASKING = /^(?:Boolean|String|Number|parseInt|parseFloat|encodeURIComponent|decodeURIComponent)$/;

/** The function written as first argument, and which of its parameters get what; null when it is written elsewhere, or has other names for them. */
function handedToFirst(tree: Tree, call: TSESTree.CallExpression, places: readonly (readonly [number, Shape])[], result: Use["result"]): Use | null {
  const [fn] = call.arguments;
  if (fn === undefined || (fn.type === T.Identifier && ASKING.test(fn.name))) return { into: [], result };
  if (!isFunction(fn) || fn.params.some((one) => one.type === T.RestElement) || usesArguments(tree, fn)) return null;
  const into = places.flatMap(([at, shape]) => {
    const pattern = fn.params[at];
    return pattern === undefined ? [] : [{ pattern, shape }];
  });
  return { into, result };
}
