/** What a part of a pattern matches: every string it can be (`exact`, null when these are many), and strings of which each match holds one (`needed`, null when none is known). */
type Known = Readonly<{ exact: readonly string[] | null; needed: readonly string[] | null }>;

const EMPTY: Known = { exact: [""], needed: null };
const ANYTHING: Known = { exact: null, needed: null };
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
  // With both flags, letters beyond ASCII are taken for ASCII ones, which a search in small letters would not see.
  if (pattern.ignoreCase && (pattern.unicode || pattern.unicodeSets)) return null;
  const reader: Reader = { source: pattern.source, at: 0 };
  const needed = neededOf(choice(reader));
  return reader.at < reader.source.length || needed?.some((one) => /[^\u0000-\u007f]/.test(one)) === true ? null : needed;
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
  if (branches.every((one) => one.exact !== null) && exact.length <= MOST_EXACT) return { exact: distinct(exact), needed: null };
  const needed = branches.map(neededOf);
  if (needed.includes(null)) return ANYTHING;
  const all = distinct(needed.flatMap((one) => one ?? []));
  return { exact: null, needed: all.length <= MOST_NEEDED ? all : null };
}

function sequence(reader: Reader): Known {
  let run: readonly string[] = [""];
  let best: readonly string[] | null = null;
  let cuts = 0;
  while (reader.at < reader.source.length && reader.source[reader.at] !== "|" && reader.source[reader.at] !== ")") {
    const part = quantified(atom(reader), reader);
    best = better(best, part.needed);
    const exact = part.exact ?? [""];
    if (part.exact === null || run.length * exact.length > MOST_EXACT) {
      best = better(best, spelled(run));
      run = [""];
      cuts++;
    }
    const [only = ""] = exact;
    run = exact.length === 1 ? run.map((head) => head + only) : distinct(run.flatMap((head) => exact.map((tail) => head + tail)));
  }
  return cuts === 0 ? { exact: run, needed: best } : { exact: null, needed: better(best, spelled(run)) };
}

function neededOf({ exact, needed }: Known): readonly string[] | null {
  return better(needed, exact === null ? null : spelled(exact));
}

/** Strings a part can be -> the same with edges only at their ends; null when one of them is nothing but edges and blanks, as every text has those. */
function spelled(run: readonly string[]): readonly string[] | null {
  const all = run.map((one) => one.replace(/(?<=[^\u0001])\u0001+(?=[^\u0001])/g, "").replace(/\u0001+/g, EDGE));
  return all.some((one) => /^[\u0001 ]*$/.test(one)) ? null : distinct(all);
}

/** Which of two lists tells more: the one whose shortest string is longer; a few long ones are better than many. */
function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return a ?? b;
  const worth = (list: readonly string[]): number => Math.min(5, ...list.map((one) => one.length)) - list.length / 40;
  return worth(b) > worth(a) ? b : a;
}

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}

const GROUP = /\(\?(?:[:=!]|<[=!]|<[A-Za-z]\w*>)|\(/y;
const CLASS = /\[(?:\\.|[^\]\\])*\]/y;
const ESCAPE = /\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|c[A-Za-z]|[0-9]+|[\s\S])/y;

/** Letters that stand for themselves, as most of a pattern does. */
const PLAIN: ReadonlyMap<string, Known> = new Map([..."abcdefghijklmnopqrstuvwxyz0123456789 _-"].map((letter) => [letter, { exact: [letter], needed: null }]));

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
    if (escape === "\\b") return { exact: [EDGE], needed: null };
    if (escape === "\\B") return EMPTY;
    return /^\\[^A-Za-z0-9]$/.test(escape) ? { exact: [escape.slice(1)], needed: null } : ANYTHING;
  }
  reader.at++;
  const letter = source[at] ?? "";
  if (letter === "^" || letter === "$") return EMPTY;
  return letter === "." ? ANYTHING : { exact: [letter.toLowerCase()], needed: null };
}

/** A class of a few letters -> these; any other is anything. */
function lettersOf(set: string): Known {
  const inside = set.slice(1, -1);
  if (!/^[^\\^\]-]{1,6}-?$/.test(inside)) return ANYTHING;
  return { exact: distinct([...inside].map((one) => one.toLowerCase())), needed: null };
}

const QUANTIFIER = /(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/y;

function quantified(part: Known, reader: Reader): Known {
  if (!"?*+{".includes(reader.source[reader.at] ?? "a")) return part;
  QUANTIFIER.lastIndex = reader.at;
  const found = QUANTIFIER.exec(reader.source);
  if (found === null) return part;
  reader.at += found[0].length;
  if (found[0].startsWith("?")) return part.exact === null ? ANYTHING : { exact: distinct([...part.exact, ""]), needed: null };
  if (found[0].startsWith("*") || found[1] === "0") return ANYTHING;
  if (found[1] === "1" && found[2] === "") return part;
  return { exact: null, needed: neededOf(part) };
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found === null) return null;
  reader.at += found[0].length;
  return found[0];
}
