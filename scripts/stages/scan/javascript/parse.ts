import type { TSESTree } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { javaScriptParser, type Parser } from "./parser.ts";
import { flatten, type Tree } from "./tree.ts";

export type ParseLimits = Readonly<{ nodes: number; depth: number }>;

/**
 * Path and text -> tree, or null with the reason reported. Never throws: a parser that overflows, refuses or is not
 * trusted on this text (HTML-like comments hide live lines from it) is a finding at block level.
 */
export function parseJavaScript(path: string, text: string, limits: ParseLimits, report: Report): Tree | null {
  const parse = javaScriptParser();
  if (parse === null) {
    report({ rule: "unread-language", start: 0, end: Math.min(1, text.length), args: { language: "JavaScript" } });
    return null;
  }
  const result = tryParse(parse, path, text);
  if ("problem" in result) {
    const at = Math.min(result.at, Math.max(0, text.length - 1));
    if (result.overflow) report({ rule: "unread-overflow", start: 0, end: Math.min(1, text.length), args: { why: "the parser ran out of stack" } });
    else report({ rule: "unread-parse", start: at, end: Math.min(text.length, at + 1), args: { language: "JavaScript", why: result.problem } });
    return null;
  }
  if (hasHtmlComment(result.tokens, text, report)) return null;
  const tree = flatten(path, text, result.program, limits.nodes);
  if (tree === null)
    report({ rule: "scan-truncated", start: 0, end: Math.min(1, text.length), args: { why: `more than ${String(limits.nodes)} syntax nodes` } });
  else if (tree.deepest > limits.depth) {
    report({
      rule: "unread-overflow",
      start: 0,
      end: Math.min(1, text.length),
      args: { why: `${String(tree.deepest)} levels; the limit is ${String(limits.depth)}` },
    });
    return null;
  }
  return tree;
}

type Parsed = Readonly<{ program: TSESTree.Program; tokens: readonly TSESTree.Token[] }>;
type Failed = Readonly<{ problem: string; at: number; overflow: boolean }>;

function tryParse(parse: Parser, path: string, text: string): Parsed | Failed {
  try {
    const program = parse(text, {
      range: true,
      // nobody needs it, but the parser only ever deletes it afterwards, node by node, which makes each of them slow for good
      loc: true,
      // asked for only where there can be any: they take as long as the rest of the parse
      tokens: text.includes("<!--") || text.includes("-->"),
      comment: text.includes("//") || text.includes("/*"),
      jsx: !/\.[cm]?ts$/.test(path),
      filePath: /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path) ? path : `${path}.js`,
      loggerFn: false,
      suppressDeprecatedPropertyWarnings: true,
    });
    return { program, tokens: program.tokens ?? [] };
  } catch (error) {
    const overflow = error instanceof RangeError;
    return { problem: error instanceof Error ? error.message.slice(0, 200) : "unknown error", at: offsetOf(error), overflow };
  }
}

function offsetOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("index" in error)) return 0;
  return typeof error.index === "number" && error.index >= 0 ? error.index : 0;
}

/** `<!--` anywhere and `-->` first on a line: Annex B comments that a TypeScript parser reads as operators. */
function hasHtmlComment(tokens: readonly TSESTree.Token[], text: string, report: Report): boolean {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const start = token.range[0];
    const opens = token.value === "<" && text.startsWith("<!--", start);
    const closes = token.value === "--" && text.startsWith("-->", start) && /^[ \t]*(?:\/\*.*\*\/[ \t]*)?$/.test(text.slice(lineStart(text, start), start));
    if (opens || closes) {
      report({ rule: "html-comment", start, end: start + (opens ? 4 : 3), args: { text: opens ? "<!--" : "-->" } });
      return true;
    }
  }
  return false;
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !/[\n\r\u2028\u2029]/.test(text.charAt(start - 1))) start--;
  return start;
}
