import { dirname } from "node:path";
import { canonicalJson } from "#kernel/canonical-json";
import { ForgeError } from "#kernel/errors";
import { checksumOf, FIRST_PREV, type ForgeEvent } from "#kernel/event";
import type { WriteFiles } from "#kernel/powers";
import { writeAnchor } from "./anchor.ts";
import { logIdOf } from "./line.ts";
import { LINE_BYTES } from "./lines.ts";
import type { LogPlace } from "./read-log.ts";

/** What is to be recorded. `data` holds digests and ids, never content; whole numbers only. */
export type EventInput = Pick<ForgeEvent, "type" | "actor" | "txn" | "data">;

/** Time and chance, handed in: ISO 8601 in UTC with milliseconds, and random lower-case hex. */
export type Given = Readonly<{ now: string; hex: (length: number) => string }>;

/** What the next event follows. `stamp` tells whether the file is still the one that was verified. */
export type Tail = Readonly<{ events: number; lastChecksum: string; logId: string; stamp: string }>;

export const NO_LOG: Tail = { events: 0, lastChecksum: FIRST_PREV, logId: "", stamp: "" };

type Added = Readonly<{ event: ForgeEvent; tail: Tail }>;

/** The one way in which an event comes to stand at the end of the newest segment. The anchor does not know of it yet. */
export function appended(files: WriteFiles, place: LogPlace, tail: Tail, input: EventInput, given: Given): Added {
  const event = nextEvent(tail, input, given);
  files.append(place.path, lineOf(event), 0o600);
  return { event, tail: tailAfter(files, place, event, tail.logId) };
}

/** The same with its anchor. */
export function added(files: WriteFiles, place: LogPlace, tail: Tail, input: EventInput, given: Given): Added {
  const made = appended(files, place, tail, input, given);
  anchorAt(files, place, made.tail, made.event.ts);
  return made;
}

/**
 * A process that was killed between a write and its fsync left what a power cut would still take away. Nothing may be built on that: an event after it,
 * or a checkpoint over it, would outlive it, and the log would look rolled back.
 */
export function settle(files: WriteFiles, { path, anchors }: LogPlace): void {
  for (const one of [path, dirname(path), anchors]) files.sync(one);
}

/** A log begins: its genesis in a new file, and the anchor. */
export function begun(files: WriteFiles, place: LogPlace, genesis: ForgeEvent): Tail {
  files.append(place.path, lineOf(genesis), 0o600);
  return remembered(files, place, genesis, logIdOf(genesis));
}

export function genesisEvent(actor: string, given: Given, data: ForgeEvent["data"]): ForgeEvent {
  return nextEvent(NO_LOG, { type: "log.created", actor, txn: null, data: { ...data, log: given.hex(32) } }, given);
}

export function nextEvent(tail: Tail, input: EventInput, given: Given): ForgeEvent {
  const record = {
    v: 1,
    seq: tail.events,
    ts: given.now,
    type: input.type,
    actor: input.actor,
    txn: input.txn,
    data: input.data,
    prev: tail.lastChecksum,
  } as const;
  return { ...record, checksum: checksumOf(record) };
}

export function lineOf(event: ForgeEvent): Uint8Array {
  const line = new TextEncoder().encode(`${canonicalJson(event)}\n`);
  if (line.byteLength > LINE_BYTES) throw new ForgeError("UNEXPECTED", `an event of ${line.byteLength} bytes is too long for the audit log`);
  return line;
}

/** The anchor follows the log: after a crash between the two the log is ahead of its anchor, which is fine. */
export function remembered(files: WriteFiles, place: LogPlace, event: ForgeEvent, logId: string): Tail {
  const tail = tailAfter(files, place, event, logId);
  anchorAt(files, place, tail, event.ts);
  return tail;
}

export function anchorAt(files: WriteFiles, place: LogPlace, { logId: log, events, lastChecksum: checksum }: Omit<Tail, "stamp">, at: string): void {
  writeAnchor(files, place.anchors, { schemaVersion: 1, log, events, checksum, at });
}

function tailAfter(files: WriteFiles, place: LogPlace, event: ForgeEvent, logId: string): Tail {
  return { events: event.seq + 1, lastChecksum: event.checksum, logId, stamp: stampOf(files, place) };
}

export function stampOf(files: WriteFiles, place: LogPlace): string {
  const facts = files.facts(place.path);
  return facts === null ? "" : `${facts.device} ${facts.inode} ${facts.bytes} ${facts.modifiedMs}`;
}

/** `events.torn-1`, `events.torn-2`, ...: nothing that was set aside is ever written over. */
export function freeName(files: WriteFiles, path: string, word: string): string {
  const stem = path.replace(/\.jsonl$/, "");
  for (let count = 1; ; count += 1) {
    if (files.facts(`${stem}.${word}-${count}`) === null) return `${stem}.${word}-${count}`;
  }
}
