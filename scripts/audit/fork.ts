import { ForgeError } from "#kernel/errors";
import type { ForgeEvent } from "#kernel/event";
import type { WriteFiles } from "#kernel/powers";
import { begun, freeName, genesisEvent, type Given, settle } from "./append.ts";
import { checkpointFile, dropCheckpoint } from "./points.ts";
import { checkLog, type LogPlace } from "./read-log.ts";
import { segmentsOf } from "./segments.ts";

/**
 * What cannot be read or written cannot be set aside: told before anything is changed, because a fork that ends in the middle has to be begun anew. Only a write tells
 * that a place can be written, so what is there is written once more. Throws FILE_UNREADABLE, FILE_UNWRITABLE and the like.
 */
function reachable({ elsewhere = [] }: LogPlace): void {
  for (const one of elsewhere)
    try {
      const note = one.read();
      if (note !== null) one.write(note);
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      const words = `${error.message}. Nothing was changed: make that place readable and writable, or take it out of audit.anchors in policy.json, then fork again`;
      throw new ForgeError(error.code, words, { details: error.details, cause: error });
    }
}

/**
 * Starts a new log after one that is broken or rolled back, because a person said so: its files are kept as
 * `events.broken-<n>`, and the genesis of the new one names what it follows and what it takes over (`kept`). Returns the genesis.
 */
export function forkLog(files: WriteFiles, place: LogPlace, actor: string, given: Given, kept: ForgeEvent["data"] = {}): ForgeEvent {
  reachable(place);
  settle(files, place);
  const check = checkLog(files, place);
  // the oldest first: until the last of them is gone the log is broken, and the next fork goes on
  for (const { path } of segmentsOf(files, place.path).all) files.rename(path, freeName(files, path, "broken"));
  const follows = { status: check.status, events: check.events, checksum: check.lastChecksum, reason: check.firstBad?.reason ?? "none" };
  const genesis = genesisEvent(actor, given, { ...kept, follows });
  begun(files, place, genesis);
  // of the log before; were it moved first and the rest not done, nothing would tell any more that that one was rolled back
  dropCheckpoint(files, place.anchors, freeName(files, checkpointFile(place.anchors), "broken"));
  for (const one of place.elsewhere ?? []) one.setAside();
  return genesis;
}
