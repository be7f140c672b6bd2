import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { transpileModule, ScriptTarget, ModuleKind } from "typescript";
import { analyseJavaScript, resolverOf } from "#stages/scan/javascript/analyse";
import { memberOf } from "#stages/scan/javascript/members";
import { parseJavaScript } from "#stages/scan/javascript/parse";
import type { Resolver, Value, Values } from "#stages/scan/javascript/value";
import type { Goal, Program } from "./javascript-programs.ts";
import type { Real } from "./javascript-runner.ts";

const LIMITS = { nodes: 400_000, depth: 400 };
const PATHS: Readonly<Record<Goal, string>> = { module: "scripts/a.mjs", sloppy: "scripts/a.cjs", typescript: "scripts/a.mts" };

export type Claims = Readonly<{ resolver: Resolver; values: ReadonlyMap<number, Values> }>;

/** Program -> what the scan takes for the value each of its probes is given; null when it is refused anyway, or not read to its end. */
export function claimsOf({ text, goal }: Program): Claims | null {
  const rules: string[] = [];
  analyseJavaScript(
    PATHS[goal],
    text,
    new Set(),
    LIMITS,
    ({ rule }) => rules.push(rule),
    () => null,
  );
  const isRefused = rules.some((rule) => !/access$|^plain-variable$|^external-package$/.test(rule));
  const tree = isRefused ? null : parseJavaScript(PATHS[goal], text, LIMITS, () => undefined);
  if (tree === null) return null;
  const resolver = resolverOf(tree);
  const values = new Map<number, Values>();
  for (const node of tree.nodes) {
    if (node.type !== T.CallExpression || node.callee.type !== T.Identifier || node.callee.name !== "probe") continue;
    const [number, value] = node.arguments;
    if (number?.type === T.Literal && value !== undefined) values.set(Number(number.value), resolver.valuesOf(value));
  }
  return resolver.exhausted() ? null : { resolver, values };
}

/** Program -> what an engine runs. */
export function runnable({ text, goal }: Program): Readonly<{ text: string; isModule: boolean }> {
  const options = { target: ScriptTarget.ES2022, module: ModuleKind.ESNext, useDefineForClassFields: true };
  return { text: goal === "typescript" ? transpileModule(text, { compilerOptions: options }).outputText : text, isModule: goal !== "sloppy" };
}

/** Is what a probe was given among what the scan says that it may be? */
export function isCovered({ resolver }: Claims, values: Values, real: Real): boolean {
  return values.some((one) => covers(resolver, one, real));
}

/** Does the scan know all that the value can be? */
export function isExact(values: Values): boolean {
  return values.every((one) => one.kind === "constant" || one.kind === "list" || one.kind === "object");
}

function covers(resolver: Resolver, value: Value, real: Real): boolean {
  switch (value.kind) {
    case "constant":
      return isSame(value.value, real);
    case "text":
      return real.kind === "text" ? real.value.startsWith(value.prefix) : value.prefix === "";
    case "list":
      return real.kind === "list" && real.items.length === value.items.length && real.items.every((one, at) => coversAny(resolver, value.items[at], one));
    case "object":
      return real.kind === "object" && real.entries.every(([key, one]) => coversAny(resolver, memberOf(resolver, value, key), one));
    case "function":
      return real.kind === "function";
    case "thing":
      // The names of the platform's own things: functions, objects, and what of them is no text.
      return real.kind === "function" || real.kind === "object" || real.kind === "other";
    default:
      return true;
  }
}

function coversAny(resolver: Resolver, values: Values | undefined, real: Real): boolean {
  return values?.some((one) => covers(resolver, one, real)) === true;
}

function isSame(value: string | number | boolean | null | undefined, real: Real): boolean {
  if (typeof value === "string") return real.kind === "text" && real.value === value;
  if (typeof value === "number") return real.kind === "number" && real.value === (Object.is(value, -0) ? "-0" : String(value));
  return real.kind === "plain" && real.value === String(value);
}
