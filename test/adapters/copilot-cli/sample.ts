import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

export type LogRecord = Readonly<Record<string, unknown>>;

let made = 0;
/** One event with an id and a time of its own. */
export function event(type: string, data: unknown, more: LogRecord = {}): LogRecord {
  made += 1;
  return { type, data, id: `e${made}`, timestamp: new Date(Date.UTC(2026, 4, 1, 7, 0, made)).toISOString(), parentId: null, ...more };
}
export const start = (sessionId: string, more: LogRecord = {}): LogRecord =>
  event("session.start", {
    sessionId,
    version: 1,
    producer: "copilot-agent",
    copilotVersion: "1.0.64",
    startTime: "2026-05-01T07:00:00.000Z",
    context: { cwd: "/home/ada/shop" },
    ...more,
  });
export const user = (content: string, more: LogRecord = {}): LogRecord =>
  event("user.message", { content, transformedContent: `<current_datetime>now</current_datetime>\n\n${content}`, attachments: [], ...more });
export const reply = (messageId: string, content: string, calls: readonly LogRecord[] = [], more: LogRecord = {}): LogRecord =>
  event("assistant.message", { messageId, content, toolRequests: calls, ...more });
export const request = (toolCallId: string, name: string, input: LogRecord): LogRecord => ({ toolCallId, name, arguments: input, type: "function" });
export const done = (toolCallId: string, success: boolean, content: string, more: LogRecord = {}): LogRecord =>
  event("tool.execution_complete", { toolCallId, success, result: { content }, ...more });
export const jsonl = (...records: readonly LogRecord[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join("");

export function write(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A state directory with one session. */
export function copilotSample(folder: string): Sample {
  const transcript = write(
    join(folder, "session-state/s-1/events.jsonl"),
    jsonl(
      start("s-1"),
      user("fix the failing cart test"),
      event("assistant.turn_start", { turnId: "0" }),
      reply("m1", "", [request("t1", "bash", { command: "npm test" })]),
      event("tool.execution_start", { toolCallId: "t1", toolName: "bash", arguments: { command: "npm test" } }),
      done("t1", true, "1 failing\n<exited with exit code 1>"),
      reply("m2", "Fixed."),
      user("thanks, and the docs?"),
    ),
  );
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 } };
}
