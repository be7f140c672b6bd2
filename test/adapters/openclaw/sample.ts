import { join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";
import { answer, call, header, jsonl, result, SESSIONS, user, write } from "./home.ts";

/** A state directory with one session in files: two prompts, one tool call. */
export function openclawSample(folder: string): Sample {
  const transcript = join(folder, SESSIONS, "s1.jsonl");
  write(
    transcript,
    jsonl(
      header("s1"),
      user("u1", "list the invoices"),
      call("a1", "c1", "exec", { command: "ls ~/inbox" }),
      result("r1", "c1", "exec", "a.pdf", { details: { exitCode: 0, status: "completed", durationMs: 4 } }),
      answer("a2", "One invoice."),
      { type: "reset", id: "x1", parentId: null, timestamp: "2026-03-02T09:00:00.000Z", reason: "new" },
      user("u2", [{ type: "text", text: "and rename it" }]),
    ),
  );
  write(join(folder, SESSIONS, "sessions.json"), JSON.stringify({ "agent:main:main": { sessionId: "s1", chatType: "direct" } }));
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 } };
}
