import type { TriggerDocument } from "./document.ts";
import type { Rank } from "./rank.ts";

/** Share of wordings that may still find some skill when their own is taken away. They are about the same field; texts about anything else find one more rarely. */
const TAKEN = 0.25;
/** With fewer wordings to learn from, the usual threshold of larger libraries counts as so many more. */
const PRIOR_WORDINGS = 20;
const PRIOR = 0.4;

/**
 * Skills and how they rank -> the least confidence that counts as a find, learned without labels: each quoted wording is ranked with its own skill
 * taken away, where nothing should be found.
 */
export function thresholdOf(documents: readonly TriggerDocument[], rank: Rank): number {
  const found = documents.flatMap((one, at) => one.phrases.map((phrase) => rank(phrase, at).confidence)).sort((a, b) => b - a);
  const usual = found[Math.floor(TAKEN * found.length)] ?? PRIOR;
  return (usual * found.length + PRIOR * PRIOR_WORDINGS) / (found.length + PRIOR_WORDINGS);
}
