import type { Entry } from "./entry.ts";
import { typedCommand, wordsOf } from "./words.ts";

type Queued = Extract<Entry, { kind: "queue" }>;
type Fate = "ran" | "left" | "taken-back" | "waiting";
type Left = Readonly<{ queued: Queued; fate: Fate; at: Entry }>;

/** Prompts that stand nowhere but in the queue, by the entry where each left it, and how many were taken back. */
export type QueueOnly = Readonly<{ typed: ReadonlyMap<Entry, string>; takenBack: ReadonlySet<Entry> }>;

/** What of the records before decides how the queue is read: do they hold attachments, and where the first prompt taken up stands as one. */
export type QueueSeen = Readonly<{ stores: boolean; firstStored: number | null }>;

export const NO_QUEUE: QueueSeen = { stores: false, firstStored: null };

const PLACEHOLDER = /\[Pasted text #\d[^\]]*\]|\[Image #\d[^\]]*\]|\[\.\.\.Truncated text[^\]]*\]/;
/** A prompt handed over together with others, or with its pastes put in, is looked for in so many records after it. */
const NEARBY = 40;

/**
 * Entries in order -> what was typed while the agent was busy and has no record of its own. What leaves the queue into a
 * running turn (`remove`) or a new one (`dequeue`) normally has one; `popAll` hands the text back to the person. A version
 * that stores each prompt taken up as an attachment leaves none to guess: there a `remove` without one was the person's.
 * Versions before it store attachments of other kinds only, and their `remove` (which does not say of what) took it up.
 */
export function queueOnly(entries: readonly Entry[], before: QueueSeen): QueueOnly {
  const { stores, firstStored } = queueSeenIn(entries, before);
  const isTakenBack = (at: Entry): boolean => (at.kind === "queue" && at.text !== null ? stores : at.place.line > (firstStored ?? Number.POSITIVE_INFINITY));
  const records = new Records(entries);
  const typed = new Map<Entry, string>();
  const takenBack = new Set<Entry>();
  for (const { queued, fate, at } of leavings(entries)) {
    const text = queued.text ?? "";
    if (text.trim() === "") continue;
    if (fate === "taken-back") takenBack.add(at);
    else if (records.take(text, queued)) continue;
    else if (fate === "left" && isTakenBack(at)) takenBack.add(at);
    else typed.set(at, text);
  }
  return { typed, takenBack };
}

/** Entries and what was seen before them -> what is seen behind them. */
export function queueSeenIn(entries: readonly Entry[], before: QueueSeen): QueueSeen {
  return {
    stores: before.stores || entries.some((entry) => entry.kind === "attached" || isStored(entry)),
    firstStored: before.firstStored ?? entries.find(isStored)?.place.line ?? null,
  };
}

/** Is nothing waiting in the queue behind these entries, and has every prompt that left it a record among them? Then no later record changes what became of one. */
export function isSettled(entries: readonly Entry[]): boolean {
  const records = new Records(entries);
  return leavings(entries).every(({ queued, fate }) => {
    const text = queued.text ?? "";
    return fate !== "waiting" && (fate === "taken-back" || text.trim() === "" || records.take(text, queued));
  });
}

/** A prompt taken up while the agent was busy, stored as such. */
function isStored(entry: Entry): boolean {
  return entry.kind === "said" && entry.queued !== null;
}

/** How each prompt left the queue. Without a text the oldest leaves, or all. */
function leavings(entries: readonly Entry[]): readonly Left[] {
  const waiting: Queued[] = [];
  const left: Left[] = [];
  const leave = (at: Queued, fate: Fate): void => {
    const index = at.text === null ? 0 : waiting.findIndex((one) => one.text === at.text);
    const [queued] = index < 0 ? [] : waiting.splice(index, 1);
    if (queued !== undefined) left.push({ queued, fate, at });
  };
  for (const entry of entries) {
    if (entry.kind !== "queue") continue;
    if (entry.operation === "enqueue") waiting.push(entry);
    else if (entry.operation === "dequeue") leave(entry, "ran");
    else if (entry.operation === "remove") leave(entry, fateOf(entry.reason));
    else if (entry.text !== null) leave(entry, "taken-back");
    else for (const queued of waiting.splice(0)) left.push({ queued, fate: "taken-back", at: queued });
  }
  return [...left, ...waiting.map((queued): Left => ({ queued, fate: "waiting", at: queued }))];
}

function fateOf(reason: string | null): Fate {
  if (reason === null) return "left";
  return reason.startsWith("absorbed") || reason.startsWith("delivered") ? "ran" : "taken-back";
}

/** Records of user text, each of which accounts for one prompt of the queue at most. */
class Records {
  private readonly byText = new Map<string, { lines: number[]; next: number }>();
  private readonly all: readonly Readonly<{ line: number; text: string }>[];
  private next = 0;

  constructor(entries: readonly Entry[]) {
    this.all = entries.flatMap((entry) => (entry.kind === "said" ? [{ line: entry.place.line, text: spoken(entry.text) }] : []));
    for (const { line, text } of this.all) {
      const same = this.byText.get(text);
      if (same === undefined) this.byText.set(text, { lines: [line], next: 0 });
      else same.lines.push(line);
    }
  }

  /** Does a record after this one of the queue hold its text? Then it is taken. Asked in the order of the log. */
  take(text: string, queued: Queued): boolean {
    const own = spoken(text);
    const same = this.byText.get(own);
    while (same !== undefined && same.next < same.lines.length) {
      const line = same.lines[same.next] ?? 0;
      same.next += 1;
      if (line > queued.place.line) return true;
    }
    while (this.next < this.all.length && (this.all[this.next]?.line ?? 0) < queued.place.line) this.next += 1;
    return this.all.slice(this.next, this.next + NEARBY).some((one) => holds(one.text, own));
  }
}

/** Text as it was typed, whatever the host made of it: blocks off, a command as one line, spaces as one. */
function spoken(text: string): string {
  const words = wordsOf(text);
  if (words.kind === "command") return plain(`/${words.name} ${words.added}`);
  const typed = typedCommand(text);
  if (typed !== null) return plain(`/${typed.name} ${typed.added}`);
  return plain(words.kind === "prompt" ? [words.text, ...words.pasted].join("\n") : text);
}

const plain = (text: string): string =>
  text
    .trim()
    .replace(/[ \t\r]+/g, " ")
    .replace(/ ?\n\s*/g, "\n");

/** Whole lines of the record are the text, or its pieces around placeholders stand in it in order. */
function holds(record: string, text: string): boolean {
  if (`\n${record}\n`.includes(`\n${text}\n`)) return true;
  const pieces = text.split(PLACEHOLDER).map((piece) => piece.trim());
  if (pieces.length < 2 || pieces.every((piece) => piece === "")) return false;
  let from = 0;
  for (const piece of pieces) {
    const at = record.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}
