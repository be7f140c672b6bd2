import { closingOf, findOutside } from "./lines.ts";
import { flat, isHole, lostAt, refuseAt, type Source, spend, strand, type Value, type World } from "./model.ts";
import { patternSubst } from "./patterns.ts";
import { blur, EMPTY, FROM, HOLE, known, lost, unknown } from "../shell/text.ts";
import type { Strand } from "../shell/woven.ts";

/** References in each other, and variables that lead to others. */
const DEEPEST = 60;
const MOST_WAYS = 24;

/** Variables that make sets itself, or that people take for set (GNU make manual, "Implicit Variables"). */
const GIVEN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    MAKE: "make",
    SHELL: "/bin/sh",
    CC: "cc",
    CXX: "g++",
    CPP: "cc -E",
    AR: "ar",
    AS: "as",
    LD: "ld",
    RM: "rm -f",
    FC: "f77",
    LEX: "lex",
    YACC: "yacc",
    TEX: "tex",
    CURDIR: ".",
    ".SHELLFLAGS": "-c",
    ".RECIPEPREFIX": "",
    ARFLAGS: "-rv",
    MAKEINFO: "makeinfo",
    "COMPILE.c": "cc -c",
    "LINK.c": "cc",
    "LINK.o": "cc",
    "COMPILE.cc": "g++ -c",
    "COMPILE.cpp": "g++ -c",
    "LINK.cc": "g++",
    "LINK.cpp": "g++",
    OUTPUT_OPTION: "-o $@",
  }),
);
/** Names that are put together by whoever calls make, which say no more than what is to be made. */
const OF_MAKE =
  /^(?:MAKECMDGOALS|MAKEFLAGS|MFLAGS|MAKEOVERRIDES|MAKELEVEL|MAKE_VERSION|MAKE_HOST|MAKE_TERMOUT|MAKE_TERMERR|MAKE_RESTARTS|\.DEFAULT_GOAL|\.FEATURES|\.INCLUDE_DIRS|\.LIBPATTERNS|SUFFIXES|-\*-command-variables-\*-|-)$/;

/** The programs that these stand for need not be spelled out in the file. */
export const SPELLED_BY_MAKE = [...GIVEN.values(), "sh"].join(" ");

/** Text of a makefile -> all that it may expand to now. Runs what `$(shell)` runs. */
export function expand(world: World, source: Source): readonly Value[] {
  let ways: Strand[][] = [[]];
  const { text } = source;
  if (!spend(world, 1 + text.length / 64, source)) return [lostAt(source)];
  for (let at = 0; at < text.length; ) {
    const dollar = text.indexOf("$", at);
    const end = dollar < 0 ? text.length : dollar;
    if (end > at) for (const way of ways) way.push(literal(source, at, end));
    if (dollar < 0) break;
    const [next, values] = referenceAt(world, source, dollar);
    ways = joined(world, ways, values, source);
    at = next;
  }
  return ways;
}

function literal(source: Source, from: number, to: number): Strand {
  return strand(known(source.text.slice(from, to)), placeIn(source, from, to), source.isExact);
}

export function placeIn(source: Source, from: number, to: number): Readonly<{ at: number; until: number }> {
  return source.isExact ? { at: source.at + from, until: source.at + to } : { at: source.at, until: source.until };
}

/** A part of a text, with its place. */
export function within(source: Source, from: number, to: number): Source {
  return { text: source.text.slice(from, to), ...placeIn(source, from, to), isExact: source.isExact };
}

/** What begins with a dollar sign -> where it ends, and what it may be. */
function referenceAt(world: World, source: Source, dollar: number): readonly [number, readonly Value[]] {
  const { text } = source;
  const next = text[dollar + 1];
  const place = placeIn(source, dollar, dollar + 2);
  if (next === undefined || next === "$") return [dollar + 2, [[strand(known("$"), place)]]];
  if (next !== "(" && next !== "{") return [dollar + 2, variable(world, next, place)];
  const close = closingOf(text, dollar + 1);
  world.left -= ((close < 0 ? text.length : close) - dollar) / 256;
  if (close < 0) {
    refuseAt(world, "unread-parse", placeIn(source, dollar, text.length), { language: "Make", why: "a reference that does not end" });
    return [text.length, [lostAt(source)]];
  }
  if (world.depth >= DEEPEST) {
    refuseAt(world, "scan-truncated", source, { why: "references inside of each other, too deep to follow" });
    return [close + 1, [lostAt(source)]];
  }
  world.depth++;
  const values = referenced(world, within(source, dollar + 2, close), placeIn(source, dollar, close + 1));
  world.depth--;
  return [close + 1, values];
}

type Place = Readonly<{ at: number; until: number }>;

