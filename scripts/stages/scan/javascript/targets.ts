import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import type { Key } from "./containers.ts";
import type { Node, Tree } from "./tree.ts";

/** Is the member written: assigned, counted up, taken away, a place of a pattern or of a loop? */
export function isTarget(tree: Tree, member: Node): boolean {
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
    case T.UnaryExpression:
      return parent.operator === "delete";
    case T.ChainExpression:
    case T.TSNonNullExpression:
    case T.TSAsExpression:
    case T.TSTypeAssertion:
    case T.TSSatisfiesExpression:
      return isTarget(tree, parent);
    case T.Property:
      return parent.value === member && tree.parents.get(parent)?.type === T.ObjectPattern;
    default:
      return false;
  }
}

/** What a loop gives its elements to. */
export function loopTarget(loop: TSESTree.ForOfStatement): Node {
  return loop.left.type === T.VariableDeclaration ? loop.left.declarations[0].id : loop.left;
}

/** Place of an element in a literal list; unknown behind `...`. */
export function placeIn(list: TSESTree.ArrayExpression, node: Node): Key {
  const at = list.elements.findIndex((one) => one === node);
  return list.elements.slice(0, at).some((one) => one?.type === T.SpreadElement) ? null : String(at);
}

export function keyOf(property: TSESTree.Property): Key {
  return property.computed ? literalKey(property.key) : keyName(property.key);
}

export function literalKey(node: Node): Key {
  return node.type === T.Literal && !("regex" in node) ? String(node.value) : null;
}

export function isSameKey(a: Key, b: Key): boolean {
  return a === null || b === null || a === b;
}
