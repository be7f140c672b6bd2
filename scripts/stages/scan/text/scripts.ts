import { LOOK_ALIKES_OF } from "./confusables.table.ts";

const LATIN = /\p{Script=Latin}/u;
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES_OF).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** A letter -> the Latin letter it is taken for, or undefined. */
export function latinOf(letter: string): string | undefined {
  return LETTERS.get(letter);
}

/**
 * Does a word mix Latin letters with look-alikes of another alphabet? Words wholly in another alphabet are just that language,
 * and so is a Latin stem with an ending of another alphabet (`commitов`): the look-alikes must stand inside or in front.
 */
export function isMixed(word: string): boolean {
  if (/^[\u0000-\u007f]*$/.test(word) || !LATIN.test(word)) return false;
  const foreign = [...word].filter((letter) => !LATIN.test(letter) && /\p{L}/u.test(letter));
  const phonetic = [...word].some((letter) => LATIN.test(letter) && letter > "\u024f" && LETTERS.has(letter));
  return foreign.length === 0 ? phonetic && /[a-z]/i.test(word) : foreign.some((letter) => LETTERS.has(letter));
}

/** Is the foreign part only an ending, as where a Latin name is declined in a Slavic or Greek sentence? */
export function isDeclined(word: string): boolean {
  return /^[A-Za-z]{2,}(?:[\p{Script=Cyrillic}]{1,4}|[\p{Script=Greek}]{1,4})$/u.test(word);
}
