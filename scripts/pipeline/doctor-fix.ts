import { checkLog } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import { type Change, changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { logPlaceOf } from "./log-place.ts";
import { applied, REPAIRS } from "./repairs.ts";

/** `would`: a dry run. `cannot`: what stood in the way, and what a person can do. */
export type Repaired = Readonly<{ what: string; detail: string; state: "done" | "would" | "cannot"; help: string }>;

/**
 * Repairs what is mechanical, never a decision and never content; each repair is an event of the log. Everything is done under the lock and after the log
 * was verified: a log that is broken, was rolled back or lost its anchor is left exactly as it is, and so is all the rest, because a repair that nobody
 * could see in the log would be a way to wash traces away. Throws LOCKED.
 */
export function doctorFix(context: Context): readonly Repaired[] {
  const before = interrupted(context);
  if (context.dryRun) return [...before.map((one) => ({ ...one, state: "would" as const })), ...repaired(context, null)];
  try {
    // taking the lock already settles what was interrupted
    return changing(context, (change) => [...before, ...repaired(context, change)]);
  } catch (error) {
    if (!(error instanceof ForgeError) || error.code === "LOCKED") throw error;
    return [{ what: "nothing", detail: `nothing was repaired: ${error.message}`, state: "cannot", help: error.help }];
  }
}

function interrupted(context: Context): readonly Repaired[] {
  const { powers, places } = context;
  const there = (path: string) => powers.files.facts(path) !== null;
  const done = { state: "done" as const, help: "" };
  return [
    ...(checkLog(powers.files, logPlaceOf(context)).torn === null
      ? []
      : [{ what: "audit log", detail: "a last line that was cut off in the middle of a write is set aside", ...done }]),
    ...(there(places.journal) ? [{ what: "journal", detail: "an interrupted deploy or rollback is finished or taken back", ...done }] : []),
    ...(there(places.batch) ? [{ what: "journal", detail: "an interrupted rollback of several skills is finished", ...done }] : []),
  ];
}

function repaired(context: Context, change: Change | null): readonly Repaired[] {
  return REPAIRS.flatMap((look) =>
    look(context).map((one): Repaired => {
      const { what, detail } = one;
      if (change === null) return { what, detail, state: "would", help: "" };
      const fault = applied(one);
      if (fault !== null) return { what, detail: `${detail}: ${fault}`, state: "cannot", help: "look at it and remove it by hand when it is not needed" };
      change.record("state.repaired", one.facts);
      return { what, detail, state: "done", help: "" };
    }),
  );
}
