import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Binding, keyName, type Write } from "./binding.ts";
import type { Node, Tree } from "./tree.ts";

type Fn = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const NO_WRITES: readonly Write[] = [];
const CALL_LIMIT = 2_000;

/**
 * Own functions that are only ever called -> their parameters get what the calls hand over, so that a path, an address or a
 * primitive is followed through a helper. A function that also goes elsewhere keeps the unknown beside it.
 */
export function followCalls(tree: Tree, bindings: readonly Binding[]): void {
  const parameters = new Map<Node, Binding>();
  for (const binding of bindings) if (binding.kind === "param") for (const node of binding.declarations) parameters.set(node, binding);
  const named = new Map(bindings.filter(({ kind }) => kind === "function").map((binding) => [binding.node, binding]));
  for (const binding of bindings) {
    const only = binding.writes.length === 1 ? binding.writes[0] : undefined;
    const fn = only?.keys.length === 0 && only.how === undefined ? only.from : null;
    if (!fn || !isFunction(fn)) continue;
    const { calls, escapes: isTaken } = callsOf(tree, binding);
    const escapes = isTaken || hasOtherName(fn, binding, named);
    if (calls.length > 0 && !escapes && calls.every((one) => one.type === T.CallExpression)) tree.called.add(fn);
    if (calls.length > 0) handOver(tree, fn, calls, escapes, parameters);
  }
}

/** A function expression may call itself by the name in it, and others by the name that it is given to. */
function hasOtherName(fn: Fn, binding: Binding, named: ReadonlyMap<Node, Binding>): boolean {
  if (fn.type !== T.FunctionExpression || fn.id === null) return false;
  const inner = named.get(fn.id);
  return inner === binding || (inner !== undefined && inner.references.length > 0);
}

function isFunction(node: Node): node is Fn {
  return node.type === T.FunctionDeclaration || node.type === T.FunctionExpression || node.type === T.ArrowFunctionExpression;
}

function callsOf(tree: Tree, binding: Binding): Readonly<{ calls: readonly Call[]; escapes: boolean }> {
  const calls: Call[] = [];
  const declared = tree.parents.get(binding.node);
  const outer = declared === undefined ? undefined : tree.parents.get(declared);
  let escapes = isExport(outer) || (outer !== undefined && isExport(tree.parents.get(outer)));
  for (const node of binding.references) {
    const parent = tree.parents.get(node);
    const called = (parent?.type === T.CallExpression || parent?.type === T.NewExpression) && parent.callee === node;
    if (called && calls.length < CALL_LIMIT && !parent.arguments.some((one) => one.type === T.SpreadElement)) calls.push(parent);
    else escapes = true;
  }
  return { calls, escapes };
}

function isExport(node: Node | undefined): boolean {
  return node?.type === T.ExportNamedDeclaration || node?.type === T.ExportDefaultDeclaration;
}

function handOver(tree: Tree, fn: Fn, calls: readonly Call[], escapes: boolean, parameters: ReadonlyMap<Node, Binding>): void {
  fn.params.forEach((param, at) => {
    const inner = param.type === T.TSParameterProperty ? param.parameter : param;
    const pattern = inner.type === T.AssignmentPattern ? inner.left : inner;
    if (pattern.type === T.RestElement) return;
    const plain = pattern.type === T.Identifier;
    for (const id of plain ? [pattern] : identifiersIn(pattern)) {
      const binding = parameters.get(id);
      if (binding === undefined) continue;
      // Its first write is the parameter itself; what is added to it later (`x += text`) stays unknown.
      const open = binding.writes.slice(0, 1).filter((write) => write.from === null && (plain || write.keys.length > 0));
      const given = open.flatMap((write) => calls.flatMap((call) => givenAt(call, at, write, inner.type === T.AssignmentPattern)));
      const kept = binding.writes.filter((write) => escapes || !open.includes(write));
      binding.writes.splice(0, binding.writes.length, ...kept, ...given);
    }
    if (plain) for (const call of calls) if (call.arguments[at] !== undefined) tree.followed.add(call.arguments[at]);
  });
}

function givenAt(call: Call, at: number, write: Write, hasDefault: boolean): readonly Write[] {
  const from = call.arguments[at];
  if (from !== undefined) return [{ from, keys: write.keys }];
  return hasDefault ? NO_WRITES : [{ from: null, keys: write.keys }];
}

function identifiersIn(pattern: Node): readonly TSESTree.Identifier[] {
  const out: TSESTree.Identifier[] = [];
  const work: Node[] = [pattern];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (node.type === T.Identifier) out.push(node);
    else if (node.type === T.AssignmentPattern) work.push(node.left);
    else if (node.type === T.ArrayPattern) work.push(...node.elements.filter((one) => one !== null));
    else if (node.type === T.ObjectPattern) work.push(...node.properties.flatMap((one) => (one.type === T.Property ? [one.value] : [])));
  }
  return out;
}

/** Methods that hand each element of a list to a function, with the place of the element among its parameters. */
const EACH: ReadonlyMap<string, number> = new Map(
  Object.entries({ map: 0, forEach: 0, filter: 0, find: 0, findLast: 0, findIndex: 0, some: 0, every: 0, flatMap: 0, reduce: 1, reduceRight: 1 }),
);

/**
 * A function written as an argument, and the place of a parameter -> how that parameter gets its value where the language
 * defines it: elements of a list, the value of a promise, the argument of a function that is called where it stands.
 */
export function givenTo(tree: Tree, fn: Node, at: number): readonly Write[] {
  const call = tree.parents.get(fn);
  if (call?.type !== T.CallExpression || call.arguments.some((one) => one.type === T.SpreadElement)) return NO_WRITES;
  if (call.callee === fn) return call.arguments[at] === undefined ? NO_WRITES : [{ from: call.arguments[at], keys: [] }];
  const { callee } = call;
  if (callee.type !== T.MemberExpression || callee.computed) return NO_WRITES;
  const name = keyName(callee.property);
  if (name === "from" && call.arguments[1] === fn && at === 0) return each(call.arguments[0]);
  if (call.arguments[0] !== fn) return NO_WRITES;
  if (name === "then" && at === 0) return [{ from: callee.object, keys: [] }];
  if (/^reduce/.test(name) && at === 0) {
    const start = call.arguments[1];
    return [...(start === undefined ? each(callee.object) : [{ from: start, keys: [] }]), { from: fn, keys: [], how: "returned" }];
  }
  return EACH.get(name) === at ? each(callee.object) : NO_WRITES;
}

function each(node: Node | undefined): readonly Write[] {
  return node === undefined ? NO_WRITES : [{ from: node, keys: [], how: "each" }];
}
