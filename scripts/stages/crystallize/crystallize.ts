import type { Gene } from "#kernel/gene";
import type { Pattern, Rejection } from "#kernel/pattern";
import type { Policy } from "#kernel/policy";
import type { Request } from "#kernel/trace";
import { geneOf } from "./gene.ts";
import { notForOf } from "./neighbours.ts";
import { matchExisting, reconcile } from "./reconcile.ts";

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
  for (const pattern of [...input.patterns].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { kept, merged } = matchExisting(pattern, [...genes.values()]);
    const draft = geneOf(pattern, input.requests, input.policy.support, notForOf(pattern, input.patterns));
    if (draft.kind === "rejected") {
      rejected.push(draft.rejection);
      // Evidence has turned against it; without this an outdated skill would keep its standing.
      if (draft.rejection.reason === "low-success" && kept !== null)
        put({ ...kept, status: "retired", version: kept.version + 1, updatedAt: timeOf(input.now) }, "retired");
      continue;
    }
    const { gene, change } = reconcile(draft.gene, kept, input, names);
    names.add(gene.name);
    if (change !== null) put(gene, change);
    for (const other of merged) put({ ...other, status: "merged", mergedInto: gene.id, version: other.version + 1, updatedAt: timeOf(input.now) }, "merged");
  }
  return { genes: [...genes.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)), rejected, changes };
}

function timeOf(now: number): string {
  return new Date(now).toISOString();
}
