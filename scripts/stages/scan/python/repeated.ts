import { carrierOf } from "./carriers.ts";
import { classOf, loadsOf } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import type { Node } from "./tree.ts";

const DEEPEST = 3;
const MOST_CALLS = 20;

/** Does this run again and again by itself: in a `while`, or in a function that is called in one or handed to a timer? */
export function isRepeated(resolver: Resolver, node: Node, depth = 0): boolean {
  for (let above = node.parent; above !== null; above = above.parent) {
    if (above.type === "while_statement") return true;
    if (above.type !== "function_definition") continue;
    if (depth >= DEEPEST) return false;
    const loads = loadsOf(resolver.scopes, above, classOf(above)).slice(0, MOST_CALLS);
    return loads.some((load) => carrierOf(resolver, load) !== null || isRepeated(resolver, load, depth + 1));
  }
  return false;
}
