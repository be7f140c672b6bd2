import type { TriggerDocument } from "./document.ts";
import type { Rank } from "./rank.ts";

/** Share of wordings that may still find some skill when their own is taken away. They are about the same field; texts about anything else find one more rarely. */
const TAKEN = 0.25;
/**
 * In a small library nothing is left that could be found when a skill is taken away: it learns too low a threshold, and everything would be a find.
 * Larger ones learn .47 to .60.
 */
const LOWEST = 0.5;

/**
 * Skills and how they rank -> the least confidence that counts as a find, learned without labels: each quoted wording is ranked with its own skill
 * taken away, where nothing should be found.
 */
export function thresholdOf(documents: readonly TriggerDocument[], rank: Rank): number {
  const found = documents.flatMap((one, at) => one.phrases.map((phrase) => rank(phrase, at).confidence)).sort((a, b) => b - a);
  return Math.max(LOWEST, found[Math.floor(TAKEN * found.length)] ?? LOWEST);
}
