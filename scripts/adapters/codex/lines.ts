import { asFields, asList, type Fields, integerOrNull, parsedOrUndefined, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import type { DropReason } from "#kernel/dropped";
import type { Place } from "#kernel/trace";
import type { Entry, Head, Meta } from "./entry.ts";
import { endingOfEvent, endingOfOutput } from "./outcome.ts";
import { wordsOf } from "./words.ts";

/** A line -> what is kept of it, or why it is left out. */
export type LineRead = Readonly<{ entry: Entry; reason: null }> | Readonly<{ entry: null; reason: DropReason; detail?: string }>;

const WRAPPED = new Set(["session_meta", "turn_context", "response_item", "event_msg", "compacted"]);
const BESIDE = new Set(["turn_context", "compacted", "world_state", "token_usage_record", "inter_agent_communication", "inter_agent_communication_metadata"]);
/** Items of the model that hold neither words nor calls. */
const ITEMS = new Set(
  `reasoning ghost_snapshot image_generation_call agent_message compaction compaction_summary context_compaction other additional_tools tool_search_output`.split(
    " ",
  ),
);

/** Is this a line of Codex? Asked of a file nobody knows yet. */
export function isOurLine(value: unknown): boolean {
  const fields = asFields(value);
  if (fields === null) return false;
  if (typeof fields["type"] === "string" && WRAPPED.has(fields["type"])) return asFields(fields["payload"]) !== null && typeof fields["timestamp"] === "string";
  return isOldHeader(fields);
}

/** Spring 2025: the first line is the session, and nothing is wrapped. */
function isOldHeader(fields: Fields): boolean {
  return !("type" in fields) && "instructions" in fields && typeof fields["id"] === "string" && typeof fields["timestamp"] === "string";
}

/** Parsed line -> entry. */
export function readLine(value: unknown, place: Place): LineRead {
  const fields = asFields(value);
  if (fields === null) return left("record.not-json");
  const head: Head = { at: timeOf(fields["timestamp"]), place, ordinal: integerOrNull(fields["ordinal"]) };
  if (isOldHeader(fields)) return kept({ ...head, kind: "meta", meta: metaOf(fields) });
  if (fields["record_type"] === "state") return kept({ ...head, kind: "other" });
  const type = textOrNull(fields["type"]);
  if (type === null) return left("record.unknown-kind");
  if (BESIDE.has(type)) return kept({ ...head, kind: "other" });
  if (!WRAPPED.has(type)) return readItem(fields, head);
  const payload = asFields(fields["payload"]);
  if (payload === null) return left("record.wrong-shape", "payload");
  if (type === "session_meta") return kept({ ...head, kind: "meta", meta: metaOf(payload) });
  return type === "response_item" ? readItem(payload, head) : readEvent(payload, head);
}

function metaOf(payload: Fields): Meta {
  const source = payload["source"];
  const thread = textOrNull(payload["thread_source"]);
  const isSubagent =
    thread === "subagent" || source === "subagent" || asFields(source)?.["subagent"] !== undefined || asFields(source)?.["subAgent"] !== undefined;
  // The program's libraries run `codex exec` under a name of their own.
  const isLibrary = source === "exec" && /sdk|github_action/i.test(textOrNull(payload["originator"]) ?? "");
  const isProgram = source === "mcp" || isLibrary || (thread !== null && thread !== "user" && thread !== source);
  return {
    id: textOrNull(payload["id"]) ?? textOrNull(payload["session_id"]),
    cwd: textOrNull(payload["cwd"]),
    version: textOrNull(payload["cli_version"]),
    at: timeOf(payload["timestamp"]),
    parent: textOrNull(payload["forked_from_id"]),
    base: baseOf(payload["history_base"]),
    audience: isSubagent ? "subagent" : isProgram ? "program" : "person",
    unattended: source === "exec",
  };
}

function baseOf(value: unknown): Meta["base"] {
  const session = textOrNull(valueAt(value, "thread_id"));
  const end = integerOrNull(valueAt(value, "end_ordinal_exclusive"));
  return session === null || end === null ? null : { session, end };
}

/** What went to the model or came from it. */
function readItem(item: Fields, head: Head): LineRead {
  const type = textOrNull(item["type"]);
  if (type === "message") return readMessage(item, head);
  if (type === "function_call" || type === "custom_tool_call" || type === "local_shell_call" || type === "web_search_call" || type === "tool_search_call") {
    return readCall(type, item, head);
  }
  if (type === "function_call_output" || type === "custom_tool_call_output") {
    const call = textOrNull(item["call_id"]);
    return call === null
      ? left("record.wrong-shape", "call_id")
      : kept({ ...head, kind: "result", call, ending: endingOfOutput(item["output"]), beside: false });
  }
  return type !== null && ITEMS.has(type) ? kept({ ...head, kind: "other" }) : left("record.unknown-kind");
}

function readMessage(item: Fields, head: Head): LineRead {
  const content = item["content"];
  if (!Array.isArray(content) && typeof content !== "string") return left("record.wrong-shape", "content");
  const parts = typeof content === "string" ? [{ text: content }] : content.map((part: unknown) => asFields(part) ?? {});
  const texts = parts.map((part) => textOrNull(part["text"]) ?? "");
  if (item["role"] === "assistant") return kept({ ...head, kind: "answer", view: "model", id: textOrNull(item["id"]), text: texts.join("\n") });
  if (item["role"] !== "user") return kept({ ...head, kind: "other" });
  // newer files say of each part whether a person wrote it
  const kinds = asList(valueAt(item, "internal_chat_message_metadata_passthrough", "content_item_kinds"));
  const isTyped = (kind: unknown): boolean => typeof kind !== "string" || kind === "unknown" || kind.startsWith("user.");
  const own = texts.filter((text, index) => text !== "" && isTyped(kinds[index]));
  const pictures = parts.some(isPicture);
  if (own.length > 0 || (pictures && texts.every((text) => text === ""))) return kept({ ...head, kind: "user", view: "model", texts: own, pictures });
  const how = texts.map(wordsOf).find((words) => words.kind === "host")?.how ?? "by its kind";
  return left(how === "by hand" ? "prompt.command" : "prompt.machine", how);
}

function readCall(type: string, item: Fields, head: Head): LineRead {
  const id = textOrNull(item["call_id"]) ?? textOrNull(item["id"]);
  // searches the provider made itself have no id and no result here
  if (id === null) return type === "web_search_call" || type === "tool_search_call" ? kept({ ...head, kind: "other" }) : left("record.wrong-shape", "call_id");
  if (type === "local_shell_call") {
    const command = asList(valueAt(item, "action", "command")).filter((word) => typeof word === "string");
    return kept({ ...head, kind: "call", id, tool: "shell", input: { command } });
  }
  const tool = textOrNull(item["name"]) ?? type.replace(/_call$/, "");
  const given = item["arguments"] ?? item["input"] ?? item["action"] ?? {};
  const parsed = typeof given === "string" && type === "function_call" ? parsedOrUndefined(given) : given;
  return kept({ ...head, kind: "call", id, tool, input: asFields(parsed) ?? (typeof given === "string" ? { input: given } : {}) });
}

/** What the screen showed. */
function readEvent(event: Fields, head: Head): LineRead {
  const type = textOrNull(event["type"]);
  if (type === null) return left("record.wrong-shape", "type");
  if (type === "user_message") {
    const text = event["message"];
    const pictures = asList(event["images"]).length + asList(event["local_images"]).length > 0;
    return typeof text === "string" ? kept({ ...head, kind: "user", view: "event", texts: [text], pictures }) : left("record.wrong-shape", "message");
  }
  if (type === "agent_message") return kept({ ...head, kind: "answer", view: "event", id: null, text: textOrNull(event["message"]) ?? "" });
  if (type === "task_started" || type === "turn_started") return kept({ ...head, kind: "turn" });
  if (type === "thread_rolled_back") return kept({ ...head, kind: "rollback", turns: integerOrNull(event["num_turns"]) ?? 0 });
  if (type === "entered_review_mode" || type === "exited_review_mode") return kept({ ...head, kind: "review", on: type === "entered_review_mode" });
  if (type === "error" || type === "stream_error") return kept({ ...head, kind: "failed", why: textOrNull(event["message"]) ?? type });
  if (type === "item_completed") return readFinished(asFields(event["item"]) ?? {}, head);
  if (type.endsWith("_end")) return readReport(textOrNull(event["call_id"]), event, head);
  return kept({ ...head, kind: "other" });
}

/** Since 0.169 the screen's events are finished items. */
function readFinished(item: Fields, head: Head): LineRead {
  const type = textOrNull(item["type"]) ?? "";
  if (type === "UserMessage") {
    const parts = asList(item["content"]).map((part) => asFields(part) ?? {});
    const texts = parts.map((part) => textOrNull(part["text"]) ?? "");
    return kept({ ...head, kind: "user", view: "item", texts: [texts.filter((text) => text !== "").join("\n")], pictures: parts.some(isPicture) });
  }
  if (type === "EnteredReviewMode" || type === "ExitedReviewMode") return kept({ ...head, kind: "review", on: type === "EnteredReviewMode" });
  return readReport(textOrNull(item["id"]), item, head);
}

function isPicture(part: Fields): boolean {
  return typeof part["type"] === "string" && /image$/i.test(part["type"]);
}

function readReport(call: string | null, fields: Fields, head: Head): LineRead {
  const ending = call === null ? null : endingOfEvent(fields);
  return call === null || ending === null ? kept({ ...head, kind: "other" }) : kept({ ...head, kind: "result", call, ending, beside: true });
}

function kept(entry: Entry): LineRead {
  return { entry, reason: null };
}

function left(reason: DropReason, detail?: string): LineRead {
  return detail === undefined ? { entry: null, reason } : { entry: null, reason, detail };
}
