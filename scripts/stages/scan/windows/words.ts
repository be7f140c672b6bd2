import { type Cursor, match, peek, skip, take, text } from "./cursor.ts";
import { expression, postfix } from "./expressions.ts";
import { escaped, stringAt, subAt, variableAt } from "./strings.ts";
import type { Node, Redirect, Word } from "./tree.ts";

/** `> file`, `2>> file`; false where none stands. */
export function redirectAt(cursor: Cursor, redirects: Redirect[]): boolean {
  if (take(cursor, /[\d*]?>&\d/y) !== null) return true;
  const sign = take(cursor, /[\d*]?>>?/y)?.[0];
  if (sign === undefined) return false;
  skip(cursor);
  redirects.push({ to: argument(cursor) ?? text(""), append: sign.endsWith(">>") });
  return true;
}

/** A parameter or a word; null where a command ends. */
export function wordAt(cursor: Cursor): Word | null {
  const name = take(cursor, /-([\p{L}_?][\w?-]*)(?=[\s:;|)}\],"'$(@{]|$)/uy)?.[1];
  if (name !== undefined) {
    const value = take(cursor, /:[ \t]*(?=\S)/y) === null ? null : argument(cursor);
    return { kind: "parameter", name: name.toLowerCase(), written: name, value };
  }
  const node = argument(cursor);
  return node === null ? null : { kind: "word", node };
}

/** A word behind a command, or several with commas between them. */
export function argument(cursor: Cursor): Node | null {
  const first = one(cursor);
  if (first === null) return null;
  const items = [first];
  while (take(cursor, /\s*,\s*/y) !== null) {
    const next = one(cursor);
    if (next === null) break;
    items.push(next);
  }
  return items.length === 1 ? first : { kind: "list", items };
}

function one(cursor: Cursor): Node | null {
  const two = peek(cursor, 2);
  if (peek(cursor) === "(" || two === "$(" || two === "@(" || two === "@{" || two === '@"' || two === "@'" || peek(cursor) === "{" || peek(cursor) === "[") {
    if (peek(cursor) !== "[" || match(cursor, /\[[\p{L}_][\p{L}\p{N}_.[\]]*\]::/uy) !== null) {
      if (two === "$(") return joined(cursor, subAt(cursor, 2));
      return peek(cursor) === "[" ? expression(cursor) : postfix(cursor, primaryOf(cursor));
    }
  }
  if (/^@\w/.test(two)) return expressionWord(cursor);
  if (peek(cursor) === "$") {
    const variable = variableAt(cursor);
    if (variable !== null) return joined(cursor, postfix(cursor, variable));
  }
  const string = match(cursor, /["']/y) === null ? null : stringAt(cursor);
  if (string !== null) return joined(cursor, match(cursor, /\.[A-Za-z]+\(/y) === null ? string : postfix(cursor, string));
  return bareWord(cursor);
}

/** A bracketed value, read as a value by itself. */
function primaryOf(cursor: Cursor): Node {
  if (peek(cursor) === "{") return { kind: "block", block: cursor.block(cursor) };
  if (peek(cursor) === "(") return subAt(cursor, 1);
  if (peek(cursor, 2) === "@(") return subAt(cursor, 2);
  return expression(cursor);
}

function expressionWord(cursor: Cursor): Node {
  const name = take(cursor, /@(\w+)/y)?.[1] ?? "";
  return { kind: "variable", name, splat: true };
}

/** A value and what stands right behind it: `$env:TEMP\x.exe` is one word. */
function joined(cursor: Cursor, first: Node): Node {
  // Whether a comment begins here is not sure, and quotation marks in it would swallow the lines below.
  if (peek(cursor) === "#") cursor.bad = true;
  const rest = match(cursor, /[\s;|&(){},<>]|$/y) === null ? bareWord(cursor) : null;
  return rest === null ? first : { kind: "text", parts: [first, rest], odd: false, bare: true };
}

/** A word without quotation marks around it, with what a backtick or such marks inside of it say. */
export function bareWord(cursor: Cursor): Node | null {
  if (peek(cursor) === "#") return null;
  const parts: (string | Node)[] = [];
  let odd = false;
  const start = cursor.at;
  while (cursor.at < cursor.text.length) {
    const plainWord = take(cursor, /[^\s;|&(){},"'`$<>]+/y);
    if (plainWord !== null) {
      parts.push(plainWord[0]);
      continue;
    }
    const char = peek(cursor);
    if (char === "`" && match(cursor, /`\r?\n/y) === null) {
      parts.push(escaped(cursor));
      odd = true;
    } else if (char === "$") {
      const part = peek(cursor, 2) === "$(" ? subAt(cursor, 2) : variableAt(cursor);
      parts.push(part ?? "$");
      if (part === null) cursor.at++;
    } else if ((char === '"' || char === "'") && cursor.at > start) {
      if (cursor.text.slice(start, cursor.at).includes("#")) cursor.bad = true;
      parts.push(stringAt(cursor) ?? "");
      odd = true;
    } else if ((char === "<" || char === ">") && cursor.at === start) {
      return null;
    } else break;
  }
  return cursor.at === start ? null : { kind: "text", parts, odd, bare: true };
}
