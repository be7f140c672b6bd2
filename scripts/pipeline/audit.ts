import { settle } from "#audit/append";
import { type Accepted, acceptLog } from "#audit/accept";
import { type Checkpoint, openCheckpoint } from "#audit/checkpoint";
import { type Kept, readKept } from "#audit/elsewhere";
import { forkLog } from "#audit/fork";
import { isTorn } from "#audit/log";
import { rootOf, spelled } from "#audit/merkle";
import { readCheckpoint, readVerifier } from "#audit/points";
import { checkPrinted, parsePrinted, type Printed, printedOf } from "#audit/printed";
import { checkLog, readLog } from "#audit/read-log";
import { sealLog } from "#audit/seal";
import { segmentsOf } from "#audit/segments";
import { checkSince, checkWhole, type TreeCheck } from "#audit/take";
import type { LogCheck } from "#audit/verify";
import { ForgeError } from "#kernel/errors";
import type { ForgeEvent } from "#kernel/event";
import { replaceBeside, sweepTemporary } from "#store/sweep";
import { approvalsKept, keepList } from "./approval.ts";
import { changing } from "./changing.ts";
import { actorOf, type Context, nowOf } from "./context.ts";
import { logPlaceOf } from "./log-place.ts";
import { signLog } from "./sign-log.ts";

/** `root`: Merkle root over the stored lines of all segments, base64. `checkpoint`: number of events under the newest signature of this place, `since`: those that were not read again. */
export type AuditResult = LogCheck &
  Readonly<{
    schemaVersion: 1;
    path: string;
    root: string;
    checkpoint: number | null;
    since: number;
    against: readonly string[];
    /** Sealed segments; they are read unless `since` is asked for. */
    sealed: number;
    kept: readonly KeptAt[];
  }>;

/** A place of policy.json, `audit.anchors`, and what was found there; `events` is what it vouches for. */
export type KeptAt = Readonly<{ name: string; state: Kept["state"]; events: number | null; why: string }>;

/** `since`: only what is new after the newest checkpoint. `against`: files of checkpoints that were kept elsewhere. `printed`: one that was written down. */
export type VerifyOptions = Readonly<{ since: boolean; against: readonly string[]; printed: string | null }>;

/**
 * Every byte of the log against itself, against what is remembered outside of the data folder, and against checkpoints kept elsewhere. Throws
 * STATE_UNREADABLE for a checkpoint that this place's key did not sign, FILE_UNREADABLE.
 */
export function auditVerify(context: Context, { since, against, printed }: VerifyOptions): AuditResult {
  const { files } = context.powers;
  const place = logPlaceOf(context);
  const newest = readCheckpoint(files, place.anchors);
  const points = against.map((path) => keptCheckpoint(context, path));
  const look = (): TreeCheck => (since ? checkSince(files, place) : checkWhole(files, place, newest === null ? points : [newest, ...points]));
  let { check, edge } = look();
  if (isTorn(check) && !context.dryRun) {
    // a line that was cut off in the middle of a write was never acknowledged: it is set aside, kept and recorded
    changing(context, () => undefined);
    ({ check, edge } = look());
  }
  if (printed !== null && check.status === "ok") check = checkPrinted(files, place, writtenDown(printed));
  return {
    schemaVersion: 1,
    path: place.path,
    ...check,
    root: spelled(rootOf(edge)),
    checkpoint: newest?.size ?? null,
    since: since ? (newest?.size ?? 0) : 0,
    against,
    sealed: segmentsOf(files, place.path).all.filter((one) => one.sealed).length,
    kept: keptOf(context),
  };
}

/** The places of policy.json and what was found there. */
export function keptOf(context: Context): readonly KeptAt[] {
  const place = logPlaceOf(context);
  return readKept(context.powers.files, place.anchors, place.elsewhere ?? []).map(({ name, state, point, why }) => ({
    name,
    state,
    events: point?.size ?? null,
    why,
  }));
}

