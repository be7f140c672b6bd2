import { closed, type Cursor, deeper, match, peek, skip, take, text } from "./cursor.ts";
import { classAt } from "./classes.ts";
import { expression } from "./expressions.ts";
import { attributesAt, blockWith, paramsAt, startsAttribute } from "./params.ts";
import type { Block, Element, Node, Redirect, Statement, Word } from "./tree.ts";
import { argument, bareWord, redirectAt, wordAt } from "./words.ts";

const MOST_STATEMENTS = 100_000;

/** PowerShell text -> its statements, and whether all of it was understood. Quotation marks and dashes of print are those of code to it. */
export function parsePowerShell(source: string): Readonly<{ body: readonly Statement[]; complete: boolean }> {
  const plain = source
    .replace(/[\u201c\u201d\u201e]/g, '"')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u2013\u2014\u2015]/g, "-");
  const cursor: Cursor = { text: plain, at: 0, bad: false, depth: 0, body: statements, block: blockAt };
  const body = statements(cursor, "");
  return { body, complete: !cursor.bad };
}

/** Statements up to a closing bracket; with `=` as the end only one of them, the value in a table. */
function statements(cursor: Cursor, end: string): readonly Statement[] {
  const found: Statement[] = [];
  while (found.length < MOST_STATEMENTS) {
    take(cursor, /[\s;]+/y);
    skip(cursor, true);
    if (take(cursor, /;+/y) !== null) continue;
    if (cursor.at >= cursor.text.length || (end !== "" && /[)}\]]/.test(peek(cursor)))) break;
    const before = cursor.at;
    found.push(statement(cursor));
    skip(cursor);
    // What stands on both sides of `&&` runs; so does what is left to itself by `&`.
    take(cursor, /&&|\|\||&/y);
    if (cursor.at === before) {
      cursor.bad = true;
      cursor.at++;
    }
    if (end === "=") break;
  }
  if (found.length >= MOST_STATEMENTS) cursor.bad = true;
  return found;
}

const KEYWORD =
  /(if|elseif|else|foreach|for|while|do|until|switch|try|catch|finally|function|filter|workflow|param|begin|process|end|clean|dynamicparam|data|class|enum|return|throw|exit|break|continue|trap|using)(?![\w.\\:=-])/iy;

function statement(cursor: Cursor): Statement {
  const start = cursor.at;
  if (startsAttribute(cursor)) return attributed(cursor, start);
  take(cursor, /:\w+\s+(?=for|while|do|switch)/iy);
  const word = match(cursor, KEYWORD)?.[1]?.toLowerCase();
  const made = word === undefined ? null : keyword(cursor, word, start);
  return made ?? plain(cursor, start);
}

