import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import type { Node, Tree } from "./tree.ts";

/** Does a function of the object itself, a getter or `toString` among them, do more with `this` than to read a part of it? */
export function changesItself(tree: Tree, site: Node): boolean {
  return ownersOf(tree).changing.has(site);
}

/** Does the function use `arguments`, by which each of its parameters has another name? */
export function usesArguments(tree: Tree, fn: Node | undefined): boolean {
  return fn !== undefined && ownersOf(tree).aliasing.has(fn);
}

/** Function in which a node stands; none at the top. */
export function functionOf(tree: Tree, node: Node): Node | undefined {
  let one = tree.parents.get(node);
  while (one !== undefined && !isFunction(one)) one = tree.parents.get(one);
  return one;
}

export function isFunction(node: Node): node is Extract<Node, { type: T.FunctionDeclaration | T.FunctionExpression | T.ArrowFunctionExpression }> {
  return node.type === T.FunctionDeclaration || node.type === T.FunctionExpression || node.type === T.ArrowFunctionExpression;
}

/** Has an object or class of the file a method of this name, or one whose name is put together? */
export function definesMethod(tree: Tree, name: string): boolean {
  const { methods } = ownersOf(tree);
  return methods.has(name) || methods.has(null);
}

type Owners = Readonly<{ changing: ReadonlySet<Node>; aliasing: ReadonlySet<Node>; methods: ReadonlySet<string | null> }>;
const OWNERS = new WeakMap<Tree, Owners>();

function ownersOf(tree: Tree): Owners {
  const before = OWNERS.get(tree);
  if (before !== undefined) return before;
  const changing = new Set<Node>();
  const aliasing = new Set<Node>();
  const methods = new Set<string | null>();
  for (const node of tree.nodes) {
    const method = methodIn(tree, node);
    if (method !== undefined) methods.add(method);
    if (node.type === T.Identifier && node.name === "arguments") {
      const fn = plainFunctionOf(tree, node);
      if (fn !== undefined) aliasing.add(fn);
    } else if (node.type === T.ThisExpression && !isRead(tree, node)) {
      const fn = plainFunctionOf(tree, node);
      const property = fn === undefined ? undefined : tree.parents.get(fn);
      const object = property?.type === T.Property ? tree.parents.get(property) : undefined;
      if (object !== undefined) changing.add(object);
    } else if (node.type === T.Property && IMPLIED.test(keyName(node.key)) && !isFunction(node.value)) {
      const object = tree.parents.get(node);
      if (object !== undefined) changing.add(object);
    }
  }
  const made = { changing, aliasing, methods };
  OWNERS.set(tree, made);
  return made;
}

/** Name of what is written into an object or a class; null when it is put together of a function. */
function methodIn(tree: Tree, node: Node): string | null | undefined {
  if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression) return node.left.computed ? undefined : keyName(node.left.property);
  if (node.type === T.Property && tree.parents.get(node)?.type === T.ObjectPattern) return undefined;
  if (node.type !== T.Property && node.type !== T.MethodDefinition && node.type !== T.PropertyDefinition) return undefined;
  if (!node.computed) return keyName(node.key);
  return node.value !== null && isFunction(node.value) && node.key.type !== T.MemberExpression ? null : undefined;
}

/** Methods that the language calls by itself. */
const IMPLIED = /^(?:toString|valueOf|toJSON|then)$/;

/** The function whose `this` and `arguments` these are: an arrow function has none. */
function plainFunctionOf(tree: Tree, node: Node): Node | undefined {
  let one = functionOf(tree, node);
  while (one?.type === T.ArrowFunctionExpression) one = functionOf(tree, one);
  return one;
}

/** `this.key` in a sum, a text, a comparison or a condition. */
function isRead(tree: Tree, node: Node): boolean {
  const member = tree.parents.get(node);
  if (member?.type !== T.MemberExpression || member.object !== node) return false;
  switch (tree.parents.get(member)?.type) {
    case T.BinaryExpression:
    case T.TemplateLiteral:
    case T.IfStatement:
      return true;
    default:
      return false;
  }
}
