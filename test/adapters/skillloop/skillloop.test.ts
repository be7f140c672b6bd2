import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { skillloop } from "#adapters/skillloop/adapter";
import { nodePowers } from "#platform/powers";
import { afterAll, describe, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { withDatabase } from "../../contracts/adapter-mutations.ts";
import { genericSample, storeSample, traceSample, tracesSample } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "skillloop-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const unknownKind = { kind: "hologram", payload: { deep: [1] } };

adapterContract("skillloop, traces a line", () => ({ adapter: skillloop, powers, writeSample: tracesSample, database: () => null, unknownKind }));
adapterContract("skillloop, a generic trace", () => ({ adapter: skillloop, powers, writeSample: genericSample, database: () => null, unknownKind }));
adapterContract("skillloop, its store", () => ({
  adapter: skillloop,
  powers,
  storage: "database",
  writeSample: storeSample,
  database: (root) => join(root, ".skillloop", "skillloop.db"),
  unknownKind: (transcript) =>
    withDatabase(transcript, (db) => {
      const payload = JSON.stringify({ id: "02", source: "x", messages: [{ role: "hologram", content: "x" }] });
      db.prepare("INSERT INTO traces VALUES ('02', 'x', '2026', ?)").run(payload);
    }),
  jsonColumn: { table: "traces", column: "payload" },
  grow: ({ transcript }) =>
    withDatabase(transcript, (db) => {
      db.exec("INSERT INTO traces VALUES ('03', 'x', '2026', '{}')");
    }),
}));

describe("traces", () => {
  test("read the same as lines, as a document and from the store", () => {
    const sample = traceSample(join(folder, "document"));
    expect(skillloop.accepts(sample.root, powers)).toBe(true);
    expect(countsOf(readingsOf(skillloop, sample.root, powers))).toEqual(sample.counts);
    const [lines, store] = [tracesSample(join(folder, "lines")), storeSample(join(folder, "store"))].map(({ root }) =>
      readingsOf(skillloop, root, powers).map((one) => one.conversation?.events.map(({ place: _place, ...event }) => event)),
    );
    expect(store).toEqual(lines);
  });

  test("messages of the OpenAI kind without a name beside them are a generic trace", () => {
    const path = join(folder, "openai.jsonl");
    const call = { id: "t1", type: "function", function: { name: "shell", arguments: '{"command":"npm test"}' } };
    const messages = [
      { role: "user", content: "fix the failing cart test", model: "known to its writer only" },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "t1", content: "Exit code 1" },
    ];
    writeFileSync(path, messages.map((one) => `${JSON.stringify(one)}\n`).join(""));
    expect(skillloop.accepts(path, powers)).toBe(true);
    const events = readingsOf(skillloop, path, powers).flatMap((one) => one.conversation?.events ?? []);
    expect(events.map((event) => event.kind)).toEqual(["prompt", "reply", "call", "result"]);
    expect(events.slice(2)).toMatchObject([
      { tool: "shell", input: { command: "npm test" } },
      { ok: false, exitCode: 1 },
    ]);
  });

  test("a call holds its own answer; an exit code decides, status and success fill each other in", () => {
    const conversations = readingsOf(skillloop, tracesSample(join(folder, "calls")).root, powers).flatMap((one) => one.conversation ?? []);
    expect(conversations[0]).toMatchObject({
      id: "00",
      key: "s-00",
      project: "/home/ada/shop",
      runtime: "demo 1.2",
      startedAt: Date.parse("2026-01-01T00:00:00Z"),
    });
    expect(conversations.flatMap((one) => one.events.filter((event) => event.kind === "result"))).toMatchObject([
      { id: "t1", ok: false, exitCode: 1, status: "error", durationMs: 5 },
      { id: "t3", ok: true, exitCode: null, status: "success" },
    ]);
  });
});
