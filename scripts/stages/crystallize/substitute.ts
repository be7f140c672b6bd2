/** A text to look for in a line and the mark (one private-use character) that takes its place. */
export type Needle = Readonly<{ text: string; mark: string }>;

/** First of the private-use characters that stand for slots while lines are compared; as many follow as there can be slots and forms. */
const FIRST_MARK = 0xe000;
const MARKS = /[\ue000-\uf8ff]/g;

/** Number -> its mark. */
export function markOf(number: number): string {
  return String.fromCharCode(FIRST_MARK + number);
}

/** Text with marks -> text in which each is replaced by what the given function says about its number. */
export function unmarked(text: string, named: (number: number) => string): string {
  return text.replace(MARKS, (mark) => named(mark.charCodeAt(0) - FIRST_MARK));
}

/** Has the text a mark? */
export function hasMark(text: string): boolean {
  return text.search(MARKS) >= 0;
}

/**
 * Line and needles -> the line with marks where needles stand, longest needle first, at borders of words only. Private-use characters
 * that the line already has are replaced, because they would pass for slots.
 */
export function substituted(line: string, needles: readonly Needle[]): string {
  const clean = line.replace(MARKS, "\ufffd");
  const low = fold(clean);
  const marks = new Map<number, Readonly<{ to: number; mark: string }>>();
  const taken = new Uint8Array(clean.length);
  for (const { text, mark } of [...needles].sort((a, b) => b.text.length - a.text.length)) {
    const wanted = fold(text);
    if (wanted === "") continue;
    for (let from = low.indexOf(wanted); from >= 0; from = low.indexOf(wanted, from + 1)) {
      const to = from + wanted.length;
      if (!isBounded(low, from, to) || taken.subarray(from, to).includes(1)) continue;
      taken.fill(1, from, to);
      marks.set(from, { to, mark });
    }
  }
  let out = "";
  for (let at = 0; at < clean.length; ) {
    const found = marks.get(at);
    out += found === undefined ? clean.charAt(at) : found.mark;
    at = found === undefined ? at + 1 : found.to;
  }
  return out;
}

/** Lower case where that keeps every character in its place. */
function fold(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text;
}

const LETTER = /[\p{L}\p{N}]/u;

/** Does a value stand by itself at this place? Numbers may touch letters (`800x`), never another number or the rest of a date. */
function isBounded(line: string, from: number, to: number): boolean {
  const before = line.charAt(from - 1);
  const after = line.charAt(to);
  if (to - from < 2) return !/[^\s"'`=]/.test(before) && !/[^\s"'`=]/.test(after);
  if (/^\d+$/.test(line.slice(from, to)))
    return !/\d/.test(before) && !/\d/.test(after) && !/\d[-./:]$/.test(line.slice(Math.max(0, from - 2), from)) && !/^[-./:]\d/.test(line.slice(to, to + 2));
  return !(LETTER.test(line.charAt(from)) && LETTER.test(before)) && !(LETTER.test(line.charAt(to - 1)) && LETTER.test(after));
}
