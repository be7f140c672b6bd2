import { ForgeError } from "#kernel/errors";
import type { ForgeEvent } from "#kernel/event";
import type { ReadFiles } from "#kernel/powers";
import { readAnchor } from "./anchor.ts";
import { type LogCheck, verifyAbsent, verifyLog } from "./verify.ts";

/** Where a log lies (`events.jsonl`), and the folder outside of the data folder in which it is anchored. */
export type LogPlace = Readonly<{ path: string; anchors: string }>;

/** Reads every byte of a log and judges it. `each` sees the events that verify, in order. Throws UNSAFE_PATH for a link or device. */
export function checkLog(files: ReadFiles, place: LogPlace, each?: (event: ForgeEvent) => void): LogCheck {
  const facts = files.facts(place.path);
  const anchor = readAnchor(files, place.anchors);
  if (facts === null) return verifyAbsent(anchor);
  if (facts.kind !== "file" || facts.links > 1)
    throw new ForgeError("UNSAFE_PATH", `the audit log ${place.path} is no plain file of its own`, { details: { path: place.path } });
  return verifyLog(files.chunks(place.path), anchor, each);
}

/** The events of a log up to its first bad line, and what is to be said about the whole. */
export function readLog(files: ReadFiles, place: LogPlace): Readonly<{ events: readonly ForgeEvent[]; check: LogCheck }> {
  const events: ForgeEvent[] = [];
  const check = checkLog(files, place, (event) => events.push(event));
  return { events, check };
}
