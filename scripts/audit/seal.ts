import { basename } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { WriteFiles } from "#kernel/powers";
import { added, type EventInput, type Given, NO_LOG, type Tail } from "./append.ts";
import { type Checkpoint, logOf } from "./checkpoint.ts";
import { spelled } from "./merkle.ts";
import type { LogPlace } from "./read-log.ts";
import { segmentPath, segmentsOf } from "./segments.ts";
import { takeCheckpoint } from "./take.ts";

/** Sealed segments are read and never written again. */
const SEALED = 0o400;

/**
 * Seals what the log holds: a checkpoint is signed, the file becomes the next sealed segment, and a new one begins by saying what it continues. Nothing notes
 * that this is going on: whichever of these steps was the last, the files tell, and `continueLog` does the rest. The caller holds the lock and had the log
 * verified. Null when the newest segment has nothing but its first event. Throws NOT_FOUND for a log without events.
 */
export function sealLog(files: WriteFiles, place: LogPlace, given: Given): Readonly<{ file: string; events: number }> | null {
  const { newest, all } = segmentsOf(files, place.path);
  const { point } = takeCheckpoint(files, place, given.hex);
  if (newest === null) throw new ForgeError("NOT_FOUND", "the audit log has no events yet, so there is nothing to seal");
  if (linesIn(files, newest.path) < 2) return null;
  const to = segmentPath(place.path, all.length);
  files.rename(place.path, to);
  continueLog(files, place, given);
  return { file: basename(to), events: point.size };
}

/** Finishes a sealing that was interrupted; null when none was. The log was verified, and the caller holds the lock. */
export function continueLog(files: WriteFiles, place: LogPlace, given: Given): Tail | null {
  const { all, newest } = segmentsOf(files, place.path);
  for (const { path, sealed, mode } of all) if (sealed && mode !== SEALED) files.setMode(path, SEALED);
  if (newest !== null || all.length === 0) return null;
  const { point } = takeCheckpoint(files, place, given.hex);
  const { input, tail } = continuation(point, all.length + 1);
  return added(files, place, tail, input, given).tail;
}

/** A checkpoint of everything before -> the first event of the next segment, and what it follows. */
export function continuation(point: Checkpoint, segment: number): Readonly<{ input: EventInput; tail: Tail }> {
  const { size, bytes, chain: checksum } = point;
  const data = { log: logOf(point), segment, size, bytes, checksum, root: spelled(point.root) };
  return { input: { type: "log.continued", actor: "forge", txn: null, data }, tail: { ...NO_LOG, events: size, lastChecksum: checksum, logId: logOf(point) } };
}

/** 2 stands for "more than one". */
function linesIn(files: WriteFiles, path: string): number {
  let count = 0;
  for (const piece of files.chunks(path)) {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) if ((count += 1) > 1) return count;
  }
  return count;
}
