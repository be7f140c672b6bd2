import type { ForgeEvent } from "#kernel/event";
import type { Anchor } from "./anchor.ts";
import { type BadReason, type ChainState, checkLine, EMPTY_CHAIN, type LineCheck, logIdOf } from "./line.ts";
import { type StoredLine, storedLines } from "./lines.ts";

/** The first line that is wrong (1-based; 0 stands for the log as a whole) and why. Never a word of its content. */
export type FirstBad = Readonly<{ line: number; reason: BadReason; detail: string }>;

/**
 * `events` and `bytes` count what verified. `torn` is the end of the file when nothing but the last line is unfinished, the
 * sign of a crash while writing, as opposed to a break before it. `anchored` is the number of events that an anchor vouches for, null without one.
 */
export type LogCheck = Readonly<{
  status: "ok" | "broken" | "rolled-back";
  events: number;
  bytes: number;
  firstBad: FirstBad | null;
  torn: Readonly<{ start: number; end: number }> | null;
  lastChecksum: string;
  logId: string | null;
  anchored: number | null;
}>;

type Walk = { state: ChainState; bytes: number; bad: FirstBad | null; tail: StoredLine | null; rewritten: boolean; any: boolean };

/**
 * Bytes of a log -> is it the unbroken chain it claims to be, and not shorter or other than what was seen last (the
 * anchor)? Computed from bytes each time, nothing is remembered: put the bytes back and it verifies again.
 */
export function verifyLog(source: Uint8Array | Iterable<Uint8Array>, anchor: Anchor | null, each?: (event: ForgeEvent) => void): LogCheck {
  const walk: Walk = { state: EMPTY_CHAIN, bytes: 0, bad: null, tail: null, rewritten: false, any: false };
  for (const line of storedLines(source instanceof Uint8Array ? [source] : source)) {
    walk.any = true;
    // whether a bad line is a torn tail or a break before the tail is known only when something follows it
    if (walk.bad !== null) {
      walk.tail = null;
      break;
    }
    step(walk, line, anchor, each);
  }
  if (!walk.any) walk.bad = { line: 1, reason: "empty-file", detail: "the log is empty" };
  return judged(walk, anchor);
}

/** What a log is judged as that is not there: fine for a fresh start, rolled back when an anchor remembers one. */
export function verifyAbsent(anchor: Anchor | null): LogCheck {
  const nothing = { events: 0, bytes: 0, torn: null, lastChecksum: EMPTY_CHAIN.lastChecksum, logId: null, anchored: anchor?.events ?? null };
  if (anchor === null) return { ...nothing, status: "ok", firstBad: null };
  return {
    ...nothing,
    status: "rolled-back",
    firstBad: { line: 0, reason: "missing-log", detail: `the log is gone; at least ${anchor.events} events were recorded` },
  };
}

/** Codes of a line that a cut-off write can leave. */
const CUT: ReadonlySet<BadReason> = new Set<BadReason>(["torn", "not-json", "not-utf8", "blank-line"]);

function step(walk: Walk, line: StoredLine, anchor: Anchor | null, each?: (event: ForgeEvent) => void): void {
  const checked = check(line, walk.state);
  if (!checked.ok) {
    walk.bad = { line: walk.state.events + 1, reason: checked.reason, detail: checked.detail };
    walk.tail = CUT.has(checked.reason) ? line : null;
    return;
  }
  const { event } = checked;
  walk.state = { events: walk.state.events + 1, lastChecksum: event.checksum, logId: walk.state.logId ?? logIdOf(event) };
  walk.bytes = line.end;
  if (anchor !== null && walk.state.events === anchor.events) walk.rewritten = event.checksum !== anchor.checksum;
  each?.(event);
}

function check(line: StoredLine, state: ChainState): LineCheck {
  if (line.tooLong) return { ok: false, reason: "too-long", detail: "the line is longer than any that is written" };
  if (!line.ended) return { ok: false, reason: "torn", detail: "the last line does not end: a write was interrupted, or the end was cut off" };
  if (line.text === null) return { ok: false, reason: "not-utf8", detail: "the line is not UTF-8" };
  return checkLine(line.text, state);
}

/** A break is told first: it names a line. A cut that reaches below the anchor is a rollback, and never repaired as a torn tail. */
function judged({ state, bytes, bad, tail, rewritten, any }: Walk, anchor: Anchor | null): LogCheck {
  const seen = { events: state.events, bytes, lastChecksum: state.lastChecksum, logId: state.logId, anchored: anchor?.events ?? null };
  const back = anchor === null ? null : againstAnchor(state, rewritten, anchor);
  const torn = any ? tail && { start: tail.start, end: tail.end } : { start: 0, end: 0 };
  const cut = bad === null || bad.reason === "torn" || bad.reason === "empty-file" || back?.reason === "other-log" || back?.reason === "rewritten";
  if (back !== null && cut) return { ...seen, status: "rolled-back", firstBad: back, torn: null };
  return { ...seen, status: bad === null ? "ok" : "broken", firstBad: bad, torn: back === null ? torn : null };
}

function againstAnchor(state: ChainState, rewritten: boolean, anchor: Anchor): FirstBad | null {
  if (state.logId !== null && state.logId !== anchor.log)
    return { line: 1, reason: "other-log", detail: "this is another log than the one that was written here last" };
  if (state.events < anchor.events) {
    return { line: state.events + 1, reason: "shorter-than-anchor", detail: `${state.events} events are left of at least ${anchor.events}` };
  }
  if (rewritten) return { line: anchor.events, reason: "rewritten", detail: "the event that was written last has another checksum now" };
  return null;
}
