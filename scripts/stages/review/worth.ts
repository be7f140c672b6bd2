import type { Gene } from "#kernel/gene";

/**
 * What a skill is expected to save, in steps a week: `perWeek` requests times `confidence` that its steps work times `steps` that a
 * request takes, less the share that the nearest installed skill is like it already (`nearness`, 0..1).
 */
export type Worth = Readonly<{ perWeek: number; confidence: number; steps: number; nearness: number; value: number }>;

const WEEK = 7 * 86_400_000;

/**
 * Genes of one skill and how near another installed one is -> what it is expected to save. `news`: of a new version only so many steps
 * are new. Requests a week over the time from first to last, at least one week; without times over the days on which it was asked.
 */
export function worthOf(genes: readonly Gene[], nearness: number, news: number | null = null): Worth {
  const perWeek = genes.reduce((sum, gene) => sum + gene.uses / weeksOf(gene), 0);
  const confidence = genes.length === 0 ? 0 : Math.min(...genes.map((gene) => gene.confidence));
  const usual = genes.reduce((sum, gene) => sum + stepsOf(gene), 0);
  const steps = news === null ? usual : Math.min(news, usual);
  return { perWeek, confidence, steps, nearness, value: perWeek * confidence * steps * (1 - nearness) };
}

/** The more valuable first; the same worth in the order of ids, so that every run proposes the same. */
export function byWorth<T extends Readonly<{ worth: Worth; id: string }>>(a: T, b: T): number {
  return b.worth.value - a.worth.value || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function weeksOf({ firstSeen, lastSeen, days }: Gene): number {
  const span = firstSeen === null || lastSeen === null ? (days.length * WEEK) / 7 : Date.parse(lastSeen) - Date.parse(firstSeen);
  return Math.max(1, span / WEEK);
}

/** Steps that a request takes on average, the check among them: one seen in half of the requests is half a step. */
function stepsOf({ steps, check }: Gene): number {
  return [...steps, ...(check === null ? [] : [check])].reduce((sum, step) => sum + (step.of === 0 ? 1 : Math.min(1, step.seen / step.of)), 0);
}
