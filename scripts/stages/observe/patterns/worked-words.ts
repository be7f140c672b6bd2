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
    const without = occurrences.filter((one) => holds(one.lines, word) && !spansOf(one).some(([from, to]) => wordAt(one, from, to) === word)).length;
    foreign.set(word, without > FOREIGN * able);
    return without > FOREIGN * able;
  };
  const places = occurrences.map((occurrence, at): Place => {
    const open = spansOf(occurrence).filter(([from, to]) => {
      const word = wordAt(occurrence, from, to);
      if (word.length < 2 || (from === to && isCommon(occurrence.tokens[from]?.key ?? "")) || taken.some((list) => list[at]?.[0] === from)) return false;
      return holds(occurrence.lines, word) && !isForeign(word);
    });
    const [first] = open;
    return first !== undefined && new Set(open.map(([from, to]) => wordAt(occurrence, from, to))).size === 1 ? first : null;
  });
  const found = occurrences.flatMap((occurrence, at) => {
    const place = places[at] ?? null;
    return place === null ? [] : [wordAt(occurrence, place[0], place[1])];
  });
  // One word in nearly all of them is part of what is asked.
  const most = Math.max(0, ...[...new Set(found)].map((word) => found.filter((one) => one === word).length));
  return found.length >= PRESENT * able && most < 0.8 * found.length && found.length > 2 ? [{ type: "word", places }] : [];
}

/** Words of an occurrence, those that a hyphen or a low line ties together (`mail-queue`) as one. */
function spansOf({ tokens, text }: Occurrence): readonly (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  for (let from = 0; from < tokens.length; from++) {
    if (tokens[from]?.kind !== "word" || tokens[from]?.dense === true) continue;
    let to = from;
    while (tokens[to + 1]?.kind === "word" && /^[-_.]$/.test(text.slice(tokens[to]?.end ?? 0, tokens[to + 1]?.start ?? 0))) to++;
    spans.push([from, to]);
    from = to;
  }
  return spans;
}

function wordAt({ tokens, text }: Occurrence, from: number, to: number): string {
  return text
    .slice(tokens[from]?.start ?? 0, tokens[to]?.end ?? 0)
    .toLowerCase()
    .replace(/['’]s$/u, "");
}

const LETTER = /[\p{L}\p{N}]/u;

/** Does a word stand in the calls by itself? */
export function holds(lines: string, word: string): boolean {
  for (let at = lines.indexOf(word); at >= 0; at = lines.indexOf(word, at + 1))
    if (!LETTER.test(lines.charAt(at - 1)) && !LETTER.test(lines.charAt(at + word.length))) return true;
  return false;
}
