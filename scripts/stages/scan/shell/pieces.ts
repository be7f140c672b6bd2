import type { Field } from "./machine.ts";
import { separatorAt } from "./separators.ts";
import type { List } from "./state.ts";
import { BLANKS, blur, concat, EMPTY, FROM, has, HOLE, isKnown, type Text } from "./text.ts";

/** A stretch of a word: text that stays together, or a list of words. */
export type Piece = Readonly<{ text: Text; quoted: boolean; split: boolean; glob?: boolean; list?: List | null }>;

const COMBINATIONS = 8;

/** Alternatives of each part -> the combinations; parts that would make too many are blurred, the last first. */
export function combine(parts: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  let ways: Piece[][] = [[]];
  for (const options of parts) {
    const taken = ways.length * options.length > COMBINATIONS ? [blurPieces(options)] : options;
    const [only] = taken;
    // A word of many parts has one way for nearly all of them: nothing is copied then.
    if (taken.length === 1 && only !== undefined) for (const way of ways) way.push(only);
    else ways = ways.flatMap((way) => taken.map((one) => [...way, one]));
  }
  return ways;
}

function blurPieces(options: readonly Piece[]): Piece {
  const first = options[0];
  const text = blur(options.flatMap((one) => (one.list == null ? [one.text] : one.list)));
  const blurred: Piece = { text, quoted: first?.quoted ?? false, split: options.some((one) => one.split) };
  return options.some((one) => one.list !== undefined) ? { ...blurred, list: null } : blurred;
}

/** Pieces of a word -> its words, split where the shell splits. */
export function fieldsOf(pieces: readonly Piece[], ifs: string | null): readonly Field[] {
  const fields: Field[] = [];
  let current: Field | null = null;
  let cuts: number[] = [];
  let isBlank = false;
  const close = (): void => {
    if (current !== null) fields.push(finish(current, cuts));
    current = null;
    cuts = [];
  };
  const add = (text: Text, extra: Partial<Field>): void => {
    if (current !== null && current.text !== "" && text.text !== "") cuts.push(current.text.length);
    isBlank = false;
    current = { ...(current ?? {}), ...concat(current ?? EMPTY, text), ...extra };
  };
  for (const piece of pieces) {
    if (piece.list !== undefined) {
      if (piece.list === null) add(piece.text, { many: true });
      else
        piece.list.forEach((one, at) => {
          if (at > 0) close();
          isBlank = false;
          if (piece.quoted || one.many === true) add(one, one.many === true ? { many: true } : {});
          else isBlank = splitInto(one, ifs, isBlank, add, close);
        });
    } else if (!piece.split || piece.quoted) add(piece.text, piece.glob === true ? { glob: true } : {});
    else isBlank = splitInto(piece.text, ifs, isBlank, add, close);
  }
  close();
  // Splitting at IFS itself (`cat${IFS}file`) is the trick of writing a command without a blank.
  const isTrick = pieces.some((one) => one.split && has(one.text, FROM.crafted) && one.text.text === BLANKS);
  return isTrick ? fields.map((one) => ({ ...one, from: one.from | FROM.crafted })) : fields;
}

/** Splits a text; did it end in a separator of blanks (one that begins the next text belongs to it)? */
function splitInto(text: Text, ifs: string | null, wasBlank: boolean, add: (text: Text, extra: Partial<Field>) => void, close: () => void): boolean {
  const isWhole = isKnown(text);
  const extra: Partial<Field> = isWhole ? (/[*?[]/.test(text.text) ? { glob: true } : {}) : { many: true };
  if (ifs === null) {
    add({ ...text, text: HOLE }, { many: true });
    return false;
  }
  let at = 0;
  let isBlank = wasBlank;
  while (at < text.text.length) {
    let end = at;
    while (end < text.text.length && !ifs.includes(text.text[end] ?? "")) end++;
    if (end > at) add({ ...text, text: text.text.slice(at, end) }, extra);
    if (end === text.text.length) return false;
    const next = separatorAt(text.text, end, ifs);
    // Nothing between two separators is a word as well, unless they are blanks.
    if (end === at && !next.isBlank && !isBlank) add({ ...text, text: "" }, {});
    close();
    isBlank = next.isBlank;
    at = next.end;
  }
  return isBlank;
}

/** Is the program's name in the word (behind the last slash) made of pieces? */
function finish(field: Field, cuts: readonly number[]): Field {
  const name = field.text.lastIndexOf("/") + 1;
  return cuts.some((cut) => cut > name) ? { ...field, spliced: true } : field;
}
