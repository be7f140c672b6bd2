import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Binding, keyName, type Write } from "./binding.ts";
import { classOf, FILLING, type Fn, isClass, isFunction, membersOf, MOST, returnsOf } from "./flow-members.ts";
import { heldAnywhere, heldUnder, partOf } from "./flow-parts.ts";
import { isPlain } from "./flow-calls.ts";
import type { Source } from "./flow-sources.ts";
import type { Taint } from "./flow-taint.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

const NOTHING: readonly Source[] = [];

/** Variable -> the private data in it: what is written to it, and what is put into the object or list that it holds. */
export function bindingTaint(taint: Taint, resolver: Resolver, binding: Binding): readonly Source[] {
  const out: Source[] = binding.writes.flatMap((write) => writeTaint(taint, resolver, binding, write));
  for (const node of binding.references) {
    const parent = resolver.tree.parents.get(node);
    if (parent?.type === T.AssignmentExpression && parent.left === node && parent.operator === "+=") out.push(...taint.of(parent.right));
    else if (parent?.type === T.MemberExpression && parent.object === node) out.push(...putInto(taint, resolver, parent));
  }
  if (taint.elsewhere.length > 0 && isExposed(resolver, binding)) out.push(...taint.elsewhere);
  return out;
}

/** `box.part = secret` and `list.push(secret)` put it into what the name stands for. */
function putInto(taint: Taint, resolver: Resolver, first: TSESTree.MemberExpression): readonly Source[] {
  const keys: (string | null)[] = [];
  let member = first;
  let above = resolver.tree.parents.get(member);
  for (; above?.type === T.MemberExpression && above.object === member; member = above, above = resolver.tree.parents.get(member))
    keys.push(keyOf(resolver, member));
  const inside = (sources: readonly Source[]): readonly Source[] => keys.reduceRight((held, key) => heldIn(held, key), sources);
  if (above?.type === T.AssignmentExpression && above.left === member) {
    const key = member.computed ? heldAnywhere(taint.of(member.property)) : NOTHING;
    return [...inside(heldIn(taint.of(above.right), keyOf(resolver, member))), ...key];
  }
  const source = patternSource(resolver, member);
  if (source !== null) return heldAnywhere(taint.of(source));
  if (above?.type !== T.CallExpression || above.callee !== member || !FILLING.test(keyName(member.property))) return NOTHING;
  return inside(heldAnywhere(above.arguments.flatMap(taint.of)));
}

/** `[a.b] = x`, `for (a.b of x)`: what a member that is the target of a pattern or a loop gets its value from. */
function patternSource(resolver: Resolver, member: Node): Node | null {
  let node = member;
  for (let above = resolver.tree.parents.get(node); above !== undefined; node = above, above = resolver.tree.parents.get(node)) {
    if (above.type === T.ArrayPattern || above.type === T.ObjectPattern || above.type === T.RestElement) continue;
    if ((above.type === T.AssignmentPattern && above.left === node) || (above.type === T.Property && above.value === node)) continue;
    if (above.type !== T.AssignmentExpression && above.type !== T.ForOfStatement && above.type !== T.ForInStatement) return null;
    return above.left === node ? above.right : null;
  }
  return null;
}

function keyOf(resolver: Resolver, node: TSESTree.MemberExpression): string | null {
  if (!node.computed) return keyName(node.property);
  const names = resolver.keysOf(node.property);
  return names.length === 1 ? (names[0] ?? null) : null;
}

function writeTaint(taint: Taint, resolver: Resolver, binding: Binding, write: Write): readonly Source[] {
  if (write.from === null) return openTaint(taint, resolver, binding);
  if (/^Import/.test(write.from.type)) return imported(resolver, write.from);
  if (isClass(write.from)) return taint.of(write.from);
  if (write.from === resolver.tree.parents.get(binding.node) && write.from.type !== T.VariableDeclarator) return NOTHING;
  const from = write.how === "returned" ? returnsOf(resolver, write.from).flatMap(taint.of) : taint.of(write.from);
  const start = write.how === "each" ? partOf(from, null) : from;
  const put = write.keys.flatMap((key) => (typeof key === "string" ? named(taint, resolver, key) : NOTHING));
  return [...write.keys.reduce<readonly Source[]>((sources, key) => partOf(sources, typeof key === "string" ? key : null), start), ...put];
}

