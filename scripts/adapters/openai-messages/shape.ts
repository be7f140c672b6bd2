import { asFields, type Fields, textOrNull } from "#adapters/common/fields";

const ROLES = new Set(["system", "developer", "user", "assistant", "tool", "function"]);
const ITEMS = new Set(["message", "function_call", "function_call_output", "reasoning", "custom_tool_call", "custom_tool_call_output"]);

/** What one value of a file is. A row is one message with the name of its conversation beside it. */
export type Shape =
  | Readonly<{ kind: "conversation"; id: string | null; fields: Fields; messages: readonly unknown[] }>
  | Readonly<{ kind: "row"; session: string; message: Fields; fields: Fields }>;

/** Value -> its shape; null for another format's. */
export function shapeOf(value: unknown): Shape | null {
  if (Array.isArray(value)) return isMessages(value) ? { kind: "conversation", id: null, fields: {}, messages: value } : null;
  const fields = asFields(value);
  if (fields === null || isOfSkillLoop(fields) || isOfHermes(fields) || "from" in fields || "message" in fields) return null;
  const session = textOrNull(fields["session_id"]) ?? textOrNull(fields["conversation_id"]);
  if (typeof fields["role"] === "string") return session === null || !isMessage(fields) ? null : { kind: "row", session, message: fields, fields };
  const messages = messagesOf(fields);
  const id = textOrNull(fields["id"]) ?? session;
  return messages === null ? null : { kind: "conversation", id, fields, messages };
}

export function isConversation(value: unknown): boolean {
  return shapeOf(value) !== null;
}

function messagesOf(fields: Fields): readonly unknown[] | null {
  if (Array.isArray(fields["messages"])) return isMessages(fields["messages"]) ? fields["messages"] : null;
  if ("prompt" in fields && "completion" in fields) {
    const both = [turnsOf(fields["prompt"], "user"), turnsOf(fields["completion"], "assistant")];
    return both.includes(null) ? null : both.flatMap((turns) => turns ?? []);
  }
  if (!("input" in fields)) return null;
  const input = turnsOf(fields["input"], "user");
  const output = "output" in fields ? turnsOf(fields["output"], "assistant") : [];
  if (input === null || output === null || (typeof fields["input"] === "string" && !Array.isArray(fields["output"]))) return null;
  return [...input, ...output];
}

/** Text of one side, or its messages or items. */
function turnsOf(value: unknown, role: string): readonly unknown[] | null {
  if (typeof value === "string") return [{ role, content: value }];
  return Array.isArray(value) && (value.length === 0 || isMessages(value)) ? value : null;
}

/** A damaged message among them does not make it another format. */
function isMessages(list: readonly unknown[]): boolean {
  return list.some((one) => {
    const fields = asFields(one);
    return fields !== null && (isMessage(fields) || (typeof fields["type"] === "string" && ITEMS.has(fields["type"])));
  });
}

/** Messages of other agents have ids, times and parts of their own beside role and content. */
function isMessage(fields: Fields): boolean {
  const role = fields["role"];
  if (typeof role !== "string" || !ROLES.has(role)) return false;
  return ["content", "tool_calls", "function_call"].some((key) => key in fields) && !("parts" in fields) && !("ts" in fields);
}

/** Traces of SkillLoop hold messages, too, and have an adapter of their own. */
function isOfSkillLoop(fields: Fields): boolean {
  return (
    typeof fields["source"] === "string" && ["normalized_trace_sha256", "raw_trace_sha256", "runtime", "adapter", "schema_version"].some((key) => key in fields)
  );
}

/** Exports of Hermes say where a session ran and when it began; they have an adapter of their own. */
function isOfHermes(fields: Fields): boolean {
  return (typeof fields["source"] === "string" && "started_at" in fields) || (typeof fields["session_id"] === "string" && "session_start" in fields);
}
