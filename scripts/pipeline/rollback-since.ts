import { readLog } from "#audit/read-log";
import { digestOfJson } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { Rollback } from "#kernel/rollback";
import { firstsSince, momentOf } from "#stages/deploy/since";
import { loadRollbacks } from "#store/state-files";
import { readApprovals, requireApproval } from "./approval.ts";
import { askedOnce, type Finished, finishedBefore, type Tell } from "./asked.ts";
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
  /** As of one skill. */
  finished: string | null;
  later: number;
}>;

/** `seen`: the plan that was shown, or null to do whatever is there to do. */
export type SinceOptions = Readonly<{ force: boolean; seen: string | null; planOnly: boolean }>;

/**
 * Takes back every deploy, rollback and restore since a time or an event, over all skills and places, to what was there at that moment. All of it is
 * checked before anything is changed. `2h` is another moment when it is said again, so one that was interrupted is not begun anew. Throws USAGE and
 * NOT_FOUND for the moment; CHANGED_SINCE, GENERATION_GONE and the like for a skill that cannot be taken back, and STALE_PLAN when it is not the plan
 * that was shown.
 */
export function rollbackSince(context: Context, text: string, options: SinceOptions, tell: Tell<ManyResult> = () => undefined): ManyResult {
  const { powers, places } = context;
  const { dryRun } = context;
  const request = `since ${text}`;
  const look = () => readLog(powers.files, logPlaceOf(context)).events;
  const moment = momentOf(text, powers.clock.now(), look());
  const work = (change: Change | null, begin: Begin): ManyResult => {
    const events = look();
    const firsts = firstsSince(loadRollbacks(powers.files, places.data), moment, events);
    const wishes = firsts.map((one) => ({ skill: one.skill, path: one.path, since: one.id }));
    return manyNow(context, change, wishes, { ...options, begin, since: new Date(moment.at).toISOString() });
  };
  if (options.planOnly && !dryRun) {
    // what is shown to the person must be what is there when they say yes: settled, and clean of what a killed command left
    if (powers.files.facts(places.events) !== null) changing(context, () => undefined);
    const finished = isRelative(text) ? finishedBefore(context, request) : null;
    return finished === null ? work(null, () => undefined) : finishedMany(finished);
  }
  if (isRelative(text)) return askedOnce(context, { request, work, again: (finished) => checkedAgain(finished, options), tell });
  if (!dryRun) return changing(context, (change) => work(change, () => undefined), tell);
  const result = work(null, () => undefined);
  tell(result);
  return result;
}

function isRelative(text: string): boolean {
  return /^\d+[mhdw]$/.test(text);
}

/** Told by another process since it was shown: then there is another plan. */
function checkedAgain(finished: Finished, { seen }: SinceOptions): ManyResult {
  const result = finishedMany(finished);
  if (seen !== null && seen !== result.seen) throw staleSince();
  return result;
}

/** Is called with the transactions before the first of them. */
type Begin = (txns: readonly string[]) => void;

/** Takes several acts that were one back, exactly; that is one act again. */
export function undoNow(context: Context, change: Change | null, batch: readonly Rollback[], given: Readonly<{ force: boolean; begin: Begin }>): ManyResult {
  const wishes = batch.map((one) => ({ skill: one.skill, path: one.path, since: null }));
  return manyNow(context, change, wishes, { ...given, seen: null, since: null });
}

type Many = Readonly<{ force: boolean; seen: string | null; since: string | null; begin: Begin }>;

function manyNow(context: Context, change: Change | null, wanted: readonly Wish[], { force, seen, since, begin }: Many): ManyResult {
  const given = { batch: wanted.length > 1 ? context.powers.ids.hex(16) : null, at: nowOf(context), force };
  const parts = partsOf(context, wanted, given);
  refuseAll(parts);
  const approvals = change?.approvals() ?? readApprovals(context);
  const records = parts.flatMap(({ decided }) => (decided.kind === "plan" ? [decided.record] : []));
  for (const { after } of records) if (after !== null) requireApproval(context, approvals, after);
  const digest = digestOfParts(parts);
  if (seen !== null && seen !== digest) throw staleSince();
  const nothing = records.length === 0;
  if (change !== null && !nothing) {
    begin(records.map((one) => one.txn));
    runBatch(context, change, given, parts);
  }
  const status = nothing ? "nothing" : change === null ? "planned" : "rolled-back";
  return { ...MANY, status, since, skills: parts.map((one) => partResult(one, change !== null)), seen: digest };
}

const MANY = { schemaVersion: 1, finished: null, later: 0 } as const;

function staleSince(): ForgeError {
  return new ForgeError("STALE_PLAN", "something changed after the plan was shown; nothing was taken back");
}

/** The answer of a command that was done before it could say so. */
export function finishedMany({ at, records, later }: Finished): ManyResult {
  const skills = records.map((one): RollbackResult => {
    const { skill, host, path, generation, from, saved, after } = one;
    const status = after === null ? "removed" : "restored";
    return { schemaVersion: 1, status, skill, host, path, reason: null, generation, from, saved, plan: null, finished: at, later };
  });
  return { schemaVersion: 1, status: "rolled-back", since: null, skills, seen: digestOfJson(records.map((one) => one.id)), finished: at, later };
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
  const facts = { schemaVersion: 1 as const, skill: item.skill, host, path: item.path, finished: null, later: 0 };
  if (decided.kind !== "plan")
    return { ...facts, status: "nothing", reason: decided.kind === "nothing" ? decided.reason : null, generation: null, from: null, saved: null, plan: null };
  const { plan, record } = decided;
  const status = !done ? "planned" : record.after === null ? "removed" : "restored";
  return { ...facts, status, reason: null, generation: plan.generation, from: plan.from, saved: record.saved, plan };
}
