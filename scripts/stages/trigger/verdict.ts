import type { TriggerReport } from "#kernel/trigger";

/** Nothing was measured, and why: shown as "not run", never as a figure. */
export function notMeasured(rivals: number, why: string): TriggerReport {
  return {
    verdict: "not-enough-evidence",
    detail: why,
    rivals,
    heldOut: { tried: 0, first: 0, refused: 0, mrr: null, margin: null },
    nearMisses: { tried: 0, hits: 0 },
    outOfScope: { tried: 0, hits: 0 },
    stolenBy: [],
    takesFrom: [],
    advice: null,
  };
}
