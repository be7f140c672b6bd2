import { Branches } from "#adapters/common/branches";
import { asFields, type Fields, integerOrNull, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { endingOf, inParts, partsOf, wordsOf } from "#adapters/common/parts";
import { dropOf } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { Reading } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { Place } from "#kernel/trace";
import { tellCommand, tellUser } from "./prompt.ts";

type At = Readonly<{ at: number | null; place: Place }>;

/** The records of one session file, in order, to its conversation. */
export class Session {
  private readonly story = new Story();
  private readonly branches = new Branches();
  private readonly durations = new Map<string, number>();
  private readonly path: string;
  private readonly isRead: (session: string) => boolean;
  private first: Fields | null = null;
  private hasCopies = false;
  private isSubagent = false;
  /** When a command by name was last given: what is sent in the same moment is its text. */
  private commandAt: number | null = null;
  private lastPlace: Place;

  /** `isRead` tells whether another session stands beside this one: what was copied from there counts there. */
  constructor(path: string, isRead: (session: string) => boolean) {
    this.path = path;
    this.isRead = isRead;
    this.lastPlace = { path, line: 0 };
  }

  lose(dropped: Dropped): void {
    this.story.dropped.push(dropped);
  }

  record(value: unknown, place: Place): void {
    const fields = asFields(value);
    const [id, type] = [textOrNull(fields?.["uuid"]), textOrNull(fields?.["type"])];
    if (fields === null) this.story.drop("record.not-json", place);
    else if (id === null || type === null) this.story.drop("record.wrong-shape", place, id === null ? "uuid" : "type");
    else if (this.isNew(id, type, fields, place)) this.tell(id, type, fields, { at: timeOf(fields["timestamp"]), place });
  }

  reading(): Reading {
    const { story, path, first } = this;
    if (this.isSubagent) return { conversation: null, dropped: [dropOf("session.subagent", path)] };
    if (story.events.length === 0) {
      const why = this.hasCopies ? "source.copy" : first === null ? "source.unknown-shape" : "source.not-transcript";
      return { conversation: null, dropped: [...story.dropped, dropOf(why, path)] };
    }
    story.withdraw(this.branches.left(story.prompts()), { at: null, place: this.lastPlace });
    const version = textOrNull(first?.["version"]);
    const facts = {
      id: textOrNull(first?.["sessionId"]) ?? path,
      adapter: "qwen-code",
      path,
      project: textOrNull(first?.["cwd"]),
      startedAt: timeOf(first?.["timestamp"]),
      runtime: version === null ? "qwen-code" : `qwen-code ${version}`,
    };
    return { conversation: conversationOf(facts, story), dropped: story.dropped };
  }

  private isNew(id: string, type: string, fields: Fields, place: Place): boolean {
    this.lastPlace = place;
    if (typeof fields["sessionId"] === "string") this.first ??= fields;
    this.isSubagent ||= fields["isSidechain"] === true || typeof fields["agentId"] === "string";
    const parent = fields["parentUuid"];
    const isTwice = this.branches.has(id);
    if (!isTwice) this.branches.add(id, typeof parent === "string" || parent === null ? parent : undefined);
    const origin = textOrNull(valueAt(fields, "forkedFrom", "sessionId"));
    const isCopy = origin !== null && origin !== fields["sessionId"] && this.isRead(origin);
    this.hasCopies ||= isCopy;
    if ((isCopy || isTwice) && type !== "system") this.story.drop("record.duplicate", place, isCopy ? "fork" : "record");
    return !isCopy && !isTwice;
  }

  private tell(id: string, type: string, fields: Fields, at: At): void {
    if (type === "system") this.system(id, fields, at);
    else if (type !== "user" && type !== "assistant" && type !== "tool_result") this.story.drop("record.unknown-kind", at.place, "type");
    else {
      const parts = partsOf(valueAt(fields, "message", "parts"));
      if (parts === null) this.story.drop("record.wrong-shape", at.place, "parts");
      else if (type === "tool_result" || inParts(parts, "functionResponse").length > 0) this.results(fields, parts, at);
      else if (type === "assistant") this.assistant(id, parts, at);
      else tellUser(this.story, id, fields, wordsOf(parts), at, this.isSentByCommand(at.at));
    }
  }

  private isSentByCommand(at: number | null): boolean {
    const isSent = this.commandAt !== null && at !== null && at - this.commandAt < 1000;
    this.commandAt = null;
    return isSent;
  }

  private system(id: string, fields: Fields, { at, place }: At): void {
    const payload = asFields(fields["systemPayload"]);
    if (fields["subtype"] === "slash_command" && tellCommand(this.story, id, payload, { at, place })) this.commandAt = at;
    const call = textOrNull(valueAt(payload, "uiEvent", "call_id"));
    const duration = valueAt(payload, "uiEvent", "duration_ms");
    if (call !== null && typeof duration === "number" && Number.isFinite(duration)) this.durations.set(call, duration);
  }

  private assistant(id: string, parts: readonly Fields[], at: At): void {
    this.story.reply(id, wordsOf(parts), at);
    for (const [index, call] of inParts(parts, "functionCall").entries()) {
      const name = textOrNull(call["name"]);
      if (name === null) this.story.drop("record.wrong-shape", at.place, "functionCall");
      else this.story.call(textOrNull(call["id"]) ?? `${id}:${index}`, name, asFields(call["args"]) ?? {}, at);
    }
  }

  private results(fields: Fields, parts: readonly Fields[], at: At): void {
    const noted = asFields(fields["toolCallResult"]);
    for (const response of inParts(parts, "functionResponse")) {
      const id = textOrNull(response["id"]) ?? textOrNull(noted?.["callId"]);
      const name = textOrNull(response["name"]);
      if (id === null || name === null) {
        this.story.drop("record.wrong-shape", at.place, "functionResponse");
        continue;
      }
      const isNoted = noted !== null && (noted["callId"] === id || noted["callId"] === undefined);
      const exitCode = isNoted ? integerOrNull(valueAt(noted, "resultDisplay", "exitCode")) : null;
      const ending = endingOf(name, asFields(response["response"]), isNoted ? textOrNull(noted["status"]) : null, exitCode);
      this.story.result(id, { ...ending, durationMs: this.durations.get(id) ?? null }, at);
    }
  }
}
