import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Node } from "./tree.ts";

/**
 * How a name got a value: the expression and the keys followed into it by destructuring; `from` null for what cannot be told
 * (parameter, rest). `each`: any element of the expression; `returned`: what the function gives.
 */
export type Write = Readonly<{ from: Node | null; keys: readonly (string | Node)[]; how?: "each" | "returned" }>;

export type Binding = {
  readonly name: string;
  readonly kind: BindingKind;
  readonly node: Node;
  readonly writes: Write[];
  readonly references: TSESTree.Identifier[];
  readonly declarations: Node[];
  /** Does anything but its declaration (or a call, for a parameter) give it a value? */
  rewritten: boolean;
};
export type BindingKind = "const" | "let" | "var" | "using" | "function" | "class" | "param" | "import" | "catch" | "other";

/** Name of a plain (not computed) property key. */
export function keyName(key: Node): string {
  if (key.type === T.Identifier || key.type === T.PrivateIdentifier) return key.name;
  return key.type === T.Literal ? String(key.value) : "";
}

/** Parts of a literal object that have a value of their own, and no function that gives one. */
export function isPlain(one: TSESTree.ObjectLiteralElement): one is TSESTree.Property {
  return one.type === T.Property && one.kind === "init";
}
