import { asFields, asList, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import type { JsonLine } from "#adapters/common/records";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { QUIET_KINDS } from "./kinds.ts";
import { outcomeOf } from "./outcome.ts";
import { typedIn } from "./prompt.ts";

type At = Readonly<{ at: number | null; place: Place }>;
type Event = Readonly<{ kind: string; id: string; data: Fields } & At>;

/** What the head of a session says about it. */
export type Head = Readonly<{
  session: string | null;
  version: string | null;
  producer: string | null;
  cwd: string | null;
  startedAt: number | null;
  spawned: boolean;
}>;

/** Reads the events of one session into a story, in the order of the log. `copied` holds ids of events that stand in the session it was forked from. */
export class Events {
  head: Head | null = null;
  /** Events of any known kind: none means that the file holds something else. */
  known = 0;
  private readonly story: Story;
  private readonly copied: ReadonlySet<string>;
  private readonly started = new Map<string, number>();
  private readonly byHand = new Set<string>();
  private readonly subagents = new Set<string>();
  private skill: string | null = null;
  private lastReply: string | null = null;

  constructor(story: Story, copied: ReadonlySet<string>) {
    this.story = story;
    this.copied = copied;
  }

  line(line: JsonLine): void {
    if (line.dropped !== null) {
      this.story.dropped.push(line.dropped);
      return;
    }
    const fields = asFields(line.value);
    if (fields === null) {
      this.story.drop("record.not-json", line.place);
      return;
    }
    const [kind, data] = [fields["type"], asFields(fields["data"])];
    if (typeof kind !== "string" || data === null) {
      this.story.drop("record.wrong-shape", line.place, "type");
      return;
    }
    const id = textOrNull(fields["id"]) ?? `line:${line.place.line}`;
    const event = { kind, id, data, at: timeOf(fields["timestamp"]), place: line.place };
    if (QUIET_KINDS.has(kind)) this.known += 1;
    else if (this.isSubagent(fields, data)) this.subagent(fields, data, line.place);
    else this.event(event);
  }

  private event(event: Event): void {
    const read = this.readers[event.kind];
    if (read === undefined) {
      this.story.drop("record.unknown-kind", event.place, "type");
      return;
    }
    this.known += 1;
    if (this.copied.has(event.id) && event.kind !== "session.start") this.story.drop("record.duplicate", event.place);
    else read(event);
  }

  private readonly readers: Readonly<Record<string, (event: Event) => void>> = Object.assign(Object.create(null) as Record<string, (event: Event) => void>, {
    "session.start": (event: Event) => this.start(event),
    "session.context_cleared": (event: Event) => this.story.reset("context-cleared", event),
    "session.error": (event: Event) => this.failed("error", event),
    abort: (event: Event) => this.failed("aborted", event),
    "user.message": (event: Event) => this.user(event),
    "skill.invoked": ({ data }: Event) => {
      if (data["trigger"] === "user-invoked" || data["trigger"] === undefined) this.skill = textOrNull(data["name"]);
    },
    "system.notification": (event: Event) => this.story.drop("text.injected", event.place, "notification"),
    "assistant.message": (event: Event) => this.assistant(event),
    "tool.execution_start": (event: Event) => this.toolStart(event),
    "tool.execution_complete": (event: Event) => this.toolEnd(event),
    "tool.user_requested": (event: Event) => this.userTool(event),
  });

  private start({ data, at }: Event): void {
    const context = asFields(data["context"]);
    this.head ??= {
      session: textOrNull(data["sessionId"]),
      version: textOrNull(data["copilotVersion"]),
      producer: textOrNull(data["producer"]),
      cwd: textOrNull(context?.["cwd"]) ?? textOrNull(data["cwd"]),
      startedAt: timeOf(data["startTime"]) ?? at,
      spawned: textOrNull(data["detachedFromSpawningParentSessionId"]) !== null,
    };
  }

  private user(event: Event): void {
    if (typeof event.data["content"] !== "string") {
      this.story.drop("record.wrong-shape", event.place, "content");
      return;
    }
    const typed = typedIn(event.data, this.skill);
    this.skill = null;
    if (typed.kind === "words") this.story.prompt(event.id, typed.text, event);
    else if (typed.kind === "skill") this.story.skillUse(event.id, typed.name, typed.text, event);
    else if (typed.kind === "command") this.story.drop("prompt.command", event.place);
    else if (typed.kind === "machine") this.story.drop("prompt.machine", event.place, typed.why);
    else this.story.drop("prompt.no-words", event.place);
  }

  private assistant(event: Event): void {
    const { data, place } = event;
    const id = textOrNull(data["messageId"]) ?? event.id;
    this.story.reply(id, textOrNull(data["content"]) ?? "", event);
    this.lastReply = id;
    for (const one of asList(data["toolRequests"])) {
      const request = asFields(one);
      const [call, name] = [textOrNull(request?.["toolCallId"]), textOrNull(request?.["name"])];
      if (request === null || call === null || name === null) this.story.drop("record.wrong-shape", place, "toolRequests");
      else this.story.call(call, name, inputOf(request["arguments"]), event);
    }
  }

  /** The start of a call repeats what the message asked for; only where no message did is it the call. */
  private toolStart(event: Event): void {
    const [call, name] = [textOrNull(event.data["toolCallId"]), textOrNull(event.data["toolName"])];
    if (call === null || name === null) {
      this.story.drop("record.wrong-shape", event.place, "toolCallId");
      return;
    }
    if (event.at !== null) this.started.set(call, event.at);
    if (!this.story.hasCall(call)) this.story.call(call, name, inputOf(event.data["arguments"]), event);
  }

  /** A command that the person ran with `!`. */
  private userTool(event: Event): void {
    const call = textOrNull(event.data["toolCallId"]);
    const command = textOrNull(valueAt(event.data, "arguments", "command"));
    if (call === null || command === null) {
      this.story.drop("record.wrong-shape", event.place, "arguments");
      return;
    }
    this.byHand.add(call);
    this.story.call(`by-hand:${call}`, "exec", { command }, event);
  }

  private toolEnd(event: Event): void {
    const call = textOrNull(event.data["toolCallId"]);
    if (call === null) {
      this.story.drop("record.wrong-shape", event.place, "toolCallId");
      return;
    }
    const begun = this.started.get(call);
    const took = begun === undefined || event.at === null || event.at < begun ? null : event.at - begun;
    this.story.result(this.byHand.has(call) ? `by-hand:${call}` : call, outcomeOf(event.data, took), event);
  }

  /** The turn that is open broke. */
  private failed(why: string, event: Event): void {
    if (this.lastReply !== null) this.story.reply(this.lastReply, "", event, why);
  }

  private isSubagent(fields: Fields, data: Fields): boolean {
    return [fields["agentId"], data["agentId"], data["parentToolCallId"]].some((one) => textOrNull(one) !== null);
  }

  /** Another agent's work inside of the session: told once for each such agent. */
  private subagent(fields: Fields, data: Fields, place: Place): void {
    this.known += 1;
    const agent = textOrNull(fields["agentId"]) ?? textOrNull(data["agentId"]) ?? textOrNull(data["parentToolCallId"]) ?? "";
    if (this.subagents.has(agent)) return;
    this.subagents.add(agent);
    this.story.drop("session.subagent", place);
  }
}

/** Arguments are an object; some tools take free text. */
function inputOf(value: unknown): Fields {
  const text = textOrNull(value);
  return asFields(value) ?? (text === null ? {} : { input: text });
}
