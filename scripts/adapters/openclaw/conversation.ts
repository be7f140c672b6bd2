import { Calls } from "#adapters/common/calls";
import type { Dropped, DropReason } from "#kernel/dropped";
import type { TraceEvent } from "#kernel/trace";
import type { Entry, ToolOutcome } from "./entry.ts";
import { stripDecoration, type Stripped, type StripOptions } from "./strip.ts";
import { isAcknowledgement } from "./strip/machine.ts";

/** Entries of one session -> its events, what was left out, and what its messages show about who spoke. */
export type Told = Readonly<{
  events: readonly TraceEvent[];
  dropped: readonly Dropped[];
  groupSeen: boolean;
  userEntries: number;
  machineEntries: number;
  subagentSeen: boolean;
}>;

type UserEntry = Extract<Entry, { kind: "user" }>;
type AssistantEntry = Extract<Entry, { kind: "assistant" }>;

const BACKGROUND_RESULT = /^\[OpenClaw exec completion\]|^An async command|^[Ee]xec (?:finished|completed|failed)/;
const SUBAGENT_START = /^\[Subagent (?:Context|Task)\]/;

/** Entries in the order of the log, each once -> events. Never throws. */
export function tell(session: string, entries: readonly Entry[], options: StripOptions): Told {
  const teller = new Teller(session, entries, options);
  return teller.tell();
}

class Teller {
  private readonly session: string;
  private readonly entries: readonly Entry[];
  private readonly options: StripOptions;
  private readonly events: TraceEvent[] = [];
  private readonly dropped: Dropped[] = [];
  private readonly calls = new Calls();
  private groupSeen = false;
  private userEntries = 0;
  private machineEntries = 0;
  private subagentSeen = false;

  constructor(session: string, entries: readonly Entry[], options: StripOptions) {
    this.session = session;
    this.entries = entries;
    this.options = options;
  }

  tell(): Told {
    this.entries.forEach((entry, index) => {
      if (entry.kind === "user") this.user(entry, index);
      else if (entry.kind === "assistant") this.assistant(entry);
      else if (entry.kind === "tool-result") this.result(entry.call, entry, entry.outcome);
      else if (entry.kind === "by-hand") this.byHand(entry);
      else if (entry.kind === "reset") this.events.push({ kind: "reset", at: entry.at, place: entry.place, reason: entry.reason });
    });
    const { events, dropped, groupSeen, userEntries, machineEntries, subagentSeen } = this;
    return { events, dropped, groupSeen, userEntries, machineEntries, subagentSeen };
  }

  private user(entry: UserEntry, index: number): void {
    this.userEntries += 1;
    const turn = this.turnAfter(index);
    const messages = entry.provenance === null ? stripDecoration(entry.text, this.options) : [fromMachine];
    const spoke = messages.map((message, at) => {
      const id = at === 0 ? idOf(entry, this.session) : `${idOf(entry, this.session)}#${at + 1}`;
      return this.message(message, id, entry, turn.acknowledged);
    });
    if (!spoke.includes(true) && turn.works && !BACKGROUND_RESULT.test(entry.text))
      this.events.push({ kind: "reset", at: entry.at, place: entry.place, reason: "machine-turn" });
  }

  /** One stripped message -> its events; false when nothing of a person came out. */
  private message(message: Stripped, id: string, entry: UserEntry, acknowledged: boolean): boolean {
    const { at, place } = entry;
    this.groupSeen ||= message.groupSeen;
    for (const reason of message.removed) this.dropped.push({ reason, place });
    const reason: DropReason | null = message.kind === "dropped" ? message.reason : acknowledged && message.kind === "words" ? "prompt.acknowledged" : null;
    if (reason !== null) {
      this.dropped.push({ reason, place });
      if (reason === "prompt.machine" || reason === "prompt.acknowledged") this.machineEntries += 1;
      if (reason === "prompt.machine") this.subagentSeen ||= SUBAGENT_START.test(entry.text.trimStart());
      return reason === "prompt.command";
    }
    if (message.kind === "skill-use") this.events.push({ kind: "skill-use", id, at, place, skill: message.skill, text: message.text });
    if (message.kind !== "words") return true;
    // A skill named in the text comes first: the use of a skill ends what is open, and this prompt is only opening.
    for (const skill of message.references) this.events.push({ kind: "skill-use", id: `${id}$${skill}`, at, place, skill, text: "" });
    this.events.push({ kind: "prompt", id, at, place, spans: message.spans, speaker: message.speaker });
    return true;
  }

  /** What followed a user message before the next one: was it answered by an acknowledgement token only, and was anything done (or did it fail)? */
  private turnAfter(index: number): Readonly<{ acknowledged: boolean; works: boolean }> {
    let acknowledged: boolean | null = null;
    for (let at = index + 1; at < this.entries.length; at += 1) {
      const entry = this.entries[at];
      if (entry === undefined || entry.kind === "user") break;
      if (entry.kind !== "assistant" || entry.echo !== null) continue;
      acknowledged ??= entry.calls.length === 0 && isAcknowledgement(entry.text);
      if (entry.calls.length > 0 || entry.failed !== null) return { acknowledged, works: true };
    }
    return { acknowledged: acknowledged ?? false, works: false };
  }

  private assistant(entry: AssistantEntry): void {
    const { at, place } = entry;
    if (entry.echo !== null) {
      this.dropped.push({ reason: "text.injected", place, detail: entry.echo });
      return;
    }
    this.events.push({ kind: "reply", id: idOf(entry, this.session), at, place, text: entry.text, failed: entry.failed });
    for (const call of entry.calls) {
      const id = this.calls.open(call.id);
      if (id === null) this.dropped.push({ reason: "record.duplicate", place, detail: "toolCall" });
      else this.events.push({ kind: "call", id, at, place, tool: call.tool, input: call.input });
    }
  }

  private result(call: string, entry: Entry, outcome: ToolOutcome): void {
    const id = this.calls.close(call, outcome.ok === null);
    if (id === null) this.dropped.push({ reason: "record.duplicate", place: entry.place, detail: "toolResult" });
    else this.events.push({ kind: "result", id, at: entry.at, place: entry.place, ...outcome });
  }

  private byHand(entry: Extract<Entry, { kind: "by-hand" }>): void {
    const id = `by-hand:${idOf(entry, this.session)}`;
    this.events.push({ kind: "call", id, at: entry.at, place: entry.place, tool: "exec", input: { command: entry.command } });
    this.events.push({ kind: "result", id, at: entry.at, place: entry.place, ...entry.outcome });
  }
}

const fromMachine: Stripped = { kind: "dropped", reason: "prompt.machine", removed: [], groupSeen: false };

/** A record's id; version 1 has none, there its line in the file stands for it. */
function idOf(entry: Entry, session: string): string {
  return entry.id ?? `${session}:${entry.place.line}`;
}
