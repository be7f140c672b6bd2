import { checkLog, readLog } from "#audit/read-log";
import type { LogCheck } from "#audit/verify";
import type { ForgeEvent } from "#kernel/event";
import { changing } from "./changing.ts";
import type { Context } from "./context.ts";

export type AuditResult = LogCheck & Readonly<{ schemaVersion: 1; path: string }>;

/** Every byte of the log against itself and against what is remembered outside of the data folder. */
export function auditVerify(context: Context): AuditResult {
  const first = checkLog(context.powers.files, placeOf(context));
  if (first.torn === null || context.dryRun) return resultOf(context, first);
  // a line that was cut off in the middle of a write was never acknowledged: it is set aside, kept and recorded
  changing(context, () => undefined);
  return resultOf(context, checkLog(context.powers.files, placeOf(context)));
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
