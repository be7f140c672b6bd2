import { asFields, type Fields, integerOrNull, textOrNull, timeOf } from "#adapters/common/fields";
import { exitCodeIn } from "#adapters/common/injected";
import { jsonLines } from "#adapters/common/records";
import { dropOf } from "#adapters/common/sources";
import { conversationOf, type Ending, Story } from "#adapters/common/story";
import type { Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import type { Place } from "#kernel/trace";
import { Branches } from "#adapters/common/branches";
import { callsIn, nameOf, QUIET_ROLES, QUIET_TYPES, textIn } from "./entry.ts";
import { sessionIdIn } from "./layout.ts";
import { tellUser } from "./prompt.ts";

type At = Readonly<{ at: number | null; place: Place }>;

/** Session file -> its conversation. `copied` gives the names of entries that a fork took from the file it was made from. */
export function readSession(path: string, copied: () => ReadonlySet<string>, powers: ReadPowers, options: ReadOptions): Reading {
  const teller = new Teller(path, copied);
  for (const line of jsonLines(path, powers, options)) {
    if (line.dropped !== null) teller.story.dropped.push(line.dropped);
    else teller.record(line.value, line.place);
  }
  return teller.reading();
}

class Teller {
  readonly story = new Story();
  private readonly path: string;
  private readonly copied: () => ReadonlySet<string>;
  private readonly branches = new Branches();
  private header: Fields | null = null;
  private repeated: ReadonlySet<string> = new Set();
  private hasCopies = false;
  private told = 0;
  private lastPlace: Place;

  constructor(path: string, copied: () => ReadonlySet<string>) {
    this.path = path;
    this.copied = copied;
    this.lastPlace = { path, line: 0 };
  }

  record(value: unknown, place: Place): void {
    this.lastPlace = place;
    const fields = asFields(value);
    const type = fields?.["type"];
    if (fields === null) this.story.drop("record.not-json", place);
    else if (typeof type !== "string") this.story.drop("record.wrong-shape", place, "type");
    else if (type === "session") this.begin(fields);
    else if (this.isNew(fields, place)) this.entry(type, fields, place);
  }

  reading(): Reading {
    const { story, path, header } = this;
    if (this.told === 0) {
      const why = this.hasCopies ? "source.copy" : header === null ? "source.unknown-shape" : "source.not-transcript";
      return { conversation: null, dropped: [...story.dropped, dropOf(why, path)] };
    }
    story.withdraw(this.branches.left(story.prompts()), { at: null, place: this.lastPlace });
    const facts = {
      id: textOrNull(header?.["id"]) ?? sessionIdIn(path),
      adapter: "pi",
      path,
      project: textOrNull(header?.["cwd"]),
      startedAt: timeOf(header?.["timestamp"]),
      runtime: "pi",
    };
    return { conversation: conversationOf(facts, story), dropped: story.dropped };
  }

  private begin(fields: Fields): void {
    if (this.header !== null) return;
    this.header = fields;
    if (fields["parentSession"] !== undefined || fields["branchedFrom"] !== undefined) this.repeated = this.copied();
  }

  /** Takes the entry's place in the tree; false when it was told before, here or in the file it was copied from. */
  private isNew(fields: Fields, place: Place): boolean {
    const id = idOf(fields, place);
    const isTwice = this.branches.has(id);
    const parent = fields["parentId"];
    if (!isTwice) this.branches.add(id, typeof parent === "string" || parent === null ? parent : undefined);
    const isCopy = this.repeated.has(nameOf(fields) ?? "");
    const isCounted = fields["type"] === "message";
    if ((isCopy || isTwice) && isCounted) this.story.drop("record.duplicate", place, isCopy ? "fork" : "entry");
    this.hasCopies ||= isCopy && isCounted;
    return !isCopy && !isTwice;
  }

  private entry(type: string, fields: Fields, place: Place): void {
    if (type === "message") this.message(fields, place);
    else if (type === "custom_message") this.story.drop("text.injected", place, "extension");
    else if (type === "leaf") this.branches.moveTo(textOrNull(fields["targetId"]) ?? "");
    else if (!QUIET_TYPES.has(type)) this.story.drop("record.unknown-kind", place, "type");
  }

  private message(fields: Fields, place: Place): void {
    const message = asFields(fields["message"]);
    const role = message?.["role"];
    if (message === null || typeof role !== "string") {
      this.story.drop("record.wrong-shape", place, "message");
      return;
    }
    const id = idOf(fields, place);
    const at = { at: timeOf(message["timestamp"]) ?? timeOf(fields["timestamp"]), place };
    if (role === "user") this.user(id, message, at);
    else if (role === "assistant") this.assistant(id, message, at);
    else if (role === "toolResult") this.result(message, at);
    else if (role === "bashExecution") this.byHand(id, message, at);
    else if (role === "custom" || role === "hookMessage") this.story.drop("text.injected", place, "extension");
    else if (!QUIET_ROLES.has(role)) this.story.drop("record.unknown-kind", place, "role");
  }

  private user(id: string, message: Fields, at: At): void {
    const text = textIn(message["content"]);
    if (text === null) this.story.drop("record.wrong-shape", at.place, "content");
    else {
      this.told += 1;
      tellUser(this.story, id, text, at);
    }
  }

  private assistant(id: string, message: Fields, at: At): void {
    const text = textIn(message["content"]);
    if (text === null) {
      this.story.drop("record.wrong-shape", at.place, "content");
      return;
    }
    this.told += 1;
    const stop = textOrNull(message["stopReason"]);
    this.story.reply(id, text, at, stop === "error" || stop === "aborted" ? stop : null);
    for (const call of callsIn(message["content"])) {
      const [callId, name] = [textOrNull(call["id"]), textOrNull(call["name"])];
      if (callId === null || name === null) this.story.drop("record.wrong-shape", at.place, "toolCall");
      else this.story.call(callId, name, asFields(call["arguments"]) ?? {}, at);
    }
  }

  private result(message: Fields, at: At): void {
    const id = textOrNull(message["toolCallId"]);
    const text = textIn(message["content"]);
    if (id === null || text === null) this.story.drop("record.wrong-shape", at.place, id === null ? "toolCallId" : "content");
    else this.story.result(id, endingOf(message, text), at);
  }

  private byHand(id: string, message: Fields, at: At): void {
    const command = textOrNull(message["command"]);
    if (command === null) {
      this.story.drop("record.wrong-shape", at.place, "command");
      return;
    }
    const exitCode = integerOrNull(message["exitCode"]);
    const isCancelled = message["cancelled"] === true;
    const ok = isCancelled ? false : exitCode === null ? null : exitCode === 0;
    this.told += 1;
    this.story.byHand(id, command, { ok, exitCode, status: isCancelled ? "cancelled" : null, text: textOrNull(message["output"]) ?? "" }, at);
  }
}

/** A command that fails is an error whose last line says its exit code; a text that a tool read may end alike and is none. */
function endingOf(message: Fields, text: string): Ending {
  const isError = message["isError"];
  const exitCode = message["toolName"] === "bash" && isError === true ? exitCodeIn(text.slice(-200)) : null;
  return { ok: typeof isError === "boolean" ? !isError : null, exitCode, text };
}

/** Entries of version 1 have no id: their line stands for it. */
function idOf(fields: Fields, place: Place): string {
  return textOrNull(fields["id"]) ?? `line ${place.line}`;
}
