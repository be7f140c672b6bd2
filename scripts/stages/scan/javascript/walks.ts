import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

type Called = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression;
type Own = TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;

/**
 * Members whose names come one after the other from data (`path.reduce((one, key) => one[key], x)`, `here = here[key]` in a loop) -> a refusal where what they
 * lead to is called: every value leads to `constructor.constructor`, which makes a function of a text.
 */
export function findWalks(resolver: Resolver, report: Report): void {
  if (!/\[/.test(resolver.tree.text)) return;
  const seen = new Set<Node>();
  for (const node of resolver.tree.nodes) {
    const start = walkAt(resolver, node);
    if (start === null) continue;
    const call = calledFrom(resolver, start, seen);
    if (call === null) continue;
    report({ rule: "dynamic-code", start: call.range[0], end: call.range[1], args: { name: "a member", why: "the names that lead to it come from data" } });
    return;
  }
}

/** Where a walk ends: its value, or the names that hold it. */
function walkAt(resolver: Resolver, node: Node): readonly Node[] | null {
  if (node.type === T.CallExpression) return isReducedWalk(resolver, node) ? [node] : null;
  if (node.type !== T.MemberExpression || !isOpenStep(resolver, node) || node.object.type !== T.Identifier) return null;
  const holder = node.object;
  const target = assignedTo(resolver, node);
  const binding = resolver.scopes.bindingOf(holder);
  if (binding === null) return null;
  if (target !== null && target.name === holder.name && isInLoop(resolver, node)) return binding.references.filter((one) => one !== target);
  // A function that gives a member of what it is given back to itself.
  const own = ownerOf(resolver, node);
  return own !== null && isParameter(own, holder.name) && callsItself(resolver, own, node) ? callsOf(resolver, own) : null;
}

/** `path.reduce((one, key) => one[key], x)`, unless the path stands in the program. */
function isReducedWalk(resolver: Resolver, { callee, arguments: given }: TSESTree.CallExpression): boolean {
  if (callee.type !== T.MemberExpression || !/^reduce(?:Right)?$/.test(keyName(callee.property))) return false;
  const [make] = given;
  if (make?.type !== T.ArrowFunctionExpression && make?.type !== T.FunctionExpression) return false;
  const [all, item] = make.params;
  if (all?.type !== T.Identifier || item?.type !== T.Identifier) return false;
  if (resolver.valuesOf(callee.object).every((one) => one.kind === "list" && one.items.every((each) => each.every((value) => value.kind === "constant"))))
    return false;
  return givenBackBy(make).some((one) => within(one).some((each) => isStep(each, all.name, item.name)));
}

function isStep(node: Node, object: string, key: string): boolean {
  return (
    node.type === T.MemberExpression &&
    node.computed &&
    node.object.type === T.Identifier &&
    node.object.name === object &&
    node.property.type === T.Identifier &&
    node.property.name === key
  );
}

/** Expressions that a function gives back: of an arrow its body, else what it returns. */
function givenBackBy(own: Own): readonly Node[] {
  if (own.body.type !== T.BlockStatement) return [own.body];
  return own.body.body.flatMap((step) => (step.type === T.ReturnStatement && step.argument !== null ? [step.argument] : []));
}

/** An expression and what it chooses between. */
function within(node: Node): readonly Node[] {
  const found: Node[] = [];
  const work: Node[] = [node];
  for (let one = work.pop(); one !== undefined && found.length < 40; one = work.pop()) {
    found.push(one);
    if (one.type === T.ChainExpression || one.type === T.TSNonNullExpression || one.type === T.TSAsExpression) work.push(one.expression);
    else if (one.type === T.LogicalExpression) work.push(one.left, one.right);
    else if (one.type === T.ConditionalExpression) work.push(one.consequent, one.alternate);
  }
  return found;
}

/** A member whose name cannot be told, and is no place in a list. */
function isOpenStep(resolver: Resolver, node: TSESTree.MemberExpression): boolean {
  return node.computed && resolver.keysOf(node.property).includes(null);
}

function assignedTo({ tree }: Resolver, node: Node): TSESTree.Identifier | null {
  for (let one: Node = node, parent = tree.parents.get(node); parent !== undefined; one = parent, parent = tree.parents.get(parent)) {
    if (parent.type === T.AssignmentExpression) return parent.right === one && parent.left.type === T.Identifier ? parent.left : null;
    if (!/^(?:Chain|Logical|Conditional|TSNonNull|TSAs|Await)Expression$/.test(parent.type)) return null;
  }
  return null;
}

function isInLoop({ tree }: Resolver, node: Node): boolean {
  for (let one = tree.parents.get(node); one !== undefined; one = tree.parents.get(one)) {
    if (/^(?:For|ForOf|ForIn|While|DoWhile)Statement$/.test(one.type)) return true;
    const call = tree.parents.get(one);
    if (/Function/.test(one.type))
      return call?.type === T.CallExpression && call.callee.type === T.MemberExpression && keyName(call.callee.property) === "forEach";
  }
  return false;
}

function ownerOf({ tree }: Resolver, node: Node): Own | null {
  for (let one = tree.parents.get(node); one !== undefined; one = tree.parents.get(one))
    if (one.type === T.ArrowFunctionExpression || one.type === T.FunctionExpression || one.type === T.FunctionDeclaration) return one;
  return null;
}

function isParameter({ params }: Own, name: string): boolean {
  return params.some((one) => one.type === T.Identifier && one.name === name);
}

/** Is the node an argument of a call of the function that it stands in? */
function callsItself(resolver: Resolver, own: Own, node: Node): boolean {
  const call = resolver.tree.parents.get(node);
  return call?.type === T.CallExpression && call.callee.type === T.Identifier && namesOf(resolver, own).has(call.callee.name);
}

function namesOf({ tree }: Resolver, own: Own): ReadonlySet<string> {
  const parent = tree.parents.get(own);
  const held = parent?.type === T.VariableDeclarator && parent.id.type === T.Identifier ? [parent.id.name] : [];
  return new Set([...(own.id === null ? [] : [own.id.name]), ...held]);
}

/** Calls of a function by the name that it is declared under. */
function callsOf(resolver: Resolver, own: Own): readonly Node[] {
  const parent = resolver.tree.parents.get(own);
  const id = own.type === T.FunctionDeclaration ? own.id : parent?.type === T.VariableDeclarator && parent.id.type === T.Identifier ? parent.id : null;
  const binding = id === null ? null : resolver.scopes.bindingOf(id);
  return (binding?.references ?? []).flatMap((one) => {
    const call = resolver.tree.parents.get(one);
    return call?.type === T.CallExpression && call.callee === one ? [call] : [];
  });
}

/** Places of a value -> the first call of it, wherever it goes by names and by what functions give back; null when it is only looked at. Each place of a file is followed once. */
function calledFrom(resolver: Resolver, start: readonly Node[], seen: Set<Node>): Called | null {
  const work = [...start];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const parent = resolver.tree.parents.get(node);
    if (parent === undefined) continue;
    const call = callBy(resolver, node, parent);
    if (call !== null) return call;
    for (const one of onwards(resolver, node, parent)) if (!seen.has(one)) work.push(one);
  }
  return null;
}

