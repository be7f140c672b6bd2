import type { Disposition } from "#kernel/finding";
import type { Mark, Report } from "./mark.ts";
import { ruleOf } from "./rules.ts";

/**
 * Marks of one file, at most `limit` of each disposition: a flood of harmless notes must not leave a block without room. `isFull` says that
 * some were dropped, which is a finding of its own.
 */
export function collected(limit: number): Readonly<{ marks: Mark[]; report: Report; isFull: () => boolean }> {
  const marks: Mark[] = [];
  const counts = new Map<Disposition, number>();
  const report: Report = (mark) => {
    const disposition = dispositionOf(mark);
    const count = (counts.get(disposition) ?? 0) + 1;
    counts.set(disposition, count);
    if (count <= limit) marks.push(mark);
  };
  return { marks, report, isFull: () => [...counts.values()].some((count) => count > limit) };
}

/** What a mark does to the verdict: its own disposition, else the one of its rule; unknown rules block. */
export function dispositionOf(mark: Mark): Disposition {
  return mark.disposition ?? ruleOf(mark.rule)?.disposition ?? "block";
}
