import type { TriggerDocument } from "./document.ts";
import type { Rank } from "./rank.ts";

/** Share of wordings that may still find some skill when their own is taken away. They are about the same field; texts about anything else find one more rarely. */
const TAKEN = 0.25;
/**
 * In a small library nothing is left that could be found when a skill is taken away: it learns too low a threshold, and everything would be a find. Where
 * all skills are about one field they stand in for each other, and it learns too high a one. Of texts about anything else, one in twenty has at least .5
 * beside four skills and 1 beside a hundred and fifty.
 */
const LOWEST = 0.6;
const HIGHEST = 1.05;

/**
 * Skills and how they rank -> the least confidence that counts as a find, learned without labels: each quoted wording is ranked with its own skill
 * taken away, where nothing should be found.
 */
export function thresholdOf(documents: readonly TriggerDocument[], rank: Rank): number {
  const found = documents.flatMap((one, at) => one.phrases.map((phrase) => rank(phrase, at).confidence)).sort((a, b) => b - a);
  return Math.min(HIGHEST, Math.max(LOWEST, found[Math.floor(TAKEN * found.length)] ?? LOWEST));
}