/** `f(x)`, `new f(x)`, a tag of a template, `f.apply(...)`. */
function callBy({ tree }: Resolver, node: Node, parent: Node): Called | null {
  if ((parent.type === T.CallExpression || parent.type === T.NewExpression) && parent.callee === node) return parent;
  if (parent.type === T.TaggedTemplateExpression && parent.tag === node) return parent;
  if (parent.type !== T.MemberExpression || parent.object !== node || parent.computed || !/^(?:call|apply|bind)$/.test(keyName(parent.property))) return null;
  const call = tree.parents.get(parent);
  return call?.type === T.CallExpression && call.callee === parent ? call : null;
}

const THROUGH = /^(?:Chain|Logical|Conditional|TSNonNull|TSAs|Await)Expression$/;

/** Where a value goes from one place: through what only chooses or names it, and back to the callers of its function. */
function onwards(resolver: Resolver, node: Node, parent: Node): readonly Node[] {
  const named = (id: Node): readonly Node[] => (id.type === T.Identifier ? (resolver.scopes.bindingOf(id)?.references ?? []) : []);
  if (THROUGH.test(parent.type)) return parent.type === T.ConditionalExpression && parent.test === node ? [] : [parent];
  if (parent.type === T.VariableDeclarator && parent.init === node) return named(parent.id);
  if (parent.type === T.AssignmentExpression && parent.right === node) return named(parent.left);
  if (parent.type === T.ArrowFunctionExpression && parent.body === node) return callsOf(resolver, parent);
  const own = parent.type === T.ReturnStatement ? ownerOf(resolver, parent) : null;
  return own === null ? [] : callsOf(resolver, own);
}
