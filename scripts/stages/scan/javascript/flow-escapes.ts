import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import { calledBy, calledName, isActive, isAsking, isPlain } from "./flow-calls.ts";
import { type Call, classOf, FILLING, type Fn, isFresh, isFunction, membersOf, MOST } from "./flow-members.ts";
import { heldAnywhere, unique } from "./flow-parts.ts";
import { type Source, sourceOf } from "./flow-sources.ts";
import type { Taint } from "./flow-taint.ts";
import { type Node, within } from "./tree.ts";
import type { Resolver } from "./value.ts";

type View = Readonly<{
  resolver: Resolver;
  taint: Taint;
  isSink: (call: Call) => boolean;
  /** Is `RegExp.$1` or its like read: what any expression matched last? */
  hasMatches: boolean;
  /** Functions -> has every use of them what they return? */
  followed: Map<Fn, boolean>;
}>;

/**
 * Taint of a file -> the private data in it that goes where it is not followed: into an object that somebody else made, to a function nobody knows, out of
 * one that is handed on, with an error. From there it may come back as any value that cannot be told.
 */
export function escapedFrom(resolver: Resolver, taint: Taint, isSink: (call: Call) => boolean): readonly Source[] {
  const hasMatches = /RegExp\b/.test(resolver.tree.text) && [...membersOf(resolver).taken].some((one) => LAST_MATCH.test(one));
  const view: View = { resolver, taint, isSink, hasMatches, followed: new Map() };
  const references = new Set<Node>(resolver.scopes.references);
  const out: Source[] = [];
  for (const node of resolver.tree.nodes) {
    if (node.type === T.Identifier && !references.has(node)) continue;
    const found = taint.of(node).filter(isStrong);
    if (found.length > 0 && isLost(view, node)) out.push(...found);
  }
  // Where there is more to follow than is allowed, all of it may have gone anywhere.
  if (taint.exhausted()) out.push(...resolver.tree.nodes.flatMap((node) => sourceOf(resolver, node, taint) ?? []).filter(isStrong));
  return heldAnywhere(unique(out.map(({ kind, what, node }) => ({ kind, what, node }))));
}

const isStrong = ({ kind }: Source): boolean => kind === "whole" || kind === "file" || kind === "path";

function isLost(view: View, node: Node): boolean {
  const parent = view.resolver.tree.parents.get(node);
  switch (parent?.type) {
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === node ? isHandedByMethod(view, parent) : isLostArgument(view, parent, node);
    case T.AssignmentExpression:
      return parent.right === node && isLostTarget(view, parent.left);
    case T.ForOfStatement:
    case T.ForInStatement:
      return parent.right === node && isLostTarget(view, parent.left);
    case T.BinaryExpression:
      return parent.operator === "in" || parent.operator === "instanceof";
    case T.ReturnStatement:
    case T.YieldExpression:
      return !isReturnFollowed(view, ownerOf(view, parent));
    case T.ArrowFunctionExpression:
      return parent.body === node && !isReturnFollowed(view, parent);
    case T.ThrowStatement:
    case T.Decorator:
    case T.WithStatement:
      return true;
    case T.MemberExpression:
      return parent.property === node && parent.computed;
    case T.Property:
      return parent.key === node && parent.computed && view.resolver.tree.parents.get(parent)?.type === T.ObjectExpression;
    case T.PropertyDefinition:
    case T.AccessorProperty:
    case T.MethodDefinition:
      return parent.computed;
    case T.TaggedTemplateExpression:
      return parent.quasi === node && !isPlainTag(view, parent.tag);
    default:
      return false;
  }
}

function isPlainTag({ resolver }: View, tag: Node): boolean {
  return resolver.valuesOf(tag).some((value) => value.kind === "thing" && value.name === "String.raw");
}

