import { EDGE, factorsOf } from "./factors.ts";

/** A factor as it is looked for: its letters, where its rarest three end in it, what stands at its ends, and the patterns that need it. */
type Factor = Readonly<{ letters: string; end: number; opens: boolean; closes: boolean; patterns: number[] }>;

/**
 * Which of many patterns can match in a text, found in one pass over it. `always` are those of which nothing is known; of the others, `find` names
 * each place where a factor of theirs stands (letters small already), and where none stands the pattern cannot match. An underscore counts as
 * an edge of a word, as where a sentence is cut out of a text.
 */
export type Finder = Readonly<{
  always: readonly number[];
  find: (text: string, hit: (pattern: number, start: number, end: number) => void) => void;
}>;

const SIZE = 32_768;
/** The commonest letters come first: three that stand far behind are met seldom. */
const COMMON = " etaoinsrhldcumfpgwybvkxjqz";

/** Patterns -> the finder for them. Made once for each table of patterns. */
export function finderOf(patterns: readonly RegExp[]): Finder {
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
  const buckets: Factor[][] = [[]];
  const table = new Uint16Array(SIZE);
  const put = (hash: number, factor: Factor): void => {
    const known = table[hash] ?? 0;
    if (known === 0) table[hash] = buckets.push([factor]) - 1;
    else buckets[known]?.push(factor);
  };
  for (const factor of factors.values()) for (const hash of hashesOf(factor)) put(hash, factor);
  return {
    always,
    find: (text, hit) => {
      for (let at = 0, hash = 0; at < text.length; at++) {
        hash = ((hash << 5) | (text.charCodeAt(at) & 31)) & (SIZE - 1);
        const bucket = table[hash] ?? 0;
        if (bucket !== 0) tell(text, at, buckets[bucket] ?? [], hit);
      }
    },
  };
}

function tell(text: string, at: number, bucket: readonly Factor[], hit: (pattern: number, start: number, end: number) => void): void {
  for (let one = 0; one < bucket.length; one++) {
    const factor = bucket[one];
    if (factor === undefined) continue;
    const { letters, patterns } = factor;
    const start = at + 1 - factor.end;
    const stop = start + letters.length;
    if (factor.opens && isInWord(text.charCodeAt(start - 1))) continue;
    if (factor.closes && isInWord(text.charCodeAt(stop))) continue;
    if (!text.startsWith(letters, start)) continue;
    for (let of = 0; of < patterns.length; of++) hit(patterns[of] ?? 0, start, stop);
  }
}

/** Patterns -> a function that says of a text which of them can match: one number each, not 0 where it can. The answer holds until the next question. */
export function gateOf(patterns: readonly RegExp[]): (text: string) => Uint8Array {
  const finder = finderOf(patterns);
  const open = new Uint8Array(patterns.length);
  const mark = (pattern: number): void => {
    open[pattern] = 1;
  };
  return (text) => {
    open.fill(0);
    for (const pattern of finder.always) mark(pattern);
    finder.find(text, mark);
    return open;
  };
}

function isInWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function factorOf(spelled: string): Factor {
  const letters = spelled.replaceAll(EDGE, "");
  let end = Math.min(3, letters.length);
  for (let at = end; at <= letters.length; at++) if (rarity(letters, at) > rarity(letters, end)) end = at;
  return {
    letters,
    end,
    opens: isEdge(spelled.charAt(0)) && isInWord(letters.charCodeAt(0)),
    closes: isEdge(spelled.at(-1)) && isInWord(letters.charCodeAt(letters.length - 1)),
    patterns: [],
  };
}

const isEdge = (letter: string | undefined): boolean => letter === EDGE;

function rarity(letters: string, end: number): number {
  let sum = 0;
  for (const letter of letters.slice(Math.max(0, end - 3), end)) sum += COMMON.includes(letter) ? COMMON.indexOf(letter) : COMMON.length;
  return sum;
}

/** Where the three letters that end at `end` stand in the table; what is shorter stands behind every letter. */
function hashesOf({ letters, end }: Factor): readonly number[] {
  const last = letters.slice(Math.max(0, end - 3), end);
  let hash = 0;
  for (const letter of last) hash = (hash << 5) | (letter.charCodeAt(0) & 31);
  const step = 32 ** last.length;
  return last.length === 3 ? [hash] : Array.from({ length: SIZE / step }, (_, before) => before * step + hash);
}
