import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

export type Entry = Readonly<Record<string, unknown>>;

export const START = 1_772_356_501_000;
export const say = (kind: string, text: string, more: Entry = {}): Entry => ({ ts: START, type: "say", say: kind, text, ...more });
export const ask = (kind: string, text: string, more: Entry = {}): Entry => ({ ts: START, type: "ask", ask: kind, text, ...more });
export const message = (role: string, content: unknown, more: Entry = {}): Entry => ({ role, content, ts: START, ...more });
export const use = (id: string, name: string, input: Entry): Entry => ({ type: "tool_use", id, name, input });
export const result = (id: string, content: unknown, more: Entry = {}): Entry => ({ type: "tool_result", tool_use_id: id, content, ...more });
export const text = (words: string): Entry => ({ type: "text", text: words });

export function writeJson(path: string, value: unknown): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 1)}\n`);
  return path;
}

/** Storage of an extension with one task: what the panel showed. */
export function clineSample(folder: string): Sample {
  const transcript = writeJson(join(folder, "tasks/1772356501000/ui_messages.json"), [
    say("text", "fix the failing cart test", { images: [] }),
    say("api_req_started", '{"request":"…","tokensIn":900,"tokensOut":40,"cost":0.003}'),
    say("text", "I run the tests."),
    ask("command", "npm test"),
    say("command_output", "1 failing"),
    ask("tool", '{"tool":"editedExistingFile","path":"cart.ts","diff":"-a\\n+b"}'),
    say("completion_result", "Fixed."),
    ask("completion_result", ""),
    say("user_feedback", "use vitest, not jest"),
  ]);
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 2, results: 1 } };
}

/** Folder of Cline's command line with one session. */
export function clineCliSample(folder: string): Sample {
  const messages = [
    message("user", [text('<user_input mode="act">fix the failing cart test</user_input>')], { id: "m1" }),
    message("assistant", [text("I run the tests."), use("c1", "run_commands", { commands: ["npm test"] })], { id: "m2" }),
    message("user", [result("c1", [{ query: "npm test", result: "[Command exited with code 1]", error: "Command exited with code 1", success: false }])], {
      id: "m3",
    }),
    message("assistant", [text("It fails.")], { id: "m4" }),
  ];
  const origin = { source: "cli", mode: "user", sessionId: "s1", version: "3.0.65" };
  const transcript = writeJson(join(folder, "data/sessions/s1/s1.messages.json"), {
    version: 1,
    updated_at: "2026-03-01T09:15:04.000Z",
    agent: "lead",
    sessionId: "s1",
    origin,
    messages,
  });
  writeJson(join(folder, "data/sessions/s1/s1.json"), { session_id: "s1", source: "cli", started_at: "2026-03-01T09:15:00.000Z", cwd: "/home/ada/shop" });
  return { root: folder, transcript, prompts: 1, counts: { sessions: 1, prompts: 1, replies: 2, calls: 1, results: 1 } };
}
