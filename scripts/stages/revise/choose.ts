import type { Edit } from "#kernel/revision";
import type { Operation } from "./operations.ts";

/** More edits than this at once are a rewriting that nobody reviews. */
export const MOST_EDITS = 4;

/**
 * Best supported first: files before statements with evidence before wording; what comes before what only goes (something gone by
 * mistake costs more than something said too long); more requests behind it; then the order of the document.
 */
export function byWorth(operations: readonly Operation[]): readonly Operation[] {
  const goes = ({ edit }: Operation) => (edit.kind === "delete" ? 1 : 0);
  return operations
    .map((one, at) => ({ one, at }))
    .sort((a, b) => a.one.rank - b.one.rank || goes(a.one) - goes(b.one) || b.one.edit.support - a.one.edit.support || a.at - b.at)
    .map(({ one }) => one);
}

/**
 * Operations in order of worth -> those of this version: as many as fit, each with what it needs. One that needs more than fits into
 * any version is led up to: what it needs comes first. Nothing goes from a section before all that comes into it has come, and never
 * the last step.
 */
export function chosenOf(operations: readonly Operation[]): readonly Operation[] {
  const chosen = new Set<Operation>();
  const byId = new Map(operations.map((one) => [one.edit.id, one]));
  for (const one of operations) {
    if (one.edit.kind === "delete" && !mayGo(one, operations, chosen)) continue;
    const needed = one.needs.flatMap((id) => byId.get(id) ?? []);
    const group = [...new Set([one, ...needed])].filter((other) => !chosen.has(other));
    if (chosen.size + group.length <= MOST_EDITS) for (const other of group) chosen.add(other);
    else if (needed.length + 1 > MOST_EDITS)
      for (const other of needed.filter((need) => !chosen.has(need)).slice(0, MOST_EDITS - chosen.size)) chosen.add(other);
  }
  return operations.filter((one) => chosen.has(one));
}

function mayGo({ edit, rank, steps }: Operation, operations: readonly Operation[], chosen: ReadonlySet<Operation>): boolean {
  const here = operations.filter((one) => one.edit.file === edit.file && one.edit.section === edit.section);
  if (rank < 2 && here.some((one) => one.edit.kind !== "delete" && one.rank <= rank && !chosen.has(one))) return false;
  const comes = here.filter((one) => one.edit.kind === "add" && chosen.has(one)).length;
  const goes = here.filter((one) => one.steps > 0 && chosen.has(one)).length;
  return steps === 0 || steps + comes - goes > 1;
}

/** An edit that a person said no to, and how many requests stood behind it then. */
export type RejectedEdit = Pick<Edit, "id" | "support">;

/** Was this edit rejected, and have fewer than `more` further requests shown it since? */
export function isRejected(edit: Edit, rejected: readonly RejectedEdit[], more: number): boolean {
  const known = rejected.filter((one) => one.id === edit.id);
  return known.length > 0 && edit.support < Math.max(...known.map((one) => one.support)) + more;
}