function referenced(world: World, inner: Source, place: Place): readonly Value[] {
  const name = /^([a-z][a-z-]*)[ \t\n]/.exec(inner.text)?.[1] ?? (/^(?:shell|eval)$/.test(inner.text) ? inner.text : null);
  const values = name === null ? null : world.call(world, name, within(inner, Math.min(name.length + 1, inner.text.length), inner.text.length), place);
  if (values !== null) return values;
  const colon = findOutside(inner.text, ":");
  const equals = colon < 0 ? -1 : findOutside(inner.text, "=", colon);
  if (equals > 0) {
    const bases = named(world, within(inner, 0, colon), place);
    const from = expand(world, within(inner, colon + 1, equals)).map(flat);
    const to = expand(world, within(inner, equals + 1, inner.text.length)).map(flat);
    return limited(
      bases.flatMap((value) => from.flatMap((one) => to.map((other): Value => [strand(patternSubst(one, other, flat(value), true), place)]))),
      place,
    );
  }
  return named(world, inner, place);
}

/** A name, which may be put together. */
function named(world: World, source: Source, place: Place): readonly Value[] {
  if (!source.text.includes("$")) return variable(world, source.text.trim(), place);
  return limited(
    expand(world, source).flatMap((one) => {
      const { text } = flat(one);
      return text.includes(HOLE) ? matching(world, text.trim(), place) : variable(world, text.trim(), place);
    }),
    place,
  );
}

/** `$($(X)_FLAGS)` where nobody knows X: any variable of such a name. */
function matching(world: World, name: string, place: Place): readonly Value[] {
  const parts = name.split(HOLE);
  const start = parts[0] ?? "";
  const end = parts.at(-1) ?? "";
  const found = [...world.variables.keys()].filter((one) => one.startsWith(start) && one.endsWith(end) && one.length >= start.length + end.length);
  if (found.length > MOST_WAYS || name === HOLE || !spend(world, world.variables.size / 8, place)) return [lostAt(place)];
  return [[], ...found.flatMap((one) => variable(world, one, place))];
}

/** Name -> what it may stand for here: of the call or recipe, of the makefile, of make itself, or of whoever starts it. */
export function variable(world: World, name: string, place: Place): readonly Value[] {
  for (let at = world.scopes.length - 1; at >= 0; at--) {
    const found = world.scopes[at]?.get(name);
    if (found !== undefined) return found.map((value) => moved(value, place));
  }
  const definitions = world.variables.get(name);
  if (definitions === undefined) return [undefinedName(name, place)];
  if (world.active.includes(name) || world.active.length >= DEEPEST) {
    // make itself stops where a variable needs its own value.
    if (!world.active.includes(name)) refuseAt(world, "scan-truncated", place, { why: "variables that lead to each other, too deep to follow" });
    return [lostAt(place)];
  }
  if (!spend(world, 1, place)) return [lostAt(place)];
  world.active.push(name);
  const values = definitions.flatMap((one) =>
    "values" in one
      ? one.values.map((value) => moved(value, place))
      : expand(world, { ...one.source, ...place, isExact: false }).map((value) => moved(value, place)),
  );
  world.active.pop();
  return limited(values, place);
}

function moved(value: Value, place: Place): Value {
  return value.map((one) => ({ ...one, ...place, isExact: false }));
}

function undefinedName(name: string, place: Place): Value {
  const given = GIVEN.get(name);
  if (given !== undefined) return [strand(known(given), place)];
  if (OF_MAKE.test(name)) return [strand(unknown(FROM.argument), place)];
  if (name === ".VARIABLES") return lostAt(place);
  if (/^[1-9]\d?$|^$/.test(name)) return [];
  if (/^(?:[@<^+?*|%]|[@<^+?*|%][DF])$/.test(name)) return [strand(unknown(FROM.plain), place)];
  // A name with other letters comes from no shell.
  return /^[A-Za-z_]\w*$/.test(name) ? [strand(unknown(FROM.environment, [name]), place)] : [];
}

/** Two lists of ways -> all that may stand side by side; too many are one that nobody follows. */
function joined(world: World, ways: Strand[][], values: readonly Value[], place: Place): Strand[][] {
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    for (const way of ways) way.push(...only);
    return ways;
  }
  const letters = ways.reduce((sum, way) => sum + way.length, 0);
  if (ways.length * values.length > MOST_WAYS || !spend(world, letters * values.length, place)) {
    const lostValue = strand(blurred(values), place);
    for (const way of ways) way.push(lostValue);
    return ways;
  }
  return ways.flatMap((way) => values.map((value) => [...way, ...value]));
}

function blurred(values: readonly Value[]): ReturnType<typeof flat> {
  const texts = values.map(flat);
  return texts.length === 0 ? EMPTY : lost(blur(texts.map((one) => ({ ...lost(one) }))));
}

/** Many ways -> few: doubles are one, and what is too much is one that nobody follows. */
export function limited(values: readonly Value[], place: Place): readonly Value[] {
  if (values.length <= 1) return values;
  const seen = new Map<string, Value>();
  for (const value of values) {
    const { text, from } = flat(value);
    seen.set(`${String(from)} ${isHole({ text, from, names: [] }) ? flat(value).names.join() : ""} ${text}`, value);
  }
  const left = [...seen.values()];
  return left.length > MOST_WAYS ? [[strand(blurred(left), place)]] : left;
}
