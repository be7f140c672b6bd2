import type { Capsule, CapsuleStatus } from "#kernel/capsule";
import type { Rollback } from "#kernel/rollback";

/**
 * All capsules and the record of an act -> the capsules that it changes, as they will be. What was live is retired by a
 * deploy and rolled back by a rollback; what is live now is promoted.
 */
export function capsulesAfter(capsules: readonly Capsule[], record: Rollback): readonly Capsule[] {
  const now = record.after?.capsule ?? null;
  const became = (one: Capsule): CapsuleStatus | null => {
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
