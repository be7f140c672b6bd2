/** What a part of a pattern matches: every string it can be (`exact`, null when these are many), and strings of which each match holds one (`needed`, null when none is known). */
type Known = Readonly<{ exact: readonly string[] | null; needed: readonly string[] | null; clauses: readonly Need[] }>;

/** What every match holds: a string (as of `factorsOf`), or lists of these, of which by turns all (the outermost) and one must be there. */
export type Need = string | readonly Need[];

const EMPTY: Known = { exact: [""], needed: null, clauses: [] };
const ANYTHING: Known = { exact: null, needed: null, clauses: [] };
/** More strings than this for one part are put down before it grows further. */
const MOST_EXACT = 48;
const MOST_NEEDED = 400;

/** Stands in a factor for the edge of a word. */
export const EDGE = "\u0001";

/**
 * Pattern -> strings, in small letters, of which every match holds at least one (after `toLowerCase`), at the edge of a word where
 * `EDGE` begins or ends it; null when nothing can be said. So most texts
 * can be told not to match by a search for words. What is not understood of a pattern is taken for anything.
 */
export function factorsOf(pattern: RegExp): readonly string[] | null {
  const known = knownOf(pattern);
  const needed = known === null ? null : neededOf(known);
  return needed?.some((one) => /[^\u0000-\u007f]/.test(one)) === true ? null : needed;
}

/** Pattern -> the same in full: not only the strings that tell most, but what each part of it cannot do without. Empty when nothing can be said. */
export function needsOf(pattern: RegExp): readonly Need[] {
  const known = knownOf(pattern);
  const needs = known === null ? [] : clausesOf(known);
  return isAscii(needs) ? needs : [];
}

function isAscii(need: Need): boolean {
  return typeof need === "string" ? !/[^\u0000-\u007f]/.test(need) : need.every(isAscii);
}

function knownOf({ source, ignoreCase, unicode, unicodeSets }: RegExp): Known | null {
  // With both flags, letters beyond ASCII are taken for ASCII ones, which a search in small letters would not see.
  if (ignoreCase && (unicode || unicodeSets)) return null;
  const reader: Reader = { source, at: 0 };
  const known = choice(reader);
  return reader.at < source.length ? null : known;
}

type Reader = { source: string; at: number };

function choice(reader: Reader): Known {
  const branches = [sequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at++;
    branches.push(sequence(reader));
  }
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  const exact = branches.flatMap((one) => one.exact ?? []);
  if (branches.every((one) => one.exact !== null) && exact.length <= MOST_EXACT) return { exact: distinct(exact), needed: null, clauses: [] };
  const needed = branches.map(neededOf);
  const clauses = branches.map(clausesOf);
  if (needed.includes(null)) return ANYTHING;
  const all = distinct(needed.flatMap((one) => one ?? []));
  return { exact: null, needed: all.length <= MOST_NEEDED ? all : null, clauses: [clauses.map(plainest)] };
}

function sequence(reader: Reader): Known {
  let run: readonly string[] = [""];
  let best: readonly string[] | null = null;
  let cuts = 0;
  const clauses: Need[] = [];
  while (reader.at < reader.source.length && reader.source[reader.at] !== "|" && reader.source[reader.at] !== ")") {
    const part = quantified(atom(reader), reader);
    best = better(best, part.needed);
    clauses.push(...part.clauses);
    const exact = part.exact ?? [""];
    if (part.exact === null || run.length * exact.length > MOST_EXACT) {
      const words = spelled(run);
      best = better(best, words);
      if (words !== null) clauses.push(plainest(words));
      run = [""];
      cuts++;
    }
    const [only = ""] = exact;
    run = exact.length === 1 ? run.map((head) => head + only) : distinct(run.flatMap((head) => exact.map((tail) => head + tail)));
  }
  if (cuts === 0) return { exact: run, needed: best, clauses };
  const words = spelled(run);
  return { exact: null, needed: better(best, words), clauses: words === null ? clauses : [...clauses, plainest(words)] };
}

/** What all matches hold, one list for each part. */
function clausesOf({ exact, clauses }: Known): readonly Need[] {
  const words = exact === null ? null : spelled(exact);
  return words === null ? clauses : [...clauses, plainest(words)];
}

/** A list of one string is that string. */
function plainest(list: readonly Need[]): Need {
  const [only] = list;
  return list.length === 1 && typeof only === "string" ? only : list;
}

