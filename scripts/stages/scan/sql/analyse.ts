import type { FileContext } from "../reading.ts";
import type { Mark, Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { DIALECTS } from "./dialects.ts";
import { readCommand } from "./client.ts";
import type { Reader } from "./report.ts";
import { readStatement } from "./statement.ts";
import { readTokens, type Token } from "./tokens.ts";

export type SqlResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/** Bodies of functions in bodies of functions; each is read once more. */
const DEPTH = 4;

/**
 * SQL of an unknown author -> marks for what reaches out of the database, and the files of the skill that it includes. What the client of any database would run
 * counts; the text is read to its end where at least one of them can do so, else that blocks. Linear in the text.
 */
export function analyseSql(path: string, text: string, { paths, limits }: Pick<FileContext, "paths" | "limits">, report: Report): SqlResult {
  const seen = new Set<string>();
  const once: Report = (mark) => {
    const key = JSON.stringify([mark.rule, mark.start, mark.end, mark.args ?? {}]);
    if (!seen.has(key)) report(mark);
    seen.add(key);
  };
  const loaded: Run[] = [];
  const reasons: string[] = [];
  for (const dialect of DIALECTS) {
    if (dialect.only?.test(text) === false) continue;
    const reader: Reader = { path, paths, dialect, report: once, loaded, budget: { left: limits.nodes }, unread: [] };
    readText(reader, text, 0, null, 0);
    reasons.push(reader.unread[0] ?? "");
    // What was not read for its size may hold anything in this dialect, whatever the others say.
    if (reader.budget.left <= 0)
      once({ rule: "scan-truncated", start: 0, end: Math.min(1, text.length), args: { why: `more than ${String(limits.nodes)} words` } });
  }
  const complete = reasons.includes("");
  if (!complete) once({ rule: "unread-parse", start: 0, end: Math.min(1, text.length), args: { language: "SQL", why: reasons[0] ?? "" } });
  return { complete, loaded };
}

/** A text of statements at `base` of the file; `place` instead where its places are not those of the file (a string with escapes). */
function readText(outer: Reader, text: string, base: number, place: Readonly<{ start: number; end: number }> | null, depth: number): void {
  if (depth > DEPTH) {
    outer.report({ rule: "scan-truncated", start: 0, end: 0, args: { why: "functions in functions are too deep" } });
    return;
  }
  const move = (mark: Mark): Mark => (place === null ? { ...mark, start: mark.start + base, end: mark.end + base } : { ...mark, ...place });
  const reader: Reader = depth === 0 ? outer : { ...outer, report: (mark) => outer.report(move(mark)) };
  let statement: Token[] = [];
  const finish = () => {
    if (statement.length > 0)
      readStatement(reader, statement, depth > 0, (inner, token) => readText(reader, inner, token.start, token.kind === "body" ? null : token, depth + 1));
    statement = [];
  };
  const why = readTokens(text, outer.dialect, (token) => {
    if (token.kind === "command") {
      if (depth === 0) readCommand(reader, token);
      if (/^\\g/.test(token.value)) finish();
    } else if (token.value === ";" && token.kind === "mark") finish();
    else statement.push(token);
    return outer.budget.left-- > 0;
  });
  finish();
  if (why !== null) outer.unread.push(why);
}
