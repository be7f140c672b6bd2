import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Fields } from "#adapters/common/fields";
import type { Sample } from "../../contracts/adapter-contract.ts";

export const FILE = "2026-05-12T01-00-00-000Z_7c000000-0000-4000-8000-000000000001.jsonl";
const at = (second: number): string => new Date(Date.UTC(2026, 4, 12, 1, 0, second)).toISOString();

export const header = (more: Fields = {}): Fields => ({
  type: "session",
  version: 3,
  id: "7c000000-0000-4000-8000-000000000001",
  timestamp: at(0),
  cwd: "/home/ada/shop",
  ...more,
});
export const entry = (id: string, parentId: string | null, message: Fields, second = 1): Fields => ({
  type: "message",
  id,
  parentId,
  timestamp: at(second),
  message,
});
export const user = (id: string, parentId: string | null, text: string, second = 1): Fields =>
  entry(id, parentId, { role: "user", content: [{ type: "text", text }], timestamp: Date.parse(at(second)) }, second);
export const answer = (id: string, parentId: string | null, text: string, more: Fields = {}, second = 1): Fields =>
  entry(id, parentId, { role: "assistant", content: [{ type: "text", text }], provider: "p", model: "m", stopReason: "stop", ...more }, second);
export const call = (id: string, parentId: string | null, callId: string, name: string, input: Fields): Fields =>
  entry(id, parentId, {
    role: "assistant",
    content: [{ type: "toolCall", id: callId, name, arguments: input }],
    provider: "p",
    model: "m",
    stopReason: "toolUse",
  });
export const result = (id: string, parentId: string | null, callId: string, toolName: string, text: string, isError: unknown = false): Fields =>
  entry(id, parentId, { role: "toolResult", toolCallId: callId, toolName, content: [{ type: "text", text }], isError });

export function write(path: string, ...entries: readonly Fields[]): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, entries.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return path;
}

const cart = [
  header(),
  user("a1b2c3d4", null, "fix the failing cart test"),
  call("b2c3d4e5", "a1b2c3d4", "call_1", "bash", { command: "npm test" }),
  result("c3d4e5f6", "b2c3d4e5", "call_1", "bash", "1 failing\n\nCommand exited with code 1", true),
  answer("d4e5f6a7", "c3d4e5f6", "It fails on the empty cart."),
  user("e5f6a7b8", "d4e5f6a7", "then fix the empty cart as well", 40),
];

/** Two prompts, one command that failed, where pi keeps its sessions. */
export function piSample(folder: string): Sample {
  const transcript = write(join(folder, "sessions", "--home-ada-shop--", FILE), ...cart);
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 } };
}

/** The same file copied elsewhere under a name of its own: only what it says tells whose it is. */
export function copiedSample(folder: string): Sample {
  return { ...piSample(join(folder, "unused")), root: folder, transcript: write(join(folder, "cart.jsonl"), ...cart) };
}
