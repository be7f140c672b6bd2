import type { Anchor } from "./anchor.ts";
import { continuedFault } from "./continued.ts";
import { type BadReason, type ChainState, checkLine, EMPTY_CHAIN, type LineCheck, logIdOf } from "./line.ts";
import { eachStoredLine, type StoredLine } from "./lines.ts";
import { type QuickLine, quickLines, type Verified } from "./quick-line.ts";

/** The first line that is wrong (1-based over all segments; 0 stands for the log as a whole), in which file, and why. Never a word of its content. */
export type FirstBad = Readonly<{ line: number; reason: BadReason; detail: string; file?: string }>;

/**
 * `broken`: the bytes are no chain. `rolled-back`: a chain, but not the one that was seen before. `unanchored`: a chain that must have been
 * anchored, and nothing remembers it any more, so that nobody can tell whether it is the one. `events` and `bytes` count what verified. `torn` is
 * the end of the newest file (offsets in it) when nothing but the last line is unfinished, the sign of a crash while writing, as opposed to a break
 * before it. `anchored` is the number of events that an anchor vouches for, null without one.
 */
export type LogCheck = Readonly<{
  status: "ok" | "broken" | "rolled-back" | "unanchored";
  events: number;
  bytes: number;
  firstBad: FirstBad | null;
  torn: Readonly<{ start: number; end: number }> | null;
  lastChecksum: string;
  logId: string | null;
  anchored: number | null;
  /** Ids of the places in which the log says that its checkpoints are kept as well, as far as that stands in what was read. */
  elsewhere: readonly string[];
}>;

/** Where an earlier verification stopped: what the next line has to follow, and how many bytes came before it. */
export type Reached = Readonly<{ state: ChainState; bytes: number }>;

const START: Reached = { state: EMPTY_CHAIN, bytes: 0 };

/** Told of each event that verifies, in order, with its line as it is stored (no line break). */
export type OnEvent = (verified: Verified, line: string) => void;

/** One file of a log: the `number`th segment, or the rest of it from somewhere on. Only the newest is not sealed. `name` is null for bytes that have none. */
export type Part = Readonly<{ name: string | null; number: number; sealed: boolean; fromStart: boolean; chunks: Iterable<Uint8Array> }>;

type Walk = {
  state: ChainState;
  bytes: number;
  bad: FirstBad | null;
  tail: StoredLine | null;
  base: number;
  rewritten: Set<Anchor>;
  any: boolean;
  quick: QuickLine;
};

/**
 * Bytes of a log -> is it the unbroken chain it claims to be, and not shorter or other than what was seen before (the
 * anchors)? Computed from bytes each time, nothing is remembered: put the bytes back and it verifies again. With `from` the
 * source begins where an earlier verification stopped, and nothing is said of the bytes before.
 */
export function verifyLog(source: Uint8Array | Iterable<Uint8Array>, anchors: readonly Anchor[], each?: OnEvent, from: Reached = START): LogCheck {
  return verifyParts(
    [{ name: null, number: 1, sealed: false, fromStart: from.bytes === 0, chunks: source instanceof Uint8Array ? [source] : source }],
    anchors,
    each,
    from,
  );
}

/** The same over the segments of a log, in order. With `from` the first of them begins there; each but the first of a log begins by saying what it continues. */
export function verifyParts(parts: readonly Part[], anchors: readonly Anchor[], each?: OnEvent, from: Reached = START): LogCheck {
  const walk: Walk = {
    state: from.state,
    bytes: from.bytes,
    bad: null,
    tail: null,
    base: from.bytes,
    rewritten: new Set(),
    any: from.bytes > 0,
    quick: quickLines(),
  };
  compareAt(walk, anchors);
  for (const part of parts) {
    walkPart(walk, part, anchors, each);
    if (walk.bad !== null) break;
  }
  if (!walk.any) walk.bad = { line: 1, reason: "empty-file", detail: "the log is empty" };
  return judged(walk, anchors);
}

function walkPart(walk: Walk, part: Part, anchors: readonly Anchor[], each?: OnEvent): void {
  walk.base = walk.bytes;
  const base = walk.bytes;
  const isNext = part.number > 1 && part.fromStart;
  let lines = 0;
  eachStoredLine(part.chunks, base, (line) => {
    walk.any = true;
    lines += 1;
    // whether a bad line is a torn tail or a break before the tail is known only when something follows it
    if (walk.bad !== null) {
      walk.tail = null;
      return false;
    }
    step(walk, line, part, isNext && lines === 1, anchors, each);
    return true;
  });
  if (lines > 0 || !isNext) return;
  walk.bad = { line: walk.state.events + 1, ...faultIn(part, { reason: "empty-file", detail: "the newest segment is empty" }), ...named(part) };
  walk.tail = part.sealed ? null : { text: null, start: base, end: base, ended: false, tooLong: false };
}

