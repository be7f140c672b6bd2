import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { parseJavaScript } from "#stages/scan/javascript/parse";
import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { EVIL_KEYS, EVIL_MEMBERS, EVIL_NAMES, EVIL_STATEMENTS } from "./evil.table.ts";
import { makeExpression } from "./expressions.ts";
import type { Random } from "./random.ts";

/** An accepted program with the places of its expressions and statements, for splicing. */
export type Stock = Readonly<{ code: string; expressions: readonly (readonly [number, number])[]; statements: readonly (readonly [number, number])[] }>;

const MEMBERS = [...LANGUAGE.members];
const TOKEN = /"(?:[^"\\\n]|\\.)*"|[A-Za-z_$][\w$]*|\d+|=>|\?\.|\.{3}|[^\s]/g;
const PLACED: ReadonlySet<string> = new Set([
  T.CallExpression,
  T.MemberExpression,
  T.Literal,
  T.ArrowFunctionExpression,
  T.ObjectExpression,
  T.ArrayExpression,
  T.BinaryExpression,
]);

export function stockOf(code: string): Stock {
  const tree = parseJavaScript("scripts/main.mjs", code, { nodes: 100_000, depth: 500 }, () => undefined);
  const expressions: (readonly [number, number])[] = [];
  const statements: (readonly [number, number])[] = [];
  for (const node of tree?.nodes ?? []) {
    const parent = tree?.parents.get(node);
    const isKey = parent?.type === T.ImportDeclaration || (parent?.type === T.Property && parent.key === node);
    if (PLACED.has(node.type) && !isKey) expressions.push(node.range);
    else if (node.type.endsWith("Statement") && node.type !== T.BlockStatement) statements.push(node.range);
  }
  return { code, expressions, statements };
}

/** A program and another -> a change of the first, sometimes with a part of the second. */
export function mutate(random: Random, one: Stock, other: Stock): string {
  let code = random.weighted<() => string>([
    [3, () => tokens(random, one.code)],
    [3, () => splice(one, placeIn(random, one.expressions), grafted(random, other))],
    [2, () => splice(one, placeIn(random, one.statements), statementOf(random, other))],
    [2, () => splice(one, placeIn(random, one.expressions), makeExpression(random))],
    [1, () => `${one.code}\n${random.pick(EVIL_STATEMENTS)}`],
    [1, () => crossed(one.code, other.code)],
  ])();
  if (random.chance(0.15)) code = tokens(random, code);
  return code;
}

function placeIn(random: Random, places: Stock["expressions"]): readonly [number, number] | undefined {
  return places.length === 0 ? undefined : random.pick(places);
}

function splice(one: Stock, place: readonly [number, number] | undefined, text: string): string {
  return place === undefined ? `${one.code}\n${text};` : one.code.slice(0, place[0]) + text + one.code.slice(place[1]);
}

function grafted(random: Random, from: Stock): string {
  const place = random.pick([...from.expressions, [0, 1] as const]);
  const text = from.code.slice(place[0], place[1]);
  return text.length > 400 ? "own" : `(${text})`;
}

function statementOf(random: Random, from: Stock): string {
  if (random.chance(0.2)) return random.pick(EVIL_STATEMENTS);
  const place = from.statements.length === 0 ? null : random.pick(from.statements);
  return place === null || place[1] - place[0] > 600 ? ";" : from.code.slice(place[0], place[1]);
}

/** Both programs one after the other; the names of the second are its own. */
function crossed(one: string, other: string): string {
  const imports = new Set([...one.matchAll(/^import .*$/gm)].map((found) => found[0]));
  const rest = other.replace(/^import .*$/gm, (line) => (imports.has(line) ? "" : line));
  return `${one}\n{\n${rest.replace(/^import .*$/gm, "")}\n}`;
}

/** One to three tokens exchanged, dropped, doubled, or renamed to something listed or something that leads out. */
function tokens(random: Random, code: string): string {
  const found = [...code.matchAll(TOKEN)];
  let out = code;
  for (let times = 1 + random.below(2); times > 0; times--) {
    const at = random.below(Math.max(1, found.length));
    const token = found[at];
    if (token === undefined || out.slice(token.index, token.index + token[0].length) !== token[0]) continue;
    out = out.slice(0, token.index) + changed(random, token[0], found[at - 1]?.[0] ?? "", found) + out.slice(token.index + token[0].length);
  }
  return out;
}

function changed(random: Random, token: string, before: string, all: readonly RegExpExecArray[]): string {
  if (token === ".") return random.pick(["?.", ".", "."]);
  if (token === "(") return random.pick(["?.(", "(", "(("]);
  if (token === "[") return random.pick(["?.[", "["]);
  if (token === "const") return random.pick(["let", "var", "const"]);
  if (before === "." || before === "?.") return random.chance(0.5) ? random.pick(EVIL_MEMBERS) : random.pick(MEMBERS);
  if (before === "[") return random.chance(0.5) ? random.pick(EVIL_KEYS) : token;
  if (token.startsWith('"')) return random.pick(['"constructor"', '"~/.ssh"', '"/"', '"node:child_process"', '"node:fs"', '""']);
  if (/^[A-Za-z_$]/.test(token)) return random.chance(0.4) ? random.pick(EVIL_NAMES) : random.pick(all)[0];
  return random.chance(0.3) ? "" : random.chance(0.5) ? `${token} ${token}` : random.pick(all)[0];
}
