import type { Binding } from "./scope.ts";
import { part, textOf, type Tree } from "./tree.ts";

/** Place from which on the items of a list may be others than it was made with: `x.append(a)` moves none, `x.insert(1, a)` all but the first. */
export function firstMoved(tree: Tree, { changes }: Binding): number {
  let from = Number.POSITIVE_INFINITY;
  for (const { method, call } of changes) {
    if (method === "append" || method === "extend") continue;
    const at = method === "insert" && call.type === "call" ? part(call, "arguments")?.children[0] : undefined;
    from = Math.min(from, at?.type === "integer" ? Number(textOf(tree, at)) || 0 : 0);
  }
  return from;
}
