import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Fields } from "#adapters/common/fields";
import type { Sample } from "../../contracts/adapter-contract.ts";

const at = (second: number): string => new Date(Date.UTC(2026, 3, 1, 8, 0, second)).toISOString();
export const header = (more: Fields = {}): Fields => ({
  sessionId: "5f0c0000-0000-4000-8000-000000000001",
  projectHash: "ab12",
  startTime: at(0),
  lastUpdated: at(0),
  kind: "main",
  ...more,
});
export const user = (id: string, text: string, more: Fields = {}): Fields => ({ id, timestamp: at(5), type: "user", content: [{ text }], ...more });
export const answer = (id: string, text: string, more: Fields = {}): Fields => ({
  id,
  timestamp: at(8),
  type: "gemini",
  content: text,
  model: "gemini-3-flash",
  ...more,
});
export const response = (id: string, name: string, output: string): Fields => ({ functionResponse: { id, name, response: { output } } });
export const call = (id: string, name: string, args: Fields, output: string, status = "success"): Fields => ({
  id,
  name,
  args,
  status,
  result: [response(id, name, output)],
});

export function write(path: string, ...records: readonly Fields[]): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, records.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return path;
}

const cart = [
  user("m1", "fix the failing cart test"),
  answer("m2", "", { toolCalls: [call("shell-1", "run_shell_command", { command: "npm test" }, "Output: 1 failing\nExit Code: 1")] }),
  answer("m3", "It fails on the empty cart."),
  user("m4", "then fix the empty cart as well"),
];
const COUNTS = { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 };

export function geminiSample(folder: string): Sample {
  const transcript = write(join(folder, "shop", "chats", "session-2026-04-01T08-00-5f0c0000.jsonl"), header(), ...cart, { $set: { lastUpdated: at(12) } });
  return { root: folder, transcript, prompts: 2, counts: COUNTS };
}

export function geminiDocumentSample(folder: string): Sample {
  const transcript = write(join(folder, "ab12", "chats", "session-2026-04-01T08-00-5f0c0000.json"), header({ messages: cart }));
  return { root: folder, transcript, prompts: 2, counts: COUNTS };
}
