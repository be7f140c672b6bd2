import { parsePython } from "#stages/scan/python/parse";
import { pythonGrammar } from "#stages/scan/python/grammar";
import type { Given } from "#stages/scan/python/resolver";
import { resolveScopes } from "#stages/scan/python/scope";
import { part, textOf } from "#stages/scan/python/tree";
import type { Value, Values } from "#stages/scan/python/value";
import { createResolver } from "#stages/scan/python/values";

/** A value as the interpreter had it. */
export type Real =
  | Readonly<{ kind: "text" | "number" | "bytes"; value: string }>
  | Readonly<{ kind: "plain"; value: boolean | null }>
  | Readonly<{ kind: "list"; value: readonly Real[] }>
  | Readonly<{ kind: "dict"; value: readonly (readonly [Real, Real])[] }>
  | Readonly<{ kind: "other" }>;
export type RealCall = Readonly<{ number: number; by: readonly Real[]; named: Readonly<Record<string, Real>> }>;

const AROUND = { path: "scripts/a.py", own: new Set<string>(), isImported: false, isCalledElsewhere: () => false, isMentioned: () => false };

/** Program -> what the scan takes for the arguments of each call of its probe, by the number of the call; null when it does not read it to its end. */
export function claimsOf(text: string): ReadonlyMap<number, Given> | null {
  const grammar = pythonGrammar();
  const tree = grammar === null ? null : parsePython(text, grammar, { nodes: 400_000, depth: 400 }, () => undefined);
  if (tree === null) return null;
  const resolver = createResolver(tree, resolveScopes(tree), AROUND, 20_000 + tree.nodes.length * 60);
  const found = new Map<number, Given>();
  for (const node of tree.nodes) {
    const callee = node.type === "call" ? part(node, "function") : null;
    const number = node.type === "call" ? part(node, "arguments")?.children[0] : undefined;
    if (callee === null || number === undefined || textOf(tree, callee) !== "probe") continue;
    const given = resolver.givenTo(node);
    found.set(Number(textOf(tree, number)), { ...given, by: given.by.slice(1) });
  }
  return resolver.exhausted() ? null : found;
}

/** Is everything that the probe was given among what the scan says that it may be given? */
export function isCovered(claim: Given | undefined, real: RealCall): boolean {
  if (claim === undefined) return false;
  if (claim.open) return true;
  if (real.by.length !== claim.by.length || !real.by.every((one, at) => covers(claim.by[at] ?? [], one))) return false;
  return Object.entries(real.named).every(([name, one]) => covers(claim.named.get(name) ?? [], one));
}

/** How much the scan knows of an argument: nothing, something, or all it can be. */
export function knowledgeOf(values: Values): "unknown" | "part" | "all" {
  if (values.some((one) => one.kind === "unknown" || one.kind === "thing")) return "unknown";
  return values.every((one) => one.kind === "constant" || one.kind === "bytes" || (one.kind === "list" && !one.open)) ? "all" : "part";
}

function covers(values: Values, real: Real): boolean {
  return values.some((value) => coversOne(value, real));
}

function coversOne(value: Value, real: Real): boolean {
  switch (value.kind) {
    case "constant":
      if (typeof value.value === "string") return real.kind === "text" && value.value === real.value;
      if (typeof value.value === "number") return real.kind === "number" && Number(real.value) === value.value;
      return real.kind === "plain" && real.value === value.value;
    case "bytes":
      return real.kind === "bytes" && real.value === value.value;
    case "text":
    case "path":
      return real.kind === "text" ? real.value.startsWith(value.prefix) && real.value.endsWith(value.suffix) : real.kind === "other";
    case "list":
      return real.kind === "other" || (real.kind === "list" && coversItems(value, real.value));
    case "dict":
      if (real.kind !== "dict") return real.kind === "other";
      return value.open || real.value.every(([key, one]) => value.entries.some(([keys, values]) => covers(keys, key) && covers(values, one)));
    case "thing":
      // What something from outside gives may be anything; by itself it is no text but for the texts that modules hold.
      return real.kind !== "text" || /[([]|^(?:string|os)\./.test(value.name);
    default:
      // Objects and functions count as text that nobody knows, wherever a text is asked for.
      return value.kind === "unknown" || real.kind === "other" || real.kind === "text";
  }
}

function coversItems({ items, open }: Extract<Value, { kind: "list" }>, real: readonly Real[]): boolean {
  return (open || items.length === real.length) && items.every((one, at) => real[at] === undefined || covers(one, real[at]));
}
