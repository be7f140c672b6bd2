import { EDGE, factorsOf } from "./factors.ts";

/** Factors of one letter are found by it, those of two by the five low bits of each, longer ones by a hash of four letters; three letters stand behind every fourth. */
export const LETTERS = 128;
export const PAIRS = 1_024;
export const HASHES = 32_768;
/** How many lists of factors there are: by letter, then by pair, then by hash. */
export const LISTS = LETTERS + PAIRS + HASHES;
/** So many numbers say of each hash, one bit each, whether there is a factor under it: few enough to stay near the processor. */
export const FILLED = HASHES / 16;
/** Numbers kept for each factor: its length, where its rarest four letters end in it, its edges, how many patterns need it. */
export const FACTOR_FIELDS = 4;
/** A factor in its list is two numbers: which one it is, and another letter of it: its code, and above eight bits how far behind the fifth letter back it stands. */
export const ENTRY = 2;
export const OPENS = 1;
export const CLOSES = 2;

/**
 * What a finder looks for, as plain data that a build can keep. `letters` are those of all factors, one after the other. `numbers`: which hashes are filled (`FILLED`), for each list the place of its
 * first factor (and one place more), the factors of the lists (`ENTRY`), the fields of each factor, the patterns of each factor.
 * `always` are patterns of which nothing is known.
 */
export type FinderTable = Readonly<{ patterns: number; always: readonly number[]; letters: string; factors: number; numbers: Uint16Array }>;

/** A table as the build writes it down: its numbers in base64, the low byte first. */
export type PackedTable = Omit<FinderTable, "numbers"> & Readonly<{ numbers: string }>;

type Factor = Readonly<{ letters: string; end: number; edges: number; patterns: readonly number[] }>;

/** The commonest letters come first: four that stand far behind are met seldom. */
const COMMON = " etaoinsrhldcumfpgwybvkxjqz";
/** What it costs four letters that twice as many factors hold: each of these is looked at where they stand. */
const SHARED = 10;
/** The commonest threes of English, which are commoner than their letters. */
const COMMON_THREES = new Set(
  "the and ing ion tio ent ati for her ter hat tha ere ate his con res ver all ons nce men ith ted ers pro thi wit are ess not ive rea com per est".split(" "),
);

/** Patterns -> what tells which of them can match. Throws RangeError for more factors than its numbers can count. */
export function finderTableOf(patterns: readonly RegExp[]): FinderTable {
  const always: number[] = [];
  const needing = new Map<string, number[]>();
  for (const [pattern, regex] of patterns.entries()) {
    const needed = factorsOf(regex);
    if (needed === null) always.push(pattern);
    for (const one of needed ?? []) needing.set(one, [...(needing.get(one) ?? []), pattern]);
  }
  const shared = foursIn([...needing.keys()].map(lettersOf));
  const all = [...needing].map(([spelled, of]) => factorOf(spelled, of, shared));
  const lists: number[][] = Array.from({ length: LISTS }, () => []);
  for (const [at, factor] of all.entries()) for (const list of new Set(listsOf(factor))) lists[list]?.push(at);
  const heads = [0];
  for (const list of lists) heads.push((heads.at(-1) ?? 0) + list.length * ENTRY);
  const telling = all.map(tellingOf);
  const entries = lists.flat().flatMap((at) => [at, telling[at] ?? 0]);
  const fields = all.flatMap(({ letters, end, edges, patterns: of }) => [letters.length, end, edges, of.length]);
  const filled = Array.from({ length: FILLED }, (_, word) => filledOf(heads, LETTERS + PAIRS + word * 16));
  const numbers = [...filled, ...heads, ...entries, ...fields, ...all.flatMap((one) => one.patterns)];
  if (numbers.some((one) => one > 0xffff)) throw new RangeError("too many factors for numbers of 16 bits");
  return { patterns: patterns.length, always, letters: all.map((one) => one.letters).join(""), factors: all.length, numbers: Uint16Array.from(numbers) };
}

/** Sixteen lists from one on -> is there a factor in them, one bit each. */
function filledOf(heads: readonly number[], from: number): number {
  return Array.from({ length: 16 }, (_, bit) => (heads[from + bit] === heads[from + bit + 1] ? 0 : 1 << bit)).reduce((bits, one) => bits | one, 0);
}

function lettersOf(spelled: string): string {
  return spelled.replaceAll(EDGE, "");
}

/** Letters of factors -> how many of the factors hold each four letters. */
function foursIn(factors: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const letters of factors)
    for (const four of new Set(Array.from({ length: Math.max(0, letters.length - 3) }, (_, at) => letters.slice(at, at + 4))))
      found.set(four, (found.get(four) ?? 0) + 1);
  return found;
}

function factorOf(spelled: string, patterns: readonly number[], shared: ReadonlyMap<string, number>): Factor {
  const letters = lettersOf(spelled);
  const worth = (end: number): number => rarity(letters, end) - SHARED * Math.log2(shared.get(letters.slice(end - 4, end)) ?? 1);
  let end = Math.min(4, letters.length);
  for (let at = end; at <= letters.length; at++) if (worth(at) > worth(end)) end = at;
  const opens = spelled.startsWith(EDGE) && isInWord(letters.charCodeAt(0));
  const closes = spelled.endsWith(EDGE) && isInWord(letters.charCodeAt(letters.length - 1));
  return { letters, end, edges: (opens ? OPENS : 0) | (closes ? CLOSES : 0), patterns };
}

/** The letter behind the rarest four, else the one before them, else the last of them: most places with that hash are told from others by it. */
function tellingOf({ letters, end }: Factor): number {
  if (end < letters.length) return (5 << 8) | letters.charCodeAt(end);
  return end > 4 ? letters.charCodeAt(end - 5) : (4 << 8) | letters.charCodeAt(end - 1);
}

/** Letters and digits in small letters: an underscore counts as an edge of a word, as where a sentence is cut out of a text. */
export function isInWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function rarity(letters: string, end: number): number {
  const four = letters.slice(Math.max(0, end - 4), end);
  let sum = 0;
  for (const three of [four.slice(0, 3), four.slice(1)]) if (COMMON_THREES.has(three)) sum -= COMMON.length;
  for (const letter of four) sum += COMMON.includes(letter) ? COMMON.indexOf(letter) : COMMON.length;
  return sum;
}

/** Which lists a factor stands in. */
function listsOf({ letters, end }: Factor): readonly number[] {
  if (letters.length === 1) return [letters.charCodeAt(0)];
  let hash = 0;
  for (const letter of letters.slice(Math.max(0, end - 4), end)) hash = (hash << 5) | (letter.charCodeAt(0) & 31);
  if (letters.length === 2) return [LETTERS + hash];
  const before = letters.length === 3 ? 32 : 1;
  return Array.from({ length: before }, (_, letter) => LETTERS + PAIRS + mixed((letter << 15) | hash));
}

/** The five low bits of four letters -> one of the hashes (Knuth, The Art of Computer Programming 6.4: by the golden ratio). */
export function mixed(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 17;
}

export function packed(table: FinderTable): PackedTable {
  const bytes = Buffer.from(table.numbers.slice().buffer);
  return { ...table, numbers: (isLowFirst() ? bytes : bytes.swap16()).toString("base64") };
}

export function unpacked(table: PackedTable): FinderTable {
  const bytes = Buffer.from(table.numbers, "base64");
  const { buffer, byteOffset, length } = isLowFirst() ? bytes : bytes.swap16();
  return { ...table, numbers: new Uint16Array(buffer, byteOffset, length / 2) };
}

/** Does this machine keep the low byte of a number first? */
function isLowFirst(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}
