import { basename } from "node:path";
import { digestOf } from "#kernel/digest";
import type { ForgeEvent } from "#kernel/event";
import type { WriteFiles } from "#kernel/powers";
import {
  anchorAt,
  appended,
  begun,
  type EventInput,
  freeName,
  genesisEvent,
  type Given,
  lineOf,
  nextEvent,
  NO_LOG,
  remembered,
  settle,
  stampOf,
  type Tail,
} from "./append.ts";
import { readAnchor } from "./anchor.ts";
import { originOf } from "./checkpoint.ts";
import { logIdOf } from "./line.ts";
import { rootOf } from "./merkle.ts";
import { checkNewest, type LogPlace } from "./read-log.ts";
import { brokenChain } from "./refusal.ts";
import { continuation, continueLog } from "./seal.ts";
import { segmentsOf } from "./segments.ts";
import { checkSince } from "./take.ts";
import type { LogCheck } from "./verify.ts";

/** The log of one data folder. The caller holds the lock of that folder. */
export type Log = Readonly<{
  /**
   * Verifies every byte of the newest segment. Throws CHAIN_BROKEN, LOG_ROLLED_BACK or LOG_UNANCHORED, and writes nothing, when the log is no whole one. A
   * torn last line is kept as `events.torn-<n>`, whose name is given back, and a log.recovered event says so; a sealing that was interrupted is finished.
   */
  ready(given: Given): string | null;
  /** Adds one event, durably. A log that is not there begins with it. Throws as ready does. */
  append(input: EventInput, given: Given): ForgeEvent;
  /**
   * Anchors what was appended, once for all events of a command: an anchor costs twice what an event does. The log may be ahead of its anchor, as
   * after a kill, and then the next command that is ready anchors it. Nothing is written when the anchor knows it all.
   */
  remember(given: Given): void;
}>;

/** A log by its place. Nothing is read or written before the first call; that one verifies the newest segment. `accepted`: a person takes a log that is not anchored for the right one. */
export function openLog(files: WriteFiles, place: LogPlace, accepted = false): Log {
  let tail: Tail | null = null;
  let anchored = 0;
  const prepared = (given: Given): string | null => {
    settle(files, place);
    const check = checkNewest(files, place);
    if (check.status !== "ok" && !isTorn(check) && !(accepted && check.status === "unanchored")) throw brokenChain(place.path, check);
    if (check.torn !== null && check.torn.end > check.torn.start) {
      const set = setAside(files, place, check, check.torn.start, given);
      tail = set.tail;
      anchored = tail.events;
      return set.name;
    }
    const known = check.logId === null ? null : readAnchor(files, place.anchors);
    anchored = known?.events ?? 0;
    // killed between the first line and its anchor: a second kill like that would leave a log that reads as if its anchor had been removed
    if (check.status === "ok" && check.logId !== null && known === null) {
      anchorAt(files, place, { ...check, logId: check.logId }, given.now);
      anchored = check.events;
    }
    // killed between creating the log and its first line: an empty file says nothing and would only look broken
    if (check.torn !== null) files.removeFile(place.path);
    const continued = continueLog(files, place, given);
    tail =
      continued !== null
        ? continued
        : check.logId === null
          ? NO_LOG
          : { events: check.events, lastChecksum: check.lastChecksum, logId: check.logId, stamp: stampOf(files, place) };
    return null;
  };
  return {
    ready: prepared,
    append: (input, given) => {
      // somebody else's write between two of ours shows in the facts of the file; then every byte is looked at again
      if (tail?.stamp !== stampOf(files, place)) prepared(given);
      // the first event of all has its anchor before a second one follows: from then on a log without one tells that it was removed
      const known = tail === null || tail.events === 0 ? begun(files, place, genesisEvent(input.actor, given, {})) : tail;
      const made = appended(files, place, known, input, given);
      tail = made.tail;
      return made.event;
    },
    remember: (given) => {
      if (tail === null || tail.events <= anchored) return;
      anchorAt(files, place, tail, given.now);
      anchored = tail.events;
    },
  };
}

/** The torn end goes to a file of its own, then good lines and the event about it take the log's place in one step: a crash leaves the one or the other. */
function setAside(files: WriteFiles, place: LogPlace, check: LogCheck, start: number, given: Given): Readonly<{ tail: Tail; name: string }> {
  const whole = files.bytes(place.path, Number.MAX_SAFE_INTEGER);
  const torn = whole.slice(start);
  const aside = freeName(files, place.path, "torn");
  files.writeNew(aside, torn, 0o600);
  const first = start === 0 ? firstEvent(files, place, check, given) : null;
  const before: Tail = first === null ? { ...check, logId: check.logId ?? "", stamp: "" } : follow(first, check.logId ?? logIdOf(first));
  const data = { bytes: torn.byteLength, file: basename(aside), sha256: digestOf(torn) };
  const event = nextEvent(before, { type: "log.recovered", actor: "forge", txn: null, data }, given);
  files.replace(place.path, joined([whole.slice(0, start), ...(first === null ? [] : [lineOf(first)]), lineOf(event)]), 0o600);
  return { tail: remembered(files, place, event, before.logId), name: basename(aside) };
}

/** Nothing but the last line is unfinished, and nothing is missing of what is remembered. */
export function isTorn({ status, torn }: LogCheck): boolean {
  return status === "broken" && torn !== null;
}

/** What a segment begins with of which nothing is left: the genesis, or what it continues. */
function firstEvent(files: WriteFiles, place: LogPlace, check: LogCheck, given: Given): ForgeEvent {
  if (check.logId === null) return genesisEvent("forge", given, {});
  const { number } = segmentsOf(files, place.path).newest ?? { number: 1 };
  const point = {
    origin: originOf(check.logId),
    size: check.events,
    root: rootOf(checkSince(files, place).edge),
    chain: check.lastChecksum,
    bytes: check.bytes,
  };
  const { input, tail } = continuation(point, number);
  return nextEvent(tail, input, given);
}

function follow(event: ForgeEvent, logId: string): Tail {
  return { events: event.seq + 1, lastChecksum: event.checksum, logId, stamp: "" };
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
