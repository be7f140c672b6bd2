import { join } from "node:path";
import { ADAPTERS } from "#adapters/list";
import { openclaw } from "#adapters/openclaw/adapter";
import { expect, test } from "vitest";
import { adapterContract } from "../../contracts/adapter-contract.ts";
import { answer, call, DATABASE, header, jsonl, powersFor, result, SESSIONS, user, write } from "./home.ts";

adapterContract("openclaw", () => ({
  adapter: openclaw,
  powers: powersFor("/nonexistent"),
  writeSample: (folder) => {
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
    return { root: folder, transcript, prompts: 2 };
  },
  database: (root) => join(root, DATABASE),
  unknownKind: { type: "hologram", id: "h1", parentId: null, timestamp: "2026-03-02T09:00:00.000Z", payload: { deep: [1] } },
}));

test("every adapter of the list has its own id", () => {
  expect(new Set(ADAPTERS.map((one) => one.id)).size).toBe(ADAPTERS.length);
  expect(ADAPTERS).toContain(openclaw);
  expect(Object.isFrozen(ADAPTERS)).toBe(true);
});