/** What is ever put into a member of that name in this file, or given by a getter of it, whatever the object. */
export function named(taint: Taint, resolver: Resolver, name: string): readonly Source[] {
  const { puts, getters } = membersOf(resolver);
  const put = puts.get(name);
  const given = getters.get(name);
  return [
    ...(put === undefined ? NOTHING : taint.once(put, () => put.flatMap((one) => (one.inside ? heldUnder(taint.of(one.node), null) : taint.of(one.node))))),
    ...(given === undefined ? NOTHING : taint.once(given, () => given.flatMap((fn) => returnsOf(resolver, fn)).flatMap(taint.of))),
  ];
}

/** What is put under a key; what an object inherits is as if it were its own. */
export function heldIn(sources: readonly Source[], key: string | null): readonly Source[] {
  return key === "__proto__" || key === "prototype" ? sources : heldUnder(sources, key);
}

/** A name of another file of the skill. */
function imported(resolver: Resolver, node: Node): readonly Source[] {
  const declaration = resolver.tree.parents.get(node);
  if (declaration?.type !== T.ImportDeclaration || !declaration.source.value.startsWith(".")) return NOTHING;
  const name = node.type === T.ImportSpecifier ? keyName(node.imported) : node.type === T.ImportDefaultSpecifier ? "default" : "*";
  return [{ kind: "import", what: `${declaration.source.value}#${name}`, node }];
}

/** What cannot be told by one write: the rest of a list, the name of a loop, a parameter. */
function openTaint(taint: Taint, resolver: Resolver, binding: Binding): readonly Source[] {
  const { parents } = resolver.tree;
  for (let node: Node | undefined = parents.get(binding.node), child: Node = binding.node; node !== undefined; child = node, node = parents.get(node)) {
    if (node.type === T.ForInStatement) return child === node.left ? partOf(taint.of(node.right), null) : NOTHING;
    if (node.type === T.VariableDeclarator && node.init !== null) return child.type === T.Identifier ? NOTHING : heldAnywhere(taint.of(node.init));
    if (node.type === T.CatchClause) return taint.elsewhere;
    if (isFunction(node)) return binding.kind === "param" ? [...parameterTaint(taint, resolver, binding, node), ...taint.elsewhere] : NOTHING;
    if (node.type === T.BlockStatement) return NOTHING;
  }
  return NOTHING;
}

/** A parameter of a function handed to a call, of a method, or of a function that other files may call. */
function parameterTaint(taint: Taint, resolver: Resolver, binding: Binding, fn: Fn): readonly Source[] {
  const { parents } = resolver.tree;
  const above = parents.get(fn);
  const at = fn.params.findIndex((one) => one.range[0] <= binding.node.range[0] && one.range[1] >= binding.node.range[1]);
  if (above?.type === T.MethodDefinition || above?.type === T.PropertyDefinition || (above?.type === T.Property && (above.method || above.kind === "set")))
    return above.computed ? NOTHING : methodTaint(taint, resolver, above, fn, at);
  if (fn.type === T.FunctionDeclaration || above?.type !== T.CallExpression || above.callee === fn) return handedIn(resolver, binding, fn, at);
  const source = taint.starts(resolver, above, taint);
  if (source !== null) return [source];
  const receiver = above.callee.type === T.MemberExpression && above.callee.object.type !== T.Super ? taint.of(above.callee.object) : NOTHING;
  return heldAnywhere([...receiver, ...(isPlainCall(resolver, above) ? above.arguments.filter((one) => one !== fn).flatMap(taint.of) : NOTHING)]);
}

/** `JSON.stringify(x, take)`, `Array.from(x, take)`: built-in functions that hand on what they are given. */
function isPlainCall(resolver: Resolver, call: TSESTree.CallExpression): boolean {
  return resolver.valuesOf(call.callee).some((value) => value.kind === "thing" && !value.name.startsWith("module:") && isPlain(value.name));
}

