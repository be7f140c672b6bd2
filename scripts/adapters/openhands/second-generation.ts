import { asFields, asList, type Fields, integerOrNull, parsedOrUndefined, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import type { Ending, Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

type At = Readonly<{ at: number | null; place: Place }>;

const QUIET = new Set([
  "SystemPromptEvent",
  "PauseEvent",
  "InterruptEvent",
  "Condensation",
  "CondensationRequest",
  "CondensationSummaryEvent",
  "ConversationStateUpdateEvent",
  "TokenEvent",
  "HookExecutionEvent",
  "LLMCompletionLogEvent",
  "StreamingDeltaEvent",
  "ConversationIterationLimitEvent",
]);
const FAILED = new Set(["failed", "error"]);
/** What the program says in the person's name: a goal or a critic that is not content yet, a call it could not read, an answer that was blocked. */
const GOES_ON = [
  /^The task appears incomplete \(iteration \d+, predicted success likelihood: /,
  /^The goal is NOT yet complete \(audit iteration \d+\)\./,
  /^Resuming a goal that was paused or interrupted\. Re-check the real current state/,
  /^Your previous response was blocked by the model's content filter\. Please continue/,
  /^Missing required parameters for function '[^'\n]{1,200}': /,
  /^Parameter '[^'\n]{1,200}' is (?:expected to be (?:an? (?:integer|array)\.|one of )|not allowed for function ')/,
  /^Function '[^'\n]{1,200}' not found in available tools: /,
];

/** Tells one event with a kind. What skills and rules added to a message stands apart in it and is not read. */
export function tellSecond(story: Story, event: Fields, place: Place): void {
  const at = { at: timeOf(event["timestamp"]), place };
  const kind = String(event["kind"]);
  const id = String(event["id"]);
  if (kind === "MessageEvent") tellMessage(story, id, event, at);
  else if (kind === "ActionEvent") tellAction(story, id, event, at);
  else if (kind === "ACPToolCallEvent") tellForeignCall(story, event, at);
  else if (kind === "ConversationErrorEvent") story.reply(id, "", at, textOrNull(event["code"]) ?? "error");
  else if (kind === "ObservationEvent" || kind === "UserRejectObservation" || kind === "AgentErrorEvent") tellResult(story, kind, event, at);
  else if (!QUIET.has(kind)) story.drop("record.unknown-kind", place, "kind");
}

function tellMessage(story: Story, id: string, event: Fields, at: At): void {
  const content = valueAt(event, "llm_message", "content");
  if (typeof content !== "string" && !Array.isArray(content)) {
    story.drop("record.wrong-shape", at.place, "llm_message");
    return;
  }
  const text = textOf(content);
  const sender = textOrNull(event["sender"]);
  if (event["source"] === "agent") story.reply(textOrNull(event["llm_response_id"]) ?? id, text, at);
  else if (event["source"] !== "user") story.drop("text.injected", at.place, "environment");
  else if (sender !== null && sender !== "user") story.drop("prompt.machine", at.place, "another agent");
  else if (text.trim() === "") story.drop("prompt.no-words", at.place);
  else if (GOES_ON.some((opening) => opening.test(text))) story.drop("prompt.machine", at.place, "continuation");
  else story.prompt(id, text, at);
  if (asList(event["extended_content"]).length > 0) story.drop("text.injected", at.place, "extended_content");
}

function tellAction(story: Story, id: string, event: Fields, at: At): void {
  const call = textOrNull(event["tool_call_id"]);
  story.reply(textOrNull(event["llm_response_id"]) ?? id, textOf(event["thought"]), at);
  if (call === null) {
    story.drop("record.wrong-shape", at.place, "tool_call_id");
    return;
  }
  const written = textOrNull(valueAt(event, "tool_call", "arguments"));
  const { kind: _kind, ...action } = asFields(event["action"]) ?? {};
  const tool = textOrNull(event["tool_name"]) ?? textOrNull(valueAt(event, "tool_call", "name")) ?? "unknown";
  story.call(call, tool, Object.keys(action).length > 0 ? action : (asFields(parsedOrUndefined(written ?? "")) ?? {}), at);
}

function tellResult(story: Story, kind: string, event: Fields, at: At): void {
  const call = textOrNull(event["tool_call_id"]);
  if (call === null) story.drop("record.wrong-shape", at.place, "tool_call_id");
  else if (kind === "UserRejectObservation") story.result(call, { ok: false, status: "rejected", text: "" }, at);
  else if (kind === "AgentErrorEvent") story.result(call, { ok: false, status: "error", text: textOrNull(event["error"]) ?? "" }, at);
  else {
    const observation = asFields(event["observation"]);
    if (observation === null) story.drop("record.wrong-shape", at.place, "observation");
    else story.result(call, endingOf(observation), at);
  }
}

/** Exit code -1 and a time-out stand for a command that still runs. */
function endingOf(observation: Fields): Ending {
  const text = textOf(observation["content"] ?? observation["output"]);
  const code = integerOrNull(observation["exit_code"]) ?? integerOrNull(valueAt(observation, "metadata", "exit_code"));
  if (observation["timeout"] === true || code === -1) return { ok: null, status: "running", text };
  if (code !== null) return { ok: code === 0, exitCode: code, text };
  const error = observation["is_error"] ?? observation["error"];
  if (error === true || (typeof error === "string" && error !== "")) return { ok: false, text };
  return { ok: error === false ? true : null, text };
}

/** A call that another agent made under the same roof; the same event comes again while it goes on. */
function tellForeignCall(story: Story, event: Fields, at: At): void {
  const call = textOrNull(event["tool_call_id"]);
  if (call === null) {
    story.drop("record.wrong-shape", at.place, "tool_call_id");
    return;
  }
  const status = textOrNull(event["status"]);
  if (!story.hasCall(call)) story.call(call, textOrNull(event["tool_kind"]) ?? textOrNull(event["title"]) ?? "unknown", asFields(event["raw_input"]) ?? {}, at);
  if (status === null || !(status === "completed" || FAILED.has(status) || event["is_error"] === true)) return;
  story.result(call, { ok: event["is_error"] === true || FAILED.has(status) ? false : null, status, text: "" }, at);
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return asList(content)
    .flatMap((one) => {
      const part = asFields(one);
      return part?.["type"] === "text" && typeof part["text"] === "string" ? [part["text"]] : [];
    })
    .join("\n");
}
