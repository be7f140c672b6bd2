import { confidenceOf, successRateOf } from "#kernel/confidence";
import { stableId } from "#kernel/digest";
import type { Gene } from "#kernel/gene";
import type { Pattern } from "#kernel/pattern";
import { dayOf, type Request } from "#kernel/trace";

/** What became of the genes there are: the one a pattern is (null: a new one), the one it was a part of, and those it has swallowed. */
export type Place = Readonly<{ kept: Gene | null; splitFrom: string | null; merged: readonly Gene[] }>;

/** Share of the smaller evidence that two have to have in common before they are the same gene, and of a gene's own before it is swallowed. */
const SAME = 0.5;
const SWALLOWED = 0.8;

const NEW: Place = { kept: null, splitFrom: null, merged: [] };

/** Id of the gene that a pattern is made into when none is there. */
export function geneIdOf(pattern: string): string {
  return stableId("gene", pattern);
}

/**
 * Patterns and known genes -> the place of each pattern, by its id. A pattern is the active gene with its own id, else the one it shares most evidence with; each
 * gene goes to one pattern only, the one with its id or else with most of its evidence. Where two patterns come out of one gene, the other one is
 * split from it: it takes up the id it had before they were merged, or a new one. An id is thus never given to two, whatever falls apart and together.
 */
export function placesOf(patterns: readonly Pattern[], existing: readonly Gene[]): ReadonlyMap<string, Place> {
  const pairs = patterns.flatMap((pattern) => nearOf(pattern, existing).map((near) => ({ pattern, ...near })));
  pairs.sort((a, b) => Number(b.own) - Number(a.own) || b.shared - a.shared || order(a.gene.id, b.gene.id) || order(a.pattern.id, b.pattern.id));
  const genes = new Map<string, Gene>();
  const owners = new Map<string, string>();
  for (const { pattern, gene } of pairs) {
    if (genes.has(pattern.id) || owners.has(gene.id)) continue;
    genes.set(pattern.id, gene);
    owners.set(gene.id, pattern.id);
  }
  const places = new Map<string, Place>(patterns.map((pattern) => [pattern.id, NEW]));
  const swallowed = new Set<string>();
  for (const pattern of patterns) {
    const near = pairs.filter((one) => one.pattern.id === pattern.id);
    const kept = genes.get(pattern.id);
    const before = existing.find((gene) => gene.id === geneIdOf(pattern.id) && gene.status !== "active") ?? null;
    const merged = near.filter(({ gene, shared }) => !owners.has(gene.id) && !swallowed.has(gene.id) && shared >= SWALLOWED * gene.evidence.length);
    for (const { gene } of merged) swallowed.add(gene.id);
    places.set(pattern.id, {
      kept: kept ?? before,
      splitFrom: kept === undefined ? (near.find(({ gene }) => owners.has(gene.id))?.gene.id ?? null) : null,
      merged: merged.map(({ gene }) => gene),
    });
  }
  return places;
}

/** Active genes that a pattern may be: the one with its own id, and those with half of the smaller evidence in common. */
function nearOf(pattern: Pattern, existing: readonly Gene[]): readonly Readonly<{ gene: Gene; own: boolean; shared: number }>[] {
  const requests = new Set(pattern.requests);
  const own = geneIdOf(pattern.id);
  return existing.flatMap((gene) => {
    if (gene.status !== "active") return [];
    const shared = gene.evidence.filter((id) => requests.has(id)).length;
    return gene.id === own || (shared > 0 && shared >= SAME * Math.min(gene.evidence.length, requests.size)) ? [{ gene, own: gene.id === own, shared }] : [];
  });
}

/**
 * An active gene without requests that are another gene's by now: its counts, sessions and days without theirs. With nothing left it is merged into the gene that
 * took most of it. Steps and slots stay as they were learned. `takers`: id of a request -> the gene that has it.
 */
export function without(gene: Gene, takers: ReadonlyMap<string, string>, requests: ReadonlyMap<string, Request>, at: string): Gene {
  const lost = gene.evidence.filter((id) => (takers.get(id) ?? gene.id) !== gene.id);
  const evidence = gene.evidence.filter((id) => !lost.includes(id));
  if (evidence.length === 0)
    return { ...gene, status: "merged", mergedInto: mostOf(lost.map((id) => takers.get(id) ?? "")), version: gene.version + 1, updatedAt: at };
  const gone = lost.flatMap((id) => requests.get(id) ?? []);
  const left = evidence.flatMap((id) => requests.get(id) ?? []);
  const fewer = (label: Request["outcome"]["label"]): number => Math.max(0, gene.outcomes[label] - gone.filter((one) => one.outcome.label === label).length);
  const outcomes = { success: fewer("success"), failure: fewer("failure"), mixed: fewer("mixed"), unknown: fewer("unknown") };
  const sessions = less(gene.sessions, gone, left, (one) => one.session);
  const days = less(gene.days, gone, left, (one) => dayOf(one.at) ?? "");
  const confidence = confidenceOf(outcomes, { sessions: sessions.length, days: days.length });
  const uses = Math.max(0, gene.uses - lost.length);
  return { ...gene, evidence, uses, outcomes, sessions, days, successRate: successRateOf(outcomes), confidence, version: gene.version + 1, updatedAt: at };
}

/** What a gene has in sessions or days, without those of requests that are gone and of none that is left. */
export function less(all: readonly string[], gone: readonly Request[], left: readonly Request[], of: (request: Request) => string): string[] {
  const still = new Set(left.map(of));
  const away = new Set(gone.map(of).filter((one) => !still.has(one)));
  return all.filter((one) => !away.has(one));
}

function mostOf(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([p, a], [q, b]) => b - a || order(p, q))[0]?.[0] ?? "";
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
