import type { Gene } from "#kernel/gene";
import type { Pattern, Rejection } from "#kernel/pattern";
import type { Policy } from "#kernel/policy";
import type { Request } from "#kernel/trace";
import { geneOf } from "./gene.ts";
import { notForOf } from "./neighbours.ts";
import { geneIdOf, type Place, placesOf, without } from "./lineage.ts";
import { reconcile } from "./reconcile.ts";

export type CrystallizeInput = Readonly<{
  patterns: readonly Pattern[];
  requests: ReadonlyMap<string, Request>;
  existing: readonly Gene[];
  policy: Policy;
  policyDigest: string;
  now: number;
  tool: string;
}>;

export type GeneChange = Readonly<{ id: string; change: "created" | "updated" | "merged" | "retired" }>;
export type Crystallized = Readonly<{ genes: readonly Gene[]; rejected: readonly Rejection[]; changes: readonly GeneChange[] }>;

/**
 * Patterns and their requests -> all genes (the existing ones too, sorted by id), the patterns that became none with the reason, and what
 * changed. The same input twice changes nothing. `now` is milliseconds. Never makes a gene without evidence.
 */
export function crystallize(input: CrystallizeInput): Crystallized {
  const genes = new Map(input.existing.map((gene) => [gene.id, gene]));
  const rejected: Rejection[] = [];
  const changes: GeneChange[] = [];
  const names = new Set(input.existing.filter((gene) => gene.status === "active").map((gene) => gene.name));
  const put = (gene: Gene, change: GeneChange["change"]): void => {
    genes.set(gene.id, gene);
    changes.push({ id: gene.id, change });
  };
  const patterns = [...input.patterns].sort((a, b) => (a.id < b.id ? -1 : 1));
  const drafts = patterns.map((pattern) => ({ pattern, draft: geneOf(pattern, input.requests, input.policy.support, notForOf(pattern, input.patterns)) }));
  const made = drafts.flatMap(({ pattern, draft }) => (draft.kind === "gene" ? [{ pattern, gene: draft.gene }] : []));
  const places = placesOf(
    made.map(({ pattern }) => pattern),
    input.existing,
  );
  const placeOf = (pattern: Pattern): Place => places.get(pattern.id) ?? { kept: null, splitFrom: null, merged: [] };
  const takers = takersOf(
    input.existing,
    made.map(({ pattern, gene }) => ({ id: placeOf(pattern).kept?.id ?? geneIdOf(pattern.id), evidence: gene.evidence })),
  );
  const at = timeOf(input.now);
  for (const { pattern, gene: content } of made) {
    const { kept, splitFrom, merged } = placeOf(pattern);
    const { gene, change } = reconcile(content, { kept, splitFrom }, input, { names, takers });
    names.add(gene.name);
    if (change !== null) put(gene, change);
    for (const other of merged) put({ ...other, status: "merged", mergedInto: gene.id, version: other.version + 1, updatedAt: at }, "merged");
  }
  const used = new Set([...places.values()].flatMap(({ kept }) => (kept === null ? [] : [kept.id])));
  for (const { pattern, draft } of drafts) {
    if (draft.kind === "gene") continue;
    rejected.push(draft.rejection);
    // Evidence has turned against it; without this an outdated skill would keep its standing.
    const against = draft.rejection.reason === "low-success" ? [...genes.values()].filter((gene) => !used.has(gene.id)) : [];
    const kept = placesOf([pattern], against).get(pattern.id)?.kept ?? null;
    if (kept?.status === "active") put({ ...kept, status: "retired", version: kept.version + 1, updatedAt: at }, "retired");
  }
  for (const gene of [...genes.values()]) {
    if (gene.status !== "active" || gene.evidence.every((id) => (takers.get(id) ?? gene.id) === gene.id)) continue;
    const rest = without(gene, takers, input.requests, at);
    put(rest, rest.status === "merged" ? "merged" : "updated");
  }
  return { genes: [...genes.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)), rejected, changes };
}

type Holding = Readonly<{ id: string; evidence: readonly string[] }>;

/** Id of a request -> the one gene it is evidence of: that of its pattern, else the active one that has it. */
function takersOf(existing: readonly Gene[], made: readonly Holding[]): ReadonlyMap<string, string> {
  const takers = new Map<string, string>();
  for (const { id, evidence, status } of existing) for (const one of status === "active" ? evidence : []) if (!takers.has(one)) takers.set(one, id);
  for (const { id, evidence } of made) for (const one of evidence) takers.set(one, id);
  return takers;
}

function timeOf(now: number): string {
  return new Date(now).toISOString();
}
