import type { FileContext } from "../reading.ts";
import type { Mark, Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { createMachine, createState, readWhole } from "./reader.ts";

export type ShellResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/** Shell of an unknown author -> marks, whether it was read completely, and the skill's own files it runs. Throws only for lack of stack. */
export function analyseShell(path: string, text: string, context: FileContext, report: Report): ShellResult {
  const foreign = dialectOf(path, text);
  if (foreign !== null) {
    report({ rule: "unread-language", start: 0, end: Math.min(1, text.length), args: { language: foreign } });
    return { complete: false, loaded: [] };
  }
  if (/^#!.*\benv\s+(?:-\S*S|--split-string)/.test(text) || /^#!\S+[ \t]+-[a-z]*[cs]\b/.test(text))
    report({
      rule: "command-hidden",
      start: 0,
      end: text.indexOf("\n") < 0 ? text.length : text.indexOf("\n"),
      args: { text: text.split("\n", 1)[0]?.slice(0, 80) ?? "" },
    });
  if (!hasDosLines(text)) return readWhole(createMachine(path, text, 0, "script", report, context), createState());
  const plain = text.replaceAll("\r\n", "\n");
  return readWhole(
    createMachine(path, plain, 0, "script", (mark) => report(withReturns(mark, plain)), context),
    createState(),
  );
}

/**
 * Does every line end as on DOS? Then the shells of Windows, and every shell once git has checked the file out anew, read it without the
 * carriage returns; where they stay they are one more letter of each last word, which takes no command away. Behind a backslash they do:
 * there they make two commands of one, and the text is read as it stands.
 */
function hasDosLines(text: string): boolean {
  return text.includes("\r\n") && !/(?<!\r)\n|\r(?!\n)|\\\r\n/.test(text);
}

/** Mark over a text without its carriage returns -> the same over the text with them: one for each line before it. */
function withReturns(mark: Mark, plain: string): Mark {
  const moved = (at: number): number => at + (plain.slice(0, at).match(/\n/g)?.length ?? 0);
  const flow = mark.flow?.map((step) => (step.path === undefined ? { ...step, start: moved(step.start), end: moved(step.end) } : step));
  return { ...mark, start: moved(mark.start), end: moved(mark.end), ...(flow === undefined ? {} : { flow }) };
}

/** Shells whose words the parser does not read as they do. */
function dialectOf(path: string, text: string): string | null {
  if (/\.bats$/i.test(path)) return "Bats";
  if (/(?:^|\/)procfile$/i.test(path)) return "Procfile";
  const shell = /^#!.*?\b(zsh|fish|csh|tcsh|mksh|ksh(?:93)?|nu|elvish|xonsh|rc)\b/.exec(text.split("\n", 1)[0] ?? "")?.[1];
  return shell ?? null;
}
