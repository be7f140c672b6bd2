import { escapeText } from "#kernel/escape-text";

const LIMIT = 160;

/** A place in a text -> its escaped words on one line, at most 160 characters. */
export function snippetOf(text: string, start: number, end: number): string {
  const raw = text.slice(start, Math.min(Math.max(end, start), start + LIMIT * 2));
  const line = escapeText(raw.replace(/[\t\n\r ]+/g, " ")).trim();
  return line.length > LIMIT ? `${line.slice(0, LIMIT - 1).toWellFormed()}…` : line;
}
