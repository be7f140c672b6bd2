import { asFields, asList, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import type { DropReason } from "#kernel/dropped";
import type { Place } from "#kernel/trace";
import type { Entry, Envelope, Head, ToolCall, ToolResult } from "./entry.ts";
import { endingOf, textOfContent } from "./results.ts";
import { speakerOf } from "./speaker.ts";

/** A record -> what is kept of it, or why it is left out. */
export type RecordRead = Readonly<{ entry: Entry; reason: null }> | Readonly<{ entry: null; reason: DropReason; detail?: string }>;

/** Kinds beside the conversation: titles, modes, costs, snapshots, what was sent to the model. None holds a person's words that are not elsewhere. */
const BESIDE = new Set(
  `summary custom-title ai-title agent-name agent-color agent-setting tag last-prompt mode permission-mode pr-link file-history-snapshot file-history-delta
  worktree-state relocated bridge-session started result api-request api-request-resumed api-request-shape api-request-blob frame-link observer-ref continued-in
  resume-head-vouch attribution-snapshot session-owner isolation-latch dev-mods atis-latch tools-used data-flow-records data-flow-incomplete derived-from
  history-suppression ended-by-model cost-state content-replacement memory-mode artifact-comment-monitor artifact-autoreact-ledger fork-context-ref repl-mode
  hybrid-organization teleported-from system progress`.split(/\s+/),
);
const QUEUE = new Set(["enqueue", "dequeue", "remove", "popAll"]);

/** Is this a record of Claude Code? Asked of a file nobody knows yet. */
export function isOurRecord(value: unknown): boolean {
  const fields = asFields(value);
  if (fields === null) return false;
  const type = fields["type"];
  if (type === "queue-operation") return typeof fields["operation"] === "string";
  if (type === "summary") return typeof fields["summary"] === "string" && typeof fields["leafUuid"] === "string";
  if (type === "file-history-snapshot") return typeof fields["messageId"] === "string" && asFields(fields["snapshot"]) !== null;
  const isTree = typeof fields["uuid"] === "string" && "parentUuid" in fields && typeof fields["sessionId"] === "string";
  if (!isTree) return typeof fields["sessionId"] === "string" && ["permission-mode", "last-prompt", "ai-title", "atis-latch"].includes(String(type));
  if (type === "user" || type === "assistant") return isContent(valueAt(fields, "message", "content"));
  return typeof fields["isSidechain"] === "boolean" && (type === "attachment" || type === "system" || type === "progress");
}

/** Parsed line -> entry. */
export function readRecord(value: unknown, place: Place): RecordRead {
  const fields = asFields(value);
  if (fields === null) return left("record.not-json");
  const type = textOrNull(fields["type"]);
  if (type === null) return left("record.unknown-kind");
  const parent = textOrNull(fields["parentUuid"]) ?? textOrNull(fields["logicalParentUuid"]);
  const head: Head = { id: textOrNull(fields["uuid"]), parent, at: timeOf(fields["timestamp"]), place };
  if (fields["isSidechain"] === true) return kept({ ...head, kind: "side", begins: parent === null });
  if (type === "user") return readUser(fields, head);
  if (type === "assistant") return readAssistant(fields, head);
  if (type === "attachment") return readAttachment(fields, head);
  if (type === "queue-operation") return readQueue(fields, head);
  return BESIDE.has(type) ? kept({ ...head, kind: "other" }) : left("record.unknown-kind");
}

/** What is known of a session and its next record -> what both say: the first record that says something counts, of versions the last. */
export function joinedEnvelope(before: Envelope, value: unknown): Envelope {
  const fields = asFields(value) ?? {};
  const { session, cwd, at } = before;
  const version = textOrNull(fields["version"]) ?? before.version;
  if (session !== null && cwd !== null && at !== null) return version === before.version ? before : { session, cwd, at, version };
  return {
    session: session ?? textOrNull(fields["sessionId"]),
    cwd: cwd ?? textOrNull(fields["cwd"]),
    version,
    at: at ?? (typeof fields["timestamp"] === "string" ? timeOf(fields["timestamp"]) : null),
  };
}

function readUser(fields: Fields, head: Head): RecordRead {
  const content = valueAt(fields, "message", "content");
  if (!isContent(content)) return left("record.wrong-shape", "content");
  const blocks = asList(content).map(asFields);
  const answers = blocks.filter((block) => block?.["type"] === "tool_result");
  if (answers.length > 0) {
    const structured = answers.length === 1 ? fields["toolUseResult"] : undefined;
    const results = answers.flatMap((block) => resultOf(block ?? {}, structured));
    return results.length === answers.length ? kept({ ...head, kind: "results", results }) : left("record.wrong-shape", "tool_use_id");
  }
  const pictures = blocks.some((block) => block?.["type"] === "image" || block?.["type"] === "document");
  return kept({ ...head, kind: "said", text: textOfContent(content), pictures, speaker: speakerOf(fields), queued: null });
}

function readAssistant(fields: Fields, head: Head): RecordRead {
  const message = asFields(fields["message"]);
  const content = message?.["content"];
  if (message === null || !isContent(content)) return left("record.wrong-shape", "message");
  const calls: ToolCall[] = [];
  const results: ToolResult[] = [];
  for (const block of asList(content).map(asFields)) {
    const type = textOrNull(block?.["type"]) ?? "";
    if (block === null) continue;
    if (type.endsWith("tool_use")) {
      const id = textOrNull(block["id"]);
      if (id === null) return left("record.wrong-shape", "id");
      calls.push({ id, tool: textOrNull(block["name"]) ?? "unknown", input: asFields(block["input"]) ?? {} });
    } else if (type.endsWith("tool_result")) results.push(...resultOf(block, undefined));
  }
  const text = textOfContent(content);
  const id = textOrNull(message["id"]) ?? textOrNull(fields["requestId"]) ?? head.id ?? `line ${head.place.line}`;
  const failed = fields["isApiErrorMessage"] === true ? text || "error" : null;
  return kept({ ...head, kind: "answer", message: id, text, calls, results, failed, placeholder: message["model"] === "<synthetic>" });
}

/** Of all attachments only a prompt typed while the agent was busy holds a person's words. */
function readAttachment(fields: Fields, head: Head): RecordRead {
  const attachment = asFields(fields["attachment"]);
  if (attachment?.["type"] !== "queued_command") return kept({ ...head, kind: "attached" });
  const prompt = attachment["prompt"];
  if (!isContent(prompt)) return left("record.wrong-shape", "prompt");
  const mode = textOrNull(attachment["commandMode"]) ?? "prompt";
  const isCopy = attachment["carriedByCompaction"] === true;
  const host = mode !== "prompt" ? "queue" : isCopy ? "compaction" : null;
  const speaker = host === null ? speakerOf({ entrypoint: fields["entrypoint"], ...attachment }) : ({ who: "host", how: host } as const);
  const pictures = asList(prompt).some((block) => asFields(block)?.["type"] === "image");
  return kept({ ...head, kind: "said", text: textOfContent(prompt), pictures, speaker, queued: textOrNull(attachment["source_uuid"]) });
}

function readQueue(fields: Fields, head: Head): RecordRead {
  const operation = textOrNull(fields["operation"]);
  if (operation === null) return left("record.wrong-shape", "operation");
  if (!QUEUE.has(operation)) return left("record.unknown-kind");
  const content = fields["content"];
  return kept({ ...head, kind: "queue", operation, text: isContent(content) ? textOfContent(content) : null, reason: textOrNull(fields["reason"]) });
}

function resultOf(block: Fields, structured: unknown): readonly ToolResult[] {
  const call = textOrNull(block["tool_use_id"]);
  return call === null ? [] : [{ call, ending: endingOf(block, structured) }];
}

function isContent(content: unknown): boolean {
  return typeof content === "string" || Array.isArray(content);
}

function kept(entry: Entry): RecordRead {
  return { entry, reason: null };
}

function left(reason: DropReason, detail?: string): RecordRead {
  return detail === undefined ? { entry: null, reason } : { entry: null, reason, detail };
}