function named({ name }: Part): Readonly<{ file?: string }> {
  return name === null ? {} : { file: name };
}

/** The most events that any of them vouches for, null when there is none. */
function mostOf(anchors: readonly Anchor[]): number | null {
  return anchors.length === 0 ? null : Math.max(...anchors.map((one) => one.events));
}

/** What a log is judged as that is not there: fine for a fresh start, rolled back when an anchor remembers one. */
export function verifyAbsent(anchors: readonly Anchor[]): LogCheck {
  const anchored = mostOf(anchors);
  const nothing = { events: 0, bytes: 0, torn: null, lastChecksum: EMPTY_CHAIN.lastChecksum, logId: null, anchored, elsewhere: [] };
  if (anchored === null) return { ...nothing, status: "ok", firstBad: null };
  return {
    ...nothing,
    status: "rolled-back",
    firstBad: { line: 0, reason: "missing-log", detail: `the log is gone; at least ${anchored} events were recorded` },
  };
}

/** Codes of a line that a cut-off write can leave. */
const CUT: ReadonlySet<BadReason> = new Set<BadReason>(["torn", "not-json", "not-utf8", "blank-line"]);

function step(walk: Walk, line: StoredLine, part: Part, isFirst: boolean, anchors: readonly Anchor[], each?: OnEvent): void {
  const verified = check(line, walk);
  const fault = verified.ok ? continuedFault(verified, walk, isFirst ? part.number : null) : verified;
  if (!verified.ok || fault !== null) {
    const { reason, detail } = faultIn(part, fault ?? { reason: "wrong-type", detail: "" });
    walk.bad = { line: walk.state.events + 1, reason, detail, ...named(part) };
    walk.tail = CUT.has(reason) && !part.sealed ? line : null;
    return;
  }
  const { events, logId } = walk.state;
  walk.state = { events: events + 1, lastChecksum: verified.checksum, logId: logId ?? logIdOf(verified.event()) };
  walk.bytes = line.end;
  compareAt(walk, anchors);
  each?.(verified, line.text ?? "");
}

/** Nothing is ever written to a sealed segment, so no crash explains one that does not end. */
function faultIn({ sealed }: Part, fault: Pick<FirstBad, "reason" | "detail">): Pick<FirstBad, "reason" | "detail"> {
  return sealed && (fault.reason === "torn" || fault.reason === "empty-file") ? { reason: "wrong-segment", detail: "a sealed segment was cut" } : fault;
}

function compareAt({ state, rewritten }: Walk, anchors: readonly Anchor[]): void {
  for (const one of anchors) if (one.events === state.events && one.checksum !== state.lastChecksum) rewritten.add(one);
}

function check(line: StoredLine, { state, quick }: Walk): LineCheck {
  if (line.tooLong) return { ok: false, reason: "too-long", detail: "the line is longer than any that is written" };
  if (!line.ended) return { ok: false, reason: "torn", detail: "the last line does not end: a write was interrupted, or the end was cut off" };
  if (line.text === null) return { ok: false, reason: "not-utf8", detail: "the line is not UTF-8" };
  return checkLine(line.text, state, quick);
}

/** A break is told first: it names a line. A cut that reaches below the anchor is a rollback, and never repaired as a torn tail. */
function judged({ state, bytes, bad, tail, base, rewritten, any }: Walk, anchors: readonly Anchor[]): LogCheck {
  const seen = { events: state.events, bytes, lastChecksum: state.lastChecksum, logId: state.logId, anchored: mostOf(anchors), elsewhere: [] };
  const back = anchors.map((one) => againstAnchor(state, rewritten.has(one), one)).find((one) => one !== null) ?? null;
  const torn = any ? tail && { start: tail.start - base, end: tail.end - base } : { start: 0, end: 0 };
  const cut = bad === null || bad.reason === "torn" || bad.reason === "empty-file" || back?.reason === "other-log" || back?.reason === "rewritten";
  if (back !== null && cut) return { ...seen, status: "rolled-back", firstBad: back, torn: null };
  return { ...seen, status: bad === null ? "ok" : "broken", firstBad: bad, torn: back === null ? torn : null };
}

function againstAnchor(state: ChainState, rewritten: boolean, anchor: Anchor): FirstBad | null {
  const which = anchor.name === undefined ? "" : ` (anchor ${anchor.name})`;
  if (state.logId !== null && state.logId !== anchor.log)
    return { line: 1, reason: "other-log", detail: `this is another log than the one that was written here last${which}` };
  if (state.events < anchor.events) {
    return { line: state.events + 1, reason: "shorter-than-anchor", detail: `${state.events} events are left of at least ${anchor.events}${which}` };
  }
  if (rewritten) return { line: anchor.events, reason: "rewritten", detail: `event ${anchor.events} has another checksum than it had${which}` };
  return null;
}
