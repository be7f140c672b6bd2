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

/** Where an earlier verification stopped: what the next line has to follow, and how many bytes came before it. */
export type Reached = Readonly<{ state: ChainState; bytes: number }>;

const START: Reached = { state: EMPTY_CHAIN, bytes: 0 };

/** Told of each event that verifies, in order, with its line as it is stored (no line break). */
export type OnEvent = (event: ForgeEvent, line: string) => void;

type Walk = { state: ChainState; bytes: number; bad: FirstBad | null; tail: StoredLine | null; rewritten: Set<Anchor>; any: boolean };

/**
 * Bytes of a log -> is it the unbroken chain it claims to be, and not shorter or other than what was seen before (the
 * anchors)? Computed from bytes each time, nothing is remembered: put the bytes back and it verifies again. With `from` the
 * source begins where an earlier verification stopped, and nothing is said of the bytes before.
 */
export function verifyLog(source: Uint8Array | Iterable<Uint8Array>, anchors: readonly Anchor[], each?: OnEvent, from: Reached = START): LogCheck {
  const walk: Walk = { state: from.state, bytes: from.bytes, bad: null, tail: null, rewritten: new Set(), any: from.bytes > 0 };
  compareAt(walk, anchors);
  for (const line of storedLines(source instanceof Uint8Array ? [source] : source)) {
    walk.any = true;
    // whether a bad line is a torn tail or a break before the tail is known only when something follows it
    if (walk.bad !== null) {
      walk.tail = null;
      break;
    }
    step(walk, { ...line, start: from.bytes + line.start, end: from.bytes + line.end }, anchors, each);
  }
  if (!walk.any) walk.bad = { line: 1, reason: "empty-file", detail: "the log is empty" };
  return judged(walk, anchors);
}

/** The most events that any of them vouches for, null when there is none. */
function mostOf(anchors: readonly Anchor[]): number | null {
  return anchors.length === 0 ? null : Math.max(...anchors.map((one) => one.events));
}

/** What a log is judged as that is not there: fine for a fresh start, rolled back when an anchor remembers one. */
export function verifyAbsent(anchors: readonly Anchor[]): LogCheck {
  const anchored = mostOf(anchors);
  const nothing = { events: 0, bytes: 0, torn: null, lastChecksum: EMPTY_CHAIN.lastChecksum, logId: null, anchored };
  if (anchored === null) return { ...nothing, status: "ok", firstBad: null };
  return {
    ...nothing,
    status: "rolled-back",
    firstBad: { line: 0, reason: "missing-log", detail: `the log is gone; at least ${anchored} events were recorded` },
  };
}

/** Codes of a line that a cut-off write can leave. */
const CUT: ReadonlySet<BadReason> = new Set<BadReason>(["torn", "not-json", "not-utf8", "blank-line"]);

function step(walk: Walk, line: StoredLine, anchors: readonly Anchor[], each?: OnEvent): void {
  const checked = check(line, walk.state);
  if (!checked.ok) {
    walk.bad = { line: walk.state.events + 1, reason: checked.reason, detail: checked.detail };
    walk.tail = CUT.has(checked.reason) ? line : null;
    return;
  }
  const { event } = checked;
  walk.state = { events: walk.state.events + 1, lastChecksum: event.checksum, logId: walk.state.logId ?? logIdOf(event) };
  walk.bytes = line.end;
  compareAt(walk, anchors);
  each?.(event, line.text ?? "");
}

function compareAt({ state, rewritten }: Walk, anchors: readonly Anchor[]): void {
  for (const one of anchors) if (one.events === state.events && one.checksum !== state.lastChecksum) rewritten.add(one);
}

function check(line: StoredLine, state: ChainState): LineCheck {
  if (line.tooLong) return { ok: false, reason: "too-long", detail: "the line is longer than any that is written" };
  if (!line.ended) return { ok: false, reason: "torn", detail: "the last line does not end: a write was interrupted, or the end was cut off" };
  if (line.text === null) return { ok: false, reason: "not-utf8", detail: "the line is not UTF-8" };
  return checkLine(line.text, state);
}

/** A break is told first: it names a line. A cut that reaches below the anchor is a rollback, and never repaired as a torn tail. */
function judged({ state, bytes, bad, tail, rewritten, any }: Walk, anchors: readonly Anchor[]): LogCheck {
  const seen = { events: state.events, bytes, lastChecksum: state.lastChecksum, logId: state.logId, anchored: mostOf(anchors) };
  const back = anchors.map((one) => againstAnchor(state, rewritten.has(one), one)).find((one) => one !== null) ?? null;
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
