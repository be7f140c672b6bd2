import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { createAnswers } from "../answers.ts";
import { type Source, partOf, sourceOf } from "./flow-sources.ts";
import { type Binding, keyName, type Write } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

export type Taint = Readonly<{
  /** What an expression reads by itself that is looked for. */
  starts: typeof sourceOf;
  /** The private data that may be in the value of an expression. */
  of(node: Node): readonly Source[];
  /** True when the work ran out: an empty answer since then says nothing. */
  exhausted(): boolean;
}>;

const NOTHING: readonly Source[] = [];
const LIMIT = 6;
const DEPTH = 400;

/** Calls whose result says something about their input but does not carry it. */
const ASKING =
  /^(?:existsSync|exists|access|accessSync|stat|statSync|includes|startsWith|endsWith|indexOf|lastIndexOf|test|has|some|every|isArray|hasOwn|hasOwnProperty|equals|digest|sign|verify|hmac|compare|localeCompare|timingSafeEqual|writeFile|writeFileSync|mkdirSync|push|log|error|warn|info|isInteger|isNaN|Boolean|Number|parseInt|parseFloat)$/;
const FILLING = /^(?:push|unshift|append|set|add|write|update|concat|assign|splice)$/;

/** Resolver -> what private data reaches each expression: assignments, objects, texts, own functions, promises, callbacks. Flow of control and order are not looked at. */
export function createTaint(resolver: Resolver, work: number, starts: typeof sourceOf = sourceOf): Taint {
  const answers = createAnswers<Node, readonly Source[]>(NOTHING, (found) => found.length === 0, DEPTH, work);
  const taint: Taint = {
    starts,
    of: (node) =>
      answers.of(node, () => {
        const own = starts(resolver, node);
        return unique(own === null ? partsOf(taint, resolver, node) : [own]);
      }),
    exhausted: answers.exhausted,
  };
  return taint;
}

function unique(sources: readonly Source[]): readonly Source[] {
  if (sources.length < 2) return sources;
  const seen = new Map<string, Source>();
  for (const one of sources) if (!seen.has(`${one.kind} ${one.what}`)) seen.set(`${one.kind} ${one.what}`, one);
  // what may be private comes after what is: many parameters must not crowd a file out
  return [...seen.values()].sort((a, b) => Number(isOpen(a)) - Number(isOpen(b))).slice(0, LIMIT);
}

const isOpen = ({ kind }: Source): boolean => kind === "parameter" || kind === "import";

function partsOf(taint: Taint, resolver: Resolver, node: Node): readonly Source[] {
  switch (node.type) {
    case T.Identifier: {
      const binding = resolver.scopes.bindingOf(node);
      return binding === null ? NOTHING : bindingTaint(taint, resolver, binding);
    }
    case T.MemberExpression: {
      if (node.object.type === T.Super) return NOTHING;
      if (node.object.type === T.ThisExpression && !node.computed) return (fieldsOf(resolver).get(keyName(node.property)) ?? NO_NODES).flatMap(taint.of);
      const inner = taint.of(node.object);
      if (inner.length === 0) return NOTHING;
      const names: readonly (string | null)[] = node.computed ? resolver.keysOf(node.property) : [keyName(node.property)];
      return names.flatMap((name) => partOf(inner, name));
    }
    case T.CallExpression:
    case T.NewExpression:
      return callTaint(taint, resolver, node);
    case T.TaggedTemplateExpression:
      return taint.of(node.quasi);
    case T.TemplateLiteral:
      return node.expressions.flatMap(taint.of);
    case T.BinaryExpression:
      return node.operator === "+" ? [...taint.of(node.left), ...taint.of(node.right)] : NOTHING;
    case T.LogicalExpression:
      return [...taint.of(node.left), ...taint.of(node.right)];
    case T.ConditionalExpression:
      return [...taint.of(node.consequent), ...taint.of(node.alternate)];
    case T.AssignmentExpression:
      return taint.of(node.right);
    case T.ArrayExpression:
      return node.elements.flatMap((one) => (one === null ? NOTHING : taint.of(one)));
    case T.ObjectExpression:
      return node.properties.flatMap((one) => taint.of(one.type === T.SpreadElement ? one.argument : one.value));
    case T.SequenceExpression:
      return node.expressions.slice(-1).flatMap(taint.of);
    case T.SpreadElement:
    case T.AwaitExpression:
      return taint.of(node.argument);
    case T.YieldExpression:
      return node.argument === null ? NOTHING : taint.of(node.argument);
    case T.ChainExpression:
    case T.TSAsExpression:
    case T.TSTypeAssertion:
    case T.TSNonNullExpression:
    case T.TSSatisfiesExpression:
      return taint.of(node.expression);
    default:
      return NOTHING;
  }
}

