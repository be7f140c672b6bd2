import { readLog } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import type { Rollback } from "#kernel/rollback";
import { firstsSince, momentOf } from "#stages/deploy/since";
import { loadRollbacks } from "#store/state-files";
import { readApprovals, requireApproval } from "./approval.ts";
import { type Change, changing } from "./changing.ts";
import { type Context, nowOf } from "./context.ts";
import { logPlaceOf } from "./log-place.ts";
import { digestOfParts, type Part, partsOf, runBatch, type Wish } from "./rollback-batch.ts";
import type { RollbackResult } from "./rollback.ts";

/** Of each skill what was done or would be; `seen` names exactly this plan, so that what a person said yes to is what happens. */
export type ManyResult = Readonly<{
  schemaVersion: 1;
  status: "rolled-back" | "planned" | "nothing";
  /** The moment as it was understood, ISO 8601; null for an undo. */
  since: string | null;
  skills: readonly RollbackResult[];
  seen: string;
}>;

/** `seen`: the plan that was shown, or null to do whatever is there to do. */
export type SinceOptions = Readonly<{ force: boolean; seen: string | null; planOnly: boolean }>;

/**
 * Takes back every deploy, rollback and restore since a time or an event, over all skills and places, to what was there at that moment. All of it is
 * checked before anything is changed. Throws USAGE and NOT_FOUND for the moment; CHANGED_SINCE, GENERATION_GONE and the like for a skill that cannot be
 * taken back, and STALE_PLAN when it is not the plan that was shown.
 */
export function rollbackSince(context: Context, text: string, options: SinceOptions): ManyResult {
  const { powers, places } = context;
  const { events } = readLog(powers.files, logPlaceOf(context));
  const moment = momentOf(text, powers.clock.now(), events);
  const wishes = (): readonly Wish[] =>
    firstsSince(loadRollbacks(powers.files, places.data), moment, events).map((one) => ({ skill: one.skill, path: one.path, since: one.id }));
  return many(context, wishes, options, new Date(moment.at).toISOString());
}

/** Takes several acts that were one back, exactly; that is one act again. */
export function undoBatch(context: Context, batch: readonly Rollback[], force: boolean): ManyResult {
  const wishes = batch.map((one) => ({ skill: one.skill, path: one.path, since: null }));
  return many(context, () => wishes, { force, seen: null, planOnly: false }, null);
}

function many(context: Context, wishes: () => readonly Wish[], { force, seen, planOnly }: SinceOptions, since: string | null): ManyResult {
  const work = (change: Change | null): ManyResult => {
    const wanted = wishes();
    const given = { batch: wanted.length > 1 ? context.powers.ids.hex(16) : null, at: nowOf(context), force };
    const parts = partsOf(context, wanted, given);
    refuseAll(parts);
    const approvals = change?.approvals() ?? readApprovals(context);
    for (const { decided } of parts) if (decided.kind === "plan" && decided.record.after !== null) requireApproval(context, approvals, decided.record.after);
    const digest = digestOfParts(parts);
    if (seen !== null && seen !== digest) throw new ForgeError("STALE_PLAN", "something changed after the plan was shown; nothing was taken back");
    const nothing = parts.every((one) => one.decided.kind === "nothing");
    if (change !== null && !nothing) runBatch(context, change, given, parts);
    const status = nothing ? "nothing" : change === null ? "planned" : "rolled-back";
    return { schemaVersion: 1, status, since, skills: parts.map((one) => partResult(one, change !== null)), seen: digest };
  };
  return context.dryRun || planOnly ? work(null) : changing(context, work);
}

/** One that cannot be taken back stops all, and each such is named. */
function refuseAll(parts: readonly Part[]): void {
  const refusals = parts.flatMap(({ item, decided }) => (decided.kind === "refused" ? [{ item, decided }] : []));
  const [first] = refusals;
  if (first === undefined) return;
  const details = Object.fromEntries(refusals.map(({ item, decided }) => [item.path, decided.message]));
  const words = `${refusals.length} of ${parts.length} skills cannot be taken back, so none was: ${first.decided.message}`;
  throw new ForgeError(first.decided.code, parts.length === 1 ? first.decided.message : words, { details });
}

function partResult({ item, host, decided }: Part, done: boolean): RollbackResult {
  const facts = { schemaVersion: 1 as const, skill: item.skill, host, path: item.path };
  if (decided.kind !== "plan")
    return { ...facts, status: "nothing", reason: decided.kind === "nothing" ? decided.reason : null, generation: null, from: null, saved: null, plan: null };
  const { plan, record } = decided;
  const status = !done ? "planned" : record.after === null ? "removed" : "restored";
  return { ...facts, status, reason: null, generation: plan.generation, from: plan.from, saved: record.saved, plan };
}
