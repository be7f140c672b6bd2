import type { Gene } from "#kernel/gene";
import type { Rejection } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { loadGenes, saveGenes } from "#store/state-files";
import { type Change, changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { mine } from "./patterns.ts";
import { crystallizeFrom } from "./regrow.ts";
import { inLog } from "./salts.ts";
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
  const { patterns, rejected } = mine(known, context);
  const work = (record: Change["record"] | null) => {
    const result = crystallizeFrom(context, patterns, known, allGenes(context));
    if (record !== null && result.changes.length > 0) {
      record("gene.changed", {
        genes: result.changes.map(({ id, change }) => ({ id: inLog(context, id), change, version: result.genes.find((one) => one.id === id)?.version ?? 0 })),
      });
      saveGenes(context.powers.files, context.places.data, result.genes);
    }
    return { schemaVersion: 1 as const, genes: result.genes, changes: result.changes, rejected: [...rejected, ...result.rejected] };
  };
  return context.dryRun ? work(null) : changing(context, ({ record }) => work(record));
}
