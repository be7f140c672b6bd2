import { ForgeError } from "#kernel/errors";
import type { ForgeEvent } from "#kernel/event";
import type { ReadFiles } from "#kernel/powers";
import { readAnchor } from "./anchor.ts";
import { anchorOf } from "./checkpoint.ts";
import { readCheckpoint } from "./points.ts";
import { type LogCheck, type OnEvent, verifyAbsent, verifyLog } from "./verify.ts";

/** Where a log lies (`events.jsonl`), and the folder outside of the data folder in which it is anchored. */
export type LogPlace = Readonly<{ path: string; anchors: string }>;

/**
 * Reads every byte of a log and judges it, against the newest anchor and the newest checkpoint. `each` sees the events that verify, in order. Throws
 * UNSAFE_PATH for a link or device, STATE_UNREADABLE for an anchor or checkpoint that cannot be read or was not signed here.
 */
export function checkLog(files: ReadFiles, place: LogPlace, each?: OnEvent): LogCheck {
  const facts = files.facts(place.path);
  const anchor = readAnchor(files, place.anchors);
  const point = readCheckpoint(files, place.anchors);
  const anchors = [...(anchor === null ? [] : [anchor]), ...(point === null ? [] : [anchorOf(point)])];
  if (facts === null) return verifyAbsent(anchors);
  if (facts.kind !== "file" || facts.links > 1)
    throw new ForgeError("UNSAFE_PATH", `the audit log ${place.path} is no plain file of its own`, { details: { path: place.path } });
  return verifyLog(files.chunks(place.path), anchors, each);
}

/** The events of a log up to its first bad line, and what is to be said about the whole. */
export function readLog(files: ReadFiles, place: LogPlace): Readonly<{ events: readonly ForgeEvent[]; check: LogCheck }> {
  const events: ForgeEvent[] = [];
  const check = checkLog(files, place, (event) => events.push(event));
  return { events, check };
}
