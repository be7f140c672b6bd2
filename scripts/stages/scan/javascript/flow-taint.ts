import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { createAnswers } from "../answers.ts";
import { keyName } from "./binding.ts";
import { callTaint, classTaint, isActive } from "./flow-calls.ts";
import { returnsOf } from "./flow-members.ts";
import { bindingTaint, heldIn, named } from "./flow-names.ts";
import { heldAnywhere, heldUnder, partOf, unique } from "./flow-parts.ts";
import { type Source, sourceOf } from "./flow-sources.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

export type Taint = Readonly<{
  /** What an expression reads by itself that is looked for. */
  starts: typeof sourceOf;
  /** The private data that may be in the value of an expression. */
  of(node: Node): readonly Source[];
  /** The same of what is no expression: a variable, or a list of places that is always the same list. Worked out once for all who ask. */
  once(what: object, find: () => readonly Source[]): readonly Source[];
  /** What was let out of sight: it may be in any value that cannot be told. */
  elsewhere: readonly Source[];
  /** True when the work ran out: an empty answer since then says nothing. */
  exhausted(): boolean;
}>;

const NOTHING: readonly Source[] = [];
const DEPTH = 400;

/** Resolver -> what private data reaches each expression: assignments, objects, texts, own functions, promises, callbacks. Flow of control and order are not looked at. */
export function createTaint(resolver: Resolver, work: number, elsewhere: readonly Source[], starts: typeof sourceOf = sourceOf): Taint {
  const answers = createAnswers<object, readonly Source[]>(NOTHING, (found) => found.length === 0, DEPTH, work);
  const taint: Taint = {
    starts,
    of: (node) =>
      answers.of(node, () => {
        const own = starts(resolver, node, taint);
        return unique(own === null ? partsOf(taint, resolver, node) : [own]);
      }),
    once: (what, find) => answers.of(what, () => unique(find())),
    elsewhere,
    exhausted: answers.exhausted,
  };
  return taint;
}

function partsOf(taint: Taint, resolver: Resolver, node: Node): readonly Source[] {
  switch (node.type) {
    case T.Identifier: {
      const binding = resolver.scopes.bindingOf(node);
      return binding === null ? freeTaint(taint, resolver, node) : taint.once(binding, () => bindingTaint(taint, resolver, binding));
    }
    case T.MemberExpression:
      return memberTaint(taint, resolver, node);
    case T.CallExpression:
    case T.NewExpression:
      return callTaint(taint, resolver, node);
    case T.ClassDeclaration:
    case T.ClassExpression:
      return classTaint(taint, resolver, node);
    case T.TaggedTemplateExpression:
      return [...heldAnywhere(taint.of(node.quasi)), ...tagged(taint, resolver, node)];
    case T.TemplateLiteral:
      return heldAnywhere([...node.expressions.flatMap(taint.of), ...node.quasis.flatMap(taint.of)]);
    case T.BinaryExpression:
      return heldAnywhere(summed(node).flatMap(taint.of));
    case T.LogicalExpression:
      return [...taint.of(node.left), ...taint.of(node.right)];
    case T.ConditionalExpression:
      return [...taint.of(node.consequent), ...taint.of(node.alternate)];
    case T.AssignmentExpression:
      return taint.of(node.right);
    case T.ArrayExpression:
      return node.elements.flatMap((one) => (one === null ? NOTHING : one.type === T.SpreadElement ? taint.of(one) : heldUnder(taint.of(one), null)));
    case T.ObjectExpression:
      return [
        ...(node.properties.some(isActive) ? taint.elsewhere : NOTHING),
        ...node.properties.flatMap((one) =>
          one.type === T.SpreadElement
            ? taint.of(one.argument)
            : [...heldIn(taint.of(one.value), keyOf(resolver, one)), ...(one.computed ? heldAnywhere(taint.of(one.key)) : NOTHING)],
        ),
      ];
    case T.SequenceExpression:
      return node.expressions.slice(-1).flatMap(taint.of);
    case T.SpreadElement:
    case T.AwaitExpression:
      return taint.of(node.argument);
    case T.YieldExpression:
      return [...(node.argument === null ? NOTHING : taint.of(node.argument)), ...taint.elsewhere];
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

/** Letters are hidden by arithmetic; a comparison says little about what it compares. The left spine is a loop, so that padding costs no depth. */
function summed(node: TSESTree.BinaryExpression): readonly Node[] {
  const parts: Node[] = [];
  let spine: Node = node;
  while (spine.type === T.BinaryExpression && /^(?:[+\-*%^|&]|<<|>>>?)$/.test(spine.operator)) {
    parts.push(spine.right);
    spine = spine.left;
  }
  return spine === node ? [] : [spine, ...parts];
}

function keyOf(resolver: Resolver, node: TSESTree.Property): string | null {
  if (!node.computed) return keyName(node.key);
  const names = resolver.keysOf(node.key);
  return names.length === 1 ? (names[0] ?? null) : null;
}

function tagged(taint: Taint, resolver: Resolver, node: TSESTree.TaggedTemplateExpression): readonly Source[] {
  const fns = resolver.valuesOf(node.tag).flatMap((value) => (value.kind === "function" && value.node !== null ? [value.node] : []));
  return fns.length === 0 ? taint.elsewhere : fns.flatMap((fn) => returnsOf(resolver, fn)).flatMap(taint.of);
}

/** A name that this file does not declare: what it puts on the global object under that name, or what nobody knows. */
function freeTaint(taint: Taint, resolver: Resolver, node: TSESTree.Identifier): readonly Source[] {
  const put = named(taint, resolver, node.name);
  return resolver.valuesOf(node).some(({ kind }) => kind === "unknown") ? [...put, ...taint.elsewhere] : put;
}

function memberTaint(taint: Taint, resolver: Resolver, node: TSESTree.MemberExpression): readonly Source[] {
  const names: readonly (string | null)[] = node.computed ? resolver.keysOf(node.property) : [keyName(node.property)];
  if (node.object.type === T.Super || node.object.type === T.ThisExpression)
    return names.flatMap((name) => (name === null ? taint.elsewhere : [...named(taint, resolver, name), ...taint.elsewhere]));
  const inner = taint.of(node.object);
  const isMatched = node.object.type === T.Identifier && node.object.name === "RegExp";
  return names.flatMap((name) => [
    ...(name === "prototype" || name === "__proto__" ? inner : partOf(inner, name)),
    ...(name === null ? NOTHING : named(taint, resolver, name)),
    ...(isMatched ? taint.elsewhere : NOTHING),
  ]);
}
