import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Fields } from "#adapters/common/fields";
import type { Sample } from "../../contracts/adapter-contract.ts";

const at = (second: number): string => new Date(Date.UTC(2026, 3, 1, 8, 0, second)).toISOString();
export const record = (uuid: string, parentUuid: string | null, type: string, second: number, more: Fields): Fields => ({
  uuid,
  parentUuid,
  sessionId: "31cc0000-0000-4000-8000-000000000001",
  timestamp: at(second),
  type,
  cwd: "/home/ada/shop",
  version: "0.24.4",
  ...more,
});
export const user = (uuid: string, parent: string | null, text: string, more: Fields = {}, second = 5): Fields =>
  record(uuid, parent, "user", second, { message: { role: "user", parts: [{ text }] }, ...more });
export const answer = (uuid: string, parent: string | null, ...parts: readonly Fields[]): Fields =>
  record(uuid, parent, "assistant", 8, { model: "m", message: { role: "model", parts } });
export const result = (uuid: string, parent: string | null, id: string, name: string, output: string, noted: Fields | null = null): Fields =>
  record(uuid, parent, "tool_result", 9, {
    message: { role: "user", parts: [{ functionResponse: { id, name, response: { output } } }] },
    ...(noted === null ? {} : { toolCallResult: { callId: id, ...noted } }),
  });
export const system = (uuid: string, parent: string | null, subtype: string, systemPayload: Fields, second = 7): Fields =>
  record(uuid, parent, "system", second, { subtype, systemPayload });

export function write(path: string, ...records: readonly Fields[]): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, records.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return path;
}

/** Two prompts, one command that failed. */
export function qwenSample(folder: string): Sample {
  const transcript = write(
    join(folder, "-home-ada-shop", "chats", "31cc0000-0000-4000-8000-000000000001.jsonl"),
    user("u1", null, "fix the failing cart test"),
    answer("a1", "u1", { functionCall: { id: "c1", name: "run_shell_command", args: { command: "npm test" } } }),
    result("r1", "a1", "c1", "run_shell_command", "1 failing\nExit Code: 1", { status: "success" }),
    answer("a2", "r1", { text: "It fails on the empty cart." }),
    user("u2", "a2", "then fix the empty cart as well", {}, 40),
  );
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 } };
}