function neededOf({ exact, needed }: Known): readonly string[] | null {
  return better(needed, exact === null ? null : spelled(exact));
}

/** Strings a part can be -> the same with edges only at their ends; null when one of them is nothing but edges and blanks, as every text has those. */
function spelled(run: readonly string[]): readonly string[] | null {
  const all = run.map((one) => one.replace(/(?<=[^\u0001])\u0001+(?=[^\u0001])/g, "").replace(/\u0001+/g, EDGE));
  return all.some((one) => /^[\u0001 ]*$/.test(one)) ? null : distinct(all);
}

/** Words that every other sentence holds tell of nothing. */
const EVERYDAY = new Set(
  "a all an and any are as at be by each every for from has have if in into is it its no not of on or our so that the their them then they this to was were what when with you your".split(
    " ",
  ),
);

/** Which of two lists tells more: one without everyday words, then the one whose shortest string is longer; a few long ones are better than many. */
function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return a ?? b;
  const worth = (list: readonly string[]): number => Math.min(5, ...list.map((one) => one.length)) - list.length / 40 - (list.some(isEveryday) ? 4 : 0);
  return worth(b) > worth(a) ? b : a;
}

function isEveryday(factor: string): boolean {
  return factor
    .replaceAll(EDGE, "")
    .split(" ")
    .every((word) => word === "" || EVERYDAY.has(word));
}

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}

const GROUP = /\(\?(?:[:=!]|<[=!]|<[A-Za-z]\w*>)|\(/y;
const CLASS = /\[(?:\\.|[^\]\\])*\]/y;
const ESCAPE = /\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|c[A-Za-z]|[0-9]+|[\s\S])/y;

/** Letters that stand for themselves, as most of a pattern does. */
const PLAIN: ReadonlyMap<string, Known> = new Map(
  [..."abcdefghijklmnopqrstuvwxyz0123456789 _-"].map((letter) => [letter, { exact: [letter], needed: null, clauses: [] }]),
);

function atom(reader: Reader): Known {
  const { source, at } = reader;
  const plain = PLAIN.get(source[at] ?? "");
  if (plain !== undefined) {
    reader.at++;
    return plain;
  }
  const group = take(reader, GROUP);
  if (group !== null) {
    const inner = choice(reader);
    reader.at++;
    // What stands around a match is no part of it, and what must not stand there all the less.
    return /^\(\?<?[=!]/.test(group) ? EMPTY : inner;
  }
  const set = take(reader, CLASS);
  if (set !== null) return lettersOf(set);
  const escape = take(reader, ESCAPE);
  if (escape !== null) {
    if (escape === "\\b") return { exact: [EDGE], needed: null, clauses: [] };
    if (escape === "\\B") return EMPTY;
    return /^\\[^A-Za-z0-9]$/.test(escape) ? { exact: [escape.slice(1)], needed: null, clauses: [] } : ANYTHING;
  }
  reader.at++;
  const letter = source[at] ?? "";
  if (letter === "^" || letter === "$") return EMPTY;
  return letter === "." ? ANYTHING : { exact: [letter.toLowerCase()], needed: null, clauses: [] };
}

/** A class of a few letters -> these; any other is anything. */
function lettersOf(set: string): Known {
  const inside = set.slice(1, -1);
  if (!/^[^\\^\]-]{1,6}-?$/.test(inside)) return ANYTHING;
  return { exact: distinct([...inside].map((one) => one.toLowerCase())), needed: null, clauses: [] };
}

const QUANTIFIER = /(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/y;

function quantified(part: Known, reader: Reader): Known {
  if (!"?*+{".includes(reader.source[reader.at] ?? "a")) return part;
  QUANTIFIER.lastIndex = reader.at;
  const found = QUANTIFIER.exec(reader.source);
  if (found === null) return part;
  reader.at += found[0].length;
  if (found[0].startsWith("?")) return part.exact === null ? ANYTHING : { exact: distinct([...part.exact, ""]), needed: null, clauses: [] };
  if (found[0].startsWith("*") || found[1] === "0") return ANYTHING;
  if (found[1] === "1" && found[2] === "") return part;
  return { exact: null, needed: neededOf(part), clauses: clausesOf(part) };
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found === null) return null;
  reader.at += found[0].length;
  return found[0];
}