const NO_NODES: readonly Node[] = [];
const FIELDS = new WeakMap<Resolver, ReadonlyMap<string, readonly Node[]>>();

/** Names of fields -> what is ever written to a field of that name in this file, whatever the class. */
function fieldsOf(resolver: Resolver): ReadonlyMap<string, readonly Node[]> {
  const before = FIELDS.get(resolver);
  if (before !== undefined) return before;
  const fields = new Map<string, Node[]>();
  const add = (name: string, node: Node): void => {
    const list = fields.get(name);
    if (list === undefined) fields.set(name, [node]);
    else if (list.length < 20) list.push(node);
  };
  for (const node of resolver.tree.nodes) {
    if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression && node.left.object.type === T.ThisExpression && !node.left.computed)
      add(keyName(node.left.property), node.right);
    else if ((node.type === T.PropertyDefinition || node.type === T.AccessorProperty) && !node.computed && node.value !== null)
      add(keyName(node.key), node.value);
  }
  FIELDS.set(resolver, fields);
  return fields;
}

function callTaint(taint: Taint, resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression): readonly Source[] {
  const { callee } = node;
  const values = resolver.valuesOf(callee);
  const own = values.flatMap((value) => (value.kind === "function" && value.node !== null ? returnsOf(resolver, value.node) : []));
  if (own.length > 0) return own.flatMap(taint.of);
  const name = callee.type === T.MemberExpression ? keyName(callee.property) : callee.type === T.Identifier ? callee.name : "";
  if (ASKING.test(name) || isNetwork(values)) return NOTHING;
  const receiver = callee.type === T.MemberExpression && callee.object.type !== T.Super ? taint.of(callee.object) : NOTHING;
  // What a function of another file gives is known there.
  const imported = callee.type === T.Identifier ? taint.of(callee).filter((one) => one.kind === "import") : NOTHING;
  return [
    ...receiver,
    ...imported,
    ...node.arguments.flatMap(taint.of),
    ...(GIVES.test(name) ? node.arguments.flatMap((one) => given(taint, resolver, one)) : []),
  ];
}

/** Methods whose result is made of what the function handed to them returns. */
const GIVES = /^(?:map|flatMap|reduce|reduceRight|then|catch|from|fromAsync|replace|replaceAll)$/;

function given(taint: Taint, resolver: Resolver, node: Node): readonly Source[] {
  const fns = node.type === T.ArrowFunctionExpression || node.type === T.FunctionExpression ? [node] : functionsIn(resolver, node);
  return fns.flatMap((fn) => returnsOf(resolver, fn)).flatMap(taint.of);
}

function functionsIn(resolver: Resolver, node: Node): readonly Node[] {
  return node.type === T.Identifier
    ? resolver.valuesOf(node).flatMap((value) => (value.kind === "function" && value.node !== null ? [value.node] : []))
    : NO_NODES;
}

/** What comes back from the network is no longer what was sent. */
function isNetwork(values: ReturnType<Resolver["valuesOf"]>): boolean {
  return values.some((value) => value.kind === "thing" && /^(?:fetch|module:(?:https?|axios|got|node-fetch|undici|ky)(?:\.|$))/.test(value.name));
}

const RETURNS = new WeakMap<Node, readonly Node[]>();

/** Function -> the expressions it returns or yields. */
export function returnsOf(resolver: Resolver, fn: Node): readonly Node[] {
  if (fn.type === T.ArrowFunctionExpression && fn.body.type !== T.BlockStatement) return [fn.body];
  if (fn.type !== T.FunctionDeclaration && fn.type !== T.FunctionExpression && fn.type !== T.ArrowFunctionExpression) return [];
  const before = RETURNS.get(fn);
  if (before !== undefined) return before;
  const { nodes, places } = resolver.tree;
  const out: Node[] = [];
  let at = (places.get(fn) ?? 0) + 1;
  while (at < nodes.length) {
    const one = nodes[at];
    if (one === undefined || one.range[0] >= fn.range[1]) break;
    // A function inside returns for itself.
    if (one.type === T.FunctionDeclaration || one.type === T.FunctionExpression || one.type === T.ArrowFunctionExpression) {
      const end = one.range[1];
      while (at < nodes.length && (nodes[at]?.range[0] ?? end) < end) at++;
      continue;
    }
    if ((one.type === T.ReturnStatement || one.type === T.YieldExpression) && one.argument !== null) out.push(one.argument);
    at++;
  }
  RETURNS.set(fn, out);
  return out;
}

