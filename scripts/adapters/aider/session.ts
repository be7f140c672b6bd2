import { Story } from "#adapters/common/story";
import type { Dropped } from "#kernel/dropped";
import type { Place } from "#kernel/trace";
import { inputOf } from "./input.ts";
import { endsInBlanks, type Line, readLine } from "./lines.ts";
import type { TypedTimes } from "./typed-times.ts";

/** Aider's own command line, written before its version: one that brings its message and answers all questions is a script's. */
const SCRIPT = /\s(?:--message|--msg|-m|--message-file|-f)[\s=]/;
const UNATTENDED = /\s--yes(?:-always)?(?:\s|$)/;
/** How much of an answer is kept: its end says whether it asks. */
const ANSWER_LINES = 40;
const VERSION = /^Aider v(\d\S*)/;

/** One session of a history, told line by line. Nothing of it but its start has a time; the input history may have more. */
export class Session {
  readonly id: string;
  readonly startedAt: number | null;
  readonly story = new Story();
  runtime: string | null = null;
  isMachine = false;
  private readonly times: TypedTimes;
  /** Two blanks at the end of Aider's own lines: known from the first of them. */
  private isExact: boolean | null = null;
  private isBlankBefore = true;
  private typed: Readonly<{ lines: string[]; place: Place }> | null = null;
  private inputs = 0;
  private replies = 0;
  private isReplying = false;
  private readonly answer: { lines: string[]; place: Place | null } = { lines: [], place: null };
  private edits = 0;
  private command: string | null = null;
  private prompt: string | null = null;
  /** Words of a command that hands them on, until they were written again or answered. */
  private handedOn: string | null = null;
  private readonly commits = new Map<string, string>();

  constructor(id: string, startedAt: number | null, times: TypedTimes) {
    this.id = id;
    this.startedAt = startedAt;
    this.times = times;
  }

  add(text: string, place: Place): void {
    const line = readLine(text, this.isExact === true);
    if (line.kind === "typed" && (this.typed !== null || this.isBlankBefore)) this.typedLine(line.text, place);
    else {
      this.endInput();
      if (line.kind === "tool") {
        this.endWords();
        this.toolLine(line.text, text, place);
      } else if (line.kind !== "start" && line.text.trim() !== "") this.words(line, place);
    }
    this.isBlankBefore = text.trim() === "";
  }

  end(): void {
    this.endInput();
    this.endWords();
  }

  left(dropped: Dropped): void {
    this.endInput();
    this.story.dropped.push(dropped);
  }

  private typedLine(text: string, place: Place): void {
    if (this.typed === null) this.typed = { lines: [text], place };
    else this.typed.lines.push(text);
  }

  private endInput(): void {
    if (this.typed === null) return;
    this.endWords();
    const { lines, place } = this.typed;
    this.typed = null;
    const text = lines.join("\n").trimEnd();
    const isRepeated = this.handedOn !== null && text.trim() === this.handedOn;
    this.handedOn = null;
    if (isRepeated) {
      this.story.drop("record.duplicate", place, "prompt");
      return;
    }
    this.inputs += 1;
    const id = `${this.id}:${this.inputs}`;
    const at = { at: this.times.next(text, this.startedAt) ?? this.startedAt, place };
    const input = inputOf(text, this.command);
    this.command = input.kind === "command" ? input.name : null;
    this.isReplying = false;
    if (input.kind === "words") {
      this.prompt = id;
      this.handedOn = input.handedOn ? input.text : null;
      this.story.prompt(id, input.text, at);
    } else if (input.kind === "shell") this.story.byHand(id, input.command, { ok: null, text: "" }, at);
    else if (input.kind === "machine") this.story.drop("prompt.machine", place, input.detail);
    else if (input.kind === "nothing") this.story.drop("prompt.no-words", place);
    else {
      this.story.drop("prompt.command", place);
      if (input.name === "clear" || input.name === "reset") this.story.reset(input.name, at);
    }
  }

  private toolLine(text: string, whole: string, place: Place): void {
    this.isExact ??= endsInBlanks(whole);
    if (this.inputs === 0) {
      const version = VERSION.exec(text)?.[1];
      if (version === undefined) this.isMachine ||= this.runtime === null && SCRIPT.test(text) && UNATTENDED.test(text);
      else this.runtime ??= `aider ${version}`;
      return;
    }
    const at = { at: this.startedAt, place };
    if (/^Tokens: .* sent/.test(text)) this.isReplying = false;
    const edited = /^Applied edit to (.+)$/.exec(text)?.[1];
    if (edited !== undefined) this.done("edit", { path: edited }, true, at);
    const ran = /^Running (.+)$/.exec(text)?.[1];
    if (ran !== undefined && this.command === null) this.done("exec", { command: ran }, null, at);
    const commit = /^Commit ([0-9a-f]{7,40})\b/.exec(text)?.[1];
    if (commit !== undefined && this.prompt !== null) this.commits.set(commit, this.prompt);
    const undone = /^Removed: ([0-9a-f]{7,40})\b/.exec(text)?.[1];
    const prompt = undone === undefined || this.command !== "undo" ? undefined : this.commits.get(undone);
    if (prompt !== undefined) this.story.withdraw([prompt], at);
  }

  /** `ok` null: what the command said is in the chat, how it ended is not. */
  private done(tool: string, input: Readonly<Record<string, unknown>>, ok: boolean | null, at: Readonly<{ at: number | null; place: Place }>): void {
    this.edits += 1;
    const id = `${this.id}:${tool}:${this.edits}`;
    this.story.call(id, tool, input, at);
    this.story.result(id, { ok, text: "" }, at);
  }

  private words(line: Exclude<Line, { kind: "start" }>, place: Place): void {
    if (this.inputs === 0) return;
    if (!this.isReplying) this.replies += 1;
    this.handedOn = null;
    this.isReplying = true;
    this.answer.place ??= place;
    this.answer.lines.push(line.text);
    if (this.answer.lines.length > ANSWER_LINES) this.answer.lines.shift();
  }

  /** The words of an answer go before what was done after them. */
  private endWords(): void {
    const { lines, place } = this.answer;
    if (place === null) return;
    this.story.reply(`${this.id}:reply:${this.replies}`, lines.splice(0).join("\n").trim(), { at: this.startedAt, place });
    this.answer.place = null;
  }
}
