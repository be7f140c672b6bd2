import type { Gene } from "#kernel/gene";
import type { Pattern } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { VERSION } from "#kernel/version";
import { crystallize, type Crystallized } from "#stages/crystallize/crystallize";
import { emptied, isEmpty, restsOn } from "#stages/crystallize/forgotten";
import { loadGenes, saveGenes } from "#store/state-files";
import type { Change } from "./changing.ts";
import type { Context } from "./context.ts";
import { mine } from "./patterns.ts";
import { forgetInLog, inLog } from "./salts.ts";
import { allRequests } from "./traces.ts";

/** Patterns, their requests and the genes there are -> the genes as they should be, not kept yet. */
export function crystallizeFrom(context: Context, patterns: readonly Pattern[], requests: readonly Request[], existing: readonly Gene[]): Crystallized {
  return crystallize({
    patterns,
    requests: new Map(requests.map((one) => [one.id, one])),
    existing,
    policy: context.policy,
    policyDigest: context.policyDigest,
    now: context.powers.clock.now(),
    tool: VERSION,
  });
}

/** A gene that rested on forgotten requests, and what became of it. */
export type Regrown = Readonly<{ id: string; title: string; evidence: number; now: "made anew" | "retired" | "stays" }>;

/**
 * Genes that rest on requests which are gone are made anew from what is left, or retired without a word or value. In a dry run (`record` null) nothing
 * is kept, and what would become of them is not computed ("stays").
 */
export function forgetInGenes(context: Context, lost: ReadonlySet<string>, record: Change["record"] | null): readonly Regrown[] {
  const before = loadGenes(context.powers.files, context.places.data);
  // of what an interrupted command emptied, too
  if (record !== null) dropNames(context, before);
  const touched = before.filter((gene) => restsOn(gene, lost));
  const regrown = (now: (id: string) => Regrown["now"]): readonly Regrown[] =>
    touched.map(({ id, title, evidence }) => ({ id, title, evidence: evidence.filter((one) => lost.has(one)).length, now: now(id) }));
  if (touched.length === 0 || record === null) return regrown(() => "stays");
  const known = allRequests(context).filter((one) => !lost.has(one.id));
  const left = new Set(known.map((one) => one.id));
  const bare = emptied(before, { lost, left, now: context.powers.clock.now() });
  const made = crystallizeFrom(context, mine(known, context).patterns, known, bare).genes;
  const genes = made.map((gene): Gene => (isEmpty(gene) && gene.status === "active" ? { ...gene, status: "retired" } : gene));
  const changed = genes.filter((gene) => JSON.stringify(gene) !== JSON.stringify(before.find((one) => one.id === gene.id)));
  record("gene.changed", {
    genes: changed.map(({ id, version, status }) => ({ id: inLog(context, id), change: status === "active" ? "updated" : status, version })),
  });
  saveGenes(context.powers.files, context.places.data, genes);
  dropNames(context, genes);
  const kept = new Set(genes.filter((gene) => !isEmpty(gene)).map((gene) => gene.id));
  return regrown((id) => (kept.has(id) ? "made anew" : "retired"));
}

/** A gene's id is made of its words. What is left of one without words is its place in the list; without its salt nothing in the log can be compared with a guess. */
function dropNames(context: Context, genes: readonly Gene[]): void {
  forgetInLog(
    context,
    genes.filter(isEmpty).map((gene) => gene.id),
  );
}