function bindingTaint(taint: Taint, resolver: Resolver, binding: Binding): readonly Source[] {
  const out: Source[] = binding.writes.flatMap((write) => writeTaint(taint, resolver, binding, write));
  for (const node of binding.references) {
    let parent = resolver.tree.parents.get(node);
    if (parent?.type !== T.MemberExpression || parent.object !== node) continue;
    let above = resolver.tree.parents.get(parent);
    while (above?.type === T.MemberExpression && above.object === parent) {
      parent = above;
      above = resolver.tree.parents.get(parent);
    }
    // `box.part = secret` and `list.push(secret)` put it into what the name stands for.
    if (above?.type === T.AssignmentExpression && above.left === parent) out.push(...taint.of(above.right));
    else if (above?.type === T.CallExpression && above.callee === parent && FILLING.test(keyName(parent.property)))
      out.push(...above.arguments.flatMap(taint.of));
  }
  return out;
}

function writeTaint(taint: Taint, resolver: Resolver, binding: Binding, write: Write): readonly Source[] {
  if (write.from === null) return openTaint(taint, resolver, binding);
  if (/^Import/.test(write.from.type)) return imported(resolver, write.from);
  if (write.from === resolver.tree.parents.get(binding.node) && write.from.type !== T.VariableDeclarator) return NOTHING;
  const from = write.how === "returned" ? returnsOf(resolver, write.from).flatMap(taint.of) : taint.of(write.from);
  return write.keys.reduce<readonly Source[]>((sources, key) => partOf(sources, typeof key === "string" ? (/^[0-9]+$/.test(key) ? null : key) : null), from);
}

/** A name of another file of the skill. */
function imported(resolver: Resolver, node: Node): readonly Source[] {
  const declaration = resolver.tree.parents.get(node);
  if (declaration?.type !== T.ImportDeclaration || !declaration.source.value.startsWith(".")) return NOTHING;
  const name = node.type === T.ImportSpecifier ? keyName(node.imported) : node.type === T.ImportDefaultSpecifier ? "default" : "*";
  return [{ kind: "import", what: `${declaration.source.value}#${name}`, node }];
}

/** A parameter of a named function may be anything that other files hand over. */
function handedIn(resolver: Resolver, binding: Binding, fn: Node): readonly Source[] {
  if (fn.type !== T.FunctionDeclaration && fn.type !== T.FunctionExpression && fn.type !== T.ArrowFunctionExpression) return NOTHING;
  const above = resolver.tree.parents.get(fn);
  const name =
    fn.type !== T.ArrowFunctionExpression && fn.id !== null
      ? fn.id.name
      : above?.type === T.VariableDeclarator && above.id.type === T.Identifier
        ? above.id.name
        : above?.type === T.ExportDefaultDeclaration
          ? "default"
          : above?.type === T.Property && !above.computed
            ? keyName(above.key)
            : above?.type === T.AssignmentExpression && above.left.type === T.MemberExpression
              ? keyName(above.left.property)
              : null;
  const at = fn.params.findIndex((one) => one.range[0] <= binding.node.range[0] && one.range[1] >= binding.node.range[1]);
  return name === null || at < 0 ? NOTHING : [{ kind: "parameter", what: `${name}#${String(at)}`, node: binding.node }];
}

/** A parameter of a function handed to a call, or the name of a loop: what the call reads, or what the loop runs over. */
function openTaint(taint: Taint, resolver: Resolver, binding: Binding): readonly Source[] {
  const { parents } = resolver.tree;
  for (let node: Node | undefined = parents.get(binding.node), child: Node = binding.node; node !== undefined; child = node, node = parents.get(node)) {
    if (node.type === T.ForInStatement) return child === node.left ? taint.of(node.right) : NOTHING;
    if (node.type === T.FunctionExpression || node.type === T.ArrowFunctionExpression) {
      const call = parents.get(node);
      if (binding.kind !== "param") return NOTHING;
      if (call?.type !== T.CallExpression || call.callee === node) return handedIn(resolver, binding, node);
      const source = taint.starts(resolver, call);
      if (source !== null) return [source];
      return call.callee.type === T.MemberExpression && call.callee.object.type !== T.Super ? taint.of(call.callee.object) : NOTHING;
    }
    if (node.type === T.FunctionDeclaration) return handedIn(resolver, binding, node);
    if (node.type === T.BlockStatement) return NOTHING;
  }
  return NOTHING;
}
