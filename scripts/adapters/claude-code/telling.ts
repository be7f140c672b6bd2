import type { Story } from "#adapters/common/story";
import type { Entry } from "./entry.ts";
import { type QueueSeen, queueOnly } from "./queue.ts";
import { withdrawnIn } from "./tree.ts";
import { typedCommand, wordsOf } from "./words.ts";

type Said = Extract<Entry, { kind: "said" }>;

/** What was counted up to a record, and the last answer before it. */
export type Standing = Readonly<{ persons: number; programs: number; lastReply: string | null }>;

export const AT_FIRST: Standing = { persons: 0, programs: 0, lastReply: null };

/** Commands of the program itself; every other one is a skill or a command file. */
const BUILT_IN = new Set(
  `add-dir agents allowed-tools bashes bug clear color compact config context continue copy cost desktop diff doctor effort exit export extra-usage fast
  feedback fork help hooks ide init install install-github-app install-slack-app keybindings login logout mcp memory migrate-installer mobile model new
  output-style passes permissions plan plugin pr-comments privacy-settings quit rate-limit-options release-notes reload-plugins remote-env rename reset resume
  rewind sandbox settings skills stats status statusline stickers tag tasks teleport terminal-setup theme think-back todos ultraplan upgrade usage vim voice`.split(
    /\s+/,
  ),
);

/** Puts the entries of one session into a story, and counts whose session it is. */
export class Telling {
  persons: number;
  programs: number;
  copies = 0;
  /** How it stood before each record of user text, by its line. */
  readonly standings = new Map<number, Standing>();
  private readonly story: Story;
  private readonly entries: readonly Entry[];
  private readonly isCopy: (id: string) => boolean;
  private readonly taken = new Set<string>();
  private readonly queue: QueueSeen;
  private readonly replyBefore: string | null;
  private lastReply: string | null;
  /** Does something here belong to an answer before the first of these entries? */
  reachesBack = false;

  constructor(story: Story, entries: readonly Entry[], isCopy: (id: string) => boolean, standing: Standing, queue: QueueSeen) {
    this.story = story;
    this.entries = entries;
    this.isCopy = isCopy;
    this.queue = queue;
    this.replyBefore = standing.lastReply;
    ({ persons: this.persons, programs: this.programs, lastReply: this.lastReply } = standing);
  }

  tell(): void {
    const { typed, takenBack } = queueOnly(this.entries, this.queue);
    for (const entry of this.entries) {
      if (entry.id !== null && entry.kind !== "other" && entry.kind !== "attached" && this.isCopy(entry.id)) {
        this.copies += 1;
        this.story.drop("record.duplicate", entry.place);
        continue;
      }
      this.one(entry);
      const text = typed.get(entry);
      if (text !== undefined) this.queued(entry, text);
      if (takenBack.has(entry)) this.story.drop("prompt.taken-back", entry.place);
    }
    const last = this.entries.at(-1);
    const told = new Set(this.story.prompts());
    if (last !== undefined)
      this.story.withdraw(
        withdrawnIn(this.entries).filter((id) => told.has(id)),
        last,
      );
  }

  private one(entry: Entry): void {
    if (entry.kind === "said") {
      this.standings.set(entry.place.line, { persons: this.persons, programs: this.programs, lastReply: this.lastReply });
      this.said(entry);
    } else if (entry.kind === "results") for (const { call, ending } of entry.results) this.story.result(call, ending, entry);
    else if (entry.kind === "answer") this.answer(entry);
    else if (entry.kind === "side" && entry.begins) this.story.drop("session.subagent", entry.place, "side chain");
  }

  private said(entry: Said): void {
    if (entry.queued !== null) {
      if (this.taken.has(entry.queued)) {
        this.story.drop("record.duplicate", entry.place, "prompt");
        return;
      }
      this.taken.add(entry.queued);
    }
    const id = entry.id ?? `line ${entry.place.line}`;
    this.taken.add(id);
    this.words(id, entry);
  }

  private words(id: string, { text, pictures, speaker, ...at }: Omit<Said, "kind" | "queued">): void {
    if (speaker.who === "host") {
      this.story.drop("prompt.machine", at.place, speaker.how);
      return;
    }
    const words = wordsOf(text);
    for (let block = 0; block < words.injected; block++) this.story.drop("text.injected", at.place);
    if (words.kind === "host") {
      const isTyped = words.how === "by hand";
      this.story.drop(isTyped ? "prompt.command" : "prompt.machine", at.place, words.how);
      return;
    }
    if (words.kind === "nothing" && !pictures) {
      this.story.drop("prompt.no-words", at.place);
      return;
    }
    if (speaker.who === "program") {
      this.programs += 1;
      this.story.reset("program", at);
      this.story.drop("prompt.machine", at.place, "program");
      return;
    }
    if (words.kind === "command") {
      this.command(id, words.name, words.added, at);
      return;
    }
    this.persons += 1;
    if (words.kind === "nothing") this.story.prompt(id, "", at);
    else this.story.prompt(id, words.text, at, words.pasted);
  }

  private command(id: string, name: string, added: string, at: Omit<Said, "kind" | "queued" | "text" | "pictures" | "speaker">): void {
    if (name === "clear" || name === "new" || name === "reset") this.story.reset(name, at);
    if (name === "" || BUILT_IN.has(name)) {
      this.story.drop("prompt.command", at.place);
      return;
    }
    this.persons += 1;
    this.story.skillUse(id, name, added, at);
  }

  /** A prompt that only the queue holds. */
  private queued(at: Entry, text: string): void {
    const id = `queued ${at.at ?? at.place.line} ${at.place.line}`;
    const command = typedCommand(text);
    if (command !== null) this.command(id, command.name, command.added, at);
    else this.words(id, { ...at, text, pictures: false, speaker: { who: this.programs > this.persons ? "program" : "person" } });
  }

  private answer(entry: Extract<Entry, { kind: "answer" }>): void {
    const { message, text, calls, results, failed, placeholder } = entry;
    if (!placeholder) {
      this.lastReply = message;
      this.story.reply(message, text, entry, failed);
    } else if (failed !== null && this.lastReply !== null) {
      this.reachesBack ||= this.lastReply === this.replyBefore;
      this.story.reply(this.lastReply, "", entry, failed);
    }
    for (const { id, tool, input } of calls) this.story.call(id, tool, input, entry);
    for (const { call, ending } of results) this.story.result(call, ending, entry);
  }
}
