import type { Dialect } from "./dialects.ts";

/**
 * `word` in capitals; `name` a quoted name and `text` a string, both without their quotes and escapes; `body` a dollar-quoted string; `command` a line for the
 * client; `mark` any other letter, `;` for the end of a statement.
 */
export type Token = Readonly<{ kind: "word" | "name" | "text" | "body" | "number" | "mark" | "command"; value: string; start: number; end: number }>;

const BLANK = /\s+/y;
const NUMBER = /\d[\w.]*/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const COMMENT_EDGE = /\/\*|\*\//g;
const ORACLE_QUOTE = /n?q'(?=[^\s])/iy;
const PAIRS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/**
 * Text as one dialect reads it -> its tokens in order, to `take`, which says whether to go on. Out: null when it was read to its end, else why it was not.
 * Linear: every letter is passed once.
 */
export function readTokens(text: string, dialect: Dialect, take: (token: Token) => boolean): string | null {
  let delimiter = ";";
  let isLine = true;
  let isStatement = true;
  let line = -1;
  let before: Token | null = null;
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; ) {
    const blank = ends(BLANK, text, at);
    if (blank > at) {
      isLine ||= text.slice(at, blank).includes("\n");
      at = blank;
      continue;
    }
    const comment = commentEnd(text, at, dialect);
    if (comment === -1) return "a comment has no end";
    if (comment > at) {
      isLine ||= text.slice(at, comment).includes("\n");
      at = comment;
      continue;
    }
    // Where the line ends is looked for once a line, however many commands it holds.
    if (line < at) line = lineEnd(text, at);
    const token: Token | null =
      commandAt(text, at, line, dialect, isLine, isStatement) ?? delimiterAt(text, at, delimiter) ?? tokenAt(text, at, dialect, before);
    if (token === null) return "a quotation has no end";
    if (token.kind === "command" && /^delimiter\s/i.test(token.value)) delimiter = token.value.slice(10).trim().split(/\s/, 1)[0] ?? ";";
    else if (!take(token)) return "it has too many words";
    isLine = false;
    isStatement = token.value === ";" || (token.kind === "command" && (isStatement || /^\\g/.test(token.value)));
    before = token;
    at = token.end;
  }
  return null;
}

function lineEnd(text: string, at: number): number {
  const line = text.indexOf("\n", at);
  return line < 0 ? text.length : line;
}