/** A place to write to that is not a name of this file, or in an object made here. */
function isLostTarget(view: View, target: Node): boolean {
  switch (target.type) {
    case T.MemberExpression:
      return !isFresh(view.resolver, target.object) && !isOwnPlace(target);
    case T.ArrayPattern:
      return target.elements.some((one) => one !== null && isLostTarget(view, one));
    case T.ObjectPattern:
      return target.properties.some((one) => isLostTarget(view, one.type === T.RestElement ? one.argument : one.value));
    case T.AssignmentPattern:
      return isLostTarget(view, target.left);
    case T.RestElement:
      return isLostTarget(view, target.argument);
    default:
      return false;
  }
}

/** `this.a`, `module.exports.a`: followed by the name, here and in the files that load this one. */
function isOwnPlace(target: TSESTree.MemberExpression): boolean {
  if (target.computed) return false;
  let root: Node = target;
  while (root.type === T.MemberExpression) root = root.object;
  return root.type === T.ThisExpression ? target.object.type === T.ThisExpression : root.type === T.Identifier && /^(?:module|exports)$/.test(root.name);
}

function ownerOf({ resolver }: View, node: Node): Fn | null {
  let one = resolver.tree.parents.get(node);
  while (one !== undefined && !isFunction(one)) one = resolver.tree.parents.get(one);
  return one ?? null;
}

function isReturnFollowed(view: View, fn: Fn | null): boolean {
  if (fn === null) return true;
  const found = view.followed.get(fn) ?? isFollowedWhereUsed(view, fn);
  view.followed.set(fn, found);
  return found;
}

/** Has every use of a function what it returns: is it called where it stands, by its name, or as the method of that name? */
function isFollowedWhereUsed(view: View, fn: Fn): boolean {
  const { tree } = view.resolver;
  const parent = tree.parents.get(fn);
  if (tree.called.has(fn) || isExported(view, fn)) return true;
  switch (parent?.type) {
    case T.CallExpression:
      return parent.callee === fn || isKnownCall(view, parent);
    case T.MethodDefinition:
    case T.PropertyDefinition:
    case T.Property:
      if (isActive(parent)) return false;
      return (parent.type !== T.PropertyDefinition && parent.kind === "get") || !membersOf(view.resolver).taken.has(keyName(parent.key));
    case T.AssignmentExpression:
      return parent.left.type === T.MemberExpression && !parent.left.computed && !membersOf(view.resolver).taken.has(keyName(parent.left.property));
    default:
      return false;
  }
}

/** What a function gives that other files import is followed there, as long as nothing but calls and exports is done with its name. */
function isExported({ resolver }: View, fn: Fn): boolean {
  const { parents } = resolver.tree;
  const parent = parents.get(fn);
  if (parent?.type === T.ExportNamedDeclaration || parent?.type === T.ExportDefaultDeclaration) return true;
  const id = fn.type !== T.ArrowFunctionExpression && fn.id !== null ? fn.id : parent?.type === T.VariableDeclarator ? parent.id : null;
  const binding = id?.type === T.Identifier ? resolver.scopes.bindingOf(id) : null;
  if (binding === null || binding.node !== id) return false;
  return binding.references.every((node) => {
    const use = parents.get(node);
    return (
      ((use?.type === T.CallExpression || use?.type === T.NewExpression) && use.callee === node) ||
      use?.type === T.ExportSpecifier ||
      isInExports(resolver, use)
    );
  });
}

/** `module.exports = { load }`. */
function isInExports({ tree }: Resolver, use: Node | undefined): boolean {
  const target = use?.type === T.Property ? tree.parents.get(tree.parents.get(use) ?? use) : use;
  return target?.type === T.AssignmentExpression && target.left.type === T.MemberExpression && isOwnPlace(target.left);
}

/** A built-in function, or a method of lists and texts, whose result has what the function given to it returns. */
function isKnownCall({ resolver }: View, call: Call): boolean {
  if (LISTED.test(calledName(call))) return true;
  return resolver.valuesOf(call.callee).some((value) => value.kind === "thing" && isPlain(value.name));
}

