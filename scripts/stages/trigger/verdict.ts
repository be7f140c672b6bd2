import type { Rival, TriggerReport, TriggerVerdict } from "#kernel/trigger";

/** How a proposal and another skill or gene become one: the command that does it, null when the other one is not ours to change. */
export type Merge = Readonly<{ command: string | null }>;
type Figures = Omit<TriggerReport, "verdict" | "detail" | "advice">;

/** From this share on (and never for a single request) wordings that go to one other skill, or requests taken from others, are no slip of the ranking any more. */
const SHARE = 0.25;
const LEAST = 2;
/** So many of the held-out wordings must find the skill: half, as in public tests of activation. */
const FOUND = 0.5;
/** Requests that belong to nothing learned may be what the miner missed; only many of them tell of a trigger that is too broad. */
const STRAY = 0.2;
const LEAST_STRAY = 3;

/** Figures of a trigger -> the report with its verdict, one line in words, and what to do. `merge` says how another one, by name, is joined with this. */
export function verdictOf(figures: Figures, skill: string, merge: (name: string) => Merge | null): TriggerReport {
  const thief = figures.stolenBy.find((one) => isMuch(one.count, figures.heldOut.tried));
  const victim = figures.takesFrom.find(() => isMuch(figures.nearMisses.hits, figures.nearMisses.tried));
  const verdict = wordOf(figures, thief, victim);
  return { verdict, detail: detailOf(figures), ...figures, advice: adviceOf(verdict, skill, thief ?? victim, merge) };
}

function wordOf({ heldOut, outOfScope }: Figures, thief: Rival | undefined, victim: Rival | undefined): TriggerVerdict {
  if (thief !== undefined) return "stolen";
  if (victim !== undefined || (outOfScope.hits >= LEAST_STRAY && outOfScope.hits > STRAY * outOfScope.tried)) return "too-broad";
  if (heldOut.tried === 0) return "not-enough-evidence";
  return heldOut.first < FOUND * heldOut.tried ? "unfound" : "clean";
}

function isMuch(count: number, tried: number): boolean {
  return count >= LEAST && count > SHARE * tried;
}

function detailOf({ heldOut, nearMisses, outOfScope, stolenBy, takesFrom, rivals }: Figures): string {
  const beside = `beside ${rivals} other ${rivals === 1 ? "skill" : "skills"}`;
  const taken = [
    ...(nearMisses.tried === 0 ? [] : [`${nearMisses.hits} of ${nearMisses.tried} near misses${named("from", takesFrom)}`]),
    ...(outOfScope.hits === 0 ? [] : [`${outOfScope.hits} of ${outOfScope.tried} requests about other things`]),
  ];
  const parts = [
    heldOut.tried === 0 ? "too few different wordings to hold some out" : `finds it in ${heldOut.first} of ${heldOut.tried} held-out wordings ${beside}`,
    ...(taken.length === 0 ? [] : [`takes ${taken.join(" and ")}`]),
    ...(stolenBy.length === 0 ? [] : [`stolen${named("by", stolenBy)}`]),
  ];
  return parts.join("; ");
}

function named(word: string, rivals: readonly Rival[]): string {
  return rivals.length === 0
    ? ""
    : ` ${word} ${rivals
        .slice(0, 3)
        .map(({ name, count }) => `${name}: ${count}`)
        .join(", ")}`;
}

function adviceOf(verdict: TriggerVerdict, skill: string, other: Rival | undefined, merge: (name: string) => Merge | null): TriggerReport["advice"] {
  if (verdict === "clean" || verdict === "not-enough-evidence") return null;
  if (other === undefined) return { text: "say more narrowly when it is used", command: `forge generate --name ${skill} --description "WHAT. Use when ..."` };
  const way = merge(other.name);
  if (way?.command != null) return { text: `merge it with ${other.name}`, command: way.command };
  return {
    text: `merge it with ${other.name}, which is not made by this program, or reject it`,
    command: `forge review --skill ${skill} --reject --reason "..."`,
  };
}

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
