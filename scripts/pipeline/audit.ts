import { forkLog } from "#audit/log";
import { checkLog, readLog } from "#audit/read-log";
import type { LogCheck } from "#audit/verify";
import type { ForgeEvent } from "#kernel/event";
import { changing } from "./changing.ts";
import { actorOf, type Context, nowOf } from "./context.ts";

export type AuditResult = LogCheck & Readonly<{ schemaVersion: 1; path: string }>;

/** Every byte of the log against itself and against what is remembered outside of the data folder. */
export function auditVerify(context: Context): AuditResult {
  const first = checkLog(context.powers.files, placeOf(context));
  if (first.torn === null || context.dryRun) return resultOf(context, first);
  // a line that was cut off in the middle of a write was never acknowledged: it is set aside, kept and recorded
  changing(context, () => undefined);
  return resultOf(context, checkLog(context.powers.files, placeOf(context)));
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

function resultOf(context: Context, check: LogCheck): AuditResult {
  return { schemaVersion: 1, path: context.places.events, ...check };
}

function placeOf({ places }: Context) {
  return { path: places.events, anchors: places.anchors };
}
