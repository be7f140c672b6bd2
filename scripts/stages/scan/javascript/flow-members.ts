import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Binding, keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

export type Fn = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type Call = TSESTree.CallExpression | TSESTree.NewExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
/** What is put into a member: the expression, and whether it is one of the things in there. */
type Put = Readonly<{ node: Node; inside: boolean }>;

/** Members of a file by their names, whatever object they belong to (field-based, as in Feldthaus et al., ICSE 2013). */
export type Members = Readonly<{
  /** What is put into objects that other ways may reach; what one name alone has is followed by that name. */
  puts: ReadonlyMap<string, readonly Put[]>;
  /** All that is assigned, for the setters of that name. */
  sets: ReadonlyMap<string, readonly Node[]>;
  getters: ReadonlyMap<string, readonly Fn[]>;
  methods: ReadonlyMap<string, readonly Fn[]>;
  calls: ReadonlyMap<string, readonly Call[]>;
  /** What is written to files, by their paths. */
  files: ReadonlyMap<string, readonly Node[]>;
  /** Names under which a function is taken without a call of it. */
  taken: ReadonlySet<string>;
}>;

/** So many places are looked at one by one; of more all that they hold is taken for one. */
export const MOST = 20;
export const FILLING = /^(?:push|unshift|append|set|add|write|update|concat|assign|splice|enqueue|fill|with|toSpliced)$/;
const MEMBERS = new WeakMap<Resolver, Members>();

export function isFunction(node: Node | null | undefined): node is Fn {
  return node?.type === T.FunctionDeclaration || node?.type === T.FunctionExpression || node?.type === T.ArrowFunctionExpression;
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  return node?.type === T.ClassDeclaration || node?.type === T.ClassExpression;
}

export function membersOf(resolver: Resolver): Members {
  const before = MEMBERS.get(resolver);
  if (before !== undefined) return before;
  const puts = new Map<string, Put[]>();
  const sets = new Map<string, Node[]>();
  const getters = new Map<string, Fn[]>();
  const methods = new Map<string, Fn[]>();
  const calls = new Map<string, Call[]>();
  const taken = new Set<string>();
  const files = new Map<string, Node[]>();
  for (const node of resolver.tree.nodes) {
    switch (node.type) {
      case T.AssignmentExpression:
        if (node.left.type === T.MemberExpression && (!node.left.computed || node.left.property.type === T.Literal)) {
          add(sets, keyName(node.left.property), node.right);
          if (!isFresh(resolver, node.left.object)) add(puts, keyName(node.left.property), { node: node.right, inside: false });
          if (isFunction(node.right)) add(methods, keyName(node.left.property), node.right);
        }
        break;
      case T.PropertyDefinition:
      case T.AccessorProperty:
        if (node.computed || node.value === null) break;
        add(puts, keyName(node.key), { node: node.value, inside: false });
        if (isFunction(node.value)) add(methods, keyName(node.key), node.value);
        break;
      case T.MethodDefinition:
        if (!node.computed && isFunction(node.value)) add(node.kind === "get" ? getters : methods, keyName(node.key), node.value);
        break;
      case T.Property:
        property(resolver, node, { getters, methods, taken });
        break;
      case T.CallExpression:
        written(resolver, node, files);
        if (node.callee.type === T.MemberExpression && !node.callee.computed) filled(node, node.callee, puts, calls);
        break;
      case T.MemberExpression:
        if (!node.computed && !isCalled(resolver, node)) taken.add(keyName(node.property));
        break;
      default:
        break;
    }
  }
  const made: Members = { files, puts, sets, getters, methods, calls, taken };
  MEMBERS.set(resolver, made);
  return made;
}

function add<One>(to: Map<string, One[]>, name: string, one: One): void {
  const list = to.get(name);
  if (list === undefined) to.set(name, [one]);
  else list.push(one);
}

/** Is what a member belongs to an object or list of a name that was made for it? What is put into it is in what the name stands for. */
export function isFresh(resolver: Resolver, object: Node): boolean {
  let root = object;
  while (root.type === T.MemberExpression) root = root.object;
  const binding = root.type === T.Identifier ? resolver.scopes.bindingOf(root) : null;
  if (binding === null || binding.kind === "param" || binding.writes.length === 0) return false;
  let isMade = FRESH.get(binding);
  if (isMade === undefined) {
    isMade = binding.writes.every(({ from, keys }) => from !== null && keys.length === 0 && (HOLDERS.has(from.type) || isBuiltInHolder(resolver, from)));
    FRESH.set(binding, isMade);
  }
  return isMade;
}

