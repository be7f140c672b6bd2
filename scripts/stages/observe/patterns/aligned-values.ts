import type { Occurrence } from "./occurrence.ts";
import type { Draft } from "./draft.ts";

/** Short months and those that are other words as well ("may", "mar"), which no mask takes for a date by themselves. */
const SHORT_MONTH = /^(?:may|mayo|mai|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)$/i;
const MONTH = /^(?:jan|feb|mar|mär|apr|may|mai|jun|jui|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}{0,7}$/iu;

/**
 * A draft -> the same with values where an occurrence had none: a word that stands between the same words as the values of others do is
 * one of them, whatever word it is; among months also a month's short name.
 */
export function withAligned(draft: Draft, occurrences: readonly Occurrence[]): Draft {
  if (!draft.places.includes(null)) return draft;
  const frames = new Set<string>();
  let months = 0;
  let found = 0;
  for (const [at, place] of draft.places.entries()) {
    const tokens = occurrences[at]?.tokens;
    if (place === null || tokens === undefined) continue;
    found++;
    if (MONTH.test(tokens[place[0]]?.text ?? "")) months++;
    const frame = frameAt(occurrences[at], place[0], place[1]);
    if (frame !== null) frames.add(frame);
  }
  if (found === 0) return draft;
  const byMonth = draft.type === "date" && months * 2 > found;
  const fits = (occurrence: Occurrence | undefined, at: number): boolean => {
    const token = occurrence?.tokens[at];
    if (token?.kind !== "word" || token.dense) return false;
    const frame = frameAt(occurrence, at, at);
    return (byMonth && at > 0 && SHORT_MONTH.test(token.text)) || (frame !== null && frames.has(frame));
  };
  return {
    ...draft,
    places: draft.places.map((place, at) => {
      if (place !== null) return place;
      const occurrence = occurrences[at];
      const words = (occurrence?.tokens ?? []).flatMap((_token, index) => (fits(occurrence, index) ? [index] : []));
      const [only] = words;
      return only !== undefined && words.length === 1 ? ([only, only] as const) : null;
    }),
  };
}

/** The words before and behind a place; null at the border of the text, where one side alone says too little. */
function frameAt(occurrence: Occurrence | undefined, from: number, to: number): string | null {
  const before = occurrence?.tokens[from - 1]?.key;
  const after = occurrence?.tokens[to + 1]?.key;
  return before === undefined || after === undefined ? null : `${before} ${after}`;
}
