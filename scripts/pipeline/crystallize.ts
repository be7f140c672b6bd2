import type { Gene } from "#kernel/gene";
import type { Rejection } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { VERSION } from "#kernel/version";
import { crystallize } from "#stages/crystallize/crystallize";
import { loadGenes, saveGenes } from "#store/state-files";
import { type Change, changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { mine } from "./patterns.ts";
import { allRequests } from "./traces.ts";

export type CrystallizeResult = Readonly<{
  schemaVersion: 1;
  genes: readonly Gene[];
  changes: readonly Readonly<{ id: string; change: string }>[];
  rejected: readonly Rejection[];
}>;

export function allGenes(context: Context): readonly Gene[] {
  return loadGenes(context.powers.files, context.places.data);
}

/** Requests (null: everything observed so far) -> genes, kept in genes.json. The same requests twice change nothing. */
export function crystallizeAll(context: Context, requests: readonly Request[] | null): CrystallizeResult {
  context.powers.note({ kind: "stage", stage: "crystallize" });
  const known = requests ?? allRequests(context);
  const { patterns, rejected } = mine(known, context.policy);
  const work = (record: Change["record"] | null) => {
    const result = crystallize({
      patterns,
      requests: new Map(known.map((one) => [one.id, one])),
      existing: allGenes(context),
      policy: context.policy,
      policyDigest: context.policyDigest,
      now: context.powers.clock.now(),
      tool: VERSION,
    });
    if (record !== null && result.changes.length > 0) {
      saveGenes(context.powers.files, context.places.data, result.genes);
      record("gene.changed", {
        genes: result.changes.map(({ id, change }) => ({ id, change, version: result.genes.find((one) => one.id === id)?.version ?? 0 })),
      });
    }
    return { schemaVersion: 1 as const, genes: result.genes, changes: result.changes, rejected: [...rejected, ...result.rejected] };
  };
  return context.dryRun ? work(null) : changing(context, ({ record }) => work(record));
}
