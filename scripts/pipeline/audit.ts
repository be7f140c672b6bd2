import { type Checkpoint, openCheckpoint } from "#audit/checkpoint";
import { forkLog } from "#audit/log";
import { rootOf, spelled } from "#audit/merkle";
import { readCheckpoint, readVerifier } from "#audit/points";
import { checkLog, readLog } from "#audit/read-log";
import { checkSince, checkWhole, takeCheckpoint, type TreeCheck } from "#audit/take";
import type { LogCheck } from "#audit/verify";
import { ForgeError } from "#kernel/errors";
import type { ForgeEvent } from "#kernel/event";
import { changing } from "./changing.ts";
import { actorOf, type Context, nowOf } from "./context.ts";

/** `root`: Merkle root over the stored lines, base64. `checkpoint`: number of events under the newest signature of this place, `since`: those that were not read again. */
export type AuditResult = LogCheck &
  Readonly<{ schemaVersion: 1; path: string; root: string; checkpoint: number | null; since: number; against: readonly string[] }>;

/** `since`: only what is new after the newest checkpoint. `against`: files of checkpoints that were kept elsewhere. */
export type VerifyOptions = Readonly<{ since: boolean; against: readonly string[] }>;

/**
 * Every byte of the log against itself, against what is remembered outside of the data folder, and against checkpoints kept elsewhere. Throws
 * STATE_UNREADABLE for a checkpoint that this place's key did not sign, FILE_UNREADABLE.
 */
export function auditVerify(context: Context, { since, against }: VerifyOptions): AuditResult {
  const { files } = context.powers;
  const place = placeOf(context);
  const newest = readCheckpoint(files, place.anchors);
  const points = against.map((path) => keptCheckpoint(context, path));
  const look = (): TreeCheck => (since ? checkSince(files, place) : checkWhole(files, place, newest === null ? points : [newest, ...points]));
  let { check, edge } = look();
  if (check.torn !== null && !context.dryRun) {
    // a line that was cut off in the middle of a write was never acknowledged: it is set aside, kept and recorded
    changing(context, () => undefined);
    ({ check, edge } = look());
  }
  return {
    schemaVersion: 1,
    path: place.path,
    ...check,
    root: spelled(rootOf(edge)),
    checkpoint: newest?.size ?? null,
    since: since ? (newest?.size ?? 0) : 0,
    against,
  };
}

/** A signed checkpoint of the log as it is now, and the public key that goes with it. `to` null, or the file that a copy is kept in: a new one, or an earlier checkpoint. */
export function auditCheckpoint(
  context: Context,
  to: string | null,
): Readonly<{ schemaVersion: 1; note: string; key: string; size: number; to: string | null }> {
  const { powers } = context;
  const place = placeOf(context);
  if (to !== null && powers.files.facts(to) !== null) keptCheckpoint(context, to);
  // taking the lock also verifies every byte
  const { point, note } = changing(context, () => takeCheckpoint(powers.files, place, powers.ids.hex));
  if (to !== null) powers.files.replace(to, new TextEncoder().encode(note), 0o644);
  return { schemaVersion: 1, note, key: readVerifier(powers.files, place.anchors)?.spelled ?? "", size: point.size, to };
}

function keptCheckpoint({ powers, places }: Context, path: string): Checkpoint {
  const verifier = readVerifier(powers.files, places.anchors);
  const point = verifier === null ? null : openCheckpoint(new TextDecoder().decode(powers.files.bytes(path, 64 << 10)), verifier);
  if (point !== null) return point;
  throw new ForgeError("STATE_UNREADABLE", `${path} is no checkpoint that the key of this place signed`, {
    details: { path, key: verifier?.spelled ?? "none" },
  });
}

/** Starts a new log after one that is broken or was rolled back, because a person says so. What is left of the old one is kept beside it. Null when the log is whole. */
export function auditFork(context: Context): ForgeEvent | null {
  const { powers, places } = context;
  if (checkLog(powers.files, placeOf(context)).status === "ok") return null;
  powers.files.makeFolder(places.data, 0o700);
  return powers.lock(places.lock, context.waitMs, () =>
    forkLog(powers.files, placeOf(context), actorOf(context), { now: nowOf(context), hex: powers.ids.hex }),
  );
}

/** The events that verify, in order. */
export function auditEvents(context: Context): readonly ForgeEvent[] {
  return readLog(context.powers.files, placeOf(context)).events;
}

function placeOf({ places }: Context) {
  return { path: places.events, anchors: places.anchors };
}
