import { basename } from "node:path";
import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import { checksumOf, FIRST_PREV, type ForgeEvent } from "#kernel/event";
import type { WriteFiles } from "#kernel/powers";
import { writeAnchor } from "./anchor.ts";
import { logIdOf } from "./line.ts";
import { LINE_BYTES } from "./lines.ts";
import { checkpointFile, dropCheckpoint } from "./points.ts";
import { checkLog, type LogPlace } from "./read-log.ts";
import { brokenChain } from "./refusal.ts";
import type { LogCheck } from "./verify.ts";

/** What is to be recorded. `data` holds digests and ids, never content; whole numbers only. */
export type EventInput = Pick<ForgeEvent, "type" | "actor" | "txn" | "data">;

/** Time and chance, handed in: ISO 8601 in UTC with milliseconds, and random lower-case hex. */
export type Given = Readonly<{ now: string; hex: (length: number) => string }>;

/** The log of one data folder. The caller holds the lock of that folder. */
export type Log = Readonly<{
  /**
   * Verifies every byte. Throws CHAIN_BROKEN, and writes nothing, when the log is broken before its last line or was rolled
   * back. A torn last line is kept as `events.torn-<n>`, whose name is given back, and a log.recovered event says so.
   */
  ready(given: Given): string | null;
  /** Adds one event, durably, and anchors it. A log that is not there begins with it. Throws as ready does. */
  append(input: EventInput, given: Given): ForgeEvent;
}>;

type Tail = Readonly<{ events: number; lastChecksum: string; logId: string; stamp: string }>;

const NO_LOG: Tail = { events: 0, lastChecksum: FIRST_PREV, logId: "", stamp: "" };

/** A log by its place. Nothing is read or written before the first call; that one verifies every byte. */
export function openLog(files: WriteFiles, place: LogPlace): Log {
  let tail: Tail | null = null;
  const prepared = (given: Given): string | null => {
    const check = checkLog(files, place);
    if (check.status !== "ok" && check.torn === null) throw brokenChain(place.path, check);
    if (check.torn !== null && check.torn.end > check.torn.start) {
      const set = setAside(files, place, check, check.torn.start, given);
      tail = set.tail;
      return set.name;
    }
    // killed between creating the log and its first line: an empty file says nothing and would only look broken
    if (check.torn !== null) files.removeFile(place.path);
    tail = check.logId === null ? NO_LOG : { events: check.events, lastChecksum: check.lastChecksum, logId: check.logId, stamp: stampOf(files, place) };
    return null;
  };
  return {
    ready: prepared,
    append: (input, given) => {
      // somebody else's write between two of ours shows in the facts of the file; then every byte is looked at again
      if (tail?.stamp !== stampOf(files, place)) prepared(given);
      const known = tail === null || tail.events === 0 ? begun(files, place, genesisEvent(input.actor, given, {})) : tail;
      const event = nextEvent(known, input, given);
      files.append(place.path, lineOf(event), 0o600);
      tail = remembered(files, place, event, known.logId);
      return event;
    },
  };
}

/**
 * Starts a new log after one that is broken or rolled back, because a person said so: the old file is kept as
 * `events.broken-<n>`, and the genesis of the new one names what it follows. Returns the genesis.
 */
export function forkLog(files: WriteFiles, place: LogPlace, actor: string, given: Given): ForgeEvent {
  const check = checkLog(files, place);
  if (files.facts(place.path) !== null) files.rename(place.path, freeName(files, place.path, "broken"));
  const follows = { status: check.status, events: check.events, checksum: check.lastChecksum, reason: check.firstBad?.reason ?? "none" };
  const genesis = genesisEvent(actor, given, { follows });
  begun(files, place, genesis);
  // of the log before; were it moved first and the rest not done, nothing would tell any more that that one was rolled back
  dropCheckpoint(files, place.anchors, freeName(files, checkpointFile(place.anchors), "broken"));
  return genesis;
}

function begun(files: WriteFiles, place: LogPlace, genesis: ForgeEvent): Tail {
  files.append(place.path, lineOf(genesis), 0o600);
  return remembered(files, place, genesis, logIdOf(genesis));
}

/** The torn end goes to a file of its own, then good lines and the event about it take the log's place in one step: a crash leaves the one or the other. */
function setAside(files: WriteFiles, place: LogPlace, check: LogCheck, start: number, given: Given): Readonly<{ tail: Tail; name: string }> {
  const whole = files.bytes(place.path, Number.MAX_SAFE_INTEGER);
  const torn = whole.slice(start);
  const aside = freeName(files, place.path, "torn");
  files.writeNew(aside, torn, 0o600);
  const genesis = check.logId === null ? genesisEvent("forge", given, {}) : null;
  const before: Tail =
    genesis === null ? { ...check, logId: check.logId ?? "", stamp: "" } : { events: 1, lastChecksum: genesis.checksum, logId: logIdOf(genesis), stamp: "" };
  const data = { bytes: torn.byteLength, file: basename(aside), sha256: digestOf(torn) };
  const event = nextEvent(before, { type: "log.recovered", actor: "forge", txn: null, data }, given);
  files.replace(place.path, joined([whole.slice(0, start), ...(genesis === null ? [] : [lineOf(genesis)]), lineOf(event)]), 0o600);
  return { tail: remembered(files, place, event, before.logId), name: basename(aside) };
}

function genesisEvent(actor: string, given: Given, data: ForgeEvent["data"]): ForgeEvent {
  return nextEvent(NO_LOG, { type: "log.created", actor, txn: null, data: { ...data, log: given.hex(32) } }, given);
}

function nextEvent(tail: Tail, input: EventInput, given: Given): ForgeEvent {
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

function lineOf(event: ForgeEvent): Uint8Array {
  const line = new TextEncoder().encode(`${canonicalJson(event)}\n`);
  if (line.byteLength > LINE_BYTES) throw new ForgeError("UNEXPECTED", `an event of ${line.byteLength} bytes is too long for the audit log`);
  return line;
}

/** The anchor follows the log: after a crash between the two the log is ahead of its anchor, which is fine. */
function remembered(files: WriteFiles, place: LogPlace, event: ForgeEvent, logId: string): Tail {
  writeAnchor(files, place.anchors, { schemaVersion: 1, log: logId, events: event.seq + 1, checksum: event.checksum, at: event.ts });
  return { events: event.seq + 1, lastChecksum: event.checksum, logId, stamp: stampOf(files, place) };
}

function stampOf(files: WriteFiles, place: LogPlace): string {
  const facts = files.facts(place.path);
  return facts === null ? "" : `${facts.device} ${facts.inode} ${facts.bytes} ${facts.modifiedMs}`;
}

/** `events.torn-1`, `events.torn-2`, ...: nothing that was set aside is ever written over. */
function freeName(files: WriteFiles, path: string, word: string): string {
  const stem = path.replace(/\.jsonl$/, "");
  for (let count = 1; ; count += 1) {
    if (files.facts(`${stem}.${word}-${count}`) === null) return `${stem}.${word}-${count}`;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
