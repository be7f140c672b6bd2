import type { Capsule, CapsuleStatus } from "#kernel/capsule";
import type { Rollback } from "#kernel/rollback";

/**
 * All capsules and the record of an act -> the capsules that it changes, as they will be. What was live is retired by a
 * deploy and rolled back by a rollback; what is live now is promoted. `history` is every record before this one: what is
 * still live at another host stays promoted.
 */
export function capsulesAfter(capsules: readonly Capsule[], record: Rollback, history: readonly Rollback[]): readonly Capsule[] {
  const now = record.after?.capsule ?? null;
  const elsewhere = liveElsewhere(history, record);
  const became = (one: Capsule): CapsuleStatus | null => {
    if (one.status === "promoted" && elsewhere.has(one.id)) return null;
    if (one.id === now) return "promoted";
    if (one.name !== record.skill || one.status !== "promoted") return null;
    return record.act === "deploy" ? "retired" : "rolled-back";
  };
  return capsules.flatMap((one) => {
    const status = became(one);
    if (status === null) return [];
    const generation = status === "promoted" ? record.generation : one.generation;
    return [{ ...one, status, generation, history: [...one.history, { status, at: record.at }] }];
  });
}

function liveElsewhere(history: readonly Rollback[], { skill, path }: Rollback): ReadonlySet<string> {
  const last = new Map(history.filter((one) => one.skill === skill && one.path !== path).map((one) => [one.path, one]));
  return new Set([...last.values()].flatMap((one) => (one.after === null ? [] : [one.after.capsule])));
}
