import type { Given } from "#audit/append";
import type { Approvals } from "#audit/approvals";
import { type Log, openLog } from "#audit/log";
import { readCheckpoint } from "#audit/points";
import type { LogPlace } from "#audit/read-log";
import { sealLog } from "#audit/seal";
import { takeCheckpoint } from "#audit/take";
import { strictest } from "#kernel/approval";
import { canonicalJson, type Json } from "#kernel/canonical-json";
import { ForgeError } from "#kernel/errors";
import { type EventType, type ForgeEvent, WHO_APPROVES } from "#kernel/event";
import { recover } from "#store/recover";
import { sweepTemporary } from "#store/sweep";
import { agrees, approvalsIn, keepList, listedApprovers } from "./approval.ts";
import { actorOf, type Context, nowOf } from "./context.ts";
import { resumeForget } from "./forgetting.ts";
import { logPlaceOf } from "./log-place.ts";
import { refuseUnapproved } from "./recovery.ts";
import { resumeBatch } from "./rollback-batch.ts";
import { signLog } from "./sign-log.ts";

/** Events after which the log is signed: what a person decided, and what changed an agent's skills. */
const DECISIONS: ReadonlySet<EventType> = new Set<EventType>(["capsule.approved", "capsule.rejected", "deploy.done", "rollback.done", ...WHO_APPROVES]);

/** What a change is given: a way to record it in a log that verified, under the lock, and who may say yes by that log. */
export type Change = Readonly<{ record(type: EventType, data: Readonly<Record<string, Json>>, txn?: string | null): ForgeEvent; approvals(): Approvals }>;

/**
 * Every change of state runs in here, alone: take the lock, check every byte of the log, finish or take back what an
 * interrupted command began, then work. `told` is given the result when all is done and recorded, still under the lock. Throws LOCKED, CHAIN_BROKEN, JOURNAL_BROKEN.
 */
export function changing<T>(context: Context, work: (change: Change) => T, told: (result: T) => void = () => undefined): T {
  const { powers, places } = context;
  powers.files.makeFolder(places.data, 0o700);
  return powers.lock(places.lock, context.waitMs, () => {
    const place = logPlaceOf(context);
    const log = openLog(powers.files, place);
    const change = changeOf(context, log);
    const decided: ForgeEvent[] = [];
    const record: Change["record"] = (type, data, txn) => {
      // a decision in a log without a checkpoint is the mark of one that was removed, so there is one before the first
      if (DECISIONS.has(type) && decided.length === 0) signedBefore(context, place);
      const event = change.record(type, data, txn);
      if (DECISIONS.has(type)) decided.push(event);
      return event;
    };
    const result = anchored(context, log, () => {
      resumeBatch(context, { ...change, record });
      resumeForget(context, { record });
      return work({ ...change, record });
    });
    attempted(context, "no checkpoint of the audit log was made", () => {
      if (decided.length > 0) signLog(context, place);
      if ((powers.files.facts(place.path)?.bytes ?? 0) >= context.audit.segmentBytes) sealLog(powers.files, place, givenOf(context));
    });
    told(result);
    return result;
  });
}

/**
 * For a command that found nothing to change: it clears up all the same when a killed one left something, so that who only ever runs this one does not keep it. Told by
 * names alone, which costs two listings; what another process is just doing looks alike, and is left to that one.
 */
export function settleLeft(context: Context): void {
  const { files } = context.powers;
  const { data, anchors, events } = context.places;
  const names = [data, anchors].flatMap((folder) => (files.facts(folder)?.kind === "folder" ? files.names(folder) : []));
  if (context.dryRun || !(names.some((name) => LEFT.test(name)) || files.facts(events)?.bytes === 0)) return;
  try {
    changing(context, () => undefined);
  } catch (error) {
    if (!(error instanceof ForgeError && error.code === "LOCKED")) throw error;
  }
}

const LEFT = /^\..+\.[0-9a-f]{16}\.tmp$|^(?:journal|batch|forgetting)\.json$/;

/** What was recorded is anchored at the end, also when the work failed; its own error is then the one to tell. */
function anchored<T>(context: Context, log: Log, work: () => T): T {
  const remember = (): void => {
    log.remember(givenOf(context));
  };
  let result: T;
  try {
    result = work();
  } catch (error) {
    attempted(context, "what remembers the audit log was not brought up to date", remember);
    throw error;
  }
  try {
    remember();
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    const words = `${error.message}. What was done stands in the audit log; only what remembers the log is behind, and the next command brings it up to date`;
    throw new ForgeError(error.code, words, { details: { ...error.details }, cause: error });
  }
  return result;
}

function signedBefore({ powers }: Context, place: LogPlace): void {
  if (powers.files.facts(place.path) !== null && readCheckpoint(powers.files, place.anchors) === null) takeCheckpoint(powers.files, place, powers.ids.hex);
}

/** What is done is done and recorded: a checkpoint that could not be written is said and made up for by the next. */
function attempted({ powers }: Context, what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    powers.note({ kind: "warning", text: `${what}: ${error.message}` });
  }
}

function givenOf(context: Context): Given {
  return { now: nowOf(context), hex: context.powers.ids.hex };
}

function changeOf(context: Context, log: Log): Change {
  const { powers, places } = context;
  const given = () => givenOf(context);
  const aside = log.ready(given());
  if (aside !== null) powers.note({ kind: "warning", text: `the last line of the audit log was cut off in the middle of a write; it is kept as ${aside}` });
  sweepTemporary(powers.files, places.anchors);
  const known = approvalsIn(context);
  const record: Change["record"] = (type, data, txn = null) => {
    const event = log.append({ type, actor: actorOf(context), txn, data }, given());
    known.hear(event);
    if (WHO_APPROVES.has(type)) keepList(context, known.approvals());
    return event;
  };
  const change = { record, approvals: known.approvals };
  settleRule(context, change);
  refuseUnapproved(context, change);
  const settled = recover(powers.files, places, ({ outcome, record: of }) =>
    record("deploy.recovered", { skill: of.skill, generation: of.generation, outcome, rollback: of.id }, of.txn),
  );
  if (settled !== null)
    powers.note({
      kind: "warning",
      text: `an interrupted ${settled.record.act} of ${settled.record.skill} was ${settled.outcome === "new" ? "finished" : "taken back"}`,
    });
  return change;
}

/** What policy.json has tightened is recorded, so that editing the file back loosens nothing. Reads the log only when the list does not say so already. */
function settleRule(context: Context, { record, approvals }: Change): void {
  const listed = listedApprovers(context);
  if (canonicalJson(strictest(listed.rule, context.policy.approval)) === canonicalJson(listed.rule)) return;
  const { rule } = approvals();
  const asked = strictest(rule, context.policy.approval);
  if (canonicalJson(asked) === canonicalJson(rule) || !agrees(listedApprovers(context), approvals())) return;
  record("approval.mode", { mode: asked.mode, threshold: asked.threshold, from: rule.mode, how: "policy.json" });
}
