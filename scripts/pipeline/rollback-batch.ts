import { join } from "node:path";
import { digestOfJson } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import type { TargetId } from "#kernel/targets.table";
import { type Planned } from "#stages/deploy/generation";
import type { Refused } from "#stages/deploy/refusal";
import { type Nothing, rollback } from "#stages/deploy/rollback";
import { type Batch, type BatchItem, type Occurrence, readBatch, writeBatch } from "#store/batch";
import { loadRollbacks } from "#store/state-files";
import { readStored } from "#store/trees";
import type { Change } from "./changing.ts";
import { commit } from "./commit.ts";
import type { Context } from "./context.ts";
import { hostOf, linkedAt, liveOfRecord } from "./hosts.ts";

/** One skill of a batch as it would be done now. */
export type Part = Readonly<{ item: BatchItem; host: TargetId; decided: Planned | Nothing | Refused }>;

/** What is to be taken back, and how far: `since` a record, or (null) before the last act of the place. */
export type Wish = Readonly<{ skill: string; path: string; since: string | null }>;

/** Wishes -> what would be done for each, in order, as if those before it were done. Writes nothing. */
export function partsOf(context: Context, wishes: readonly Wish[], given: Occurrence): readonly Part[] {
  const { files, ids } = context.powers;
  let history = loadRollbacks(files, context.places.data);
  return wishes.map((wish) => {
    const current = standingAt(context, wish, history);
    const item = { ...wish, txn: ids.hex(16), base: current.treeDigest };
    const decided = partOf(context, item, given, history);
    if (decided.kind === "plan") history = [...history, decided.record];
    return { item, host: hostAt(history, wish), decided };
  });
}

function partOf(context: Context, item: BatchItem, { batch, at, force }: Occurrence, history: readonly Rollback[]): Part["decided"] {
  const current = standingAt(context, item, history);
  const host = hostAt(history, item);
  const decided = rollback({
    current,
    history,
    restore: false,
    undo: item.since === null,
    since: item.since,
    force,
    host,
    policyDigest: context.policyDigest,
    saved: context.places.saved,
    linked: linkedAt(context, host, item.skill),
    txn: item.txn,
    at,
    batch,
  });
  if (decided.kind === "plan") mustBeStored(context, decided, history);
  return decided;
}

type Spot = Pick<Wish, "skill" | "path">;

function standingAt(context: Context, { skill, path }: Spot, history: readonly Rollback[]): LiveTarget {
  return liveOfRecord(context, { skill, path, host: hostAt(history, { skill, path }) });
}

function hostAt(history: readonly Rollback[], { skill, path }: Spot): TargetId {
  return hostOf({ host: history.findLast((one) => one.skill === skill && one.path === path)?.host ?? "" });
}

/** A state that is to come back has to be in the store, whole. Throws GENERATION_GONE for what was cleared, STORE_BROKEN for what is damaged or lost. */
export function mustBeStored({ powers, places }: Context, { plan }: Planned, history: readonly Rollback[]): void {
  const digest = plan.proposed?.treeDigest;
  if (digest === undefined) return;
  const gone = powers.files.facts(join(places.store, digest)) === null;
  const cleared = history.find((one) => one.collected !== undefined && (one.after?.treeDigest === digest || one.before?.treeDigest === digest));
  if (gone && cleared !== undefined) {
    const which = `generation ${plan.from ?? cleared.generation} of ${plan.skill}`;
    throw new ForgeError("GENERATION_GONE", `${which} is gone: forge gc cleared it on ${cleared.collected?.slice(0, 10) ?? ""}`, { details: { digest } });
  }
  readStored(powers.files, places.store, digest);
}

/** What a person was shown, as one digest: places, what stands there, and what will. */
export function digestOfParts(parts: readonly Part[]): string {
  return digestOfJson(
    parts.map(({ item, decided }) => [item.skill, item.path, item.base, decided.kind === "plan" ? (decided.plan.proposed?.treeDigest ?? null) : decided.kind]),
  );
}

/**
 * All parts, each in a transaction of its own, written down before the first. When one fails after others were done, the list stays and the next
 * command that changes something goes on with it (resumeBatch).
 */
