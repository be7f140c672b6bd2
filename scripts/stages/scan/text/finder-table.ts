import { EDGE, factorsOf } from "./factors.ts";

/** How many hashes of three letters there are. */
export const HASHES = 32_768;
/** Numbers kept for each factor: its length, where its rarest three letters end in it, its edges, how many patterns need it. */
export const FACTOR_FIELDS = 4;
/** A factor under its hash is two numbers: which one it is, and another letter of it: its code, and above eight bits how far behind the fourth letter back it stands. */
export const ENTRY = 2;
export const OPENS = 1;
export const CLOSES = 2;

/**
 * What a finder looks for, as plain data that a build can keep. `letters` are those of all factors, one after the other. `numbers`: for each hash the place of its
 * first factor (and one place more), the factors by hash (`ENTRY`), the fields of each factor, the patterns of each factor.
 * `always` are patterns of which nothing is known.
 */
export type FinderTable = Readonly<{ patterns: number; always: readonly number[]; letters: string; factors: number; numbers: Uint16Array }>;

/** A table as the build writes it down: its numbers in base64, the low byte first. */
export type PackedTable = Omit<FinderTable, "numbers"> & Readonly<{ numbers: string }>;

type Factor = Readonly<{ letters: string; end: number; edges: number; patterns: number[] }>;

/** The commonest letters come first: three that stand far behind are met seldom. */
const COMMON = " etaoinsrhldcumfpgwybvkxjqz";
/** The commonest threes of English, which are commoner than their letters. */
const COMMON_THREES = new Set(
  "the and ing ion tio ent ati for her ter hat tha ere ate his con res ver all ons nce men ith ted ers pro thi wit are ess not ive rea com per est".split(" "),
);

/** Patterns -> what tells which of them can match. Throws RangeError for more factors than its numbers can count. */
export function finderTableOf(patterns: readonly RegExp[]): FinderTable {
  const always: number[] = [];
  const factors = new Map<string, Factor>();
  for (const [pattern, regex] of patterns.entries()) {
    const needed = factorsOf(regex);
    if (needed === null) {
      always.push(pattern);
      continue;
    }
    for (const one of needed) {
      const factor = factors.get(one) ?? factorOf(one);
      factors.set(one, factor);
      factor.patterns.push(pattern);
    }
  }
  const all = [...factors.values()];
  const buckets: number[][] = Array.from({ length: HASHES }, () => []);
  for (const [at, factor] of all.entries()) for (const hash of hashesOf(factor)) buckets[hash]?.push(at);
  const heads = [0];
  for (const bucket of buckets) heads.push((heads.at(-1) ?? 0) + bucket.length * ENTRY);
  const telling = all.map(tellingOf);
  const entries = buckets.flat().flatMap((at) => [at, telling[at] ?? 0]);
  const fields = all.flatMap(({ letters, end, edges, patterns: of }) => [letters.length, end, edges, of.length]);
  const numbers = [...heads, ...entries, ...fields, ...all.flatMap((one) => one.patterns)];
  if (numbers.some((one) => one > 0xffff)) throw new RangeError("too many factors for numbers of 16 bits");
  return { patterns: patterns.length, always, letters: all.map((one) => one.letters).join(""), factors: all.length, numbers: Uint16Array.from(numbers) };
}

function factorOf(spelled: string): Factor {
  const letters = spelled.replaceAll(EDGE, "");
  let end = Math.min(3, letters.length);
  for (let at = end; at <= letters.length; at++) if (rarity(letters, at) > rarity(letters, end)) end = at;
  const opens = spelled.startsWith(EDGE) && isInWord(letters.charCodeAt(0));
  const closes = spelled.endsWith(EDGE) && isInWord(letters.charCodeAt(letters.length - 1));
  return { letters, end, edges: (opens ? OPENS : 0) | (closes ? CLOSES : 0), patterns: [] };
}

/** The letter behind the rarest three, else the one before them, else the last of them: most places with that hash are told from others by it. */
function tellingOf({ letters, end }: Factor): number {
  if (end < letters.length) return (4 << 8) | letters.charCodeAt(end);
  return end > 3 ? letters.charCodeAt(end - 4) : (3 << 8) | letters.charCodeAt(end - 1);
}

/** Letters and digits in small letters: an underscore counts as an edge of a word, as where a sentence is cut out of a text. */
export function isInWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function rarity(letters: string, end: number): number {
  const three = letters.slice(Math.max(0, end - 3), end);
  let sum = COMMON_THREES.has(three) ? -COMMON.length : 0;
  for (const letter of three) sum += COMMON.includes(letter) ? COMMON.indexOf(letter) : COMMON.length;
  return sum;
}

/** Where the three letters that end at `end` stand in the table; what is shorter stands behind every letter. */
function hashesOf({ letters, end }: Factor): readonly number[] {
  const last = letters.slice(Math.max(0, end - 3), end);
  let hash = 0;
  for (const letter of last) hash = (hash << 5) | (letter.charCodeAt(0) & 31);
  const step = 32 ** last.length;
  return last.length === 3 ? [hash] : Array.from({ length: HASHES / step }, (_, before) => before * step + hash);
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
