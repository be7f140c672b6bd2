import type { Occurrence } from "./occurrence.ts";
import type { Draft } from "./slots.ts";
import { isCommon } from "./vectors.ts";

type Place = readonly [number, number] | null;

/** Share of occurrences in which exactly one such word has to stand. */
const PRESENT = 0.5;
/** A word that so many calls hold although their request does not say it belongs to the work, not to the values. */
const FOREIGN = 0.2;

/**
 * Bare words that the person typed and the calls took up, where other requests have others ("count the rows of table orders": `... FROM
 * orders`): the surest sign of a value, however common the word. One draft at most.
 */
export function workedWords(occurrences: readonly Occurrence[], taken: readonly (readonly Place[])[]): readonly Draft[] {
  const able = occurrences.filter((one) => one.lines !== "").length;
  if (able < 3) return [];
  const foreign = new Map<string, boolean>();
  const isForeign = (word: string): boolean => {
    const known = foreign.get(word);
    if (known !== undefined) return known;
    const without = occurrences.filter((one) => holds(one.lines, word) && !one.tokens.some((token) => token.text.toLowerCase() === word)).length;
    foreign.set(word, without > FOREIGN * able);
    return without > FOREIGN * able;
  };
  const places = occurrences.map((occurrence, at): Place => {
    const words = occurrence.tokens.flatMap((token, index) => {
      const word = bareOf(token.text);
      const open = token.kind === "word" && !token.dense && word.length > 1 && !isCommon(token.key) && !taken.some((list) => list[at]?.[0] === index);
      return open && holds(occurrence.lines, word) && !isForeign(word) ? [index] : [];
    });
    const [first] = words;
    const same = new Set(words.map((index) => bareOf(occurrence.tokens[index]?.text ?? ""))).size === 1;
    return first !== undefined && same ? [first, first] : null;
  });
  const found = places.flatMap((place, at) => (place === null ? [] : [bareOf(occurrences[at]?.tokens[place[0]]?.text ?? "")]));
  // One word in nearly all of them is part of what is asked.
  const most = Math.max(0, ...[...new Set(found)].map((word) => found.filter((one) => one === word).length));
  return found.length >= PRESENT * able && most < 0.8 * found.length && found.length > 2 ? [{ type: "word", places }] : [];
}

function bareOf(word: string): string {
  return word.toLowerCase().replace(/['’]s$/u, "");
}

const LETTER = /[\p{L}\p{N}]/u;

function holds(lines: string, word: string): boolean {
  for (let at = lines.indexOf(word); at >= 0; at = lines.indexOf(word, at + 1))
    if (!LETTER.test(lines.charAt(at - 1)) && !LETTER.test(lines.charAt(at + word.length))) return true;
  return false;
}
