import type { Disposition } from "#kernel/finding";
import type { FileContext } from "../file.ts";
import type { Mark, Report } from "../mark.ts";
import { readInline, readTold } from "../shell/told.ts";
import { COMMANDS, UNPINNED } from "./commands.table.ts";

const LINE_LIMIT = 4_000;

/** What the parser needs of the skill when only a text is at hand: no files, so nothing is the skill's own. */
const ALONE: FileContext = {
  profile: "imported",
  limits: { fileBytes: 0, totalBytes: 0, files: 0, depth: 0, nodes: 0, findings: 1_000 },
  paths: new Set(),
  aliases: () => null,
};

/**
 * A block of shell in a document, offset `base` of its file -> marks of what the agent would run under its own approvals;
 * `disposition` weakens what stands in an example. False when a part of it that could hide a command was not understood.
 */
export function readShellBlock(text: string, base: number, disposition: Disposition | null, report: Report, context: FileContext = ALONE): boolean {
  const { complete, unread } = readTold(text, base, context, (mark) => pass(mark, disposition, text, base, report));
  for (const line of unread) findCommands(line.text, base + line.at, disposition, report);
  return complete;
}

/** Code inside of a sentence, as `readShellBlock`; `told`: the sentence has it run. */
export function readShellSpan(text: string, base: number, told: boolean, disposition: Disposition | null, report: Report, context: FileContext = ALONE): void {
  const isRead = readInline(text, base, told, context, (mark) => pass(mark, disposition, text, base, report));
  if (!isRead) findCommands(text, base, disposition, report);
}

/** A command that another program runs from its settings (a script of package.json, a job), all of it at one place -> marks of what no skill needs. */
export function readCommandLine(text: string, place: Readonly<{ start: number; end: number }>, report: Report, context: FileContext = ALONE): void {
  const at: Report = (mark) => (mark.permission === undefined ? report({ ...mark, ...place }) : undefined);
  const { unread } = readTold(text, 0, context, at);
  for (const line of unread) findCommands(line.text, 0, null, at);
}

/** An example shows what is not to be done: what would be grave in it is noted, and what it would need is not needed. */
function pass(mark: Mark, disposition: Disposition | null, text: string, base: number, report: Report): void {
  if (disposition === null) report(mark);
  else if (mark.permission === undefined && mark.disposition === undefined)
    report({
      rule: "example-code",
      start: mark.start,
      end: mark.end,
      args: {
        text: text
          .slice(mark.start - base, mark.end - base)
          .trim()
          .slice(0, 100),
      },
      evidence: [mark.rule],
    });
}

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
