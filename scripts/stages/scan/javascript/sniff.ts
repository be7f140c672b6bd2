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

/** Words that may be followed by another word in the same line. */
const LEADING =
  "abstract|accessor|async|await|break|case|catch|class|const|continue|debugger|declare|default|delete|do|else|enum|export|finally|for|function|get|global|if|implements|import|in|infer|instanceof|interface|is|keyof|let|module|namespace|new|of|out|override|package|private|protected|public|readonly|require|return|satisfies|set|static|super|switch|this|throw|try|type|typeof|unique|using|var|void|while|with|yield";
const JOINING = "as|in|instanceof|is|of|satisfies";
/**
 * Two words side by side, the first of them the first of the text, or the start of an XML document: a syntax error whatever follows. A parser that
 * means to mend what it reads takes longer over a licence than over a program of that size.
 */
const NO_PROGRAM = new RegExp(`^\\s*(?:<\\?|(?!(?:${LEADING})\\b)[A-Za-z][A-Za-z0-9]*[ \\t]+(?:\\(c\\)[ \\t]*)?(?!(?:${JOINING})\\b)[A-Za-z0-9_"'\u00a9])`);

/** Text of a file that no ending calls code -> would a JavaScript runtime do something with it? Word lists and tables parse too, but call nothing. */
export function isProgram(text: string, limits: ParseLimits): boolean {
  if (!/[(`]|\bimport\b|\bexport\b/.test(text) || NO_PROGRAM.test(text)) return false;
  const problems: string[] = [];
  const tree = parseJavaScript("text.js", text, limits, (mark) => problems.push(mark.rule));
  // Past a limit of the parser nobody knows what it does, so the analysis has to say so; text that is no JavaScript is text.
  return tree === null ? problems.some((rule) => rule !== "unread-parse") : tree.nodes.some((node) => ACTS.has(node.type));
}
