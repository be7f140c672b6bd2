import { asFields, type Fields, integerOrNull, parsedOrUndefined, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { beginsWith } from "#adapters/common/injected";
import type { Ending, Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

type At = Readonly<{ at: number | null; place: Place }>;

/** Answers that the program gives in the place of an absent person. */
const CANNED = ["Please continue working on the task", "Please continue on whatever approach you think is suitable"];
const QUIET_ACTIONS = new Set([
  "",
  "null",
  "system",
  "change_agent_state",
  "condensation",
  "condensation_request",
  "pause",
  "resume",
  "stop",
  "start",
  "loop_recovery",
]);
const QUIET_OBSERVATIONS = new Set(["", "null", "agent_state_changed", "recall", "condense", "chat", "loop_detection"]);
const ACTIONS = new Set([
  "run",
  "run_ipython",
  "read",
  "write",
  "edit",
  "browse",
  "browse_interactive",
  "call_tool_mcp",
  "delegate",
  "think",
  "finish",
  "reject",
  "add_task",
  "modify_task",
  "task_tracking",
  "push",
  "send_pr",
]);
const OBSERVATIONS = new Set([
  "run",
  "run_ipython",
  "read",
  "write",
  "edit",
  "browse",
  "mcp",
  "delegate",
  "think",
  "success",
  "error",
  "user_rejected",
  "task_tracking",
  "download",
]);

/** Events with an action or an observation. An observation names the action that caused it by its number. */
export class FirstGeneration {
  private readonly story: Story;
  private readonly calls = new Map<string, string>();
  private readonly byHand = new Map<string, string>();
  private delegates = 0;

  constructor(story: Story) {
    this.story = story;
  }

  tell(event: Fields, place: Place): void {
    const at = { at: timeOf(event["timestamp"]), place };
    const id = `event:${String(integerOrNull(event["id"]) ?? textOrNull(event["id"]) ?? `line ${place.line}`)}`;
    const action = event["action"];
    if (typeof action === "string") this.action(action, id, event, at);
    else this.observation(String(event["observation"]), event, at);
  }

  private action(action: string, id: string, event: Fields, at: At): void {
    const args = asFields(event["args"]);
    const source = event["source"];
    if (QUIET_ACTIONS.has(action)) return;
    if (args === null) this.story.drop("record.wrong-shape", at.place, "args");
    else if (action === "message") this.message(id, source, textOrNull(args["content"]) ?? textOrNull(event["message"]) ?? "", event, at);
    else if (action === "recall") this.story.drop("text.injected", at.place, "recall");
    else if (source === "user" && action === "run") {
      const call = `by-hand:${id}`;
      this.byHand.set(id, call);
      this.story.call(call, "exec", { command: textOrNull(args["command"]) ?? "" }, at);
    } else if (ACTIONS.has(action) || valueAt(event, "tool_call_metadata", "tool_call_id") !== undefined) this.work(action, id, args, event, at);
    else this.story.drop("record.unknown-kind", at.place, "action");
  }

  private message(id: string, source: unknown, text: string, event: Fields, at: At): void {
    if (source === "agent") this.story.reply(responseOf(event) ?? id, text, at);
    else if (source !== "user") this.story.drop("text.injected", at.place, "environment");
    else if (text.trim() === "") this.story.drop("prompt.no-words", at.place);
    else if (this.delegates > 0 && text.startsWith("TASK: ")) this.story.drop("prompt.machine", at.place, "delegate");
    else if (beginsWith(text, CANNED)) this.story.drop("prompt.machine", at.place, "canned");
    else this.story.prompt(id, text, at);
  }

  private work(action: string, id: string, args: Fields, event: Fields, at: At): void {
    const metadata = asFields(event["tool_call_metadata"]);
    const thought = textOrNull(args["thought"]) ?? (action === "finish" ? (textOrNull(args["final_thought"]) ?? textOrNull(event["message"])) : null);
    this.story.reply(responseOf(event) ?? id, thought ?? "", at);
    if (action === "delegate") this.delegates += 1;
    if (metadata === null && (action === "finish" || action === "think" || action === "reject")) return;
    const call = textOrNull(metadata?.["tool_call_id"]) ?? id;
    this.calls.set(id, call);
    const { thought: _thought, ...input } = args;
    this.story.call(call, textOrNull(metadata?.["function_name"]) ?? action, input, at);
  }

  private observation(observation: string, event: Fields, at: At): void {
    if (observation === "delegate") this.delegates = Math.max(0, this.delegates - 1);
    if (QUIET_OBSERVATIONS.has(observation)) return;
    const cause = `event:${String(integerOrNull(event["cause"]) ?? textOrNull(event["cause"]) ?? "none")}`;
    const call = textOrNull(valueAt(event, "tool_call_metadata", "tool_call_id")) ?? this.calls.get(cause) ?? this.byHand.get(cause);
    if (!OBSERVATIONS.has(observation) && call === undefined) this.story.drop("record.unknown-kind", at.place, "observation");
    else if (call !== undefined) this.story.result(call, endingOf(observation, event), at);
    else if (observation === "error") this.story.drop("text.injected", at.place, "error without a call");
    else this.story.drop("record.wrong-shape", at.place, "cause");
  }
}

/** Several actions of one answer of the model are one message. */
function responseOf(event: Fields): string | null {
  return textOrNull(valueAt(event, "tool_call_metadata", "model_response", "id"));
}

/** Exit code -1 stands for a command that still runs. */
function endingOf(observation: string, event: Fields): Ending {
  const extras = asFields(event["extras"]) ?? {};
  const text = textOrNull(event["content"]) ?? "";
  if (observation === "error") return { ok: false, status: "error", text };
  if (observation === "user_rejected") return { ok: false, status: "rejected", text };
  if (observation === "run") {
    const exitCode = integerOrNull(valueAt(extras, "metadata", "exit_code")) ?? integerOrNull(extras["exit_code"]);
    return exitCode === null || exitCode === -1 ? { ok: null, text } : { ok: exitCode === 0, exitCode, text };
  }
  if (observation === "mcp") {
    const isError = valueAt(parsedOrUndefined(text), "isError");
    return { ok: typeof isError === "boolean" ? !isError : null, text };
  }
  if (observation === "browse") return { ok: typeof extras["error"] === "boolean" ? !extras["error"] : null, text };
  if (observation === "run_ipython" || observation === "delegate") return { ok: null, text };
  return { ok: !beginsWith(text, ["ERROR:", "[ERROR"]), text };
}
