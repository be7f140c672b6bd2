import type { Field } from "./machine.ts";
import type { List } from "./state.ts";
import { blur, concat, EMPTY, FROM, has, HOLE, isKnown, type Text } from "./text.ts";

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
  const close = (): void => {
    if (current !== null) fields.push(finish(current, cuts));
    current = null;
    cuts = [];
  };
  const add = (text: Text, extra: Partial<Field>): void => {
    if (current !== null && current.text !== "" && text.text !== "") cuts.push(current.text.length);
    current = { ...(current ?? {}), ...concat(current ?? EMPTY, text), ...extra };
  };
  for (const piece of pieces) {
    if (piece.list !== undefined) {
      if (piece.list === null) add(piece.text, { many: true });
      else
        piece.list.forEach((one, at) => {
          if (at > 0) close();
          if (piece.quoted || one.many === true) add(one, one.many === true ? { many: true } : {});
          else splitInto(one, ifs, add, close);
        });
    } else if (!piece.split || piece.quoted) add(piece.text, piece.glob === true ? { glob: true } : {});
    else splitInto(piece.text, ifs, add, close);
  }
  close();
  // Splitting at IFS itself (`cat${IFS}file`) is the trick of writing a command without a blank.
  const isTrick = pieces.some((one) => one.split && has(one.text, FROM.crafted) && one.text.text === " \t\n");
  return isTrick ? fields.map((one) => ({ ...one, from: one.from | FROM.crafted })) : fields;
}

function splitInto(text: Text, ifs: string | null, add: (text: Text, extra: Partial<Field>) => void, close: () => void): void {
  const isWhole = isKnown(text);
  const extra: Partial<Field> = isWhole ? (/[*?[]/.test(text.text) ? { glob: true } : {}) : { many: true };
  if (ifs === null) {
    add({ ...text, text: HOLE }, { many: true });
    return;
  }
  let start = 0;
  for (let at = 0; at <= text.text.length; at++) {
    const char = text.text[at];
    if (char !== undefined && !ifs.includes(char)) continue;
    if (at > start) add({ ...text, text: text.text.slice(start, at) }, extra);
    if (char !== undefined) close();
    start = at + 1;
  }
}

/** Is the program's name in the word (behind the last slash) made of pieces? */
function finish(field: Field, cuts: readonly number[]): Field {
  const name = field.text.lastIndexOf("/") + 1;
  return cuts.some((cut) => cut > name) ? { ...field, spliced: true } : field;
}
