import type { Capsule } from "#kernel/capsule";
import type { Digest } from "#kernel/digest";
import type { Rollback } from "#kernel/rollback";
import { versionBefore } from "./rollback.ts";

/** `named`: every tree that something still needs; `collected`: generations that can no longer be brought back once all others are gone. */
export type Retention = Readonly<{ named: ReadonlySet<Digest>; collected: readonly Rollback[] }>;

/** Proposals and skills whose trees a later command may ask for: what waits, what is live, what can be deployed again, what can be reopened. */
const NEEDED: ReadonlySet<Capsule["status"]> = new Set(["staged", "approved", "promoted", "rolled-back", "rejected"]);

/**
 * All records and capsules, and how many generations are kept of each skill at each place -> what has to stay in the store. Beside the newest
 * generations that is what undo and restore would bring back, what is staged, approved, live or taken back, and the trees that the next version of such a
 * skill is made on.
 */
export function retention(history: readonly Rollback[], capsules: readonly Capsule[], keep: number): Retention {
  const places = Map.groupBy(history, (one) => `${one.skill}\n${one.path}`);
  const kept = [...places.values()].flatMap((own) => own.slice(-keep));
  const targets = [...places.values()].flatMap((own) => {
    const last = own.at(-1);
    return last === undefined ? [] : [versionBefore(own, last)?.state];
  });
  const states = [...kept.flatMap((one) => [one.before, one.after]), ...targets].filter((one) => one !== null && one !== undefined);
  const ids = new Set(states.map((one) => one.capsule));
  const trees = capsules
    .filter((one) => NEEDED.has(one.status) || ids.has(one.id))
    .flatMap((one) => [one.treeDigest, one.revision?.next, one.edited?.generated]);
  const named = new Set([...states.map((one) => one.treeDigest), ...trees].filter((one) => one !== undefined));
  const gone = (one: Rollback): boolean => [one.before, one.after].some((state) => state !== null && !named.has(state.treeDigest));
  return { named, collected: history.filter((one) => one.collected === undefined && gone(one)) };
}
