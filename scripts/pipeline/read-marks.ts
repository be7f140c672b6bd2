import type { ReadFrom, ReadOn } from "#adapters/contract";
import { countDropped, type Dropped } from "#kernel/dropped";
import type { Conversation, Trace } from "#kernel/trace";
import type { Observed } from "#stages/observe/observe";
import type { ReadMark } from "#store/trace-store";
import type { Raw } from "./raw-digests.ts";

type Counts = Readonly<Record<string, number>>;

/**
 * Up to where a log was read for good: where the reading goes on and what it knows, all bytes read so far, the ids before it (hashed), and what was counted
 * before it.
 */
export type Mark = Readonly<{
  from: ReadFrom;
  earlier: Observed["openings"][number]["earlier"];
  raw: Raw;
  ids: string;
  before: Readonly<{ counts: Omit<Trace["counts"], "requests">; dropped: Counts; skillUses: Counts }>;
}>;

/** What was read of a log, from its beginning or (with the mark before) from the middle. */
export type MarkedReading = Readonly<{
  conversation: Conversation;
  observed: Observed;
  trace: Trace;
  readOn: ReadOn | undefined;
  dropped: readonly Dropped[];
  raw: Raw;
  before: ReadMark | null;
}>;

/** So many of the last requests are tried: in most logs the last one is the one. */
const TRIED = 8;
/** A log with more ids before its last requests has no mark. */
const MOST_IDS = 500_000;

/** What was read -> the mark to read on from when the log has grown; null when there is none. */
export function markOf(reading: MarkedReading): ReadMark | null {
  const { observed, trace, readOn, dropped, raw, before } = reading;
  const known = before === null ? null : markFrom(before);
  if (readOn === undefined || dropped.some((one) => one.place.line === 0) || trace.requests.length < observed.trace.requests.length) return null;
  for (const opening of observed.openings.slice(-TRIED).reverse()) {
    const found = opening.index === 0 ? null : readOn.before(opening.line);
    if (found === null) continue;
    const ids = known === null ? new Set<number>() : unpacked(known.ids);
    for (const id of found.ids) ids.add(hashOf(id));
    if (ids.size > MOST_IDS) return null;
    const sums = sumsBefore(reading, opening);
    const all = known === null ? sums : joined(known.before, sums);
    const mark: Mark = { from: found.from, earlier: opening.earlier, raw, ids: packed(ids), before: all };
    return { requests: (before?.requests ?? 0) + opening.index, mark: JSON.stringify(mark) };
  }
  return before === null || known === null ? null : { ...before, mark: JSON.stringify({ ...known, raw } satisfies Mark) };
}

export function markFrom({ mark }: ReadMark): Mark {
  return JSON.parse(mark) as Mark;
}

/** Does one of these ids stand before the mark? May say so of one that does not: then a log is read as a whole for nothing. */
export function isTouched(mark: Mark, ids: readonly string[]): boolean {
  const before = unpacked(mark.ids);
  return ids.some((id) => before.has(hashOf(id)));
}

/** Numbers by name -> their sums, names sorted. */
export function sumOf<T extends Counts>(a: T, b: T): T {
  const all: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) all[name] = (all[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(all).sort(([one], [two]) => (one < two ? -1 : 1))) as T;
}

function sumsBefore({ conversation, dropped }: MarkedReading, { line, userPrompts, redactions }: Observed["openings"][number]): Mark["before"] {
  const events = conversation.events.filter((event) => event.place.line < line);
  const distinct = (kind: "reply" | "call"): number => new Set(events.flatMap((event) => (event.kind === kind ? [event.id] : []))).size;
  const skillUses: Record<string, number> = {};
  for (const event of events) if (event.kind === "skill-use") skillUses[event.skill] = (skillUses[event.skill] ?? 0) + 1;
  return {
    counts: { userPrompts, assistantMessages: distinct("reply"), toolCalls: distinct("call"), redactions },
    dropped: countDropped(dropped.filter((one) => one.place.line < line)),
    skillUses,
  };
}

function joined(a: Mark["before"], b: Mark["before"]): Mark["before"] {
  return { counts: sumOf(a.counts, b.counts), dropped: sumOf(a.dropped, b.dropped), skillUses: sumOf(a.skillUses, b.skillUses) };
}

function hashOf(id: string): number {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + at;
  }
  return (a >>> 0) * 0x10_0000 + (b >>> 12);
}

function packed(ids: ReadonlySet<number>): string {
  const numbers = Float64Array.from([...ids]);
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64");
}

function unpacked(ids: string): Set<number> {
  const bytes = Buffer.from(ids, "base64");
  return new Set(new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
}