const LISTED =
  /^(?:map|flatMap|reduce|reduceRight|filter|find|findLast|findIndex|forEach|sort|toSorted|some|every|then|catch|finally|replace|replaceAll|from)$/;
const OF_TEXT =
  /^(?:concat|replace|replaceAll|exec|match|matchAll|split|join|padEnd|padStart|search|localeCompare|normalize|slice|substring|charAt|charCodeAt|at|repeat|parse|stringify|from|encode|decode|toString|update|next|get|has|delete)$/;

/** `[secret].forEach(take)`: a method hands the data to a function that is no text here. */
function isHandedByMethod({ resolver }: View, call: Call): boolean {
  if (
    call.callee.type !== T.MemberExpression ||
    !/^(?:map|flatMap|reduce|reduceRight|filter|find\w*|forEach|sort|toSorted|some|every|then|catch|replace|replaceAll|pipe|pipeTo|pipeThrough|on|once)$/.test(
      calledName(call),
    )
  )
    return false;
  return call.arguments.some(
    (one) => !isFunction(one) && resolver.valuesOf(one).some(({ kind }) => kind === "unknown" || kind === "function" || kind === "thing"),
  );
}

function isLostArgument(view: View, call: Call, node: Node): boolean {
  const { resolver } = view;
  const name = calledName(call);
  if (view.hasMatches && MATCHING.test(name)) return true;
  if (isAsking(name) && name !== "push") return false;
  if (view.isSink(call)) return false;
  const things = resolver.valuesOf(call.callee).flatMap((value) => (value.kind === "thing" ? [value.name] : []));
  if (things.length > 0 && !things.every((one) => one.startsWith("method.") || one.startsWith("unknown.")))
    return (
      !things.every((one) => isPlain(one)) ||
      call.arguments.some((one) => one !== node && !isFunction(one) && resolver.valuesOf(one).some(({ kind }) => kind === "function"))
    );
  const fns = calledBy(resolver, call);
  if (fns.length > MOST) return true;
  if (fns.length > 0) return !fns.every((fn) => isTaken(view, fn, call, node));
  if (call.type === T.NewExpression) {
    const made = classOf(resolver, call.callee);
    const maker = made?.body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
    return maker?.type !== T.MethodDefinition || !isFunction(maker.value) || !isTaken(view, maker.value, call, node);
  }
  if (call.callee.type !== T.MemberExpression) return true;
  if (FILLING.test(name)) return !isFresh(resolver, call.callee.object) && !(call.callee.object.type === T.MemberExpression && !call.callee.object.computed);
  return !OF_TEXT.test(name);
}

const MATCHING = /^(?:test|exec|match|replace|split|search)$/;
const LAST_MATCH = /^(?:\$[1-9&_+`']|lastMatch|lastParen|leftContext|rightContext|input)$/;

/** Lands an argument in a parameter that is followed? */
function isTaken({ resolver }: View, fn: Fn, call: Call, node: Node): boolean {
  const at = call.arguments.findIndex((one) => one === node);
  const param = fn.params[at];
  if (param === undefined || param.type === T.RestElement || call.arguments.some((one) => one.type === T.SpreadElement)) return false;
  const isMethod = resolver.tree.parents.get(fn)?.type === T.MethodDefinition;
  if (!isMethod && !resolver.tree.followed.has(node) && !(call.callee === fn) && param.type === T.Identifier) return false;
  return fn.type === T.ArrowFunctionExpression || !namesArguments(resolver, fn);
}

const ARGUMENTS = new WeakMap<Fn, boolean>();
const MOST_NODES = 2_000;

/** May a function reach what it is given without a parameter? */
function namesArguments({ tree }: Resolver, fn: Fn): boolean {
  let found = ARGUMENTS.get(fn);
  if (found === undefined) {
    const nodes = within(tree, fn, MOST_NODES);
    found = nodes.length >= MOST_NODES || nodes.some((one) => one.type === T.Identifier && one.name === "arguments");
    ARGUMENTS.set(fn, found);
  }
  return found;
}
