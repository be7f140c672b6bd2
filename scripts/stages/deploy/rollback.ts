import type { LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import { visible } from "#kernel/visible";
import { type Generation, historyOf, type Occasion, type Planned, planned } from "./generation.ts";
import { changedSince, refused, type Refused, unsafeTarget } from "./refusal.ts";

/**
 * `restore`: the version before; `undo`: exactly what was there before the last act, so that undoing twice comes back; `to`: what a generation had left;
 * `since`: the id of a record, for what was there before that act, whatever came after it. None of them: nothing at all.
 */
export type RollbackRequest = Occasion &
  Readonly<{
    current: LiveTarget;
    history: readonly Rollback[];
    restore: boolean;
    force: boolean;
    undo?: boolean;
    to?: number | null;
    since?: string | null;
  }>;

/** Why there is nothing to do: never deployed here, not deployed any more, no version before this one (restore), or it is that state already. */
export type Nothing = Readonly<{ kind: "nothing"; reason: "never-deployed" | "not-deployed" | "no-version-before" | "as-it-was" }>;

/**
 * The record of a skill and what stands at its place -> steps that remove it, or bring an earlier state back byte for byte. Itself a new generation, so
 * it can be taken back in turn. A skill that changed since is refused unless forced, and then saved first. Never a partial undo.
 */
export function rollback(request: RollbackRequest): Planned | Nothing | Refused {
  const { current, force } = request;
  const own = historyOf(request.history, current);
  const last = own.at(-1);
  if (last === undefined) return { kind: "nothing", reason: "never-deployed" };
  const aim = aimOf(request, own, last);
  if ("kind" in aim) return aim;

  const unsafe = unsafeTarget(current);
  if (unsafe !== null) return unsafe;
  if (last.after === null && (current.kind !== null || current.link !== null))
    return refused("NOT_OWNED", `${visible(current.path)} was not put there by Skill-Forge`, [current.path]);
  const changed = force ? null : changedSince(current, last);
  if (changed !== null) return changed;
  const { target } = aim;
  const save = current.treeDigest !== null && current.treeDigest !== last.after?.treeDigest;
  const act = target === null ? "rollback" : "restore";
  return planned({ act, current, history: request.history, after: target?.state ?? null, from: target?.generation ?? null, save, undone: last.id }, request);
}

/** Where to go; a null target means that nothing is to be there. */
type Aim = Readonly<{ target: Target | null }>;

function aimOf(request: RollbackRequest, own: readonly Rollback[], last: Rollback): Aim | Nothing | Refused {
  const { current, restore, undo = false, to = null, since = null } = request;
  if (to !== null) {
    const wanted = own.find((one) => one.generation === to);
    if (wanted === undefined) return refused("NOT_FOUND", `${visible(current.path)} has no generation ${to}; there are ${generationsOf(own)}`);
    return unlessThere(current, last, wanted.after === null ? null : { state: wanted.after, generation: to });
  }
  if (since !== null) {
    const first = own.find((one) => one.id === since);
    return first === undefined ? { kind: "nothing", reason: "never-deployed" } : unlessThere(current, last, stateBefore(own, first));
  }
  if (undo) {
    const target = stateBefore(own, last);
    return target === null && last.after === null ? { kind: "nothing", reason: "no-version-before" } : { target };
  }
  if (restore) {
    const target = versionBefore(own, last);
    return target === null ? { kind: "nothing", reason: "no-version-before" } : { target };
  }
  return last.after === null ? { kind: "nothing", reason: "not-deployed" } : { target: null };
}

/** The same state once more would be a generation that says nothing. */
function unlessThere(current: LiveTarget, last: Rollback, target: Target | null): Aim | Nothing {
  const wanted = target?.state.treeDigest ?? null;
  const is = current.kind === null ? null : current.treeDigest;
  const same = wanted === (last.after?.treeDigest ?? null) && wanted === is && (current.kind === null || is !== null);
  return same ? { kind: "nothing", reason: wanted === null ? "not-deployed" : "as-it-was" } : { target };
}

function generationsOf(own: readonly Rollback[]): string {
  return own.map((one) => one.generation).join(", ");
}

type Target = Readonly<{ state: Generation; generation: number }>;

/**
 * The version before the one that is live. After a removal it is what was removed. A restored version counts as the
 * generation it came from, so restoring again goes on to the one before that and ends, instead of swinging to and fro.
 */
export function versionBefore(own: readonly Rollback[], last: Rollback): Target | null {
  const origin = last.after === null ? last : originOf(own, last);
  const before = stateBefore(own, origin);
  if (before !== null) return before;
  const older = own.filter((one) => one.generation < origin.generation && one.after !== null && one.after.treeDigest !== last.after?.treeDigest).at(-1);
  return older === undefined || older.after === null ? null : { state: older.after, generation: older.generation };
}

/** What stood there before a record, with the generation that had put it there: the one just before. */
function stateBefore(own: readonly Rollback[], record: Rollback): Target | null {
  const generation = own.filter((one) => one.generation < record.generation).at(-1)?.generation ?? record.generation;
  return record.before === null ? null : { state: record.before, generation };
}

/** Follows restores back to the deploy whose bytes they brought back. Each step goes to a smaller generation, so it ends. */
function originOf(own: readonly Rollback[], record: Rollback): Rollback {
  const from = record.act === "restore" ? own.find((one) => one.generation === record.from && one.generation < record.generation) : undefined;
  return from === undefined ? record : originOf(own, from);
}
