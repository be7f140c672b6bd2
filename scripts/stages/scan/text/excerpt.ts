import { escapeText } from "#kernel/escape-text";
import type { Excerpt } from "#kernel/finding";

const WINDOW = 160;
const BEFORE = 60;

/**
 * Text, the offset at which the line starts and the one at which the next starts, marked place -> that line, escaped, at most 160 characters of it
 * around the place; null when there is no text. Cost does not grow with the length of the line.
 */
export function excerptOf(text: string, lineStart: number, nextLine: number, start: number, end: number): Excerpt | null {
  const stop = endOfLine(text, lineStart, nextLine);
  if (stop <= lineStart) return null;
  const first = start - lineStart <= WINDOW - BEFORE ? lineStart : start - BEFORE;
  const last = Math.min(stop, first + WINDOW);
  const before = first > lineStart ? `…${shown(text.slice(first, start))}` : shown(text.slice(first, start).trimStart());
  const marked = shown(text.slice(start, Math.min(Math.max(end, start), last)));
  const after = shown(text.slice(Math.max(start, Math.min(end, last)), last)).trimEnd();
  return { text: `${before}${marked}${after}${last < stop ? "…" : ""}`, from: before.length, length: Math.max(1, marked.length) };
}

function endOfLine(text: string, lineStart: number, nextLine: number): number {
  let stop = Math.min(nextLine, text.length);
  while (stop > lineStart && /[\n\r\u2028\u2029]/.test(text.charAt(stop - 1))) stop--;
  return stop;
}

/** Cut places may split a pair of surrogates; what is left of it is spelled out like every other hidden character. */
function shown(text: string): string {
  return escapeText(text.replaceAll("\t", " "));
}
