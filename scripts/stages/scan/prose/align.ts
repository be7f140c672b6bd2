/** How far apart two neighbouring characters of rendered text can lie in the raw text: the address of a link between them. */
const REACH = 400;

/** A stretch of rendered text -> where it lies in the raw text. */
export type Aligner = (from: number, to: number) => readonly [number, number];

/** So many characters of rendered text lie between two places that are kept. */
const STEP = 1_024;

/**
 * Raw text from `start` to `end`, rendered text of it -> the aligner of the two. Marks of emphasis, addresses and entities are stepped over. Places on the way
 * are kept, so that a paragraph of a megabyte with thousands of findings is not walked from its beginning for each.
 */
export function alignerOf(raw: string, start: number, end: number, rendered: string): Aligner {
  const kept = [start];
  return (from, to) => {
    while (kept.length <= Math.floor(from / STEP)) {
      const next = kept.length * STEP;
      kept.push(walked(raw, end, rendered, [next - STEP, next], kept.at(-1) ?? start));
    }
    const step = Math.floor(from / STEP);
    return ranged(raw, [start, end], rendered, [step * STEP, from, to], kept[step] ?? start);
  };
}

/** Raw place after the stretch [from, to) of the rendered text, begun at the raw place `at`. */
function walked(raw: string, end: number, rendered: string, [from, to]: readonly [number, number], at: number): number {
  let place = at;
  for (let index = from; index < to && index < rendered.length; index++) {
    const found = find(raw, place, Math.min(end, place + REACH), rendered.charCodeAt(index));
    if (found !== null) place = found + 1;
  }
  return place;
}

function ranged(
  raw: string,
  [start, end]: readonly [number, number],
  rendered: string,
  [begin, from, to]: readonly [number, number, number],
  place: number,
): readonly [number, number] {
  let at = place;
  let first = place;
  let last = place;
  for (let index = begin; index < to; index++) {
    const found = find(raw, at, Math.min(end, at + REACH), rendered.charCodeAt(index));
    if (index <= from) first = found ?? at;
    if (found === null) continue;
    at = found + 1;
    last = at;
  }
  return last > first ? [first, Math.min(last, end)] : [start, end];
}

function find(raw: string, at: number, limit: number, code: number): number | null {
  for (let index = at; index < limit; index++) {
    const there = raw.charCodeAt(index);
    if (there === code || (code <= 32 && there <= 32)) return index;
  }
  return null;
}
