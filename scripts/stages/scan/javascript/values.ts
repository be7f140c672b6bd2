import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Binding } from "./binding.ts";
import { type Change, changesIn } from "./changes.ts";
import { evaluate } from "./evaluate.ts";
import { afterChange, kindOf } from "./made.ts";
import { textOf } from "./fold.ts";
import { isPlain } from "./binding.ts";
import type { Scopes } from "./scope.ts";
import { isStrict, type Node, type Tree } from "./tree.ts";
import { telling } from "../telling.ts";
import { NOTHING_KNOWN, type Resolver, UNKNOWN, type Value, type Values } from "./value.ts";
import { bindingValues, writtenValues } from "./written.ts";

const SET_LIMIT = 12;
const DEPTH_LIMIT = 120;
/** Expressions that make a list or an object, and not only pass one on. */
const MAKING: ReadonlySet<string> = new Set([T.ArrayExpression, T.ObjectExpression, T.CallExpression, T.NewExpression, T.TaggedTemplateExpression]);
/** A variable that is rewritten from itself n times leads through n! orders of its writes; past this many tries a node's answer stands, with "unknown" beside it. */
const TRIES = 4;
/** The same for a whole variable: every one of its tries costs all of its writes, so one of many writes has fewer of them. */
const triesOf = (writes: number): number => Math.max(TRIES, Math.min(64, Math.floor(4_096 / Math.max(1, writes))));

/**
 * Tree and scopes -> a resolver with a budget of `work` steps for the whole file; past it every answer is "unknown". `replaced`: the functions of the
 * language are not what they were.
 */
export function createResolver(tree: Tree, scopes: Scopes, work: number, replaced = false): Resolver {
  const known = new Map<Node, Values>();
  const active = new Set<Node>();
  const deeper = new Set<Node>();
  const isTried = countTries();
  const held = new Map<Binding, Values>();
  const within = new Map<Node, Values>();
  const changes = new Map<Node, Change>();
  const changeOf = changesIn(tree, scopes);
  let left = work;
  let depth = 0;
  let cuts = 0;

  const valuesOf = (node: Node): Values => {
    const before = known.get(node);
    if (before !== undefined) return before;
    if (active.has(node) || depth > DEPTH_LIMIT || left <= 0) {
      if (depth > DEPTH_LIMIT) deeper.add(node);
      cuts++;
      return NOTHING_KNOWN;
    }
    const cutsBefore = cuts;
    left--;
    depth++;
    active.add(node);
    const found = unchanged(node, limited(evaluate(resolver, node)));
    active.delete(node);
    depth--;
    if (depth === 0 && deeper.size > 0 && left > 0) return inPieces(node);
    // An answer cut short by a cycle or the depth is not kept at first: asked from elsewhere it may be better.
    if (depth === 0 || cuts === cutsBefore) known.set(node, found);
    else if (isTried(node, TRIES)) known.set(node, limited([...found, UNKNOWN]));
    return known.get(node) ?? found;
  };

  /** A chain that is too long for one stack is asked in pieces, the last one first. */
  const inPieces = (node: Node): Values => {
    const asked = [...deeper];
    deeper.clear();
    for (const one of asked) valuesOf(one);
    return valuesOf(node);
  };

  /** What an expression makes is known as long as nothing changes it afterwards. */
  const unchanged = (node: Node, values: Values): Values => {
    const kind = MAKING.has(node.type) ? kindOf(node, values) : null;
    if (kind === null) return values;
    let change = changes.get(node);
    if (change === undefined) {
      change = changeOf(node, kind);
      changes.set(node, change);
    }
    return afterChange(values, change);
  };

  const valuesOfBinding = (binding: Binding): Values => {
    const before = held.get(binding);
    if (before !== undefined) return before;
    const cutsBefore = cuts;
    const found = limited(bindingValues(resolver, binding));
    if (cuts === cutsBefore) held.set(binding, found);
    else if (!held.has(binding) && isTried(binding, triesOf(binding.writes.length))) held.set(binding, limited([...found, UNKNOWN]));
    return held.get(binding) ?? found;
  };

  const valuesWithin = (node: TSESTree.ObjectExpression): Values => {
    const before = within.get(node);
    if (before !== undefined) return before;
    const cutsBefore = cuts;
    const found = limited([...node.properties.flatMap((one) => (isPlain(one) ? valuesOf(one.value) : [])), UNKNOWN]);
    if (cuts === cutsBefore || isTried(node.properties[0] ?? node, TRIES)) within.set(node, found);
    return found;
  };

  const resolver: Resolver = {
    valuesOf,
    valuesOfBinding,
    valuesWithin,
    keysOf: (node) => valuesOf(node).map((value) => (value.kind === "constant" || value.kind === "list" || value.kind === "bytes" ? textOf(value) : null)),
    valuesOfWrite: (write) => limited(writtenValues(resolver, write)),
    tree,
    scopes,
    strict: isStrict(tree),
    replaced,
    exhausted: () => left <= 0,
  };
  return resolver;
}

/** Counts how often each was tried: is it as often as that? */
function countTries(): (one: Node | Binding, limit: number) => boolean {
  const tries = new Map<Node | Binding, number>();
  return (one, limit) => {
    const tried = (tries.get(one) ?? 0) + 1;
    tries.set(one, tried);
    return tried >= limit;
  };
}

function limited(values: Values): Values {
  // No answer is no knowledge: nothing may pass because nothing was said.
  if (values.length === 0) return NOTHING_KNOWN;
  if (values.length === 1) return values;
  const seen = new Set<string>();
  const out: Value[] = [];
  for (const value of values) {
    const key =
      value.kind === "constant"
        ? `c${typeof value.value}${String(value.value)}`
        : value.kind === "thing"
          ? `t${value.name}`
          : value.kind === "bytes"
            ? `b${value.latin1}`
            : value.kind === "text"
              ? `x${value.prefix}`
              : value.kind === "unknown"
                ? "u"
                : `o${String(out.length)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(value);
  }
  if (out.length <= SET_LIMIT) return out;
  const said = telling(out, (one) => (one.kind === "constant" && typeof one.value === "string" ? one.value : one.kind === "text" ? one.prefix : null));
  return [...out.filter((one) => one.kind === "thing").slice(0, SET_LIMIT), ...said, UNKNOWN];
}
