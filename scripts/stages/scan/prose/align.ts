/** How far apart two neighbouring characters of rendered text can lie in the raw text: the address of a link between them. */
const REACH = 400;

/** Raw text from `start`, rendered text of it, a stretch of the rendered text -> where the stretch lies in the raw text. Marks of emphasis, addresses and entities are stepped over. Linear. */
export function alignedRange(raw: string, start: number, end: number, rendered: string, from: number, to: number): readonly [number, number] {
  let at = start;
  let first = start;
  let last = start;
  for (let index = 0; index < to; index++) {
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
