import { anyTime, argumentsOf, Chat, endingOfText } from "#adapters/common/chat";
import { asFields, asList, type Fields, integerOrNull, textOrNull, valueAt } from "#adapters/common/fields";
import type { Value } from "#adapters/common/generic";
import { conversationOf } from "#adapters/common/story";
import type { Reading } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { Place } from "#kernel/trace";

const ROLES = new Set(["system", "user", "assistant", "tool"]);
const MESSAGE_KEYS = new Set(["role", "content", "metadata", "tool_calls", "timestamp", "name", "tool_call_id"]);
const TRACE_KEYS = ["normalized_trace_sha256", "raw_trace_sha256", "runtime", "adapter", "schema_version"];
const ENDED = new Set(["success", "error", "cancelled"]);

/** Is this a trace, or a message of a generic one? */
export function isOurs(value: unknown): boolean {
  const fields = asFields(value);
  return fields !== null && (isTrace(fields) || (isMessage(fields) && isPlain(fields)));
}

function isTrace(fields: Fields): boolean {
  return Array.isArray(fields["messages"]) && typeof fields["source"] === "string" && TRACE_KEYS.some((key) => key in fields);
}

/** There is nothing beside the message that another format writes: asked of a file nobody knows yet. */
function isPlain(fields: Fields): boolean {
  return typeof fields["role"] === "string" && Object.keys(fields).every((key) => MESSAGE_KEYS.has(key));
}

function isMessage(fields: Fields): boolean {
  const role = fields["role"] ?? "user";
  return typeof role === "string" && ROLES.has(role) && isText(fields);
}

/** Content may be missing where a call stands for it. */
function isText(fields: Fields): boolean {
  return (
    typeof fields["content"] === "string" || ((fields["content"] ?? null) === null && typeof fields["role"] === "string" && Array.isArray(fields["tool_calls"]))
  );
}

/** Values of a file -> a conversation for each trace, and one for the messages that stand alone. */
export function* tellFile(values: Iterable<Value>, path: string, name: string): Generator<Reading> {
  const left: Dropped[] = [];
  const loose = new Chat();
  let messages = 0;
  for (const one of values) {
    if (one.dropped !== null) {
      left.push(one.dropped);
      continue;
    }
    const fields = asFields(one.value);
    if (fields === null) left.push({ reason: "record.not-json", place: one.place });
    else if (isTrace(fields)) yield readTrace(fields, path, one.place, null);
    else if (isMessage(fields)) {
      messages += 1;
      tellMessage(loose, fields, one.place);
    } else left.push({ reason: "role" in fields || "content" in fields ? "record.wrong-shape" : "record.unknown-kind", place: one.place });
  }
  if (messages === 0) yield { conversation: null, dropped: left };
  else yield { conversation: conversationOf({ id: name, adapter: "skillloop", path }, loose.story), dropped: [...left, ...loose.story.dropped] };
}

/** One trace -> its conversation. `row` is the id under which a store keeps it. */
export function readTrace(value: unknown, path: string, place: Place, row: string | null): Reading {
  const fields = asFields(value);
  const messages = fields?.["messages"];
  if (fields === null || !Array.isArray(messages)) return { conversation: null, dropped: [{ reason: "record.wrong-shape", place, detail: "messages" }] };
  const chat = new Chat();
  for (const message of messages as readonly unknown[]) {
    const one = asFields(message);
    if (one === null) chat.story.drop("record.wrong-shape", place, "message");
    else tellMessage(chat, one, place);
  }
  const metadata = asFields(fields["metadata"]) ?? {};
  const runtime = [textOrNull(valueAt(fields, "runtime", "name")), textOrNull(valueAt(fields, "runtime", "version"))].filter((one) => one !== null);
  const facts = {
    id: textOrNull(fields["id"]) ?? row ?? `${path}:${place.line}`,
    adapter: "skillloop",
    path,
    key: textOrNull(metadata["session_id"]),
    project: textOrNull(metadata["cwd"]) ?? textOrNull(metadata["project"]),
    startedAt: anyTime(fields["created_at"]),
    runtime: runtime.length > 0 ? runtime.join(" ") : null,
  };
  return { conversation: conversationOf(facts, chat.story), dropped: chat.story.dropped };
}

function tellMessage(chat: Chat, fields: Fields, place: Place): void {
  const id = chat.next(anyTime(fields["timestamp"], valueAt(fields, "metadata", "timestamp")), place);
  const role = fields["role"] ?? "user";
  const content = fields["content"] ?? "";
  if (typeof role !== "string" || typeof content !== "string") chat.drop("record.wrong-shape", "message");
  else if (role === "user") chat.user(id, content);
  else if (role === "assistant") chat.reply(id, content);
  else if (role === "tool") tellAnswer(chat, fields, content);
  else if (role !== "system") chat.drop("record.unknown-kind", "role");
  for (const call of asList(fields["tool_calls"])) tellCall(chat, asFields(call));
}

/** A message of a tool repeats what the call holds, unless it names the call that it answers. */
function tellAnswer(chat: Chat, fields: Fields, text: string): void {
  const call = textOrNull(fields["tool_call_id"]);
  if (call !== null) chat.result(call, endingOfText(text));
}

/** A call holds its own answer. Status and success fill each other in; an exit code decides. */
function tellCall(chat: Chat, call: Fields | null): void {
  const name = textOrNull(call?.["name"]) ?? textOrNull(valueAt(call, "function", "name"));
  if (call === null || name === null) {
    chat.drop("record.wrong-shape", "tool_calls");
    return;
  }
  const id = textOrNull(call["id"]);
  chat.call(id, name, argumentsOf(call["arguments"] ?? valueAt(call, "function", "arguments")));
  const status = textOrNull(call["status"]);
  const exitCode = integerOrNull(call["exit_code"]);
  const text = textOrNull(call["result"]);
  const success = typeof call["success"] === "boolean" ? call["success"] : status === "success" ? true : status === "error" ? false : null;
  if (text === null && success === null && exitCode === null && !(status !== null && ENDED.has(status))) return;
  const ok = exitCode !== null ? exitCode === 0 : status === "cancelled" ? false : success;
  chat.result(id, { ok, exitCode, status, durationMs: integerOrNull(call["duration_ms"]), text: text ?? "" });
}
