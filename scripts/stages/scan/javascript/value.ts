import type { TSESTree } from "@typescript-eslint/types";
import type { Binding, Write } from "./binding.ts";
import type { Scopes } from "./scope.ts";
import type { Node, Tree } from "./tree.ts";

/**
 * What an expression may be: a constant, a known thing (`process.env`, `module:fs.readFile`), a literal list or object,
 * some function, some text with a known beginning, or unknown. An expression has a set of these; unknown means worst.
 */
export type Value =
  | Readonly<{ kind: "constant"; value: string | number | boolean | null | undefined }>
  | Readonly<{ kind: "thing"; name: string }>
  | Readonly<{ kind: "list"; items: readonly Values[] }>
  /** `given`: properties whose values are those of one call of the function that makes the object. */
  | Readonly<{ kind: "object"; node: TSESTree.ObjectExpression; given?: ReadonlyMap<Node, Values> }>
  | Readonly<{ kind: "function"; node: Node | null }>
  | Readonly<{ kind: "text"; prefix: string }>
  /** A Buffer, each byte as one letter. */
  | Readonly<{ kind: "bytes"; latin1: string }>
  | Readonly<{ kind: "unknown" }>;
export type Values = readonly Value[];

export const UNKNOWN: Value = { kind: "unknown" };
export const NOTHING_KNOWN: Values = [UNKNOWN];

export type Resolver = Readonly<{
  valuesOf(node: Node): Values;
  valuesOfBinding(binding: Binding): Values;
  /** What any member of a literal object may be, whichever is asked for. */
  valuesWithin(node: TSESTree.ObjectExpression): Values;
  /** Possible names of a member or pattern key; null inside stands for a key that cannot be told. */
  keysOf(node: Node): readonly (string | null)[];
  valuesOfWrite(write: Write): Values;
  tree: Tree;
  scopes: Scopes;
  strict: boolean;
  /** Does the program replace functions of the language? Then no result of theirs is known. */
  replaced: boolean;
  /** True when the budget ran out: answers since then were "unknown" without a look. */
  exhausted(): boolean;
}>;

/** Value -> what a loop over it gives. */
export function elementsOf(value: Value): Values {
  if (value.kind === "list") return value.items.length === 0 ? NOTHING_KNOWN : value.items.flat();
  if (value.kind === "text" || (value.kind === "constant" && typeof value.value === "string")) return [{ kind: "text", prefix: "" }];
  return NOTHING_KNOWN;
}
