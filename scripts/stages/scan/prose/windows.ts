import type { Disposition } from "#kernel/finding";
import type { Report } from "../mark.ts";
import type { RuleId } from "../rules.table.ts";
import { readTold } from "../shell/told.ts";
import type { FileContext } from "../reading.ts";
import { languagesIn, saidIn } from "../windows/markers.ts";
import { readWindows } from "../windows/read.ts";
import type { Language } from "../windows/session.ts";
import { pass } from "./passed.ts";

/** What counts in a text that only looks like commands for Windows. */
const GRAVE: ReadonlySet<RuleId> = new Set<RuleId>([
  "fetch-and-run",
  "command-exfiltrate",
  "command-destroy",
  "command-persist",
  "command-hidden",
  "credential-store",
]);
/** The same in a few words that nobody is told to run. */
const MENTIONED: ReadonlySet<RuleId> = new Set<RuleId>(["fetch-and-run", "command-exfiltrate", "command-destroy"]);
const LONGEST = 60_000;

/** A block that its label says is for Windows -> marks. False when a part of it was not understood. */
export function readWindowsBlock(
  text: string,
  base: number,
  language: Language,
  disposition: Disposition | null,
  report: Report,
  context: FileContext,
): boolean {
  const complete = read(text, base, language, context, (mark) => {
    pass(mark, disposition, text, base, report);
  });
  for (const other of languagesIn(text)) if (other !== language) grave(text, base, other, GRAVE, disposition, report, context);
  return complete;
}

/** Any other text of commands, in which some may be for Windows; `isTold`: somebody is told to run it. */
export function readWindowsIn(text: string, base: number, isTold: boolean, disposition: Disposition | null, report: Report, context: FileContext): void {
  for (const piece of piecesOf(text))
    for (const language of languagesIn(piece.text)) grave(piece.text, base + piece.at, language, isTold ? GRAVE : MENTIONED, disposition, report, context);
}

/** A long text in pieces that end with a line, so that nothing hides behind much else. */
function piecesOf(text: string): readonly Readonly<{ text: string; at: number }>[] {
  if (text.length <= LONGEST) return [{ text, at: 0 }];
  const found: Readonly<{ text: string; at: number }>[] = [];
  for (let at = 0; at < text.length; ) {
    const line = text.lastIndexOf("\n", at + LONGEST);
    const end = at + LONGEST >= text.length ? text.length : line > at ? line + 1 : at + LONGEST;
    found.push({ text: text.slice(at, end), at });
    at = end;
  }
  return found;
}

function grave(
  text: string,
  base: number,
  language: Language,
  rules: ReadonlySet<RuleId>,
  disposition: Disposition | null,
  report: Report,
  context: FileContext,
): void {
  read(text, base, language, context, (mark) => {
    if (rules.has(mark.rule) && mark.disposition === undefined) pass(mark, disposition, text, base, report);
  });
}

function read(text: string, base: number, language: Language, context: FileContext, report: Report): boolean {
  return readWindows(text, base, language, (commands, inner) => void readTold(commands, 0, context, inner), report);
}

/** A sentence that says what is to be run, in no marks of code. */
export function readWindowsSaid(text: string, base: number, disposition: Disposition | null, report: Report, context: FileContext): void {
  for (const one of saidIn(text.replaceAll("`", " "))) grave(one.text, base + one.at, one.language, GRAVE, disposition, report, context);
}
