import type { Field } from "./machine.ts";
import { separatorAt } from "./separators.ts";
import type { List } from "./state.ts";
import { ALTERNATIVES, BLANKS, blur, concat, EMPTY, FROM, has, isKnown, lost, type Text } from "./text.ts";

/** A stretch of a word: text that stays together, or a list of words. */
export type Piece = Readonly<{ text: Text; quoted: boolean; split: boolean; glob?: boolean; list?: List | null }>;

const COMBINATIONS = 6;

/**
 * Alternatives of each part -> the combinations. Of parts that would make too many each alternative is taken once, with the others blurred: what
 * one of them alone brings about is seen, and the known text between them stays.
 */
export function combine(parts: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  return combinations(parts, COMBINATIONS, ALTERNATIVES, blurPieces);
}

/** Options for each place -> the lists: all of them while they are few, and else one of the blur of all options, and one for each option with the blur at every other place. */
export function combinations<T>(
  places: readonly (readonly T[])[],
  few: number,
  most: number,
  blurred: (options: readonly T[]) => T,
): readonly (readonly T[])[] {
  let ways: T[][] = [[]];
  // One list that stands for all of them.
  const base: T[] = [];
  let isSpread = false;
  for (const options of places) {
    const [only] = options;
    const isOne = options.length === 1 && only !== undefined;
    const one = isOne ? only : blurred(options);
    if (isOne) for (const way of ways) way.push(only);
    else if (ways.length * options.length <= (ways.length === 1 ? Math.max(few, most) : few))
      ways = ways.flatMap((way) => options.map((option) => [...way, option]));
    else {
      const single = ways.length + options.length > most ? [] : options.map((option) => [...base, option]);
      for (const way of ways) way.push(one);
      ways.push(...single);
      isSpread ||= single.length > 0;
    }
    base.push(one);
  }
  return isSpread ? [base, ...ways] : ways;
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
    // With anything put behind it a word is no longer one of those that it might have been.
    const { each, ...rest } = extra;
    const { each: _each, ...before }: Partial<Field> = current ?? {};
    current = { ...before, ...concat(current ?? EMPTY, text), ...rest, ...(current === null && each !== undefined ? { each } : {}) };
  };
  for (const piece of pieces) {
    if (piece.list !== undefined) {
      if (piece.list === null) add(piece.text, { many: true });
      else
        piece.list.forEach((one, at) => {
          if (at > 0) close();
          isBlank = false;
          if (piece.quoted || one.many === true)
            add(one, { ...(one.many === true ? { many: true } : {}), ...(one.each === undefined ? {} : { each: one.each }) });
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
  if (ifs === null) {
    add(lost(text), { many: true });
    return false;
  }
  let at = 0;
  let isBlank = wasBlank;
  while (at < text.text.length) {
    let end = at;
    while (end < text.text.length && !ifs.includes(text.text[end] ?? "")) end++;
    if (end > at) {
      const word = { ...text, text: text.text.slice(at, end) };
      // Of a text of which a part cannot be told, the words beside that part are what they are.
      add(word, isKnown(word) ? (/[*?[]/.test(word.text) ? { glob: true } : {}) : { many: true });
    }
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
