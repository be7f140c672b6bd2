import { asFields, type Fields, textOrNull, timeOf } from "#adapters/common/fields";
import type { DropReason } from "#kernel/dropped";
import type { Place } from "#kernel/trace";
import { type Entry, type ToolCall } from "./entry.ts";
import { outcomeByHand, outcomeOf, unwrapped } from "./outcome.ts";
import { withoutDirectives } from "./strip/commands.ts";

/** One record read: what is kept of it, or why it is left out. */
export type RecordRead = Readonly<{ entry: Entry | null; reason: DropReason | null; detail?: string }>;

/** Records that hold nothing a person asked for and nothing that was done. */
const QUIET_TYPES = new Set([
  "model_change",
  "thinking_level_change",
  "compaction",
  "branch_summary",
  "custom",
  "custom_message",
  "label",
  "session_info",
  "leaf",
]);
const QUIET_ROLES = new Set(["custom", "hookMessage", "branchSummary", "compactionSummary"]);
const ECHOES = new Set(["delivery-mirror", "gateway-injected"]);

/** Parsed line and its place -> entry, or the reason why there is none. Unknown fields are ignored, unknown kinds reported; never throws. */
export function readRecord(value: unknown, place: Place): RecordRead {
  const fields = asFields(value);
  if (fields === null) return left("record.not-json");
  const type = fields["type"];
  if (typeof type !== "string") return left("record.wrong-shape", "type");
  const stamp = fields["timestamp"];
  const named = { id: textOrNull(fields["id"]), stamp: typeof stamp === "string" ? stamp : "", place };
  if (type === "message") return readMessage(fields, named);
  const head = { ...named, at: timeOf(stamp) };
  if (type === "session") {
    const parent = textOrNull(fields["parentSession"]);
    return kept({ ...head, kind: "header", session: head.id, parent, cwd: textOrNull(fields["cwd"]) });
  }
  if (type === "reset") return kept({ ...head, kind: "reset", reason: textOrNull(fields["reason"]) ?? "unknown" });
  return QUIET_TYPES.has(type) ? kept({ ...head, kind: "other" }) : left("record.unknown-kind", "type");
}

/**
 * A whole line that certainly is one of the `custom` records, which repeat tool outputs at length and hold nothing we
 * use. It is known by its first and last bytes and never parsed, so damage in the middle of such a line is not
 * noticed. That is the price of not parsing half of every log; nothing is lost by it, because an undamaged line would
 * have been left out as well.
 */
export function isStateLine(bytes: Uint8Array): boolean {
  if (bytes[bytes.byteLength - 1] !== 0x7d || bytes.byteLength < CUSTOM_START.byteLength) return false;
  for (let at = 0; at < CUSTOM_START.byteLength; at += 1) if (bytes[at] !== CUSTOM_START[at]) return false;
  return true;
}

const CUSTOM_START = new TextEncoder().encode('{"type":"custom",');

type Head = Readonly<{ id: string | null; stamp: string; at: number | null; place: Place }>;

function readMessage(fields: Fields, named: Omit<Head, "at">): RecordRead {
  const message = asFields(fields["message"]);
  if (message === null) return left("record.wrong-shape", "message");
  const role = message["role"];
  if (typeof role !== "string") return left("record.wrong-shape", "role");
  const head = { id: named.id, stamp: named.stamp, at: timeOf(message["timestamp"]) ?? timeOf(fields["timestamp"]), place: named.place };
  if (role === "user") return readUser(message, head);
  if (role === "assistant") return readAssistant(message, head);
  if (role === "toolResult") return readToolResult(message, head);
  if (role === "bashExecution") return readByHand(message, head);
  return QUIET_ROLES.has(role) ? kept({ ...head, kind: "other" }) : left("record.unknown-kind", "role");
}

