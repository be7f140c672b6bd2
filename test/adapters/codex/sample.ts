import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

export type LogRecord = Readonly<Record<string, unknown>>;

export const ID = "0199aaaa-0000-7000-8000-000000000001";
export const OTHER = "0199aaaa-0000-7000-8000-000000000002";
let made = 0;
export const line = (type: string, payload: LogRecord): LogRecord => {
  made += 1;
  return { timestamp: new Date(Date.UTC(2026, 1, 1, 10, 0, made)).toISOString(), type, payload };
};
export const meta = (id: string, more: LogRecord = {}): LogRecord =>
  line("session_meta", {
    id,
    timestamp: "2026-02-01T10:00:00.000Z",
    cwd: "/home/ada/shop",
    originator: "codex-tui",
    cli_version: "0.98.0",
    source: "cli",
    ...more,
  });
export const item = (payload: LogRecord): LogRecord => line("response_item", payload);
export const event = (type: string, more: LogRecord = {}): LogRecord => line("event_msg", { type, ...more });
export const toModel = (...texts: readonly string[]): LogRecord =>
  item({ type: "message", role: "user", content: texts.map((text) => ({ type: "input_text", text })) });
export const shown = (message: string): LogRecord => event("user_message", { message, images: [] });
/** A prompt as the versions of early 2026 write it: once for the model, once for the screen. */
export const typed = (text: string): readonly LogRecord[] => [toModel(text), shown(text)];
export const answer = (text: string): LogRecord => item({ type: "message", role: "assistant", content: [{ type: "output_text", text }] });
export const call = (id: string, cmd: string): LogRecord =>
  item({ type: "function_call", name: "exec_command", arguments: JSON.stringify({ cmd }), call_id: id });
export const output = (id: string, text: unknown): LogRecord => item({ type: "function_call_output", call_id: id, output: text });
export const jsonl = (...records: readonly LogRecord[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join("");
export const rollout = (id: string): string => `sessions/2026/02/01/rollout-2026-02-01T10-00-00-${id}.jsonl`;

export function write(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A home of Codex with one session of a person and one of a subagent. */
export function codexSample(folder: string): Sample {
  const transcript = write(
    join(folder, rollout(ID)),
    jsonl(
      meta(ID),
      item({ type: "message", role: "developer", content: [{ type: "input_text", text: "<permissions instructions>x" }] }),
      toModel(
        "# AGENTS.md instructions for /home/ada/shop\n\n<INSTRUCTIONS>\nUse pnpm.\n</INSTRUCTIONS>",
        "<environment_context>\n  <cwd>/home/ada/shop</cwd>\n</environment_context>",
      ),
      line("turn_context", { turn_id: "t1", cwd: "/home/ada/shop", model: "scripted-1" }),
      event("task_started", { turn_id: "t1" }),
      ...typed("fix the failing cart test"),
      call("call_1", "pnpm test cart"),
      event("exec_command_end", { call_id: "call_1", exit_code: 1, duration: { secs: 2, nanos: 900000000 }, aggregated_output: "1 failing", status: "failed" }),
      output("call_1", "Wall time: 2.9 seconds\nProcess exited with code 1\nOutput:\n1 failing"),
      event("agent_message", { message: "Fixed." }),
      answer("Fixed."),
      ...typed("and the docs?"),
    ),
  );
  write(join(folder, rollout(OTHER)), jsonl(meta(OTHER, { source: { subagent: "review" } }), ...typed("look around")));
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 1, calls: 1, results: 1 } };
}
