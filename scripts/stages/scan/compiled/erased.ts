import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Node, Tree } from "../javascript/tree.ts";

/** Fields that hold no syntax of their own. */
const OTHER: ReadonlySet<string> = new Set(["type", "parent", "loc", "range", "tokens", "comments", "name", "value", "raw", "regex", "operator", "kind"]);

/**
 * Tree -> the nodes that have a part which the tree leaves out because only TypeScript knows it. Such a text never means
 * the same to the runtime, which knows no types: `case a ? (b) : c => d :` hides a use of `b` as a parameter.
 */
export function erasedIn(tree: Tree): readonly Node[] {
  const found: Node[] = [];
  for (const node of tree.nodes) if (hasErased(node, tree)) found.push(node);
  return found;
}

function hasErased(node: Node, { places }: Tree): boolean {
  const parts = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in parts) {
    // `value` is a node in a property and plain text in a literal
    if (OTHER.has(key) && (key !== "value" || node.type !== T.Property)) continue;
    const part = parts[key];
    if (typeof part !== "object" || part === null) continue;
    if (Array.isArray(part)) {
      for (const one of part) if (isNode(one) && !places.has(one)) return true;
    } else if (isNode(part) && !places.has(part)) return true;
  }
  return false;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}
