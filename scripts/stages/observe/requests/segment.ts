import type { Dropped } from "#kernel/dropped";
import type { Conversation, ResultEvent, TraceEvent } from "#kernel/trace";
import { ownerOf } from "./owner.ts";
import { ownWords } from "./quotes.ts";
import { type Said, type Stance, stanceOf } from "./stance.ts";

type Event<K extends TraceEvent["kind"]> = Extract<TraceEvent, { kind: K }>;

/** What a request is made of before anything is redacted: in memory only. */
export type Segment = Readonly<{
  prompt: Event<"prompt">;
  text: string;
  speaker: string | null;
  /** What followed in order: calls with their results, turns that broke, and what the person said about it. */
  after: readonly Followed[];
}>;

export type Followed =
  | Readonly<{ kind: "call"; call: Event<"call">; result: ResultEvent | null }>
  | Readonly<{ kind: "turn-failed"; id: string; why: string }>
  | Readonly<{ kind: "withdrawn"; id: string }>
  | Readonly<{ kind: "said"; id: string; text: string; stance: Said; at: number | null; place: Event<"prompt">["place"] }>;

/** What a person's next words are heard against: was the request before asked something, and was anything done for it? */
export type Earlier = Readonly<{ asked: boolean; worked: boolean }>;

/** A request that began with nothing else pending, by its number, the line of its prompt and how many prompts stand before that line: what follows belongs to it or to later ones. `earlier` is the request before that line. */
export type Opening = Readonly<{ line: number; index: number; userPrompts: number; earlier: Earlier | null }>;

export type Segmented = Readonly<{ segments: readonly Segment[]; dropped: readonly Dropped[]; userPrompts: number; openings: readonly Opening[] }>;

/** A queue of more messages than this is told apart by its last ones only. */
const BATCH = 20;

type Open = { prompt: Event<"prompt">; text: string; speaker: string | null; after: Followed[]; asked: boolean };

/**
 * Conversation -> its requests in order. A prompt opens one; thanks, a yes, steering and complaints belong to the same person's request before;
 * work belongs to the request spoken last, or, when several were spoken in one breath, to the one whose words it takes up; a reset or the call
 * of a skill by name ends all that is open. `earlier`: the events begin in the middle, behind such a request.
 */
export function segment(conversation: Conversation, earlier: Earlier | null = null): Segmented {
  const results = resultsOf(conversation.events);
  const all: Open[] = [];
  const dropped: Dropped[] = [];
  const open = openAfter(earlier);
  const openings: Opening[] = [];
  let atLine = { line: -1, fresh: true, userPrompts: 0, earlier };
  const seen = new Set<string>();
  let current: Open | null = null;
  /** Requests since the last answer or work: a queue of messages is handed over at once. */
  let batch: readonly Open[] = [];
  let answered = true;
  let userPrompts = 0;
  for (const event of conversation.events) {
    if (event.place.line !== atLine.line) atLine = { line: event.place.line, fresh: answered, userPrompts, earlier: earlierOf(open.get(null)) };
    if (event.kind === "withdrawn") {
      withdraw(all, event);
    } else if (event.kind === "reset" || event.kind === "skill-use") {
      open.clear();
      current = null;
    } else if (event.kind === "prompt") {
      if (seen.has(`prompt ${event.id}`)) continue;
      seen.add(`prompt ${event.id}`);
      const { words, external } = ownWords(event.spans);
      dropped.push(...external.map((): Dropped => ({ reason: "text.external", place: event.place })));
      if (words === "") {
        // a picture sent without a word is a prompt, though there is nothing in it to learn
        if (event.spans.every((span) => span.trust === "user" && span.text.trim() === "")) userPrompts++;
        dropped.push({ reason: external.length > 0 ? "prompt.forwarded" : "prompt.no-words", place: event.place });
        continue;
      }
      userPrompts++;
      // Only in a group do names tell people apart; alone, a changed display name is the same person.
      const speaker = conversation.audience === "group" ? event.speaker : null;
      const before = open.get(speaker) ?? null;
      const next = place(event, words, speaker, before);
      if (next === null) dropped.push({ reason: "prompt.affirmation", place: event.place });
      else {
        if (canBegin(atLine.fresh, conversation)) openings.push({ ...atLine, index: all.length });
        all.push(next);
        open.set(speaker, next);
      }
      current = next ?? before ?? current;
      batch = [...(answered ? [] : batch), ...(next === null ? [] : [next])].slice(-BATCH);
      answered = false;
    } else if (current !== null) {
      answered ||= event.kind === "call" || event.kind === "reply";
      follow((event.kind === "call" ? ownerOf(batch, event.input) : null) ?? current, event, results, seen);
    }
  }
  return { segments: all, dropped, userPrompts, openings };
}

