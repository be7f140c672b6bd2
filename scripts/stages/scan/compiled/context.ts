import type { TSESTree } from "@typescript-eslint/types";
import type { Scopes } from "../javascript/scope.ts";
import type { Node, Tree } from "../javascript/tree.ts";
import type { Report } from "../mark.ts";
import type { Language } from "./language.table.ts";

/** What every part of the check is handed: the parsed script, its names, the vetted functions found in it, and the fields the program makes itself. */
export type Context = Readonly<{
  language: Language;
  tree: Tree;
  scopes: Scopes;
  report: Report;
  vetted: readonly TSESTree.FunctionDeclaration[];
  fields: ReadonlySet<string>;
}>;

/** Does the node lie in one of the vetted functions, which were compared as a whole? */
export function isVetted(context: Context, node: Node): boolean {
  return context.vetted.some((one) => node.range[0] >= one.range[0] && node.range[1] <= one.range[1]);
}