/** `[CmdletBinding()] param(...)`, `[Flags()] enum ...` */
function attributed(cursor: Cursor, start: number): Statement {
  const attributes = attributesAt(cursor);
  skip(cursor, true);
  if (take(cursor, /param(?=\s*\(|\s*$)/iy) !== null) return { kind: "params", attributes, params: paramsAt(cursor), start, end: cursor.at };
  const word = take(cursor, /class|enum/iy)?.[0].toLowerCase();
  if (word !== undefined) return classAt(cursor, start, word === "enum", attributes);
  return { kind: "params", attributes, params: [], start, end: cursor.at };
}

const JUMP = /^(?:return|throw|exit)$/;
/** Words that are keywords only where what they ask for follows. */
const FOLLOWED: Readonly<Record<string, RegExp>> = {
  foreach: /foreach\s*(?:-parallel\s*)?\(/iy,
  data: /data\s+(?:[\w-]+[\s,]+){0,8}\{/iy,
  class: /class\s+[\p{L}_]\w*\s*[:{]/iuy,
  enum: /enum\s+[\p{L}_]\w*\s*[:{]/iuy,
  clean: /clean\s*\{/iy,
  begin: /begin\s*\{/iy,
  process: /process\s*\{/iy,
  end: /end\s*\{/iy,
  dynamicparam: /dynamicparam\s*\{/iy,
  param: /param\s*\(/iy,
};

function keyword(cursor: Cursor, word: string, start: number): Statement | null {
  const followed = FOLLOWED[word];
  if (followed !== undefined && match(cursor, followed) === null) return null;
  cursor.at += word.length;
  if (JUMP.test(word)) {
    skip(cursor);
    return plain(cursor, start);
  }
  if (word === "break" || word === "continue") {
    take(cursor, /[ \t]+[\w$]+/y);
    return { kind: "branch", word, heads: [], bodies: [], each: null, start, end: cursor.at };
  }
  skip(cursor, true);
  if (word === "function" || word === "filter" || word === "workflow") return functionAt(cursor, start);
  if (word === "class" || word === "enum") return classAt(cursor, start, word === "enum", []);
  if (word === "using") {
    const found = take(cursor, /(namespace|module|assembly|type|command)\s+([^\n;]*)/iy);
    if (found === null) cursor.bad = true;
    return { kind: "using", what: found?.[1]?.toLowerCase() ?? "", name: found?.[2]?.trim() ?? "", start, end: cursor.at };
  }
  if (word === "param") return { kind: "params", attributes: [], params: paramsAt(cursor), start, end: cursor.at };
  return branch(cursor, word, start);
}

/** Words that go on with a statement which began before them. */
const GOING_ON: Readonly<Record<string, RegExp>> = { if: /(elseif|else)\b/iy, try: /(catch|finally)\b/iy };

function branch(cursor: Cursor, word: string, start: number): Statement {
  const heads: (readonly Statement[])[] = [];
  const bodies: (readonly Statement[])[] = [];
  const each = part(cursor, word, heads, bodies);
  const next = GOING_ON[word];
  for (let before = cursor.at; next !== undefined; before = cursor.at) {
    skip(cursor, true);
    const more = take(cursor, next)?.[1]?.toLowerCase();
    if (more === undefined) {
      cursor.at = before;
      break;
    }
    skip(cursor, true);
    part(cursor, more, heads, bodies);
  }
  return { kind: "branch", word, heads, bodies, each, start, end: cursor.at };
}

/** What stands behind one such word: a value in brackets, and a block. */
function part(cursor: Cursor, word: string, heads: (readonly Statement[])[], bodies: (readonly Statement[])[]): string | null {
  const each = take(cursor, /(?:-parallel\s*)?\(\s*\$(\w+)\s+in\b/iy)?.[1] ?? null;
  if (each !== null) headAt(cursor, heads);
  else if (take(cursor, /\(/y) !== null) headAt(cursor, heads);
  if (word === "trap" || word === "catch") take(cursor, /\s*(?:\[[\w.+]+\]\s*,?\s*)+(?=\{)/y);
  if (word === "data") take(cursor, /[\w-]+(?:\s+-supportedcommand\s+[\w-]+(?:\s*,\s*[\w-]+)*)?\s*(?=\{)/iy);
  if (word === "switch") switched(cursor, heads);
  skip(cursor, true);
  if (peek(cursor) === "{") bodies.push(word === "switch" ? casesAt(cursor) : blockAt(cursor).body);
  else if (!/^(?:while|until)$/.test(word) || heads.length === 0) cursor.bad = true;
  return each;
}

/** `switch -Regex -File path (value)` */
function switched(cursor: Cursor, heads: (readonly Statement[])[]): void {
  for (;;) {
    skip(cursor, true);
    const option = take(cursor, /-(regex|wildcard|exact|casesensitive|parallel|file)\b/iy)?.[1]?.toLowerCase();
    if (option === undefined) break;
    skip(cursor);
    if (option !== "file") continue;
    const start = cursor.at;
    const name: Node = text("get-content");
    const path = argument(cursor) ?? text("");
    heads.push([
      { kind: "pipeline", elements: [{ kind: "command", call: "", name, words: [{ kind: "word", node: path }], redirects: [] }], start, end: cursor.at },
    ]);
  }
  if (take(cursor, /\(/y) !== null) headAt(cursor, heads);
}

function headAt(cursor: Cursor, heads: (readonly Statement[])[]): void {
  heads.push(deeper(cursor, () => statements(cursor, ")"), []));
  closed(cursor, ")");
}

/** `{ value { ... } default { ... } }`: what any of the cases does. */
function casesAt(cursor: Cursor): readonly Statement[] {
  cursor.at++;
  const found: Statement[] = [];
  for (;;) {
    take(cursor, /[\s;]+/y);
    skip(cursor, true);
    if (cursor.at >= cursor.text.length || peek(cursor) === "}") break;
    const before = cursor.at;
    if (peek(cursor) === "{") found.push(...blockAt(cursor).body);
    else {
      const node = match(cursor, /[$("'@[]/y) === null ? (bareWord(cursor) ?? text("")) : expression(cursor);
      found.push({ kind: "pipeline", elements: [{ kind: "expression", node, redirects: [] }], start: before, end: cursor.at });
    }
    if (cursor.at === before) {
      cursor.bad = true;
      cursor.at++;
    }
  }
  closed(cursor, "}");
  return found;
}

function functionAt(cursor: Cursor, start: number): Statement {
  const name = take(cursor, /[^\s({]+/y)?.[0] ?? "";
  skip(cursor, true);
  const outer = peek(cursor) === "(" ? paramsAt(cursor) : [];
  skip(cursor, true);
  const block = peek(cursor) === "{" ? blockAt(cursor) : { attributes: [], params: [], body: [] };
  return {
    kind: "function",
    name: name.replace(/^(?:global|script|local|private):/i, "").toLowerCase(),
    block: { ...block, params: [...outer, ...block.params] },
    start,
    end: cursor.at,
  };
}

/** `{ param(...) ... }` */
export function blockAt(cursor: Cursor): Block {
  cursor.at++;
  const block = blockWith(cursor, () => deeper(cursor, () => statements(cursor, "}"), []));
  closed(cursor, "}");
  return block;
}

const EXPRESSION =
  /[$("'{!]|@[("'{\w]|\[[\p{L}_]|(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:[kmgtp]b|[dlu]{1,2})?(?=[\s)}\];|,+*/%.#-]|$)|-(?:join|split|not|bnot)\b|-[\d$(.]|\+\+|--(?=\$)|,/iuy;

function plain(cursor: Cursor, start: number): Statement {
  skip(cursor);
  if (match(cursor, EXPRESSION) !== null) {
    const target = expression(cursor);
    skip(cursor);
    const op = take(cursor, /(?:[-+*/%]|\?\?)?=(?!=)/y)?.[0];
    if (op !== undefined) {
      skip(cursor, true);
      const value = [deeper(cursor, () => statement(cursor), { kind: "pipeline", elements: [], start, end: start } as const)];
      return { kind: "assign", target, op, value, start, end: cursor.at };
    }
    // What was read is not read again: brackets in brackets would be read twice at each level.
    return pipeline(cursor, start, valueElement(cursor, target));
  }
  return pipeline(cursor, start, element(cursor));
}

function valueElement(cursor: Cursor, node: Node): Element {
  const redirects: Redirect[] = [];
  skip(cursor);
  while (redirectAt(cursor, redirects)) skip(cursor);
  return { kind: "expression", node, redirects };
}

function pipeline(cursor: Cursor, start: number, first: Element): Statement {
  const elements: Element[] = [first];
  for (;;) {
    skip(cursor);
    // A line may begin with the bar that joins it to the one before.
    const bar = take(cursor, /\|(?!\|)/y) ?? take(cursor, /(?:[^\S\n]*(?:#[^\n]*)?\n)+[^\S\n]*\|(?!\|)/y);
    if (bar === null) break;
    skip(cursor, true);
    elements.push(element(cursor));
  }
  return { kind: "pipeline", elements, start, end: cursor.at };
}

function element(cursor: Cursor): Element {
  const sign = take(cursor, /&(?!&)\s*|\.(?=[\s"'$({])\s*/y)?.[0].trim() ?? "";
  const call = sign === "&" || sign === "." ? sign : "";
  if (call === "" && match(cursor, EXPRESSION) !== null) return valueElement(cursor, expression(cursor));
  const redirects: Redirect[] = [];
  const name = call === "" ? (bareWord(cursor) ?? text("")) : (argument(cursor) ?? text(""));
  const words: Word[] = [];
  for (;;) {
    skip(cursor);
    if (redirectAt(cursor, redirects)) continue;
    const raw = take(cursor, /--%([^\n|]*)/y)?.[1];
    if (raw !== undefined) for (const one of raw.trim().split(/\s+/)) words.push({ kind: "word", node: text(one) });
    const word = wordAt(cursor);
    if (word === null) break;
    words.push(word);
  }
  return { kind: "command", call, name, words, redirects };
}
