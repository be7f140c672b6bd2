import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Binding, keyName } from "./binding.ts";
import { bytesUse, containerUse, type Key, methodUse, type Path, type Use } from "./containers.ts";
import { argumentUse } from "./handed.ts";
import { changesItself, functionOf, isFunction, usesArguments } from "./own-changes.ts";
import type { Scopes } from "./scope.ts";
import { isSameKey, isTarget, keyOf, literalKey, loopTarget, placeIn } from "./targets.ts";
import type { Node, Tree } from "./tree.ts";

/** More ways than these are not followed for one list or object: it counts as changed. All of a file together may take more steps the longer it is, and then few each. */
const STEPS = 3_000;
const FEW = 60;
const STEPS_PER_NODE = 12;

type Step = Readonly<{ node: Node; path: Path; named: boolean }>;

/** What is made: an address and a Buffer have parts that can be written, too. */
export type Kind = "list" | "object" | "bytes" | "address";
export type Change = Readonly<{ changed: boolean; written: ReadonlySet<string> }>;

/** What one look at a list or object has seen so far. */
type Look = {
  readonly tree: Tree;
  readonly scopes: Scopes;
  readonly site: Node;
  readonly kind: Kind;
  /** Parts of an address that are written. */
  readonly written: Set<string>;
  readonly open: Step[];
  readonly seen: Map<Binding, string>;
  changed: boolean;
  /** A function gives it back, and to whom is looked at where it is called. */
  returned: boolean;
  /** How many steps may still be taken. */
  left: number;
};

/**
 * Where a list or object is made -> can anything, by any name or way that leads to it, change it after that? What is not followed counts as a change,
 * but for a value that has no name: whatever takes it is the only one that sees it.
 */
export function changesIn(tree: Tree, scopes: Scopes): (site: Node, kind: Kind) => Change {
  let ofAll = 20_000 + tree.nodes.length * STEPS_PER_NODE;
  return (site, kind) => {
    const most = Math.max(FEW, Math.min(STEPS, ofAll));
    const start: Step = { node: site, path: [], named: false };
    const changed = changesItself(tree, site);
    const look: Look = { tree, scopes, site, kind, open: [start], seen: new Map(), written: new Set(), changed, returned: false, left: most };
    for (let step = look.open.pop(); step !== undefined && !look.changed; step = look.open.pop()) {
      follow(look, step);
      if (--look.left < 0) look.changed = true;
    }
    ofAll -= most - look.left;
    return { changed: look.changed || (look.returned && isKeptBeside(look)), written: look.written };
  };
}

/** It goes where it is not followed. Whoever is asked for an address takes it as it is. */
function lose(look: Look, named: boolean): void {
  look.changed ||= named && look.kind !== "address";
}

/** A function that gives back what it has made, and keeps it where somebody else finds it: outside, or in a function of its own. */
function isKeptBeside({ tree, site, seen }: Look): boolean {
  const owner = functionOf(tree, site);
  return [...seen.keys()].some((binding) => [binding.node, ...binding.references].some((one) => functionOf(tree, one) !== owner));
}

/** Expressions that are what stands in them. */
const PASSING: ReadonlySet<string> = new Set([
  T.ChainExpression,
  T.TSAsExpression,
  T.TSTypeAssertion,
  T.TSNonNullExpression,
  T.TSSatisfiesExpression,
  T.TSInstantiationExpression,
  T.AwaitExpression,
  T.LogicalExpression,
]);

/** What only looks at a value, or makes a text of it. */
const LOOKING: ReadonlySet<string> = new Set([
  T.BinaryExpression,
  T.UnaryExpression,
  T.ExpressionStatement,
  T.IfStatement,
  T.WhileStatement,
  T.DoWhileStatement,
  T.ForStatement,
  T.ForInStatement,
  T.SwitchStatement,
  T.SwitchCase,
]);

/** One expression and how it is used: what else stands for the same, or a change. */
function follow(look: Look, step: Step): void {
  const { node, path, named } = step;
  const { tree } = look;
  const parent = tree.parents.get(node);
  if (parent === undefined || LOOKING.has(parent.type)) return;
  if (isPassedOn(parent, node)) {
    look.open.push({ ...step, node: parent });
    return;
  }
  switch (parent.type) {
    case T.SequenceExpression:
    case T.ConditionalExpression:
      return;
    case T.VariableDeclarator:
      intoPattern(look, parent.id, path);
      return;
    case T.AssignmentExpression:
      assigned(look, parent, step);
      return;
    case T.AssignmentPattern:
      if (parent.right === node) intoPattern(look, parent.left, path);
      return;
    case T.Property:
      intoObject(look, parent, step);
      return;
    case T.ArrayExpression:
      look.open.push({ node: parent, path: [...path, placeIn(parent, node)], named });
      return;
    case T.SpreadElement:
      spread(look, parent, path, named);
      return;
    case T.MemberExpression:
      if (parent.object === node) member(look, parent, path, named);
      return;
    case T.ForOfStatement:
      if (parent.right === node && path.length > 0) intoPattern(look, loopTarget(parent), path.slice(0, -1));
      return;
    case T.CallExpression:
    case T.NewExpression:
      if (parent.callee !== node) use(look, argumentUse(look, parent, node, path), path, named);
      return;
    case T.ReturnStatement:
    case T.ArrowFunctionExpression:
      given(look, node, named);
      return;
    case T.TemplateLiteral:
      look.changed ||= named && tree.parents.get(parent)?.type === T.TaggedTemplateExpression;
      return;
    default:
      lose(look, named);
  }
}

function isPassedOn(parent: Node, node: Node): boolean {
  if (parent.type === T.SequenceExpression) return parent.expressions.at(-1) === node;
  return parent.type === T.ConditionalExpression ? parent.test !== node : PASSING.has(parent.type);
}