export function runBatch(context: Context, change: Change, given: Occurrence, parts: readonly Part[]): void {
  const { files } = context.powers;
  const path = context.places.batch;
  const items = parts.filter((one) => one.decided.kind === "plan").map((one) => one.item);
  if (items.length === 0) return;
  const batch: Batch = { schemaVersion: 1, ...given, items };
  if (items.length > 1) writeBatch(files, path, batch);
  try {
    for (const item of items) perform(context, change, batch, item);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    // told by the records: an act that failed when its journal was already gone is done, and the rest must not be given up
    const left = openOf(context, items).length;
    if (left === items.length && files.facts(context.places.journal) === null) {
      files.removeFile(path);
      throw error;
    }
    const words = `${error.message}. ${items.length - left} of ${items.length} skills are done; the next command that changes something goes on with the rest`;
    throw new ForgeError(error.code, words, { details: { ...error.details, pending: "true" }, cause: error });
  }
  files.removeFile(path);
}

function perform(context: Context, change: Change, batch: Batch, item: BatchItem): void {
  const { files } = context.powers;
  const history = loadRollbacks(files, context.places.data);
  const current = standingAt(context, item, history);
  if (current.treeDigest !== item.base || current.path !== item.path)
    throw new ForgeError("STALE_PLAN", `${item.path} changed after the rollback was decided`, { details: { path: item.path } });
  const decided = partOf(context, item, batch, history);
  if (decided.kind === "refused") throw new ForgeError(decided.code, decided.message, { details: { path: item.path } });
  if (decided.kind === "nothing")
    throw new ForgeError("STALE_PLAN", `there is nothing to take back at ${item.path} any more`, { details: { path: item.path } });
  commit(context, change, decided, null);
}

/**
 * Goes on with a batch that was interrupted: what is not done is done exactly as it was decided. What cannot be (the skill changed since) is left as it
 * is, said and recorded, and the batch is over. Called under the lock, after the journal was settled.
 */
export function resumeBatch(context: Context, change: Change): void {
  const { files, note } = context.powers;
  const path = context.places.batch;
  const batch = readBatch(files, path);
  if (batch === null) return;
  if (batch === "broken") {
    const aside = `${path}.broken-${context.powers.ids.hex(8)}`;
    files.rename(path, aside);
    change.record("rollback.stopped", { batch: null, left: [] });
    note({
      kind: "warning",
      text: `the list of an interrupted rollback of several skills cannot be read; it is kept as ${aside}. See forge log for what was done`,
    });
    return;
  }
  const open = openOf(context, batch.items);
  const left = open.filter((item) => !tried(context, change, batch, item));
  if (left.length > 0) change.record("rollback.stopped", { batch: batch.batch, left: left.map((one) => one.skill) });
  files.removeFile(path);
  if (open.length > left.length) note({ kind: "warning", text: `an interrupted rollback of ${batch.items.length} skills was finished: ${words(open, left)}` });
}

/** Those whose transaction is in no record. */
function openOf({ powers, places }: Context, items: readonly BatchItem[]): readonly BatchItem[] {
  const known = new Set(loadRollbacks(powers.files, places.data).map((one) => one.txn));
  return items.filter((one) => !known.has(one.txn));
}

function words(open: readonly BatchItem[], left: readonly BatchItem[]): string {
  const done = open.filter((one) => !left.includes(one)).map((one) => one.skill);
  return `${done.join(", ")} done${left.length === 0 ? "" : `, ${left.map((one) => one.skill).join(", ")} left as it is`}`;
}

function tried(context: Context, change: Change, batch: Batch, item: BatchItem): boolean {
  try {
    perform(context, change, batch, item);
    return true;
  } catch (error) {
    // a transaction that is open must be settled before anything else: the batch waits
    if (!(error instanceof ForgeError) || context.powers.files.facts(context.places.journal) !== null) throw error;
    context.powers.note({ kind: "warning", text: `the rest of an interrupted rollback of several skills was not done: ${error.message}` });
    return false;
  }
}
