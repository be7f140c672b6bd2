import { basename } from "node:path";
import { jsonLines } from "#adapters/common/records";
import { dropOf, nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { ReadFrom, Reading, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import type { Entry, Envelope } from "./entry.ts";
import { NO_QUEUE } from "./queue.ts";
import { beginsAt, type Carried, readOnOf } from "./read-on.ts";
import { joinedEnvelope, readRecord } from "./records.ts";
import { AT_FIRST, Telling } from "./telling.ts";

type Read = { entries: Entry[]; dropped: Dropped[]; envelope: Envelope; starts: Map<number, number> };

const NOTHING: Carried = { envelope: { session: null, cwd: null, version: null, at: null }, standing: AT_FIRST, queue: NO_QUEUE };

/**
 * Session file -> its conversation. `isCopy` tells records that are read in another file of the project, null where there is none. Begins at the
 * line `from`. Holds this one session in memory.
 */
export function readSession(path: string, powers: ReadPowers, options: ReadOptions, isCopy: ((id: string) => boolean) | null, from?: ReadFrom): Reading {
  const carried = from === undefined ? NOTHING : (from.carried as Carried);
  const { entries, dropped, envelope, starts } = collect(path, powers, options, carried, from);
  if (from !== undefined && !beginsAt(entries, from.line)) return { conversation: null, dropped: [] };
  const sides = entries.filter((entry) => entry.kind === "side");
  const main = entries.filter((entry) => entry.kind === "said" || entry.kind === "answer" || entry.kind === "results" || entry.kind === "queue");
  if (main.length === 0 && sides.length > 0) return nothing("session.subagent", path);
  if (main.length === 0) return { conversation: null, dropped: [...dropped, dropOf("source.not-transcript", path)] };
  const story = new Story();
  const telling = new Telling(story, entries, isCopy ?? (() => false), carried.standing, carried.queue);
  telling.tell();
  if (telling.reachesBack) return { conversation: null, dropped: [] };
  if (telling.programs > 0 && telling.persons === 0) return nothing("session.machine", path);
  const all = [...dropped, ...story.dropped];
  if (story.events.length === 0)
    return { conversation: null, dropped: [...all, dropOf(telling.copies > 0 ? "session.duplicate" : "source.not-transcript", path)] };
  const facts = {
    id: basename(path).replace(/\.jsonl$/, ""),
    adapter: "claude-code",
    path,
    project: envelope.cwd,
    startedAt: envelope.at,
    runtime: envelope.version === null ? null : `claude-code ${envelope.version}`,
  };
  const reading = { conversation: conversationOf(facts, story), dropped: all };
  return isCopy === null ? { ...reading, readOn: readOnOf(entries, starts, { ...carried, envelope }, telling) } : reading;
}

/** As `readSession`, of the lines from this one on; null where they hang on more of what stands before than the record before them. */
export function readSessionOn(path: string, powers: ReadPowers, options: ReadOptions, from: ReadFrom): Reading | null {
  const reading = readSession(path, powers, options, null, from);
  return reading.conversation === null ? null : reading;
}

/** Every record once; what a record says of the session is taken from the first that says it, its version from the last. */
function collect(path: string, powers: ReadPowers, options: ReadOptions, { envelope }: Carried, from?: ReadFrom): Read {
  const read: Read = { entries: [], dropped: [], envelope, starts: new Map() };
  const seen = new Set<string>();
  for (const line of jsonLines(path, powers, options, from)) {
    if (line.dropped !== null) {
      read.dropped.push(line.dropped);
      continue;
    }
    const { entry, reason, ...more } = readRecord(line.value, line.place);
    if (entry === null) {
      read.dropped.push({ reason, place: line.place, ...more });
      continue;
    }
    read.envelope = joinedEnvelope(read.envelope, line.value);
    if (entry.id !== null && entry.kind !== "side" && seen.has(entry.id)) read.dropped.push({ reason: "record.duplicate", place: line.place });
    else read.entries.push(entry);
    if (entry.kind === "said") read.starts.set(line.place.line, line.start);
    if (entry.id !== null) seen.add(entry.id);
  }
  return read;
}