/** Given back by the function in which it was made it is the caller's; a function around one in between hands on what is somebody else's. */
function given(look: Look, node: Node, named: boolean): void {
  if (functionOf(look.tree, node) === functionOf(look.tree, look.site)) look.returned = true;
  else if (named) look.changed = true;
}

function assigned(look: Look, node: TSESTree.AssignmentExpression, { node: from, path, named }: Step): void {
  // What is assigned to takes nothing from what stood there.
  if (node.right !== from) return;
  if (node.left.type === T.MemberExpression) {
    lose(look, named || look.tree.parents.get(node)?.type !== T.ExpressionStatement);
    return;
  }
  intoPattern(look, node.left, path);
  look.open.push({ node, path, named });
}

/** Named parts of a pattern that get the thing, or a way to it. */
function intoPattern(look: Look, pattern: Node, path: Path): void {
  const key = path.at(-1);
  const rest = path.slice(0, -1);
  switch (pattern.type) {
    case T.Identifier: {
      const binding = look.scopes.bindingOf(pattern);
      if (binding === null) look.changed = true;
      else intoBinding(look, binding, path);
      return;
    }
    case T.AssignmentPattern: {
      intoPattern(look, pattern.left, path);
      return;
    }
    case T.TSParameterProperty: {
      intoPattern(look, pattern.parameter, path);
      return;
    }
    case T.ObjectPattern:
      for (const one of pattern.properties) {
        if (one.type === T.RestElement) intoPattern(look, one.argument, path);
        else if (key !== undefined && isSameKey(keyOf(one), key)) intoPattern(look, one.value, rest);
      }
      return;
    case T.ArrayPattern:
      if (key === undefined) return;
      pattern.elements.forEach((one, at) => {
        if (one?.type === T.RestElement) intoPattern(look, one.argument, [...rest, null]);
        else if (one !== null && isSameKey(String(at), key)) intoPattern(look, one, rest);
      });
      return;
    default:
      look.changed = true;
  }
}

/** Whatever is done by that name. A name that other files can ask for is changed by them. */
function intoBinding(look: Look, binding: Binding, path: Path): void {
  const way = JSON.stringify(path);
  const before = look.seen.get(binding);
  if (before === way) return;
  if (before !== undefined || isExported(look.tree, binding) || (binding.kind === "param" && usesArguments(look.tree, functionOf(look.tree, binding.node)))) {
    look.changed = true;
    return;
  }
  look.seen.set(binding, way);
  if (binding.references.length > look.left) look.changed = true;
  else for (const node of binding.references) look.open.push({ node, path, named: true });
}

function isExported(tree: Tree, binding: Binding): boolean {
  for (let one: Node | undefined = binding.node; one !== undefined; one = tree.parents.get(one)) {
    if (one.type === T.ExportNamedDeclaration) return true;
    if (one.type === T.BlockStatement || isFunction(one)) return false;
  }
  return false;
}

function intoObject(look: Look, property: TSESTree.Property, { node, path, named }: Step): void {
  const object = look.tree.parents.get(property);
  if (property.value !== node || object?.type !== T.ObjectExpression) return;
  if (changesItself(look.tree, object)) look.changed = true;
  else look.open.push({ node: object, path: [...path, keyOf(property)], named });
}

/** `[...x]`, `{ ...x }`, `f(...x)`: what stands in x is shared, x itself is not. */
function spread(look: Look, node: TSESTree.SpreadElement, path: Path, named: boolean): void {
  const parent = look.tree.parents.get(node);
  if (path.length === 0 || parent === undefined) return;
  if (parent.type === T.ObjectExpression) look.open.push({ node: parent, path, named });
  else if (parent.type === T.ArrayExpression) look.open.push({ node: parent, path: [...path.slice(0, -1), null], named });
  else lose(look, named);
}

function member(look: Look, node: TSESTree.MemberExpression, path: Path, named: boolean): void {
  const parent = look.tree.parents.get(node);
  const key = node.computed ? literalKey(node.property) : keyName(node.property);
  const isCalled = (parent?.type === T.CallExpression && parent.callee === node) || parent?.type === T.TaggedTemplateExpression;
  if (isCalled) {
    called(look, parent, key, path, named);
    return;
  }
  if (path.length === 0) {
    if (isTarget(look.tree, node)) writtenPart(look, key);
    else if (look.kind === "bytes" && key === "buffer") look.changed = true;
    return;
  }
  if (!isTarget(look.tree, node) && isSameKey(key, path.at(-1) ?? null)) look.open.push({ node, path: path.slice(0, -1), named });
}

function writtenPart(look: Look, key: Key): void {
  if (look.kind === "address" && key !== null) look.written.add(key);
  else look.changed = true;
}

function called(look: Look, call: Node, key: Key, path: Path, named: boolean): void {
  if (call.type !== T.CallExpression || key === null) lose(look, named);
  else if (path.length > 0) use(look, containerUse(look.tree, call, key), path, named);
  // An object's own method may be anything; what has no name is changed for nobody but the one who gets what the call gives.
  else if (look.kind === "object") lose(look, named && key !== "hasOwnProperty");
  else use(look, look.kind === "bytes" ? bytesUse(call, key) : methodUse(look.tree, call, key), path, named);
}

/** What a call does with the thing: the parameters that get it, and whether its result does; null: that cannot be told. */
function use(look: Look, found: Use | null, path: Path, named: boolean): void {
  if (found === null) {
    lose(look, named);
    return;
  }
  for (const { pattern, shape } of found.into) intoPattern(look, pattern, shape(path));
  if (found.result !== null) look.open.push({ node: found.result.node, path: found.result.shape(path), named });
}
