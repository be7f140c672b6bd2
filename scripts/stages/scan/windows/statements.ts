import { closed, type Cursor, deeper, match, peek, skip, take, text } from "./cursor.ts";
import { expression } from "./expressions.ts";
import { stringAt } from "./strings.ts";
import type { Block, Element, Node, Redirect, Statement, Word } from "./tree.ts";
import { argument, bareWord, redirectAt, wordAt } from "./words.ts";

const MOST_STATEMENTS = 5_000;

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
  return found;
}

const KEYWORD =
  /(if|elseif|else|foreach|for|while|do|until|switch|try|catch|finally|function|filter|workflow|param|begin|process|end|return|throw|trap|using)(?![\w.\\:=-])/iy;

function statement(cursor: Cursor): Statement {
  const start = cursor.at;
  take(cursor, /:\w+[ \t]+(?=for|while|do|switch)/iy);
  const word = match(cursor, KEYWORD)?.[1]?.toLowerCase();
  const made = word === undefined ? null : keyword(cursor, word, start);
  return made ?? plain(cursor, start);
}

function keyword(cursor: Cursor, word: string, start: number): Statement | null {
  // `foreach` in a pipeline is a command
  if (word === "foreach" && match(cursor, /foreach\s*\(/iy) === null) return null;
  cursor.at += word.length;
  skip(cursor, true);
  if (word === "function" || word === "filter" || word === "workflow") return functionAt(cursor, start);
  if (word === "return" || word === "throw") return plain(cursor, start);
  if (word === "using") {
    take(cursor, /[^\n]*/y);
    return { kind: "branch", heads: [], bodies: [], each: null, start, end: cursor.at };
  }
  if (word === "param") {
    paramsAt(cursor);
    return { kind: "branch", heads: [], bodies: [], each: null, start, end: cursor.at };
  }
  const heads: (readonly Statement[])[] = [];
  const bodies: (readonly Statement[])[] = [];
  const each = take(cursor, /(?:-parallel\s*)?\(\s*\$(\w+)\s+in\b/iy)?.[1] ?? null;
  if (each !== null) headAt(cursor, heads);
  else if (take(cursor, /\(/y) !== null) headAt(cursor, heads);
  take(cursor, /\s*(?:\[[\w.]+\],?\s*)+(?=\{)|-\w+\s+(?=\()/y);
  if (word === "switch") {
    skip(cursor, true);
    if (take(cursor, /\(/y) !== null) headAt(cursor, heads);
  }
  skip(cursor, true);
  if (peek(cursor) === "{") bodies.push(word === "switch" ? casesAt(cursor) : blockAt(cursor).body);
  return { kind: "branch", heads, bodies, each, start, end: cursor.at };
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
    else expression(cursor);
    if (cursor.at === before) cursor.at++;
  }
  closed(cursor, "}");
  return found;
}

function functionAt(cursor: Cursor, start: number): Statement {
  const name = take(cursor, /[^\s({]+/y)?.[0] ?? "";
  skip(cursor, true);
  const outer = peek(cursor) === "(" ? paramsAt(cursor) : [];
  skip(cursor, true);
  const block = peek(cursor) === "{" ? blockAt(cursor) : { params: [], body: [] };
  return {
    kind: "function",
    name: name.replace(/^(?:global|script):/i, "").toLowerCase(),
    block: { params: [...outer, ...block.params], body: block.body },
    start,
    end: cursor.at,
  };
}

/** `{ param(...) ... }` */
export function blockAt(cursor: Cursor): Block {
  cursor.at++;
  skip(cursor, true);
  take(cursor, /(?:\[[^\]\n]*\]\s*)+(?=param\b)/iy);
  const params = take(cursor, /param\s*(?=\()/iy) === null ? [] : paramsAt(cursor);
  const body = deeper(cursor, () => statements(cursor, "}"), []);
  closed(cursor, "}");
  return { params, body };
}

function paramsAt(cursor: Cursor): Block["params"] {
  const params: { name: string; value: Node | null }[] = [];
  skip(cursor, true);
  if (peek(cursor) !== "(") return params;
  cursor.at++;
  for (;;) {
    take(cursor, /(?:\s|,|\[[^\][\n]*(?:\[[^\][]*\])*[^\][\n]*\])+/y);
    skip(cursor, true);
    const name = take(cursor, /\$(\w+)/y)?.[1];
    if (name === undefined) break;
    skip(cursor, true);
    let value: Node | null = null;
    if (take(cursor, /=\s*/y) !== null) value = expressionBeforeComma(cursor);
    params.push({ name: name.toLowerCase(), value });
  }
  closed(cursor, ")");
  return params;
}

function expressionBeforeComma(cursor: Cursor): Node {
  const string = stringAt(cursor);
  if (string !== null) return string;
  return expression(cursor);
}

const EXPRESSION = /[$("'{!]|@[("'{\w]|\[[\p{L}_]|\d+(?:\.\d+)?(?=[\s)\];|,+*/.-]|$)|-(?:join|split|not)\b|-\d|\+\+|--(?=\$)|,/iuy;

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
    const bar = take(cursor, /\|(?!\|)/y) ?? take(cursor, /\s*\n\s*\|(?!\|)/y);
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
