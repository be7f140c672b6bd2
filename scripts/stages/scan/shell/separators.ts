import { getVariable, type State } from "./state.ts";
import { BLANKS, isKnown } from "./text.ts";

/** The letters at which words end, for every value that IFS can have; null: a value that cannot be told. */
export function separatorsIn(state: State): readonly (string | null)[] {
  const set = getVariable(state, "IFS");
  if (set === undefined) return [BLANKS];
  return [...new Set(set.values.map((one) => (isKnown(one) ? one.text : null)))];
}

/** What comes out for every value of IFS; null where the values do not agree, or one cannot be told. */
export function agreed<T>(state: State, cut: (ifs: string) => T): T | null {
  const all = separatorsIn(state).map((ifs) => (ifs === null ? null : cut(ifs)));
  const [first = null] = all;
  return all.every((one) => one !== null && JSON.stringify(one) === JSON.stringify(first)) ? first : null;
}

/** The end of the separator that begins at a letter: blanks of IFS around at most one of its other letters. */
export function separatorAt(text: string, from: number, ifs: string): Readonly<{ end: number; isBlank: boolean }> {
  let end = skipBlanks(text, from, ifs);
  const letter = text[end];
  const isBlank = letter === undefined || !ifs.includes(letter);
  if (!isBlank) end = skipBlanks(text, end + 1, ifs);
  return { end, isBlank };
}

/** Where the blanks of IFS end that begin at a letter. */
export function skipBlanks(text: string, from: number, ifs: string): number {
  let at = from;
  while (isBlankOf(text[at], ifs)) at++;
  return at;
}

/** Is it a blank at which words end? */
export function isBlankOf(letter: string | undefined, ifs: string): boolean {
  return letter !== undefined && BLANKS.includes(letter) && ifs.includes(letter);
}
