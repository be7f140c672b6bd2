import { expand, limited, variable, within } from "./expand.ts";
import { argumentsIn, wordsOf } from "./lines.ts";
import { flat, isHole, lostAt, refuseAt, type Source, spend, strand, type Value, type World } from "./model.ts";
import { readOwn, writeOwn } from "./files.ts";
import { runShell } from "./run.ts";
import { computed, TEXT_FUNCTIONS } from "./text-functions.ts";
import { EMPTY, FROM, known, lost, concatAll, type Text } from "../shell/text.ts";

type Place = Readonly<{ at: number; until: number }>;
type Called = (world: World, args: readonly Source[], place: Place) => readonly Value[];

const MOST_LIST = 2_000;

/** Functions that do more than make a text of texts -> how many arguments they have. */
const CALLED: ReadonlyMap<string, readonly [number, Called]> = new Map<string, readonly [number, Called]>([
  ["shell", [1, (world, [command], place) => (command === undefined ? [[]] : runShell(world, command, place))]],
  ["eval", [1, evaluated]],
  ["if", [3, chosen]],
  ["or", [Infinity, (world, args) => args.flatMap((one) => expand(world, one))]],
  ["and", [Infinity, (world, args) => [[], ...args.map((one) => expand(world, one)).flatMap((values, at) => (at === args.length - 1 ? values : []))]]],
  ["intcmp", [5, (world, args) => args.flatMap((one) => expand(world, one))]],
  ["foreach", [3, repeated]],
  ["let", [3, repeated]],
  ["call", [Infinity, called]],
  ["value", [1, valued]],
  ["origin", [1, (_world, _args, place) => [[strand({ text: "\u0001", from: FROM.plain, names: [] }, place)]]]],
  ["flavor", [1, (_world, _args, place) => [[strand({ text: "\u0001", from: FROM.plain, names: [] }, place)]]]],
  ["info", [1, said]],
  ["warning", [1, said]],
  ["error", [1, said]],
  ["file", [2, filed]],
  ["guile", [1, foreign]],
]);

function isFunction(name: string): boolean {
  return CALLED.has(name) || TEXT_FUNCTIONS.has(name);
}

/** A function with its arguments, not expanded yet -> all that it may give; null where none has that name. */
export function callFunction(world: World, name: string, inner: Source, place: Place): readonly Value[] | null {
  if (!isFunction(name)) return null;
  const start = inner.text.length - inner.text.trimStart().length;
  const body = within(inner, start, inner.text.length);
  const own = CALLED.get(name);
  if (own !== undefined) return limited(own[1](world, split(body, own[0]), place), place);
  const [count, compute] = TEXT_FUNCTIONS.get(name) ?? [1, () => null];
  const ways = split(body, count).map((one) => expand(world, one).map(flat));
  return limited(
    product(ways).map((texts): Value => [strand(computed(world.hasOddNames, name, texts, compute), place)]),
    place,
  );
}

function split(body: Source, most: number): readonly Source[] {
  return argumentsIn(body.text, most).map(([from, to]) => within(body, from, to));
}

const MOST_PRODUCT = 24;

function product(ways: readonly (readonly Text[])[]): readonly (readonly Text[])[] {
  let all: (readonly Text[])[] = [[]];
  for (const one of ways)
    all =
      all.length * one.length > MOST_PRODUCT ? all.map((way) => [...way, lost(concatAll(one, " "))]) : all.flatMap((way) => one.map((text) => [...way, text]));
  return all;
}

/** `$(eval text)`: what it expands to is read as a makefile. */
function evaluated(world: World, [text]: readonly Source[], place: Place): readonly Value[] {
  if (text === undefined) return [[]];
  const ways = expand(world, text);
  // Only one of several ways is taken.
  if (ways.length > 1) world.branches++;
  for (const one of ways) {
    const { text: code, from } = flat(one);
    if (isHole(flat(one)) && (/^[ \t]*\u0001/m.test(code) || (from & ~(FROM.plain | FROM.argument | FROM.environment | FROM.data | FROM.machine)) !== 0))
      refuseAt(world, "dynamic-code", place, { name: "eval", why: "what it reads as a makefile cannot be told" });
    else if (code.trim() !== "") world.read(world, code, { text: code, ...place, isExact: false });
  }
  if (ways.length > 1) world.branches--;
  return [[]];
}

