import { CLOSES, ENTRY, FACTOR_FIELDS, type FinderTable, HASHES, isInWord, OPENS } from "./finder-table.ts";

/**
 * Which of many patterns can match in a text, found in one pass over it. `always` are those of which nothing is known; of the others, `find` names
 * each place where a factor of theirs stands (letters small already), and where none stands the pattern cannot match.
 */
export type Finder = Readonly<{
  always: readonly number[];
  find: (text: string, hit: (pattern: number, start: number, end: number) => void) => void;
}>;

/** Table -> the finder for its patterns. All in flat arrays: every letter of every text passes here. */
export function finderOf({ always, letters, factors, numbers }: FinderTable): Finder {
  const heads = numbers.subarray(0, HASHES + 1);
  const fieldsFrom = HASHES + 1 + (numbers[HASHES] ?? 0);
  const entries = numbers.subarray(HASHES + 1, fieldsFrom);
  const fields = numbers.subarray(fieldsFrom, fieldsFrom + factors * FACTOR_FIELDS);
  const patterns = numbers.subarray(fieldsFrom + factors * FACTOR_FIELDS);
  const lettersFrom = startsOf(fields, 0);
  const patternsFrom = startsOf(fields, 3);
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
    return (edges & CLOSES) !== 0 && isInWord(text.charCodeAt(start + length)) ? -1 : start;
  };
  return {
    always,
    find: (text, hit) => {
      for (let at = 0, hash = 0; at < text.length; at++) {
        hash = ((hash << 5) | (text.charCodeAt(at) & 31)) & (HASHES - 1);
        const last = heads[hash + 1] ?? 0;
        for (let entry = heads[hash] ?? 0; entry < last; entry += ENTRY) {
          const telling = entries[entry + 1] ?? 0;
          if (text.charCodeAt(at - 3 + (telling >> 8)) !== (telling & 255)) continue;
          const factor = entries[entry] ?? 0;
          const start = placeOf(text, factor, at + 1);
          if (start < 0) continue;
          const end = start + (fields[factor * FACTOR_FIELDS] ?? 0);
          const until = patternsFrom[factor + 1] ?? 0;
          for (let of = patternsFrom[factor] ?? 0; of < until; of++) hit(patterns[of] ?? 0, start, end);
        }
      }
    },
  };
}

/** A field of every factor that says how much of something it has -> where each factor's begins, and where the last one's ends. */
function startsOf(fields: Uint16Array, field: number): Uint32Array {
  const starts = new Uint32Array(fields.length / FACTOR_FIELDS + 1);
  for (let factor = 1; factor < starts.length; factor++) starts[factor] = (starts[factor - 1] ?? 0) + (fields[(factor - 1) * FACTOR_FIELDS + field] ?? 0);
  return starts;
}

/** Table of some patterns -> a function that says of a text which of them can match: one number each, not 0 where it can. The answer holds until the next question. */
export function gateOf(table: FinderTable): (text: string) => Uint8Array {
  const finder = finderOf(table);
  const open = new Uint8Array(table.patterns);
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