function readUser(message: Fields, head: Head): RecordRead {
  const content = contentOf(message["content"]);
  if (content === null) return left("record.wrong-shape", "content");
  const provenance = message["provenance"] === undefined || message["provenance"] === null ? null : asFields(message["provenance"]);
  const isForeign = provenance !== null && provenance["kind"] !== undefined && provenance["kind"] !== "external_user";
  const kind = isForeign ? (textOrNull(provenance["kind"]) ?? "unknown") : null;
  return kept({ ...head, kind: "user", text: content.text, provenance: kind }, content.odd);
}

function readAssistant(message: Fields, head: Head): RecordRead {
  const content = contentOf(message["content"]);
  if (content === null) return left("record.wrong-shape", "content");
  const model = textOrNull(message["model"]);
  const echo = message["provider"] === "openclaw" && model !== null && ECHOES.has(model) ? model : null;
  const stop = message["stopReason"];
  const failed = textOrNull(message["errorMessage"]) ?? (stop === "error" || stop === "aborted" ? stop : null);
  const blocks = Array.isArray(message["content"]) ? message["content"].map(asFields) : [];
  const calls = blocks.flatMap((block) => (block?.["type"] === "toolCall" ? [readCall(block)] : []));
  const broken = calls.includes(null);
  const entry: Entry = { ...head, kind: "assistant", text: withoutDirectives(content.text), failed, calls: calls.filter((call) => call !== null), echo };
  return broken ? { entry, reason: "record.wrong-shape", detail: "toolCall" } : kept(entry, content.odd);
}

/** Tools with a deferred schema are called through `tool_call`: the real tool is in its arguments. */
function readCall(block: Fields): ToolCall | null {
  const [id, name] = [textOrNull(block["id"]), textOrNull(block["name"])];
  if (id === null || name === null) return null;
  const input = asFields(block["arguments"]) ?? {};
  const real = textOrNull(input["id"]);
  if (name !== "tool_call" || real === null) return { id, tool: name, input };
  return { id, tool: real.slice(real.lastIndexOf(":") + 1), input: asFields(input["args"]) ?? {} };
}

function readToolResult(wrapped: Fields, head: Head): RecordRead {
  const message = unwrapped(wrapped);
  const call = textOrNull(message["toolCallId"]);
  const content = contentOf(message["content"]);
  if (call === null || content === null) return left("record.wrong-shape", call === null ? "toolCallId" : "content");
  return kept({ ...head, kind: "tool-result", call, outcome: outcomeOf(message, content.text) }, content.odd);
}

function readByHand(message: Fields, head: Head): RecordRead {
  const command = textOrNull(message["command"]);
  if (command === null) return left("record.wrong-shape", "command");
  return kept({ ...head, kind: "by-hand", command, outcome: outcomeByHand(message, textOrNull(message["output"]) ?? "") });
}

const KNOWN_BLOCKS = new Set(["text", "image", "thinking", "toolCall", "redacted_thinking", "redactedThinking"]);

/** Content of a message (text or blocks) -> its text blocks joined by line breaks; pictures are let go at once. Null for another shape. */
function contentOf(content: unknown): Readonly<{ text: string; odd: boolean }> | null {
  if (typeof content === "string") return { text: content, odd: false };
  if (!Array.isArray(content)) return null;
  const texts: string[] = [];
  let odd = false;
  for (const one of content) {
    const block = asFields(one);
    if (block?.["type"] === "text" && typeof block["text"] === "string") texts.push(block["text"]);
    else if (block === null || typeof block["type"] !== "string" || !KNOWN_BLOCKS.has(block["type"])) odd = true;
  }
  return { text: texts.join("\n"), odd };
}

function kept(entry: Entry, odd = false): RecordRead {
  return odd ? { entry, reason: "record.unknown-kind", detail: "block" } : { entry, reason: null };
}

function left(reason: DropReason, detail?: string): RecordRead {
  return detail === undefined ? { entry: null, reason } : { entry: null, reason, detail };
}
