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

/** One item of what the screen showed, in a document of 2025. */
export function shown(type: string, more: LogRecord): LogRecord {
  made += 1;
  return { id: `i${made}`, timestamp: new Date(Date.UTC(2025, 9, 5, 7, 0, made)).toISOString(), type, ...more };
}

/** A document of 2025; the model's messages repeat what the screen showed, with more around it. */
export function documentOf(sessionId: string, timeline: readonly LogRecord[], chatMessages: readonly LogRecord[]): string {
  return JSON.stringify({ sessionId, startTime: "2025-10-05T07:00:00.000Z", chatMessages, timeline }, null, 2);
}

/** A state directory of before the event log, with one session. */
export function copilotDocumentSample(folder: string): Sample {
  const asked = (...ids: readonly string[]): LogRecord => ({
    role: "assistant",
    tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "bash", arguments: "{}" } })),
  });
  const ran = (callId: string, command: string, result: LogRecord): LogRecord =>
    shown("tool_call_completed", { callId, name: "bash", toolTitle: "Run", arguments: { command }, result });
  const transcript = write(
    join(folder, "history-session-state/session_s-1_1759647600000.json"),
    documentOf(
      "s-1",
      [
        shown("info", { text: "Connected to GitHub MCP Server" }),
        shown("user", { text: "fix the failing cart test", mentions: [], expandedText: "fix the failing cart test" }),
        ran("t1", "npm test", { type: "success", log: "1 failing\n<exited with exit code 1>" }),
        ran("t2", "cat cart.ts", { type: "failure", log: "No such file" }),
        shown("copilot", { text: "Fixed." }),
        shown("user", { text: "thanks, and the docs?", mentions: [], expandedText: "thanks, and the docs?" }),
      ],
      [
        { role: "user", content: "fix the failing cart test\n\n<reminder>\nYou can call several tools at once.\n</reminder>" },
        asked("t1", "t2"),
        { role: "tool", tool_call_id: "t1", content: "1 failing\n<exited with exit code 1>" },
        { role: "tool", tool_call_id: "t2", content: "No such file" },
        { role: "assistant", content: "Fixed." },
        { role: "user", content: "thanks, and the docs?" },
      ],
    ),
  );
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 2, results: 2 } };
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
