import { closed, type Cursor, deeper, match, peek, skip, take, text } from "./cursor.ts";
import { stringAt, subAt, variableAt } from "./strings.ts";
import type { Node } from "./tree.ts";

/** Operators from the loosest to the tightest; a comma binds tighter than all of them. */
const LEVELS: readonly RegExp[] = [
  /-(?:and|or|xor|band|bor|bxor|shl|shr)\b|\?\?(?!=)/iy,
  /-[ic]?(?:split|replace|eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin)\b|-(?:join|as|is|isnot)\b/iy,
  /[+-](?![-+=\w])|\+(?![+=])|-(?=[$(\d])/y,
  /[*/%](?!=)/y,
  /-f(?![\w-])/iy,
  /\.\./y,
];

const LONGEST_TYPE = 600;

/** A value; without `commas` one that ends where the next of a list of arguments begins. */
export function expression(cursor: Cursor, commas = true): Node {
  return deeper(cursor, () => chosen(cursor, binary(cursor, 0, commas), commas), text(""));
}

/** `condition ? value : value` */
function chosen(cursor: Cursor, condition: Node, commas: boolean): Node {
  const before = cursor.at;
  skip(cursor);
  if (take(cursor, /\?(?![?.])/y) === null) {
    cursor.at = before;
    return condition;
  }
  skip(cursor, true);
  const first = expression(cursor, commas);
  skip(cursor, true);
  if (take(cursor, /:/y) === null) cursor.bad = true;
  skip(cursor, true);
  return { kind: "binary", op: "?:", left: condition, right: { kind: "list", items: [first, expression(cursor, commas)] } };
}

function binary(cursor: Cursor, level: number, commas: boolean): Node {
  const pattern = LEVELS[level];
  if (pattern === undefined) return commas ? list(cursor) : unary(cursor);
  let left = binary(cursor, level + 1, commas);
  for (;;) {
    const before = cursor.at;
    skip(cursor);
    const found = take(cursor, pattern);
    if (found === null) {
      cursor.at = before;
      return left;
    }
    skip(cursor, true);
    left = {
      kind: "binary",
      op: found[0].toLowerCase().replace(/^-[ic](?=split|replace|eq|ne|match|like)/, "-"),
      left,
      right: binary(cursor, level + 1, commas),
    };
  }
}

function list(cursor: Cursor): Node {
  const items = [unary(cursor)];
  for (;;) {
    const before = cursor.at;
    skip(cursor);
    if (peek(cursor) !== ",") {
      cursor.at = before;
      break;
    }
    cursor.at++;
    skip(cursor, true);
    items.push(unary(cursor));
  }
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : { kind: "list", items };
}

function unary(cursor: Cursor): Node {
  skip(cursor);
  const op = take(cursor, /,|!|-(?:join|split|not|bnot)\b|\+\+|--|[+-](?=[$([\d.])/iy);
  if (op !== null) {
    skip(cursor);
    return deeper(cursor, () => ({ kind: "unary", op: op[0].toLowerCase(), of: unary(cursor) }) as const, text(""));
  }
  const type = typeAt(cursor);
  if (type === null) return postfix(cursor, primary(cursor));
  skip(cursor);
  if (peek(cursor, 2) === "::" || match(cursor, /[)\],;|}\n=]|\.(?=[\p{L}_])|-\w|#|$/uy) !== null) return postfix(cursor, { kind: "type", name: type });
  return deeper(cursor, () => ({ kind: "cast", type, of: unary(cursor) }) as const, text(""));
}

/** `[Name]`, `[Name[Other]]`, `[Name[]]` -> the name in small letters, without the namespace that is always looked in; null where none stands. */
export function typeAt(cursor: Cursor): string | null {
  if (match(cursor, /\[\s*[\p{L}_]/uy) === null) return null;
  let depth = 0;
  for (let at = cursor.at; at < cursor.text.length && at - cursor.at < LONGEST_TYPE; at++) {
    const char = cursor.text[at] ?? "";
    if (char === "[") depth++;
    else if (char === "]") {
      if (--depth > 0) continue;
      const name = cursor.text.slice(cursor.at + 1, at);
      cursor.at = at + 1;
      return typeName(name);
    } else if (!/[\w\s.,+*&`=-]/.test(char) && !/\p{L}/u.test(char)) return null;
  }
  return null;
}

function typeName(name: string): string {
  return name
    .replaceAll(/[\s`]/g, "")
    .toLowerCase()
    .replaceAll(/(?<=^|[[,])system\./g, "");
}

function primary(cursor: Cursor): Node {
  const string = stringAt(cursor);
  if (string !== null) return string;
  const two = peek(cursor, 2);
  if (two === "$(" || two === "@(") return subAt(cursor, 2);
  if (two === "@{") return hashAt(cursor);
  const one = peek(cursor);
  if (one === "(") return subAt(cursor, 1);
  if (one === "{") return { kind: "block", block: cursor.block(cursor) };
  if (one === "$") {
    const variable = variableAt(cursor);
    if (variable !== null) return variable;
  }
  const splat = take(cursor, /@(\w+)/y)?.[1];
  if (splat !== undefined) return { kind: "variable", name: splat, splat: true };
  const number = take(cursor, /0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:[kmgtp]b|l|d)?/iy);
  if (number !== null) return text(String(/^0x/i.test(number[0]) ? Number.parseInt(number[0], 16) : number[0]));
  const word = take(cursor, /[^\s;|&(){},]+/y);
  if (word !== null) return text(word[0]);
  if (!/^[)\]};|&]?$/.test(one)) {
    cursor.bad = true;
    cursor.at++;
  }
  return text("");
}

/** `@{ name = value; ... }` */
function hashAt(cursor: Cursor): Node {
  cursor.at += 2;
  const entries: (readonly [Node, Node])[] = [];
  for (;;) {
    take(cursor, /[\s;]+/y);
    skip(cursor, true);
    if (cursor.at >= cursor.text.length || peek(cursor) === "}") break;
    const before = cursor.at;
    const bare = take(cursor, /[\w.-]+(?=\s*=)/y);
    const key = bare === null ? postfix(cursor, primary(cursor)) : text(bare[0]);
    skip(cursor);
    if (peek(cursor) === "=") {
      cursor.at++;
      skip(cursor, true);
      const [first] = deeper(cursor, () => cursor.body(cursor, "="), []);
      entries.push([key, first === undefined ? text("") : { kind: "sub", body: [first] }]);
    } else cursor.bad = true;
    if (cursor.at <= before) cursor.at = before + 1;
  }
  closed(cursor, "}");
  return { kind: "hash", entries };
}

/** Members, calls and indices behind a value. */
export function postfix(cursor: Cursor, start: Node): Node {
  let node = start;
  for (;;) {
    const dot = match(cursor, /(?:\?\.|\.|::)(?=[\p{L}_$("'{`])/uy) ?? match(cursor, /[ \t]*::[ \t]*(?=[\p{L}_$("'`])/uy);
    if (dot !== null && !/^\.\./.test(cursor.text.slice(cursor.at, cursor.at + 2))) {
      cursor.at += dot[0].length;
      node = memberOf(cursor, node, dot[0].includes("::"));
    } else if (peek(cursor) === "[") {
      cursor.at++;
      skip(cursor, true);
      const at = expression(cursor);
      closed(cursor, "]");
      node = { kind: "index", of: node, at };
    } else if (peek(cursor, 2) === "++" || (peek(cursor, 2) === "--" && node.kind === "variable")) {
      cursor.at += 2;
      node = { kind: "unary", op: "++", of: node };
    } else return node;
  }
}

function memberOf(cursor: Cursor, of: Node, isStatic: boolean): Node {
  const bare = take(cursor, /(?:[\p{L}_][\p{L}\p{N}_]*|`[\p{L}])+/uy)?.[0];
  const name = bare === undefined ? primary(cursor) : text(bare.replaceAll("`", ""));
  if (peek(cursor) === "(") return { kind: "member", of, name, args: bracketed(cursor), isStatic };
  // `.ForEach{ ... }`
  if (peek(cursor) === "{") return { kind: "member", of, name, args: [{ kind: "block", block: cursor.block(cursor) }], isStatic };
  return { kind: "member", of, name, args: null, isStatic };
}

function bracketed(cursor: Cursor): readonly Node[] {
  cursor.at++;
  return argumentsAt(cursor, (one) => expression(one, false));
}

/** What stands behind an open bracket, with commas between, and the bracket that closes. */
export function argumentsAt(cursor: Cursor, argument: (cursor: Cursor) => Node): readonly Node[] {
  const args: Node[] = [];
  for (;;) {
    skip(cursor, true);
    if (cursor.at >= cursor.text.length || peek(cursor) === ")") break;
    const before = cursor.at;
    args.push(argument(cursor));
    skip(cursor, true);
    if (peek(cursor) === ",") cursor.at++;
    else if (cursor.at === before) {
      cursor.bad = true;
      cursor.at++;
    }
  }
  closed(cursor, ")");
  return args;
}
