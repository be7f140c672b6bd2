import type { Disposition } from "#kernel/finding";
import type { Report } from "../mark.ts";
import { COMMANDS, UNPINNED } from "./commands.table.ts";

const LINE_LIMIT = 4_000;

/** Text that holds shell commands -> marks for command lines no skill needs. `base` is its offset in the file; `disposition` weakens what stands in an example. */
export function findCommands(text: string, base: number, disposition: Disposition | null, report: Report): void {
  // A line that was read and found clean is not read again: a megabyte of one word repeated costs no more than the word.
  const clean = new Set<string>();
  for (const { line, at } of logicalLines(text)) {
    if (clean.has(line)) continue;
    const start = base + at;
    const end = start + Math.min(line.length, 200);
    const shown = { text: line.trim().slice(0, 100) };
    const hit = COMMANDS.find(({ pattern }) => pattern.test(line));
    if (hit !== undefined)
      report(disposition === null ? { rule: hit.rule, start, end, args: shown } : { rule: "example-code", start, end, args: shown, evidence: [hit.rule] });
    else if (disposition === null && isUnpinned(line)) report({ rule: "unpinned-install", start, end, args: shown });
    else clean.add(line);
  }
}

function isUnpinned(line: string): boolean {
  const found = UNPINNED.exec(line)?.[1];
  return found !== undefined && !/[^@]@v?[0-9]|==|@sha|#[0-9a-f]{7,}/.test(found);
}

/** Shell joins a line that ends in a backslash to the next one. Very long lines are read in overlapping pieces. */
function* logicalLines(text: string): Generator<{ line: string; at: number }> {
  let at = 0;
  let held = "";
  let heldAt = 0;
  for (const raw of text.split(/\n/)) {
    const line = raw.replace(/\r$/, "");
    if (held === "") heldAt = at;
    at += raw.length + 1;
    if (line.endsWith("\\") && held.length < LINE_LIMIT) {
      held += `${line.slice(0, -1)} `;
      continue;
    }
    const whole = held + line;
    held = "";
    for (let from = 0; from < whole.length; from += LINE_LIMIT) yield { line: whole.slice(Math.max(0, from - 500), from + LINE_LIMIT), at: heldAt + from };
  }
  if (held !== "") yield { line: held.slice(0, LINE_LIMIT), at: heldAt };
}
