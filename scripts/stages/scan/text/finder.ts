import { CLOSES, ENTRY, FACTOR_FIELDS, type FinderTable, isInWord, LETTERS, LISTS, mixed, OPENS, PAIRS } from "./finder-table.ts";

/**
 * Which of many patterns can match in a text, found in one pass over it. `always` are those of which nothing is known; of the others, `find` names
 * each place where a factor of theirs stands (letters small already), and where none stands the pattern cannot match. `patterns` are those of all
 * factors, and those of one stand between its number in `patternsFrom` and the next.
 */
export type Finder = Readonly<{
  always: readonly number[];
  patterns: Uint16Array;
  patternsFrom: Uint32Array;
  find: (text: string, hit: (factor: number, start: number, end: number) => void) => void;
}>;

/** Table -> the finder for its patterns. All in flat arrays: every letter of every text passes here. */
export function finderOf({ always, letters, factors, numbers }: FinderTable): Finder {
  const heads = numbers.subarray(0, LISTS + 1);
  const fieldsFrom = LISTS + 1 + (numbers[LISTS] ?? 0);
  const entries = numbers.subarray(LISTS + 1, fieldsFrom);
  const fields = numbers.subarray(fieldsFrom, fieldsFrom + factors * FACTOR_FIELDS);
  const lettersFrom = startsOf(fields, 0);
  /** Where the factor stands whose rarest letters end before `until`; -1 where it does not. */
  const placeOf = (text: string, factor: number, until: number): number => {
    const field = factor * FACTOR_FIELDS;
    const start = until - (fields[field + 1] ?? 0);
    const length = fields[field] ?? 0;
    if (start < 0 || start + length > text.length) return -1;
    const from = lettersFrom[factor] ?? 0;
    for (let at = 0; at < length; at++) if (text.charCodeAt(start + at) !== letters.charCodeAt(from + at)) return -1;
    const edges = fields[field + 2] ?? 0;
    if ((edges & OPENS) !== 0 && start > 0 && isInWord(text.charCodeAt(start - 1))) return -1;
    return (edges & CLOSES) !== 0 && start + length < text.length && isInWord(text.charCodeAt(start + length)) ? -1 : start;
  };
  const hasLetter = filledOf(heads, 0, LETTERS);
  const hasPair = filledOf(heads, LETTERS, PAIRS);
  return {
    always,
    patterns: numbers.subarray(fieldsFrom + factors * FACTOR_FIELDS),
    patternsFrom: startsOf(fields, 3),
    find: (text, hit) => {
      const look = (list: number, at: number): void => {
        const last = heads[list + 1] ?? 0;
        for (let entry = heads[list] ?? 0; entry < last; entry += ENTRY) {
          const telling = entries[entry + 1] ?? 0;
          const place = at - 4 + (telling >> 8);
          // never outside of the text: that would make every look slower
          if (place < 0 || place >= text.length || text.charCodeAt(place) !== (telling & 255)) continue;
          const factor = entries[entry] ?? 0;
          const start = placeOf(text, factor, at + 1);
          if (start >= 0) hit(factor, start, start + (fields[factor * FACTOR_FIELDS] ?? 0));
        }
      };
      for (let at = 0, hash = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        hash = ((hash << 5) | (code & 31)) & 0xfffff;
        if (hasLetter[code & (LETTERS - 1)] === 1) look(code & (LETTERS - 1), at);
        if (hasPair[hash & (PAIRS - 1)] === 1) look(LETTERS + (hash & (PAIRS - 1)), at);
        const list = LETTERS + PAIRS + mixed(hash);
        if (heads[list] !== heads[list + 1]) look(list, at);
      }
    },
  };
}

/** Some lists of factors -> for each, whether there is one in it. */
function filledOf(heads: Uint16Array, from: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, at) => (heads[from + at] === heads[from + at + 1] ? 0 : 1));
}

/** A field of every factor that says how much of something it has -> where each factor's begins, and where the last one's ends. */
function startsOf(fields: Uint16Array, field: number): Uint32Array {
  const starts = new Uint32Array(fields.length / FACTOR_FIELDS + 1);
  for (let factor = 1; factor < starts.length; factor++) starts[factor] = (starts[factor - 1] ?? 0) + (fields[(factor - 1) * FACTOR_FIELDS + field] ?? 0);
  return starts;
}

/** Table of some patterns -> a function that says of a text which of them can match: one number each, not 0 where it can. The answer holds until the next question. */
export function gateOf(table: FinderTable): (text: string) => Uint8Array {
  const { always, patterns, patternsFrom, find } = finderOf(table);
  const open = new Uint8Array(table.patterns);
  const mark = (factor: number): void => {
    const until = patternsFrom[factor + 1] ?? 0;
    for (let at = patternsFrom[factor] ?? 0; at < until; at++) open[patterns[at] ?? 0] = 1;
  };
  return (text) => {
    open.fill(0);
    for (const pattern of always) open[pattern] = 1;
    find(text, mark);
    return open;
  };
}
