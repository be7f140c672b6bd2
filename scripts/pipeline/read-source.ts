import type { LogSource } from "#adapters/contract";
import type { Digest } from "#kernel/digest";
import { countDropped, type Dropped } from "#kernel/dropped";
import type { Conversation, Trace } from "#kernel/trace";
import { observe, type Observed, type ObserveSettings, textsOf } from "#stages/observe/observe";
import type { SourceCounts, SourceRead, TraceStore } from "#store/trace-store";
import { type Bounds, reasonAgainst, requestsWithin } from "./project-bounds.ts";
import type { Hashing, Raw } from "./raw-digests.ts";
import { isTouched, type Mark, markFrom, markOf, sumOf } from "./read-marks.ts";

/** What every log of a run is read with. */
export type ReadTools = Readonly<{ hashing: Hashing; settings: ObserveSettings; bounds: Bounds; keepText: boolean }>;

/** What comes of the content of a log. */
export type ContentRead = Pick<SourceRead, "raw" | "sessions" | "counts" | "dropped" | "readMark" | "onto">;

const NONE: SourceCounts = { sessions: 0, userPrompts: 0, assistantMessages: 0, toolCalls: 0, requests: 0, redactions: 0 };

/** Log -> what is kept of it, and a mark where it can be read on from once it grew. */
export function readWhole(source: LogSource, tools: ReadTools): ContentRead {
  const dropped: Dropped[] = [];
  const sessions: SourceRead["sessions"][number][] = [];
  const seen: Readonly<{ conversation: Conversation; observed: Observed; trace: Trace; readOn: Parameters<typeof markOf>[0]["readOn"] }>[] = [];
  tools.hashing.begin();
  for (const reading of source.read()) {
    // one by one: a broken log leaves out more records than a call may have arguments
    for (const one of reading.dropped) dropped.push(one);
    if (reading.conversation === null) continue;
    const { conversation, readOn } = reading;
    const observed = observe(conversation, tools.settings);
    const trace = within(observed, conversation, tools.bounds, dropped);
    if (trace === null) continue;
    sessions.push({ trace, texts: tools.keepText ? textsOf(conversation, tools.settings) : [] });
    seen.push({ conversation, observed, trace, readOn });
  }
  const raw = tools.hashing.take();
  const counts = sessions.map(({ trace }) => ({ ...trace.counts, sessions: 1 })).reduce(sumOf, NONE);
  const [only] = seen.length === 1 && !tools.keepText ? seen : [];
  const readMark = only === undefined || raw === null ? null : markOf({ ...only, dropped, raw, before: null });
  return { raw: digestOf(raw), sessions, counts, dropped: countDropped(dropped), readMark };
}

/**
 * Log that grew, and how it was read before -> what is kept of it now, read from the mark on; null when it did not only grow, or when what came since
 * reaches back before the mark. Secrets are numbered in the order of a whole reading, so where one stands behind the mark there is no reading on.
 */
export function readOnto(source: LogSource, known: NonNullable<ReturnType<TraceStore["readMark"]>>, tools: ReadTools): ContentRead | null {
  if (source.readOn === undefined || tools.keepText) return null;
  const mark: Mark = markFrom(known.mark);
  tools.hashing.begin(mark.raw);
  const reading = source.readOn(mark.from);
  const raw = tools.hashing.take();
  if (raw === null || reading === null || reading.conversation === null || reading.readOn === undefined || isTouched(mark, reading.readOn.ids())) return null;
  const { conversation, readOn } = reading;
  const observed = observe(conversation, tools.settings, mark.earlier);
  const dropped: Dropped[] = [...reading.dropped];
  const trace = within(observed, conversation, tools.bounds, dropped);
  if (trace === null || trace.id !== known.trace.id || trace.counts.redactions > 0 || dropped.some((one) => one.place.line === 0)) return null;
  const { before } = mark;
  const joined: Trace = {
    ...trace,
    startedAt: known.trace.startedAt ?? trace.startedAt,
    counts: countsBehind(before.counts, known.mark.requests, trace.counts),
    skillUses: sumOf(before.skillUses, trace.skillUses),
  };
  return {
    raw: digestOf(raw),
    sessions: [{ trace: joined, texts: [] }],
    counts: sumOf(NONE, { ...joined.counts, sessions: 1 }),
    dropped: sumOf(before.dropped, countDropped(dropped)),
    readMark: markOf({ conversation, observed, trace, readOn, dropped, raw, before: known.mark }),
    onto: known.mark.requests,
  };
}

/** Of bytes that can be looked at again: rows cannot, their database goes on. */
function digestOf(raw: Raw | null): Digest | null {
  return raw?.of === "file" ? raw.digest : null;
}

function countsBehind(before: Mark["before"]["counts"], requests: number, { requests: more, ...counts }: Trace["counts"]): Trace["counts"] {
  return {
    userPrompts: before.userPrompts + counts.userPrompts,
    assistantMessages: before.assistantMessages + counts.assistantMessages,
    toolCalls: before.toolCalls + counts.toolCalls,
    requests: requests + more,
    redactions: before.redactions + counts.redactions,
  };
}

/** What of a session may be kept; null when none of it, and then the reason is told. */
function within(observed: Observed, conversation: Conversation, bounds: Bounds, dropped: Dropped[]): Trace | null {
  const place = { path: conversation.path, line: 0 };
  const reason = reasonAgainst(observed.trace, conversation.project, bounds);
  if (reason !== null) {
    dropped.push({ reason, place });
    return null;
  }
  const { trace, forgotten } = requestsWithin(observed.trace, bounds);
  for (const one of observed.dropped) dropped.push(one);
  for (let left = forgotten; left > 0; left -= 1) dropped.push({ reason: "prompt.forgotten", place });
  return trace;
}
