import { CLOSES, ENTRY, FACTOR_FIELDS, FILLED, type FinderTable, isInWord, LETTERS, LISTS, mixed, OPENS, PAIRS } from "./finder-table.ts";

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

/** A table as it is looked into. */
type Flat = Readonly<{
  heads: Uint16Array;
  entries: Uint16Array;
  fields: Uint16Array;
  letters: Uint8Array;
  lettersFrom: Uint32Array;
  hasLetter: Uint8Array;
  hasPair: Uint8Array;
  filled: Uint16Array;
}>;
type Hit = (factor: number, start: number, end: number) => void;

/** Table -> the finder for its patterns. All in flat arrays: every letter of every text passes here. */
export function finderOf({ always, letters, factors, numbers }: FinderTable): Finder {
  const headsFrom = FILLED;
  const entriesFrom = headsFrom + LISTS + 1;
  const heads = numbers.subarray(headsFrom, entriesFrom);
  const fieldsFrom = entriesFrom + (heads[LISTS] ?? 0);
  const fields = numbers.subarray(fieldsFrom, fieldsFrom + factors * FACTOR_FIELDS);
  const isFilled = (list: number): number => (heads[list] === heads[list + 1] ? 0 : 1);
  const flat: Flat = {
    heads,
    entries: numbers.subarray(entriesFrom, fieldsFrom),
    fields,
    letters: Buffer.from(letters, "latin1"),
    lettersFrom: startsOf(fields, 0),
    hasLetter: Uint8Array.from({ length: LETTERS }, (_, letter) => isFilled(letter)),
    hasPair: Uint8Array.from({ length: PAIRS }, (_, pair) => isFilled(LETTERS + pair)),
    filled: numbers.subarray(0, FILLED),
  };
  return {
    always,
    patterns: numbers.subarray(fieldsFrom + factors * FACTOR_FIELDS),
    patternsFrom: startsOf(fields, 3),
    find: (text, hit) => {
      findIn(flat, text, hit);
    },
  };
}

function findIn(flat: Flat, text: string, hit: Hit): void {
  const { hasLetter, hasPair, filled } = flat;
  const { length } = text;
  for (let at = 0, hash = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    hash = ((hash << 5) | (code & 31)) & 0xfffff;
    if (hasLetter[code & (LETTERS - 1)] === 1) look(flat, text, code & (LETTERS - 1), at, hit);
    if (hasPair[hash & (PAIRS - 1)] === 1) look(flat, text, LETTERS + (hash & (PAIRS - 1)), at, hit);
    const four = mixed(hash);
    if ((((filled[four >> 4] ?? 0) >> (four & 15)) & 1) === 1) look(flat, text, LETTERS + PAIRS + four, at, hit);
  }
}

/** Looks for the factors of a list, whose rarest letters end at a place. */
function look(flat: Flat, text: string, list: number, at: number, hit: Hit): void {
  const { heads, entries, fields } = flat;
  const { length } = text;
  const last = heads[list + 1] ?? 0;
  for (let entry = heads[list] ?? 0; entry < last; entry += ENTRY) {
    const telling = entries[entry + 1] ?? 0;
    const place = at - 4 + (telling >> 8);
    // never outside of the text: that would make every look slower
    if (place < 0 || place >= length || text.charCodeAt(place) !== (telling & 255)) continue;
    const factor = entries[entry] ?? 0;
    const start = placeOf(flat, text, factor, at + 1);
    if (start >= 0) hit(factor, start, start + (fields[factor * FACTOR_FIELDS] ?? 0));
  }
}

/** Where the factor stands whose rarest letters end before `until`; -1 where it does not. */
function placeOf({ fields, letters, lettersFrom }: Flat, text: string, factor: number, until: number): number {
  const field = factor * FACTOR_FIELDS;
  const start = until - (fields[field + 1] ?? 0);
  const end = start + (fields[field] ?? 0);
  if (start < 0 || end > text.length) return -1;
  for (let at = start, letter = lettersFrom[factor] ?? 0; at < end; at++, letter++) if (text.charCodeAt(at) !== letters[letter]) return -1;
  const edges = fields[field + 2] ?? 0;
  if ((edges & OPENS) !== 0 && start > 0 && isInWord(text.charCodeAt(start - 1))) return -1;
  return (edges & CLOSES) !== 0 && end < text.length && isInWord(text.charCodeAt(end)) ? -1 : start;
}

/** A field of every factor that says how much of something it has -> where each factor's begins, and where the last one's ends. */
function startsOf(fields: Uint16Array, field: number): Uint32Array {
  const starts = new Uint32Array(fields.length / FACTOR_FIELDS + 1);
  for (let factor = 1; factor < starts.length; factor++) starts[factor] = (starts[factor - 1] ?? 0) + (fields[(factor - 1) * FACTOR_FIELDS + field] ?? 0);
  return starts;
}

/** Which of some patterns can match in a text, one number each, not 0 where it can (the answer holds until the next question); and where words of any of them stand, in order. */
export type Gate = Readonly<{ openIn: (text: string) => Uint8Array; placesIn: (text: string) => readonly number[] }>;

/** Table of some patterns -> their gate. Of patterns of which nothing is known, `placesIn` cannot tell. */
export function gateOf(table: FinderTable): Gate {
  const { always, patterns, patternsFrom, find } = finderOf(table);
  const open = new Uint8Array(table.patterns);
  const mark = (factor: number): void => {
    const until = patternsFrom[factor + 1] ?? 0;
    for (let at = patternsFrom[factor] ?? 0; at < until; at++) open[patterns[at] ?? 0] = 1;
  };
  return {
    openIn: (text) => {
      open.fill(0);
      for (const pattern of always) open[pattern] = 1;
      find(text, mark);
      return open;
    },
    placesIn: (text) => {
      const places: number[] = [];
      find(text, (_, start) => {
        places.push(start);
      });
      return places.sort((a, b) => a - b);
    },
  };
}