function chosen(world: World, [condition, then, otherwise]: readonly Source[]): readonly Value[] {
  const conditions = condition === undefined ? [] : expand(world, condition).map(flat);
  const isYes = conditions.every((one) => one.from === 0 && !isHole(one) && one.text.trim() !== "");
  const isNo = conditions.every((one) => one.from === 0 && one.text.trim() === "");
  const of = (source: Source | undefined) => (source === undefined ? [[]] : expand(world, source));
  if (isYes || isNo) return of(isYes ? then : otherwise);
  return [...of(then), ...of(otherwise)];
}

/** `$(foreach name,list,text)`, `$(let names,list,text)`. */
function repeated(world: World, [names, list, body]: readonly Source[], place: Place): readonly Value[] {
  if (names === undefined || list === undefined || body === undefined) return [[]];
  const name = expand(world, names).map((one) => flat(one).text.trim())[0] ?? "";
  const found: Value[] = [];
  for (const one of expand(world, list)) {
    const { text, from, names: of } = flat(one);
    const words = wordsOf(text);
    if (words.length > MOST_LIST || !spend(world, words.length, place)) return [lostAt(place)];
    let value: Value[] = [[]];
    for (const word of words) {
      world.scopes.push(new Map(name.split(/\s+/).map((part) => [part, [[strand({ text: word, from, names: of }, place)]]])));
      const next = expand(world, body);
      world.scopes.pop();
      const [only] = next;
      // What several words may be each for itself is one that nobody follows any further.
      const add = next.length === 1 && only !== undefined ? only : [strand(lost(concatAll(next.map(flat), " ")), place)];
      value = value.map((before) => [...before, ...(before.length === 0 ? [] : [strand(known(" "), place)]), ...add]);
    }
    found.push(...value.map((parts): Value => [strand(flat(parts), place)]));
  }
  return found;
}

/** `$(call name,a,b)`: a variable, or a function, with other words for `$(1)` and those behind it. */
function called(world: World, [target, ...args]: readonly Source[], place: Place): readonly Value[] {
  if (target === undefined) return [[]];
  const given = args.map((one) => expand(world, one));
  return expand(world, target).flatMap((one) => {
    const { text } = flat(one);
    const name = text.trim();
    if (isHole(flat(one))) return [lostAt(place)];
    const made = callFunction(world, name, joinedArguments(given, place), place);
    if (made !== null) return made;
    if (world.active.length >= 40) {
      refuseAt(world, "scan-truncated", place, { why: "calls inside of each other, too deep to follow" });
      return [lostAt(place)];
    }
    const scope = new Map<string, readonly Value[]>(Array.from({ length: 9 }, (_none, at) => [String(at + 1), given[at] ?? [[]]]));
    scope.set("0", [[strand(known(name), place)]]);
    world.scopes.push(scope);
    const values = variable(world, name, place);
    world.scopes.pop();
    return values;
  });
}

/** `$(call shell,...)`: the words as they are now, which stand for themselves. */
function joinedArguments(given: readonly (readonly Value[])[], place: Place): Source {
  const text = given.map((values) => concatAll(values.map(flat)).text.replaceAll("$", "$$$$")).join(",");
  return { text, ...place, isExact: false };
}

function valued(world: World, [name]: readonly Source[], place: Place): readonly Value[] {
  return (name === undefined ? [] : expand(world, name)).flatMap((one) => {
    const definitions = world.variables.get(flat(one).text.trim());
    if (isHole(flat(one))) return [lostAt(place)];
    return (definitions ?? []).flatMap((found): readonly Value[] => ("values" in found ? found.values : [[strand(known(found.source.text), place)]]));
  });
}

function said(world: World, args: readonly Source[]): readonly Value[] {
  for (const one of args) expand(world, one);
  return [[strand(EMPTY, args[0] ?? { at: 0, until: 1 })]];
}

/** `$(file >name,text)`, `$(file <name)`. */
function filed(world: World, [operand, text]: readonly Source[], place: Place): readonly Value[] {
  const contents = text === undefined ? [EMPTY] : expand(world, text).map(flat);
  return (operand === undefined ? [] : expand(world, operand)).flatMap((one) => {
    const { text: all, from, names } = flat(one);
    const [, sign = "", path = ""] = /^\s*(>>|>|<)?\s*([^]*?)\s*$/.exec(all) ?? [];
    const target = { text: path, from, names };
    if (sign === "<") return [[strand(readOwn(world, target, place), place)]];
    for (const content of contents) writeOwn(world, target, content, sign === ">>", place);
    return [[]];
  });
}

function foreign(world: World, _args: readonly Source[], place: Place): readonly Value[] {
  refuseAt(world, "unread-language", place, { language: "Guile" });
  return [lostAt(place)];
}
