import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import { memberOf } from "./members.ts";
import { type Node, type Tree, within } from "./tree.ts";
import { NOTHING_KNOWN, type Resolver, type Value, type Values } from "./value.ts";

type Fn = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** Function -> what it gives: all that it gives back anywhere, when a `return` is its end; unknown otherwise. */
export function returnedBy(resolver: Resolver, fn: Node): Values {
  if (!isFunction(fn) || fn.generator) return NOTHING_KNOWN;
  const all = givenBack(fn);
  if (all !== null) return all.flatMap(({ value }) => resolver.valuesOf(value));
  const last = fn.body.type === T.BlockStatement ? fn.body.body.at(-1) : undefined;
  if (last?.type !== T.ReturnStatement || last.argument === null) return NOTHING_KNOWN;
  const returns = returnsOf(resolver.tree, fn);
  return returns === null ? NOTHING_KNOWN : returns.flatMap((one) => (one.argument === null ? [GIVES_NOTHING] : resolver.valuesOf(one.argument)));
}

const GIVES_NOTHING: Value = { kind: "constant", value: undefined };
/** A longer function is not looked through. */
const MOST_NODES = 20_000;
const RETURNS = new WeakMap<Node, readonly TSESTree.ReturnStatement[]>();

/** Every `return` of a function itself, not of those within it; null when it is too long. */
function returnsOf(tree: Tree, fn: Node): readonly TSESTree.ReturnStatement[] | null {
  const known = RETURNS.get(fn);
  if (known !== undefined) return known;
  const nodes = within(tree, fn, MOST_NODES);
  if (nodes.length === MOST_NODES) return null;
  const found = nodes.filter((one) => one.type === T.ReturnStatement).filter((one) => ownerOf(tree, one) === fn);
  RETURNS.set(fn, found);
  return found;
}

function ownerOf(tree: Tree, node: Node): Node | undefined {
  let one = tree.parents.get(node);
  while (one !== undefined && !isFunction(one)) one = tree.parents.get(one);
  return one;
}

/**
 * A call of a function that only gives back -> what it gives for these arguments: `x && "default" in x ? x.default : x` hands each module on as
 * itself. Without that, every answer of such a function would be all modules it was ever given.
 */
export function returnedFor(resolver: Resolver, fn: Node, args: readonly Values[]): Values {
  const all = isFunction(fn) ? givenBack(fn) : null;
  return all === null || !isFunction(fn)
    ? returnedBy(resolver, fn)
    : all.filter(({ test }) => !isRuledOut(resolver, test, fn, args)).flatMap(({ value }) => passedOn(resolver, value, fn, args));
}

function isFunction(node: Node): node is Fn {
  return node.type === T.FunctionDeclaration || node.type === T.FunctionExpression || node.type === T.ArrowFunctionExpression;
}

/** `if (root === "~") return`: not for a call whose argument is known to be something else. */
function isRuledOut(resolver: Resolver, test: Node | null, fn: Fn, args: readonly Values[]): boolean {
  if (test?.type !== T.BinaryExpression || test.operator !== "===" || test.left.type !== T.Identifier || test.right.type !== T.Literal) return false;
  const { value } = test.right;
  const given = args[placeOf(resolver, test.left, fn)];
  return given !== undefined && given.every((one) => one.kind === "constant" && typeof one.value === "string" && one.value !== value);
}

/** A way out of a function: what is asked before it (null: nothing) and what is given. */
type Way = Readonly<{ test: Node | null; value: Node }>;

/** Function -> the expressions it may give, when it does nothing but `return e`, `if (t) return e` and `throw e`; null for any other. */
export function givenBack(fn: Node): readonly Way[] | null {
  if (!isFunction(fn) || fn.generator) return null;
  if (fn.body.type !== T.BlockStatement) return [{ test: null, value: fn.body }];
  const all: Way[] = [];
  for (const statement of fn.body.body) {
    const inner = statement.type === T.IfStatement && statement.alternate === null ? onlyOf(statement.consequent) : statement;
    if (inner.type === T.ThrowStatement) continue;
    if (inner.type !== T.ReturnStatement || inner.argument === null) return null;
    all.push({ test: statement.type === T.IfStatement ? statement.test : null, value: inner.argument });
  }
  return all.length === 0 ? null : all;
}

function onlyOf(statement: TSESTree.Statement): TSESTree.Statement {
  const only = statement.type === T.BlockStatement && statement.body.length === 1 ? statement.body[0] : undefined;
  return only ?? statement;
}

/** An expression of a function's `return` -> its value when the parameters have these. */
function passedOn(resolver: Resolver, node: Node, fn: Fn, args: readonly Values[]): Values {
  switch (node.type) {
    case T.Identifier: {
      const at = placeOf(resolver, node, fn);
      return at < 0 ? resolver.valuesOf(node) : (args[at] ?? [{ kind: "constant", value: undefined }]);
    }
    case T.ConditionalExpression:
      return [...passedOn(resolver, node.consequent, fn, args), ...passedOn(resolver, node.alternate, fn, args)];
    case T.LogicalExpression:
      return [...passedOn(resolver, node.left, fn, args), ...passedOn(resolver, node.right, fn, args)];
    case T.MemberExpression: {
      if (node.object.type !== T.Identifier || placeOf(resolver, node.object, fn) < 0 || node.property.type === T.PrivateIdentifier)
        return resolver.valuesOf(node);
      const names = node.computed ? resolver.keysOf(node.property) : [keyName(node.property)];
      const objects = passedOn(resolver, node.object, fn, args);
      return names.flatMap((name) => objects.flatMap((value) => memberOf(resolver, value, name)));
    }
    case T.ObjectExpression:
      return [{ kind: "object", node, given: new Map(node.properties.flatMap((one) => givenIn(resolver, one, fn, args))) }];
    default:
      return resolver.valuesOf(node);
  }
}

/** `{ default: x }`: the property that is a parameter, with its value. */
function givenIn(resolver: Resolver, one: TSESTree.ObjectLiteralElement, fn: Fn, args: readonly Values[]): readonly (readonly [Node, Values])[] {
  const isGiven = one.type === T.Property && one.value.type === T.Identifier && placeOf(resolver, one.value, fn) >= 0;
  return isGiven ? [[one.value, passedOn(resolver, one.value, fn, args)]] : [];
}

/** Which parameter of the function a name is, when nothing but a call ever gives it a value; -1 otherwise. */
function placeOf(resolver: Resolver, node: TSESTree.Identifier, fn: Fn): number {
  const binding = resolver.scopes.bindingOf(node);
  if (binding?.kind !== "param" || binding.declarations.length !== 1 || binding.rewritten) return -1;
  return fn.params.findIndex((one) => one === binding.node);
}