/** Nothing pending hangs on the words of one person: from here on a conversation can be read without what stands before. */
function canBegin(fresh: boolean, { audience }: Conversation): boolean {
  return fresh && audience === "direct";
}

function openAfter(earlier: Earlier | null): Map<string | null, Open> {
  return new Map(earlier === null ? [] : [[null, standIn(earlier)]]);
}

function earlierOf(open: Open | undefined): Earlier | null {
  return open === undefined ? null : { asked: open.asked, worked: hasWork(open) };
}

/** A request of which nothing is known but how the next words are heard against it. */
function standIn({ asked, worked }: Earlier): Open {
  const place = { path: "", line: 0 };
  const call = { kind: "call", id: "", at: null, place, tool: "", input: {} } as const;
  const prompt = { kind: "prompt", id: "", at: null, place, spans: [], speaker: null } as const;
  return { prompt, text: "", speaker: null, asked, after: worked ? [{ kind: "call", call, result: null }] : [] };
}

function hasWork({ after }: Open): boolean {
  return after.some((one) => one.kind === "call");
}

/** A prompt -> the request it opens, or null when it only says something about the one before (which then remembers it). */
function place(event: Event<"prompt">, words: string, speaker: string | null, before: Open | null): Open | null {
  const stance: Stance = before?.asked === true && isAnswer(words, before) ? { kind: "steering", word: "answer", rest: "" } : stanceOf(words, before !== null);
  if (stance.kind !== "request") before?.after.push({ kind: "said", id: event.id, text: words, stance, at: event.at, place: event.place });
  if (stance.kind !== "request" && (stance.kind === "complaint" || stance.rest === "")) return null;
  return { prompt: event, text: stance.kind === "request" ? words : stance.rest, speaker, after: [], asked: false };
}

/** What followed the prompt was taken back; a prompt that only continued a request takes back nothing of it. */
function withdraw(all: readonly Open[], event: Event<"withdrawn">): void {
  all.find((one) => one.prompt.id === event.id)?.after.push({ kind: "withdrawn", id: event.id });
}

/** One or two words after a question, before any work was done, answer the question ("Which month?" - "March"). */
function isAnswer(words: string, before: Open): boolean {
  return words.length <= 40 && words.split(/\s+/).length <= 2 && !hasWork(before);
}

function follow(current: Open, event: TraceEvent, results: ReadonlyMap<string, ResultEvent>, seen: Set<string>): void {
  if (event.kind === "call" && !seen.has(`call ${event.id}`)) {
    seen.add(`call ${event.id}`);
    current.after.push({ kind: "call", call: event, result: results.get(event.id) ?? null });
    current.asked = false;
  }
  if (event.kind !== "reply") return;
  if (event.failed !== null) current.after.push({ kind: "turn-failed", id: event.id, why: event.failed });
  else if (event.text.trim() !== "") current.asked = /[?？]\s*$/.test(event.text);
}

/** The last answer counts: a running command may report again under the same id. */
function resultsOf(events: readonly TraceEvent[]): ReadonlyMap<string, ResultEvent> {
  const results = new Map<string, ResultEvent>();
  for (const event of events) {
    if (event.kind !== "result") continue;
    const before = results.get(event.id);
    if (before === undefined || event.ok !== null || event.exitCode !== null) results.set(event.id, event);
  }
  return results;
}
