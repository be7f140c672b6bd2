import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Binding, keyName } from "./binding.ts";
import { isTarget } from "./targets.ts";
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

/** `arguments.callee` is the function, and what it is called with there no call by its name shows; only numbers and `length` are surely something else. */
function isFunctionItself(tree: Tree, member: TSESTree.MemberExpression): boolean {
  if (!member.computed) return keyName(member.property) === "callee";
  const parent = tree.parents.get(member);
  const isCalled = (parent?.type === T.CallExpression || parent?.type === T.NewExpression) && parent.callee === member;
  return (
    isCalled ||
    (member.property.type !== T.Literal && member.property.type !== T.Identifier && member.property.type !== T.BinaryExpression) ||
    isText(member.property)
  );
}

function isText(node: Node): boolean {
  if (node.type === T.BinaryExpression) return isText(node.left) || isText(node.right);
  return node.type === T.Literal && typeof node.value === "string";
}

function isOnlyRead(tree: Tree, node: Node): boolean {
  const parent = tree.parents.get(node);
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object !== node || (!isTarget(tree, parent) && !isFunctionItself(tree, parent));
    case T.SpreadElement:
    case T.UnaryExpression:
      return true;
    case T.Property:
      return parent.key === node && !parent.shorthand;
    default:
      return false;
  }
}