const FRESH = new WeakMap<Binding, boolean>();

const HOLDERS: ReadonlySet<string> = new Set([
  T.ObjectExpression,
  T.ArrayExpression,
  T.FunctionDeclaration,
  T.FunctionExpression,
  T.ArrowFunctionExpression,
  T.ClassDeclaration,
  T.ClassExpression,
  T.Literal,
]);

function isBuiltInHolder(resolver: Resolver, node: Node): boolean {
  return (
    node.type === T.NewExpression &&
    resolver
      .valuesOf(node.callee)
      .some(
        (value) => value.kind === "thing" && /^(?:Map|Set|WeakMap|WeakSet|Array|Object|URL|URLSearchParams|Headers|FormData|Error|\w+Array)$/.test(value.name),
      )
  );
}

type Made = Readonly<{ getters: Map<string, Fn[]>; methods: Map<string, Fn[]>; taken: Set<string> }>;

function property(resolver: Resolver, node: TSESTree.Property, { getters, methods, taken }: Made): void {
  if (node.computed) return;
  if (resolver.tree.parents.get(node)?.type === T.ObjectPattern) taken.add(keyName(node.key));
  else if (isFunction(node.value)) add(node.kind === "get" ? getters : methods, keyName(node.key), node.value);
}

/** `a.list.push(x)` puts x into a member; any `a.b(x)` may be a call of what is named b. */
function filled(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression, puts: Map<string, Put[]>, calls: Map<string, Call[]>): void {
  const name = keyName(callee.property);
  add(calls, name, node);
  if (!FILLING.test(name) || callee.object.type !== T.MemberExpression || callee.object.computed) return;
  for (const one of node.arguments) add(puts, keyName(callee.object.property), { node: one, inside: true });
}

export const ANY_PATH = "*";

export function pathsOf(resolver: Resolver, node: Node): readonly string[] {
  return resolver.valuesOf(node).map((value) => (value.kind === "constant" && typeof value.value === "string" ? value.value : ANY_PATH));
}

function written(resolver: Resolver, node: TSESTree.CallExpression, files: Map<string, Node[]>): void {
  const [path, data] = node.arguments;
  if (path === undefined || data === undefined) return;
  const writes = resolver
    .valuesOf(node.callee)
    .some((value) => value.kind === "thing" && /^module:(?:fs|fs\/promises|fs-extra|graceful-fs)\.(?:write|append|output)File/.test(value.name));
  if (writes) for (const one of pathsOf(resolver, path)) add(files, one, data);
}

function isCalled(resolver: Resolver, node: TSESTree.MemberExpression): boolean {
  const parent = resolver.tree.parents.get(node);
  return (
    ((parent?.type === T.CallExpression || parent?.type === T.NewExpression) && parent.callee === node) ||
    (parent?.type === T.AssignmentExpression && parent.left === node && isFunction(parent.right))
  );
}

const RETURNS = new WeakMap<Node, readonly Node[]>();

/** Function -> the expressions it returns or yields. */
export function returnsOf(resolver: Resolver, fn: Node): readonly Node[] {
  if (!isFunction(fn)) return [];
  const before = RETURNS.get(fn);
  if (before !== undefined) return before;
  const found = fn.type === T.ArrowFunctionExpression && fn.body.type !== T.BlockStatement ? [fn.body] : statedReturns(resolver, fn);
  RETURNS.set(fn, found);
  return found;
}

function statedReturns(resolver: Resolver, fn: Fn): readonly Node[] {
  const { nodes, places } = resolver.tree;
  const out: Node[] = [];
  let at = (places.get(fn) ?? 0) + 1;
  while (at < nodes.length) {
    const one = nodes[at];
    if (one === undefined || one.range[0] >= fn.range[1]) break;
    // A function inside returns for itself.
    if (isFunction(one)) {
      const end = one.range[1];
      while (at < nodes.length && (nodes[at]?.range[0] ?? end) < end) at++;
      continue;
    }
    if ((one.type === T.ReturnStatement || one.type === T.YieldExpression) && one.argument !== null) out.push(one.argument);
    at++;
  }
  return out;
}

/** The class that a name or an expression stands for; null when it is none of this file. */
export function classOf(resolver: Resolver, node: Node): ClassNode | null {
  if (isClass(node)) return node;
  if (node.type !== T.Identifier) return null;
  const binding = resolver.scopes.bindingOf(node);
  const from = binding?.writes.length === 1 ? binding.writes[0]?.from : null;
  return isClass(from) ? from : null;
}
