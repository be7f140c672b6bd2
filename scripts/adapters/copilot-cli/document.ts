import { basename } from "node:path";
import { asFields, asList, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { jsonDocument } from "#adapters/common/records";
import { nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { Reading } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import type { Place } from "#kernel/trace";
import { outcomeOf } from "./outcome.ts";

/** A session held as one document is rewritten whole; longer ones than this are not. */
const BYTES = 64 * 1024 * 1024;
const NAME = /^session_([\w-]{1,80})_(\d{1,16})\.json$/;
const QUIET = new Set(["info", "error", "warning", "reasoning", "compaction", "truncation"]);

/** Was this name given to a session by the releases of 2025, and to which one? `at` orders the copies of one session. */
export function documentName(path: string): Readonly<{ session: string; at: number }> | null {
  const found = NAME.exec(basename(path));
  return found === null ? null : { session: found[1] ?? "", at: Number(found[2]) };
}

/** Does this file hold a session as the releases before the event log wrote it? Never throws. */
export function isDocument(path: string, powers: ReadPowers): boolean {
  if (!path.endsWith(".json")) return false;
  const read = jsonDocument(path, powers, BYTES);
  return read.dropped === null && isSession(asFields(read.value));
}

function isSession(fields: Fields | null): fields is Fields {
  return fields !== null && typeof fields["sessionId"] === "string" && Array.isArray(fields["timeline"]) && Array.isArray(fields["chatMessages"]);
}

/**
 * One session of 2025 -> its conversation. Its `timeline` is what the screen showed: what was typed, without what was
 * added for the model, and how calls ended. Only `chatMessages` tells which calls one message of the model asked for.
 */
export function readDocument(path: string, powers: ReadPowers): Reading {
  const read = jsonDocument(path, powers, BYTES);
  if (read.dropped !== null) return { conversation: null, dropped: [read.dropped] };
  const fields = asFields(read.value);
  if (!isSession(fields)) return nothing("source.unknown-shape", path);
  const story = new Story();
  const timeline = new Timeline(story, asList(fields["chatMessages"]));
  for (const [index, item] of asList(fields["timeline"]).entries()) timeline.item(item, { path, line: index + 1 });
  if (story.events.length === 0) return { conversation: null, dropped: [...story.dropped, ...nothing("source.not-transcript", path, "empty").dropped] };
  const facts = { id: textOrNull(fields["sessionId"]) ?? basename(path), adapter: "copilot-cli", path, startedAt: timeOf(fields["startTime"]) };
  return { conversation: conversationOf(facts, story), dropped: story.dropped };
}

type At = Readonly<{ at: number | null; place: Place }>;

class Timeline {
  private readonly story: Story;
  /** Call id, and text of an answer -> the message of the model that it stands in. */
  private readonly byCall = new Map<string, string>();
  private readonly byText = new Map<string, string[]>();

  constructor(story: Story, messages: readonly unknown[]) {
    this.story = story;
    for (const [index, message] of messages.entries()) {
      const fields = asFields(message);
      if (fields?.["role"] !== "assistant") continue;
      const id = `message ${index + 1}`;
      for (const call of asList(fields["tool_calls"])) this.byCall.set(textOrNull(valueAt(call, "id")) ?? "", id);
      const text = textOrNull(fields["content"])?.trim() ?? "";
      if (text !== "") this.byText.set(text, [...(this.byText.get(text) ?? []), id]);
    }
  }

  item(value: unknown, place: Place): void {
    const fields = asFields(value);
    const type = textOrNull(fields?.["type"]);
    if (fields === null || type === null) {
      this.story.drop("record.wrong-shape", place, "type");
      return;
    }
    const at = { at: timeOf(fields["timestamp"]), place };
    const id = textOrNull(fields["id"]) ?? `item ${place.line}`;
    if (type === "user") this.typed(id, textOrNull(fields["text"]) ?? "", at);
    else if (type === "copilot") this.answer(id, textOrNull(fields["text"]) ?? "", at);
    else if (type.startsWith("tool_call")) this.call(fields, at);
    else if (!QUIET.has(type)) this.story.drop("record.unknown-kind", place, "type");
  }

  private typed(id: string, text: string, at: At): void {
    if (text.trim() === "") this.story.drop("prompt.no-words", at.place);
    else this.story.prompt(id, text.trim(), at);
  }

  private answer(id: string, text: string, at: At): void {
    this.story.reply(this.byText.get(text.trim())?.shift() ?? id, text, at);
  }

  private call(fields: Fields, at: At): void {
    const [call, tool] = [textOrNull(fields["callId"]), textOrNull(fields["name"])];
    if (call === null || tool === null) {
      this.story.drop("record.wrong-shape", at.place, "callId");
      return;
    }
    const message = this.byCall.get(call);
    if (message !== undefined) this.story.reply(message, "", at);
    if (!this.story.hasCall(call)) this.story.call(call, tool, asFields(fields["arguments"]) ?? {}, at);
    const result = asFields(fields["result"]);
    if (result === null) return;
    const ending = textOrNull(result["type"]);
    const content = textOrNull(result["log"]) ?? textOrNull(result["message"]) ?? textOrNull(result["markdown"]) ?? "";
    // a command that ran is a success whatever it answered: its output says how it ended
    this.story.result(call, { ...outcomeOf({ success: ending === null ? null : ending === "success", result: { content } }, null), status: ending }, at);
  }
}
