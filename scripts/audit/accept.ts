import type { ForgeEvent } from "#kernel/event";
import type { WriteFiles } from "#kernel/powers";
import { writeAnchor } from "./anchor.ts";
import type { Given } from "./append.ts";
import { idsOf, readKept, renewKept } from "./elsewhere.ts";
import { isTorn, openLog } from "./log.ts";
import { checkLog, type LogPlace } from "./read-log.ts";
import { brokenChain } from "./refusal.ts";
import { takeCheckpoint } from "./take.ts";

export type Accepted = Readonly<{ event: ForgeEvent; was: string; faults: readonly Readonly<{ name: string; fault: string }>[] }>;

/**
 * A person takes the log as it is for the right one although what was remembered of it is gone: anchors are written anew everywhere, and the log says so. The caller
 * holds the lock. Null when nothing is missing. Throws CHAIN_BROKEN or LOG_ROLLED_BACK for a log that a person cannot vouch for.
 */
export function acceptLog(files: WriteFiles, place: LogPlace, actor: string, given: Given): Accepted | null {
  const log = openLog(files, place, true);
  if (isTorn(checkLog(files, place))) log.ready(given);
  const check = checkLog(files, place);
  const elsewhere = place.elsewhere ?? [];
  const kept = readKept(files, place.anchors, elsewhere);
  if (check.status === "ok" && kept.every((one) => one.state === "read")) return null;
  if ((check.status !== "ok" && check.status !== "unanchored") || check.logId === null) throw brokenChain(place.path, check);
  const was = check.firstBad?.reason ?? "places";
  // the signature before the anchor: until both are there the log stays unanchored, and this can be said again
  const { note } = takeCheckpoint(files, place, given.hex, true);
  writeAnchor(files, place.anchors, { schemaVersion: 1, log: check.logId, events: check.events, checksum: check.lastChecksum, at: given.now });
  // the log was just held against them: one that an earlier key signed is as good, and goes on under this one
  const vouched = kept.map((one) => (one.state === "foreign" ? { ...one, state: "read" as const } : one));
  const faults = renewKept(vouched, elsewhere, note, () => true);
  const data = { accepted: was, elsewhere: [...idsOf(files, place.anchors, elsewhere)] };
  const event = log.append({ type: "log.anchored", actor, txn: null, data }, given);
  log.remember(given);
  return { event, was, faults };
}
