import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Binding } from "./binding.ts";
import type { Node, Tree } from "./tree.ts";

/**
 * In sloppy code `arguments[0] = name` writes the first parameter (ECMA-262, 10.4.4): where a function does more with `arguments` than to look at
 * them, or hands them on, its parameters may be anything besides what its calls hand over.
 */
export function openAliased(tree: Tree, bindings: readonly Binding[]): void {
  if (!tree.text.includes("arguments")) return;
  const aliased = new Set<Node | undefined>();
  for (const node of tree.nodes) if (node.type === T.Identifier && node.name === "arguments" && !isOnlyRead(tree, node)) aliased.add(ownerOf(tree, node));
  if (aliased.size === 0) return;
  for (const binding of bindings) {
    if (binding.kind !== "param" || !aliased.has(ownerOf(tree, binding.node))) continue;
    binding.writes.push({ from: null, keys: [] });
    binding.rewritten = true;
  }
}

/** The function whose `arguments` these are: an arrow function has none. */
function ownerOf(tree: Tree, node: Node): Node | undefined {
  let one = tree.parents.get(node);
  while (one !== undefined && one.type !== T.FunctionDeclaration && one.type !== T.FunctionExpression) one = tree.parents.get(one);
  return one;
}

function isOnlyRead(tree: Tree, node: Node): boolean {
  const parent = tree.parents.get(node);
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object !== node || !isTarget(tree, parent);
    case T.SpreadElement:
    case T.UnaryExpression:
      return true;
    case T.Property:
      return parent.key === node && !parent.shorthand;
    default:
      return false;
  }
}

/** Is the member written, by whatever way: assigned, counted up, a place of a pattern or of a loop? */
function isTarget(tree: Tree, member: Node): boolean {
  const parent = tree.parents.get(member);
  switch (parent?.type) {
    case T.AssignmentExpression:
    case T.ForOfStatement:
    case T.ForInStatement:
    case T.AssignmentPattern:
      return parent.left === member;
    case T.UpdateExpression:
    case T.ArrayPattern:
    case T.RestElement:
      return true;
    case T.Property:
      return parent.value === member && tree.parents.get(parent)?.type === T.ObjectPattern;
    default:
      return false;
  }
}
