import { parse } from "@typescript-eslint/typescript-estree";
import { parseSync } from "oxc-parser";

/** What two parsers make of one text: the same tree, one refuses, both refuse, or different trees. */
export type Outcome = "same" | "both refuse" | "only ours refuses" | "only theirs refuses" | "different";

/**
 * Path and text -> what the scanner's parser and a second, independent one make of it. A file may be a script or a module, which an engine
 * finds out by trying; agreeing with either reading is agreement, because the other one differs only in what `await` means at the top.
 */
export function compareParsers(path: string, text: string): Outcome {
  const ours = parseOurs(path, text);
  const theirs = goalsOf(path).flatMap((goal) => parseTheirs(path, text, goal) ?? []);
  if (ours === null) return theirs.length === 0 ? "both refuse" : "only ours refuses";
  if (theirs.length === 0) return "only theirs refuses";
  return theirs.includes(ours) ? "same" : "different";
}

function goalsOf(path: string): readonly ("module" | "script")[] {
  if (/\.m[jt]s$/.test(path)) return ["module"];
  return /\.c[jt]s$/.test(path) ? ["script"] : ["script", "module"];
}

function parseOurs(path: string, text: string): string | null {
  try {
    return skeleton(parse(text, { range: true, jsx: !/\.[cm]?ts$/.test(path), filePath: path, loggerFn: false, suppressDeprecatedPropertyWarnings: true }));
  } catch {
    return null;
  }
}

function parseTheirs(path: string, text: string, sourceType: "module" | "script"): string | null {
  const { program, errors } = parseSync(path.replace(/\.[cm]?js$/, ".jsx"), text, { astType: "ts", range: true, preserveParens: false, sourceType });
  return errors.length === 0 ? skeleton(program) : null;
}

/** Parts that are no structure: places of comments, raw text, and what both parsers leave out or write as an empty value. */
const IGNORED = new Set([
  "parent",
  "loc",
  "start",
  "end",
  "tokens",
  "comments",
  "hashbang",
  "sourceType",
  "raw",
  "regex",
  "bigint",
  "value",
  "phase",
  "directive",
  "attributes",
  "options",
  "optional",
]);

/** Tree -> its kinds, names and ranges in source order, as text; the program's own range differs where blank space surrounds it. */
function skeleton(node: unknown): string {
  const out: string[] = [];
  const work: unknown[] = [node];
  for (let one = work.pop(); work.length > 0 || one !== undefined; one = work.pop()) {
    if (typeof one !== "object" || one === null) continue;
    if (Array.isArray(one)) {
      for (let at = one.length - 1; at >= 0; at--) work.push(one[at]);
      continue;
    }
    const entries = Object.entries(one).filter(([key, value]) => !IGNORED.has(key) && value !== null && value !== false && value !== undefined);
    const own = one as Readonly<{ type?: unknown; range?: unknown; name?: unknown; value?: unknown }>;
    if (typeof own.type === "string")
      out.push(
        own.type === "Program" ? "Program" : `${own.type}${JSON.stringify(own.range ?? null)}${typeof own.name === "string" ? own.name : ""}${literal(own)}`,
      );
    for (const [, value] of entries.sort(([a], [b]) => (a < b ? 1 : -1))) if (typeof value === "object") work.push(value);
    // `value` of a property is a node, of a literal the literal itself.
    if (own.type !== "Literal" && typeof own.value === "object" && own.value !== null) work.push(own.value);
  }
  return out.join("\n");
}

function literal(node: Readonly<{ type?: unknown; value?: unknown }>): string {
  return node.type === "Literal" && (typeof node.value === "string" || typeof node.value === "number") ? JSON.stringify(node.value) : "";
}
