import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { type ParseLimits, parseJavaScript } from "./parse.ts";

const ACTS: ReadonlySet<string> = new Set([
  T.CallExpression,
  T.NewExpression,
  T.ImportExpression,
  T.ImportDeclaration,
  T.ExportNamedDeclaration,
  T.ExportAllDeclaration,
  T.ExportDefaultDeclaration,
  T.TaggedTemplateExpression,
  T.FunctionDeclaration,
  T.ClassDeclaration,
]);

/** Text of a file that no ending calls code -> would a JavaScript runtime do something with it? Word lists and tables parse too, but call nothing. */
export function isProgram(text: string, limits: ParseLimits): boolean {
  if (!/[(`]|\bimport\b|\bexport\b/.test(text)) return false;
  const problems: string[] = [];
  const tree = parseJavaScript("text.js", text, limits, (mark) => problems.push(mark.rule));
  // Past a limit of the parser nobody knows what it does, so the analysis has to say so; text that is no JavaScript is text.
  return tree === null ? problems.some((rule) => rule !== "unread-parse") : tree.nodes.some((node) => ACTS.has(node.type));
}
