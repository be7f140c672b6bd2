import type { Call, SessionPlan } from "../../scripts/demo/plan.ts";
import { uuidOf } from "../../scripts/demo/records.ts";

export type LogRecord = Readonly<Record<string, unknown>>;

const USAGE = { input_tokens: 4, cache_creation_input_tokens: 900, cache_read_input_tokens: 14_000, output_tokens: 61, service_tier: "standard" };
const SIGNATURE = "c2lnbmF0dXJl".repeat(40);

/** Turns as Claude Code logs them: one record a block, each with the envelope, results a second time as structure. */
export function claudeCodeRecords(plan: SessionPlan): readonly LogRecord[] {
  const session = uuidOf("session", plan.name);
  const records: LogRecord[] = [];
  let last: string | null = null;
  let at = plan.start;
  const add = (type: string, more: LogRecord): void => {
    at += 1500;
    const uuid = uuidOf("record", `${plan.name} ${String(records.length)}`);
    const envelope = { parentUuid: last, isSidechain: false, userType: "external", entrypoint: "cli", cwd: "/home/ana/code", sessionId: session };
    records.push({ ...envelope, version: "2.1.100", gitBranch: "main", type, ...more, uuid, timestamp: new Date(at).toISOString() });
    last = uuid;
  };
  for (const [index, turn] of plan.turns.entries()) {
    const said = (id: string, ...content: readonly LogRecord[]): void => {
      const message = {
        id: `msg_${String(index)}_${id}`,
        type: "message",
        role: "assistant",
        model: "claude-sonnet-4-5",
        content,
        stop_reason: null,
        usage: USAGE,
      };
      add("assistant", { message, requestId: `req_${String(index)}_${id}` });
    };
    add("user", { message: { role: "user", content: turn.raw }, permissionMode: "default", promptId: uuidOf("prompt", `${plan.name} ${String(index)}`) });
    add("attachment", { attachment: { type: "task_reminder", content: [], itemCount: 0 } });
    for (const [which, call] of turn.calls.entries()) {
      const id = `toolu_${String(index)}_${String(which)}`;
      said(String(which), { type: "thinking", thinking: "I look into it.", signature: SIGNATURE });
      said(String(which), { type: "tool_use", id, name: call.tool === "exec" ? "Bash" : "Read", input: call.input });
      const content = [{ tool_use_id: id, type: "tool_result", content: call.output, is_error: call.isError }];
      add("user", { message: { role: "user", content }, toolUseResult: structured(call) });
    }
    said("end", { type: "text", text: turn.answer ?? "" });
  }
  return records;
}

function structured({ tool, input, output }: Call): LogRecord {
  if (tool === "exec") return { stdout: output, stderr: "", interrupted: false, isImage: false, noOutputExpected: false };
  return { type: "text", file: { filePath: input["path"], content: output, numLines: 1, startLine: 1, totalLines: 1 } };
}

/** Turns as Codex logs them: what went to the model and what the screen showed, token counts, reasoning nobody can read. */
export function codexRecords(plan: SessionPlan): readonly LogRecord[] {
  const records: LogRecord[] = [];
  let at = plan.start;
  const add = (type: string, payload: LogRecord): void => {
    at += 1500;
    records.push({ timestamp: new Date(at).toISOString(), type, payload });
  };
  const item = (type: string, more: LogRecord): void => add("response_item", { type, ...more });
  const id = uuidOf("session", plan.name);
  add("session_meta", { id, timestamp: new Date(at).toISOString(), cwd: "/home/ana/code", originator: "codex-tui", cli_version: "0.118.0", source: "cli" });
  for (const [index, turn] of plan.turns.entries()) {
    add("turn_context", { turn_id: String(index), cwd: "/home/ana/code", approval_policy: "on-request", model: "gpt-5.2-codex", effort: "medium" });
    item("message", { role: "user", content: [{ type: "input_text", text: turn.raw }] });
    add("event_msg", { type: "user_message", message: turn.raw, images: [], local_images: [], text_elements: [] });
    for (const [which, call] of turn.calls.entries()) {
      const callId = `call_${String(index)}_${String(which)}`;
      item("reasoning", { summary: [], content: null, encrypted_content: SIGNATURE });
      const command = call.tool === "exec" ? call.input["command"] : `cat ${call.input["path"] ?? ""}`;
      item("function_call", { name: "exec_command", arguments: JSON.stringify({ cmd: command, workdir: "/home/ana/code" }), call_id: callId });
      const ended = { call_id: callId, aggregated_output: call.output, exit_code: 0, duration: { secs: 0, nanos: 400_000_000 }, status: "completed" };
      if (call.tool === "exec") add("event_msg", { type: "exec_command_end", ...ended });
      item("function_call_output", { call_id: callId, output: `Chunk ID: 1\nWall time: 0.4 seconds\nProcess exited with code 0\nOutput:\n${call.output}` });
      add("event_msg", { type: "token_count", info: { total_token_usage: USAGE, last_token_usage: USAGE, model_context_window: 258_400 }, rate_limits: null });
    }
    item("message", { role: "assistant", content: [{ type: "output_text", text: turn.answer }] });
    add("event_msg", { type: "agent_message", message: turn.answer });
  }
  return records;
}
