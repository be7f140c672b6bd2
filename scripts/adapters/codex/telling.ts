import type { Ending, Story } from "#adapters/common/story";
import type { Entry } from "./entry.ts";
import { joined } from "./outcome.ts";
import { promptEntries, typedIn } from "./prompts.ts";
import { wordsOf } from "./words.ts";

type Of<K extends Entry["kind"]> = Extract<Entry, { kind: K }>;

/** How it stood before a prompt: in which view answers are told, whether turns are marked, whether the prompt begins one, and what ran. */
export type Standing = Readonly<{ view: "event" | "model"; hasTurns: boolean; begins: boolean; inReview: boolean; replied: boolean }>;

/** Puts the entries of one session into a story. `copied` prompts at the beginning are another session's, and what followed each of them. */
export class Telling {
  copies = 0;
  /** How it stood before each prompt. */
  readonly standings = new Map<Entry, Standing>();
  /** Does something here belong to what stands before the first of these entries? */
  reachesBack = false;
  private readonly story: Story;
  private readonly entries: readonly Entry[];
  private readonly copied: number;
  private readonly prompts: ReadonlySet<Entry>;
  private readonly beside = new Map<string, Ending>();
  private readonly made = new Set<string>();
  private readonly answered = new Set<string>();
  private readonly view: "event" | "model";
  private seen = 0;
  private inReview: boolean;
  private readonly repliedBefore: boolean;
  private lastReply: string | null = null;
  /** Prompts of each turn that still stands. */
  private readonly turns: string[][] = [];
  private readonly told = new Set<string>();
  private readonly withdrawn = new Set<string>();
  private readonly ordinals = new Map<string, number>();
  private files = 0;
  private session: string | null = null;
  private turnIsNew = true;
  private readonly hasTurns: boolean;

  /** `before`: the entries begin in the middle of the session. */
  constructor(story: Story, entries: readonly Entry[], copied: number, before: Standing | null) {
    this.story = story;
    this.entries = entries;
    this.copied = copied;
    this.prompts = promptEntries(entries);
    this.view = before?.view ?? (entries.some((entry) => entry.kind === "answer" && entry.view === "model") ? "model" : "event");
    this.hasTurns = before?.hasTurns ?? entries.some((entry) => entry.kind === "turn");
    this.inReview = before?.inReview ?? false;
    this.repliedBefore = before?.replied ?? false;
    for (const entry of entries) {
      if (entry.kind === "call") this.made.add(entry.id);
      if (entry.kind === "result" && entry.beside) this.beside.set(entry.call, joined(entry.ending, this.beside.get(entry.call) ?? null));
      if (entry.kind === "result" && !entry.beside) this.answered.add(entry.call);
    }
  }

  tell(): void {
    for (const entry of this.entries) {
      if (entry.kind === "user") this.user(entry);
      else if (entry.kind === "meta") this.goOn(entry);
      else if (entry.kind === "turn") this.turnIsNew = true;
      else if (entry.kind === "review") this.inReview = entry.on;
      else if (entry.kind === "rollback") this.rollBack(entry);
      else if (entry.kind === "answer" || entry.kind === "call" || entry.kind === "result" || entry.kind === "failed") this.work(entry);
    }
  }

  private user(entry: Of<"user">): void {
    const typed = typedIn(entry);
    if (!this.prompts.has(entry) && (typed !== null || entry.view !== "model")) return;
    if (typed === null) {
      const how = entry.texts.map(wordsOf).find((one) => one.kind === "host");
      if (how === undefined) this.story.drop("prompt.no-words", entry.place);
      else this.story.drop(how.how === "by hand" ? "prompt.command" : "prompt.machine", entry.place, how.how);
      return;
    }
    if (this.inReview) {
      this.story.reset("review", entry);
      this.story.drop("prompt.machine", entry.place, "review");
      return;
    }
    this.seen += 1;
    const id = this.nameOf(entry);
    const begins = !this.hasTurns || this.turnIsNew || this.turns.length === 0;
    const replied = this.repliedBefore || this.lastReply !== null;
    this.standings.set(entry, { view: this.view, hasTurns: this.hasTurns, begins, inReview: this.inReview, replied });
    if (begins) this.turns.push([]);
    this.turnIsNew = false;
    this.turns.at(-1)?.push(id);
    if (entry.ordinal !== null) this.ordinals.set(id, entry.ordinal);
    for (let part = 0; part < typed.injected; part++) this.story.drop("text.injected", entry.place);
    if (this.seen <= this.copied) this.copy(entry);
    else {
      this.told.add(id);
      this.story.prompt(id, typed.text, entry);
    }
  }

  private work(entry: Of<"answer"> | Of<"call"> | Of<"result"> | Of<"failed">): void {
    if (entry.kind === "answer" && entry.view !== this.view) return;
    if (entry.kind === "result" && entry.beside && (this.answered.has(entry.call) || !this.made.has(entry.call))) return;
    if (this.copied > 0 && this.seen <= this.copied) {
      this.copy(entry);
      return;
    }
    if (entry.kind === "answer") {
      this.lastReply = entry.id ?? this.nameOf(entry);
      this.story.reply(this.lastReply, entry.text, entry);
    } else if (entry.kind === "failed") {
      if (this.lastReply !== null) this.story.reply(this.lastReply, "", entry, entry.why);
      else this.reachesBack ||= this.repliedBefore;
    } else if (entry.kind === "call") this.story.call(entry.id, entry.tool, entry.input, entry);
    else this.story.result(entry.call, entry.beside ? entry.ending : joined(entry.ending, this.beside.get(entry.call) ?? null), entry);
  }

  private copy(entry: Entry): void {
    this.copies += 1;
    this.story.drop("record.duplicate", entry.place);
  }

  /** A further file of the session begins at a line of the one before: prompts after that line were taken back. */
  private goOn({ meta, ...at }: Of<"meta">): void {
    this.files += 1;
    if (meta.base !== null && meta.id === this.session) {
      const end = meta.base.end;
      this.story.withdraw(
        [...this.ordinals].filter(([id, ordinal]) => ordinal >= end && this.told.has(id) && !this.withdrawn.has(id)).map(([id]) => this.taken(id)),
        at,
      );
    }
    this.session ??= meta.id;
  }

  private taken(id: string): string {
    this.withdrawn.add(id);
    return id;
  }

  /** The number of the file matters where a session has several. */
  private nameOf({ place }: Entry): string {
    return this.files > 1 ? `line ${place.line} of ${this.files}` : `line ${place.line}`;
  }

  /** The person took back the last turns; a turn can hold several prompts. */
  private rollBack(entry: Of<"rollback">): void {
    for (let left = entry.turns; left > 0 && this.turns.length > 0; left--)
      this.story.withdraw(
        (this.turns.pop() ?? []).filter((id) => this.told.has(id)),
        entry,
      );
  }
}