/** Makes the log so far a sealed segment; `file` is null when there was nothing new to seal. */
export function auditSeal(context: Context): Readonly<{ schemaVersion: 1; file: string | null; events: number | null }> {
  const { powers } = context;
  const place = logPlaceOf(context);
  return changing(context, () => {
    const sealed = sealLog(powers.files, place, { now: nowOf(context), hex: powers.ids.hex });
    return { schemaVersion: 1, file: sealed?.file ?? null, events: sealed?.events ?? null };
  });
}

/** A person takes the log for the right one although what was remembered of it is gone. Null when nothing is missing. Throws CHAIN_BROKEN, LOG_ROLLED_BACK. */
export function auditAccept(context: Context): Readonly<{ schemaVersion: 1; event: ForgeEvent; was: string; faults: Accepted["faults"] }> | null {
  const { powers, places } = context;
  const place = logPlaceOf(context);
  powers.files.makeFolder(places.data, 0o700);
  const done = powers.lock(places.lock, context.waitMs, () => acceptLog(powers.files, place, actorOf(context), { now: nowOf(context), hex: powers.ids.hex }));
  return done === null ? null : { schemaVersion: 1, ...done };
}

/** A signed checkpoint of the log as it is now, and the public key that goes with it. `to` null, or the file that a copy is kept in: a new one, or an earlier checkpoint. */
export function auditCheckpoint(
  context: Context,
  to: string | null,
): Readonly<{ schemaVersion: 1; note: string; key: string; size: number; to: string | null; printed: string }> {
  const { powers } = context;
  const place = logPlaceOf(context);
  if (to !== null && powers.files.facts(to) !== null) keptCheckpoint(context, to);
  // taking the lock also verifies every byte
  const { point, note } = changing(context, () => signLog(context, place));
  if (to !== null) replaceBeside(powers.files, to, new TextEncoder().encode(note), 0o644);
  return {
    schemaVersion: 1,
    note,
    key: readVerifier(powers.files, place.anchors)?.spelled ?? "",
    size: point.size,
    to,
    printed: `${point.size} ${printedOf(point).code}`,
  };
}

function writtenDown(text: string): Printed {
  const printed = parsePrinted(text);
  if (printed === null)
    throw new ForgeError("USAGE", "--printed takes the number and the 24 letters of forge audit checkpoint --print, as one argument in quotes");
  return printed;
}

function keptCheckpoint({ powers, places }: Context, path: string): Checkpoint {
  const verifier = readVerifier(powers.files, places.anchors);
  const point = verifier === null ? null : openCheckpoint(new TextDecoder().decode(powers.files.bytes(path, 64 << 10)), verifier);
  if (point !== null) return point;
  throw new ForgeError("STATE_UNREADABLE", `${path} is no checkpoint that the key of this place signed`, {
    details: { path, key: verifier?.spelled ?? "none" },
  });
}

/** Starts a new log after one that is broken or was rolled back, because a person says so. Who may approve, and how, stays as it was. What is left of the old one is kept beside it. Null when the log is whole. */
export function auditFork(context: Context): ForgeEvent | null {
  const { powers, places } = context;
  if (checkLog(powers.files, logPlaceOf(context)).status === "ok") {
    // a fork that was killed right before its end is only sure to stay after an fsync
    settle(powers.files, logPlaceOf(context));
    return null;
  }
  powers.files.makeFolder(places.data, 0o700);
  return powers.lock(places.lock, context.waitMs, () => {
    sweepTemporary(powers.files, places.anchors);
    const kept = approvalsKept(context);
    const genesis = forkLog(
      powers.files,
      logPlaceOf(context),
      actorOf(context),
      { now: nowOf(context), hex: powers.ids.hex },
      kept === null ? {} : { approval: kept },
    );
    if (kept !== null) keepList(context, { rule: { mode: kept.mode, threshold: kept.threshold }, approvers: kept.approvers });
    return genesis;
  });
}

/** The events that verify, in order. */
export function auditEvents(context: Context): readonly ForgeEvent[] {
  return readLog(context.powers.files, logPlaceOf(context)).events;
}
