import type { Block, Node, Statement } from "./tree.ts";

/** Where a reader stands in its text. `bad`: something there was not understood, and was passed over. */
export type Cursor = {
  readonly text: string;
  at: number;
  bad: boolean;
  depth: number;
  readonly body: (cursor: Cursor, end: string) => readonly Statement[];
  readonly block: (cursor: Cursor) => Block;
};

const DEEPEST = 120;

export function peek(cursor: Cursor, count = 1): string {
  return cursor.text.slice(cursor.at, cursor.at + count);
}

/** What matches here; the pattern is sticky. */
export function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  return pattern.exec(cursor.text);
}

export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  const found = match(cursor, pattern);
  if (found !== null) cursor.at += found[0].length;
  return found;
}

const BLANKS = /(?:[ \t\r\f\v\u0085\p{Zs}]+|`\r?\n|<#[^]*?#>)+/uy;
const LINES = /(?:[\s\u0085]+|`\r?\n|<#[^]*?#>|#[^\n]*)+/y;

/** Blanks, lines that go on behind a backtick, and comments; with `lines` also ends of lines. */
export function skip(cursor: Cursor, lines = false): void {
  take(cursor, lines ? LINES : BLANKS);
}

/** Goes one level deeper; a text nested beyond reason is not read further. */
export function deeper<T>(cursor: Cursor, read: () => T, otherwise: T): T {
  if (cursor.depth >= DEEPEST) {
    cursor.bad = true;
    cursor.at = cursor.text.length;
    return otherwise;
  }
  cursor.depth++;
  const result = read();
  cursor.depth--;
  return result;
}

export const text = (...parts: readonly (string | Node)[]): Node => ({ kind: "text", parts, odd: false, bare: false });

/** Reads to the bracket that closes, which must be there. */
export function closed(cursor: Cursor, end: string): void {
  skip(cursor, true);
  if (peek(cursor) === end) cursor.at++;
  else cursor.bad = true;
}
