import { closed, type Cursor, deeper, match, peek, take } from "./cursor.ts";
import type { Node } from "./tree.ts";

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "", a: "", b: "", f: "", v: "" };
/** A question mark is a letter of a name, and what stands before a colon is a drive, whose content the name then stands for (about_Variables, about_Scopes). */
const VARIABLE = /\$(?:\{((?:[^}`]|`[^]){1,400})\}|((?:[\p{L}_][\p{L}\p{N}_]*:(?=[\p{L}\p{N}_]))?[\p{L}\p{N}_?]+|[$^]))/iuy;

/** `$name`, `${name}`, `$env:NAME`; null where a dollar is only that. */
export function variableAt(cursor: Cursor): Node | null {
  const found = take(cursor, VARIABLE);
  return found === null ? null : { kind: "variable", name: (found[1] ?? found[2] ?? "").replaceAll("`", ""), splat: false };
}

/** `$(...)` -> what its statements give. */
export function subAt(cursor: Cursor, open: number): Node {
  cursor.at += open;
  const body = deeper(cursor, () => cursor.body(cursor, ")"), []);
  closed(cursor, ")");
  return { kind: "sub", body };
}

/** A string in either kind of quotation marks, or a here-string; null where none begins. */
export function stringAt(cursor: Cursor): Node | null {
  const here = match(cursor, /@(["'])[ \t]*\r?\n(?:\1@|([^]*?)\r?\n\1@)/y);
  if (here !== null) {
    const inner = here[2] ?? "";
    const start = cursor.at + here[0].indexOf("\n") + 1;
    cursor.at += here[0].length;
    return here[1] === "'" ? { kind: "text", parts: [inner], odd: false, bare: false } : expandable(start, start + inner.length, cursor);
  }
  if (match(cursor, /@["'][ \t]*\r?\n/y) !== null) return unended(cursor);
  const quote = peek(cursor);
  if (quote === "'") return single(cursor);
  return quote === '"' ? double(cursor) : null;
}

function single(cursor: Cursor): Node {
  const found = take(cursor, /'([^']*(?:''[^']*)*)'/y);
  if (found !== null) return { kind: "text", parts: [(found[1] ?? "").replaceAll("''", "'")], odd: false, bare: false };
  return unended(cursor);
}

function unended(cursor: Cursor): Node {
  cursor.bad = true;
  const rest = cursor.text.slice(cursor.at + 1);
  cursor.at = cursor.text.length;
  return { kind: "text", parts: [rest], odd: false, bare: false };
}

function double(cursor: Cursor): Node {
  cursor.at++;
  const parts = expand(cursor, true);
  if (peek(cursor) === '"') cursor.at++;
  else cursor.bad = true;
  return { kind: "text", parts, odd: false, bare: false };
}

/** A text with variables in it, between these two places. */
function expandable(start: number, end: number, outer: Cursor): Node {
  const cursor: Cursor = { text: outer.text.slice(0, end), at: start, bad: false, depth: outer.depth + 1, body: outer.body, block: outer.block };
  const parts = expand(cursor, false);
  if (cursor.bad) outer.bad = true;
  return { kind: "text", parts, odd: false, bare: false };
}

function expand(cursor: Cursor, isQuoted: boolean): readonly (string | Node)[] {
  const parts: (string | Node)[] = [];
  let held = "";
  while (cursor.at < cursor.text.length) {
    const char = peek(cursor);
    if (isQuoted && char === '"') {
      if (peek(cursor, 2) !== '""') break;
      held += '"';
      cursor.at += 2;
    } else if (char === "`") {
      held += escaped(cursor);
    } else if (char === "$") {
      const part = peek(cursor, 2) === "$(" ? subAt(cursor, 2) : variableAt(cursor);
      if (part === null) {
        held += "$";
        cursor.at++;
      } else {
        if (held !== "") parts.push(held);
        held = "";
        parts.push(part);
      }
    } else {
      const plain = take(cursor, isQuoted ? /[^"`$]+/y : /[^`$]+/y);
      held += plain?.[0] ?? "";
    }
  }
  if (held !== "" || parts.length === 0) parts.push(held);
  return parts;
}

/** A backtick and the character that it changes, or leaves as it is. */
export function escaped(cursor: Cursor): string {
  const code = take(cursor, /`u\{([0-9a-fA-F]{1,6})\}/y)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
  const char = cursor.text.slice(cursor.at + 1, cursor.at + 2);
  cursor.at += 2;
  return ESCAPES[char] ?? char;
}
