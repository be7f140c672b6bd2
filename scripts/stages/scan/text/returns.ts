import type { Mark, Report } from "../mark.ts";

/** A text of commands as who runs it reads it: without carriage returns where every line ends as on DOS; what is said of it is said of the file's places. */
export function withoutReturns(text: string, report: Report): Readonly<{ text: string; report: Report }> {
  if (!hasDosLines(text)) return { text, report };
  const plain = text.replaceAll("\r\n", "\n");
  return { text: plain, report: (mark) => report(withReturns(mark, plain)) };
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
