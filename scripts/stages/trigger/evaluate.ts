import type { Rival, TriggerReport } from "#kernel/trigger";
import type { TriggerDocument } from "./document.ts";
import { type Rank, ranker } from "./rank.ts";
import { thresholdOf } from "./threshold.ts";
import { type Merge, notMeasured, verdictOf } from "./verdict.ts";

/** Fewer wordings say nothing. */
export const LEAST_WORDINGS = 3;

/** Requests for one neighbouring thing; `name` is what it is called (a gene's title or a skill's name). */
export type Neighbour = Readonly<{ name: string; texts: readonly string[] }>;

export type TriggerFacts = Readonly<{
  /** The proposal as a host would read it, and what stands in for it in the measure: the same made of a part of the wordings, so that the others are new to it. */
  proposal: TriggerDocument;
  twin: TriggerDocument | null;
  installed: readonly TriggerDocument[];
  /** The installed skills as the twin meets them: those made of sessions, of the earlier ones too. */
  rivals: readonly TriggerDocument[];
  heldOut: readonly string[];
  neighbours: readonly Neighbour[];
  outOfScope: readonly string[];
  /** Requests of all kinds, which only say how common words are. */
  background: readonly string[];
  merge: (name: string) => Merge | null;
}>;

/** What a proposal's words bring to it, beside all installed skills under other names. */
export function evaluateTrigger(facts: TriggerFacts): TriggerReport {
  const others = facts.installed.filter((one) => one.name !== facts.proposal.name);
  const rivals = facts.rivals.filter((one) => one.name !== facts.proposal.name);
  const misses = missesOf([facts.proposal, ...others], facts);
  const measured = facts.twin === null || facts.heldOut.length < LEAST_WORDINGS ? null : hitsOf([facts.twin, ...rivals], facts.heldOut, facts.background);
  if (measured === null && misses.nearMisses.tried === 0) return notMeasured(others.length, "too few different wordings in too few sessions, and no neighbour");
  const found = measured ?? { heldOut: notMeasured(0, "").heldOut, stolenBy: [] };
  return verdictOf({ rivals: others.length, ...found, ...misses }, facts.proposal.name, facts.merge);
}

type Hits = Pick<TriggerReport, "heldOut" | "stolenBy">;

function hitsOf(documents: readonly TriggerDocument[], wordings: readonly string[], background: readonly string[]): Hits {
  const find = ranker(documents, background);
  const least = thresholdOf(documents, find);
  const seen = wordings.map((text) => {
    const { ranked, confidence } = find(text);
    const own = ranked.find(({ at }) => at === 0)?.score ?? 0;
    const rivals = ranked.filter(({ at }) => at !== 0);
    const next = rivals[0]?.score ?? 0;
    // A tie is no find, and what shares no word with any skill is nobody's.
    const first = own > 0 && own > next;
    const thief = !first && next > 0 ? (rivals[0]?.at ?? null) : null;
    const rank = own === 0 ? 0 : 1 / (1 + rivals.filter(({ score }) => score >= own).length);
    return { first, thief, rank, lead: own === next ? 0 : (own - next) / Math.max(own, next), sure: confidence > least };
  });
  const mean = (of: (one: (typeof seen)[number]) => number) => seen.reduce((sum, one) => sum + of(one), 0) / seen.length;
  return {
    heldOut: {
      tried: seen.length,
      first: seen.filter((one) => one.first).length,
      refused: seen.filter((one) => !one.sure).length,
      mrr: mean((one) => one.rank),
      margin: mean((one) => one.lead),
    },
    stolenBy: rivalsOf(
      documents,
      seen.flatMap((one) => (one.thief === null ? [] : [one.thief])),
    ),
  };
}

type Misses = Pick<TriggerReport, "nearMisses" | "outOfScope" | "takesFrom">;

function missesOf(documents: readonly TriggerDocument[], { neighbours, outOfScope, background }: TriggerFacts): Misses {
  const rank = ranker(documents, background);
  const least = thresholdOf(documents, rank);
  const taken = neighbours.map(({ name, texts }) => ({
    name,
    source: "",
    tried: texts.length,
    count: texts.filter((text) => isTaken(rank, least, text)).length,
  }));
  return {
    nearMisses: { tried: taken.reduce((sum, one) => sum + one.tried, 0), hits: taken.reduce((sum, one) => sum + one.count, 0) },
    outOfScope: { tried: outOfScope.length, hits: outOfScope.filter((text) => isTaken(rank, least, text)).length },
    takesFrom: mostFirst(taken.filter((one) => one.count > 0).map(({ name, source, count }) => ({ name, source, count }))),
  };
}

function isTaken(rank: Rank, least: number, text: string): boolean {
  const { ranked, confidence } = rank(text);
  return ranked[0]?.at === 0 && confidence > least;
}

function rivalsOf(documents: readonly TriggerDocument[], thieves: readonly number[]): readonly Rival[] {
  const counts = new Map<number, number>();
  for (const at of thieves) counts.set(at, (counts.get(at) ?? 0) + 1);
  return mostFirst([...counts].map(([at, count]) => ({ name: documents[at]?.name ?? "", source: documents[at]?.source ?? "", count })));
}

function mostFirst(rivals: readonly Rival[]): readonly Rival[] {
  return rivals.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