/** The parameter of a method: what any call of that name hands over; of a constructor, what `new` does. */
function methodTaint(
  taint: Taint,
  resolver: Resolver,
  method: TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.Property,
  fn: Fn,
  at: number,
): readonly Source[] {
  const param = fn.params[at];
  const owner = resolver.tree.parents.get(resolver.tree.parents.get(method) ?? method);
  const calls = keyName(method.key) === "constructor" ? newsOf(resolver).get(owner ?? method) : membersOf(resolver).calls.get(keyName(method.key));
  const isSetter = method.type !== T.PropertyDefinition && method.kind === "set";
  const sets = isSetter ? membersOf(resolver).sets.get(keyName(method.key)) : undefined;
  const put = sets === undefined ? NOTHING : taint.once(sets, () => sets.flatMap(taint.of));
  if (calls !== undefined && calls.length > MOST)
    return [...put, ...taint.once(calls, () => heldAnywhere(calls.flatMap((call) => call.arguments).flatMap(taint.of)))];
  const given = (calls ?? []).flatMap((call) => {
    if (call.arguments.some((one) => one.type === T.SpreadElement)) return heldAnywhere(call.arguments.flatMap(taint.of));
    if (param?.type === T.RestElement) return heldAnywhere(call.arguments.slice(at).flatMap(taint.of));
    const one = call.arguments[at];
    return one === undefined ? NOTHING : param?.type === T.Identifier ? taint.of(one) : heldAnywhere(taint.of(one));
  });
  return [...put, ...given];
}

const NEWS = new WeakMap<Resolver, ReadonlyMap<Node, readonly TSESTree.NewExpression[]>>();

function newsOf(resolver: Resolver): ReadonlyMap<Node, readonly TSESTree.NewExpression[]> {
  const before = NEWS.get(resolver);
  if (before !== undefined) return before;
  const made = new Map<Node, TSESTree.NewExpression[]>();
  for (const node of resolver.tree.nodes) {
    const of = node.type === T.NewExpression ? classOf(resolver, node.callee) : null;
    if (of === null || node.type !== T.NewExpression) continue;
    const list = made.get(of);
    if (list === undefined) made.set(of, [node]);
    else list.push(node);
  }
  NEWS.set(resolver, made);
  return made;
}

/** A parameter of a named function may be anything that other files hand over. */
function handedIn(resolver: Resolver, binding: Binding, fn: Fn, at: number): readonly Source[] {
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
  return name === null || at < 0 ? NOTHING : [{ kind: "parameter", what: `${name}#${String(at)}`, node: binding.node }];
}

/** May something that is not followed change what a name holds? An object or list made here that is handed on, or has another name. */
function isExposed(resolver: Resolver, binding: Binding): boolean {
  if (!binding.writes.some(({ from }) => from !== null && isHolder(from))) return false;
  return binding.references.some((node) => {
    const parent = resolver.tree.parents.get(node);
    switch (parent?.type) {
      case T.MemberExpression:
        return parent.object !== node || /^__define/.test(keyName(parent.property));
      case T.CallExpression:
      case T.NewExpression:
        return parent.callee !== node && !isRead(resolver, parent);
      case T.AssignmentExpression:
        return parent.right === node;
      case T.VariableDeclarator:
      case T.ArrayExpression:
      case T.Property:
      case T.ReturnStatement:
      case T.ConditionalExpression:
      case T.LogicalExpression:
        return true;
      default:
        return false;
    }
  });
}

function isHolder(node: Node): boolean {
  return /^(?:ObjectExpression|ArrayExpression|NewExpression|CallExpression|FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ClassDeclaration|ClassExpression)$/.test(
    node.type,
  );
}

/** Is the call one of a known function that changes none of its arguments? */
function isRead(resolver: Resolver, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return resolver
    .valuesOf(call.callee)
    .some(
      (value) => value.kind === "thing" && /^(?:JSON\.stringify|console\.\w+|fetch|Object\.(?:keys|values|entries|freeze)|String|Boolean)$/.test(value.name),
    );
}