function ends(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Place -> where the comment that begins there ends; the same place when none does, -1 when it has no end. */
function commentEnd(text: string, at: number, dialect: Dialect): number {
  const two = text.slice(at, at + 2);
  if ((two === "--" && (!dialect.hash || /^--(?:\s|$)/.test(text.slice(at, at + 3)))) || (dialect.hash && two.startsWith("#"))) {
    return lineEnd(text, at);
  }
  // MySQL runs what stands in a comment that begins so.
  if (dialect.hash && two === "*/") return at + 2;
  if (two !== "/*") return at;
  const run = dialect.hash ? /^\/\*M?!\d*/.exec(text.slice(at, at + 12)) : null;
  if (run !== null) return at + run[0].length;
  if (!dialect.nested) {
    const close = text.indexOf("*/", at + 2);
    return close < 0 ? -1 : close + 2;
  }
  COMMENT_EDGE.lastIndex = at;
  let depth = 0;
  for (let edge = COMMENT_EDGE.exec(text); edge !== null; edge = COMMENT_EDGE.exec(text)) {
    depth += edge[0] === "/*" ? 1 : -1;
    if (depth === 0) return COMMENT_EDGE.lastIndex;
  }
  return -1;
}

function commandAt(text: string, at: number, last: number, { name, commands }: Dialect, isLine: boolean, isStatement: boolean): Token | null {
  const isMeta = (name === "mysql" || name === "psql") && text[at] === "\\";
  if (!isMeta) {
    if (commands.at !== "anywhere" && !isLine) return null;
    if ((commands.at === "statement" && !isStatement) || ends(commands.pattern, text, at) === at) return null;
  }
  const end = isMeta && !/^\\(?:!|copy\b)/i.test(text.slice(at, at + 6)) ? metaEnd(text, at + 1, last) : last;
  return { kind: "command", value: text.slice(at, end).trim(), start: at, end };
}

/** A backslash outside of quotes ends one command of the line and begins the next. */
function metaEnd(text: string, from: number, last: number): number {
  for (let at = from; at < last; at++) {
    const letter = text[at] ?? "";
    if (letter === "\\") return text[at + 1] === "\\" ? at + 2 : at;
    if (letter !== "'" && letter !== '"' && letter !== "`") continue;
    const close = quoteEnd(text.slice(0, last), at, letter, letter === "'");
    if (close < 0) return last;
    at = close - 1;
  }
  return last;
}

function delimiterAt(text: string, at: number, delimiter: string): Token | null {
  return delimiter !== ";" && delimiter !== "" && text.startsWith(delimiter, at) ? { kind: "mark", value: ";", start: at, end: at + delimiter.length } : null;
}

function tokenAt(text: string, at: number, dialect: Dialect, before: Token | null): Token | null {
  const letter = text[at] ?? "";
  const oracle = dialect.name === "sqlplus" ? ends(ORACLE_QUOTE, text, at) : at;
  if (oracle > at) return oracleQuote(text, at, oracle);
  if (letter === "'" || letter === '"' || (letter === "`" && dialect.backtick)) return quoteAt(text, at, letter, dialect, before);
  if (letter === "[" && dialect.bracket) {
    const end = quoteEnd(text, at, "]", false);
    return end < 0 ? null : { kind: "name", value: text.slice(at + 1, end - 1).replaceAll("]]", "]"), start: at, end };
  }
  const dollar = dialect.dollar ? ends(DOLLAR, text, at) : at;
  if (dollar > at) {
    const tag = text.slice(at, dollar);
    const close = text.indexOf(tag, dollar);
    return close < 0 ? null : { kind: "body", value: text.slice(dollar, close), start: dollar, end: close + tag.length };
  }
  const number = ends(NUMBER, text, at);
  if (number > at) return { kind: "number", value: text.slice(at, number), start: at, end: number };
  const word = ends(dialect.word, text, at);
  if (word > at) return { kind: "word", value: text.slice(at, word).toUpperCase(), start: at, end: word };
  return { kind: "mark", value: letter, start: at, end: at + 1 };
}

function quoteAt(text: string, at: number, letter: string, dialect: Dialect, before: Token | null): Token | null {
  const isEscape = before?.end === at && before.kind === "word" && before.value === "E" && dialect.dollar;
  const backslash = letter !== "`" && (dialect.backslash ? letter === "'" || dialect.hash : isEscape && letter === "'");
  const end = quoteEnd(text, at, letter, backslash);
  if (end < 0) return null;
  const plain = text.slice(at + 1, end - 1).replaceAll(letter + letter, letter);
  const value = backslash ? unescaped(plain) : /u&$/i.test(text.slice(Math.max(0, at - 2), at)) ? uncoded(plain) : plain;
  return { kind: letter === "'" || (letter === '"' && dialect.hash) ? "text" : "name", value, start: at, end };
}

const LETTERS: Readonly<Record<string, string>> = { n: "\n", r: "\n", t: "\t", b: " ", f: " " };

/** Escapes of `E''` and of MySQL: letters, octal and hexadecimal numbers. */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([^]))/g,
    (_all, x?: string, u?: string, long?: string, octal?: string, letter: string = "") => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return letterOf(Number.parseInt(hex, 16));
      return octal === undefined ? (LETTERS[letter] ?? letter) : letterOf(Number.parseInt(octal, 8));
    },
  );
}

/** Escapes of `U&''`. */
function uncoded(text: string): string {
  return text.replace(/\\(?:\+([0-9a-f]{6})|([0-9a-f]{4}))/gi, (_all, long?: string, short?: string) => letterOf(Number.parseInt(long ?? short ?? "", 16)));
}

function letterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

/** Quotation mark at a place -> behind the one that closes it, a doubled one not counted; -1 without one. */
function quoteEnd(text: string, at: number, quote: string, backslash: boolean): number {
  const code = quote.charCodeAt(0);
  for (let place = at + 1; place < text.length; place++) {
    const letter = text.charCodeAt(place);
    if (backslash && letter === 92) place++;
    else if (letter === code) {
      if (text.charCodeAt(place + 1) !== code) return place + 1;
      place++;
    }
  }
  return -1;
}

/** `q'[...]'` of Oracle. */
function oracleQuote(text: string, at: number, from: number): Token | null {
  const open = text[from] ?? "";
  const close = text.indexOf(`${PAIRS[open] ?? open}'`, from + 1);
  return close < 0 ? null : { kind: "text", value: text.slice(from + 1, close), start: at, end: close + 2 };
}
