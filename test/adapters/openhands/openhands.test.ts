import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openhands } from "#adapters/openhands/adapter";
import { countDropped } from "#kernel/dropped";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { afterAll, describe, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { firstSample, FIXTURES, secondSample, trajectorySample } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "openhands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (path: string) => readingsOf(openhands, path, powers);
const reasons = (path: string) => countDropped(read(path).flatMap((one) => one.dropped));
const results = (path: string) =>
  read(path).flatMap((one) => one.conversation?.events.flatMap((event) => (event.kind === "result" ? [[event.id, event.ok, event.exitCode]] : [])) ?? []);

adapterContract("openhands", () => ({
  adapter: openhands,
  powers,
  storage: "document",
  writeSample: trajectorySample,
  database: () => null,
  unknownKind: (transcript) => {
    const events = JSON.parse(readFileSync(transcript, "utf8")) as readonly unknown[];
    writeFileSync(transcript, JSON.stringify([...events, { id: 99, timestamp: "2026-01-10T11:00:00", source: "agent", action: "hologram", args: {} }]));
  },
}));

describe("the first generation", () => {
  const root = join(folder, "first");
  const sample = firstSample(root);

  test("a folder of events reads as the saved trajectory does", () => {
    expect(openhands.accepts(root, powers)).toBe(true);
    expect(countsOf(read(root))).toEqual(sample.counts);
    expect(reasons(root)).toEqual({ "prompt.machine": 2, "text.injected": 1 });
  });

  test("what a person ran is no call of the model's, and exit codes decide", () => {
    expect(results(root)).toEqual([
      ["call_1", false, 1],
      ["call_2", true, null],
      ["event:9", true, 0],
      ["by-hand:event:12", true, 0],
      ["call_3", null, null],
    ]);
  });

  test("a damaged event is counted where it is, and a run of a program is none of a person's", () => {
    writeFileSync(join(sample.transcript, "3.json"), '{"id":3,');
    expect(reasons(root)["record.not-json"]).toBe(1);
    writeFileSync(join(sample.transcript, "..", "metadata.json"), JSON.stringify({ conversation_id: "8d2f", trigger: "resolver" }));
    expect(reasons(root)).toEqual({ "session.machine": 1 });
  });
});

describe("the second generation", () => {
  const root = join(folder, "second");
  const sample = secondSample(root);

  test("prompts are the person's words without what skills added", () => {
    const [conversation] = read(root).flatMap((one) => one.conversation ?? []);
    expect(conversation).toMatchObject({ id: "0f3c0f3c-0000-4000-8000-000000000001", project: "/workspace/shop" });
    expect(conversation?.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : []))).toEqual([
      "fix the failing cart test",
      "stop watching and commit",
    ]);
    expect(countsOf(read(root))).toEqual(sample.counts);
    expect(reasons(root)).toEqual({ "session.subagent": 1, "text.injected": 1 });
  });

  test("what the program says in the person's name to keep the agent going is nobody's prompt", () => {
    const own = join(folder, "program", "conversations", "0f3c");
    const says = [
      "port the shop",
      "The task appears incomplete (iteration 1, predicted success likelihood: 31.0%).\n\nPlease review what you've done.",
      "The goal is NOT yet complete (audit iteration 2).\nOutstanding: tests",
      "Resuming a goal that was paused or interrupted. Re-check the real current state of the workspace",
      "Your previous response was blocked by the model's content filter. Please continue, rephrasing to avoid the flagged content.",
      "Missing required parameters for function 'terminal': {'command'}",
      "Parameter 'timeout' is expected to be an integer.",
      "Parameter 'path' is not allowed for function 'terminal'. Allowed parameters: {'command'}",
      "Function 'shell' not found in available tools: terminal, finish",
      "Parameter names should be in camel case",
    ];
    mkdirSync(join(own, "events"), { recursive: true });
    says.forEach((text, index) => {
      const message = { role: "user", content: [{ type: "text", text }] };
      const event = { id: `e${index}`, timestamp: `2026-01-10T10:00:0${index}`, source: "user", llm_message: message, kind: "MessageEvent", sender: null };
      writeFileSync(join(own, "events", `event-0000${index}-e${index}.json`), JSON.stringify(event));
    });
    const found = read(own).flatMap((one) => one.conversation?.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : [])) ?? []);
    expect(found).toEqual(["port the shop", "Parameter names should be in camel case"]);
    expect(reasons(own)).toEqual({ "prompt.machine": 8 });
  });

  test("a call that was refused, was misspelt or still runs is told apart", () => {
    expect(results(root)).toEqual([
      ["call_1", false, 1],
      ["call_2", true, null],
      ["call_3", false, null],
      ["call_4", false, null],
      ["call_5", null, null],
    ]);
  });

  test("an event of an unknown kind is counted, and a new one changes the fingerprint", () => {
    const options = { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 };
    const stamps = () => [...openhands.sources({ adapter: "openhands", path: root, why: "test" }, powers, options)].map((one) => one.fingerprint);
    const before = stamps();
    const event = { id: "e16", timestamp: "2026-01-10T11:00:00", source: "agent", kind: "HologramEvent" };
    writeFileSync(join(sample.transcript, "events", "event-00016-x.json"), JSON.stringify(event));
    expect(stamps()).not.toEqual(before);
    expect(reasons(root)["record.unknown-kind"]).toBe(1);
  });
});

test("the output of an evaluation is accepted and holds nothing a person typed", () => {
  const path = join(FIXTURES, "output.jsonl");
  expect(openhands.accepts(path, powers)).toBe(true);
  expect(countsOf(read(path)).sessions).toBe(0);
  expect(reasons(path)).toEqual({ "session.machine": 2 });
});

test("roots follow the environment", () => {
  const { host } = nodePowers({ home: "/home/ada", cwd: "/", env: { OPENHANDS_PERSISTENCE_DIR: "~/oh" } });
  expect(openhands.roots(host).map((one) => one.path)).toEqual(["/home/ada/oh", "/home/ada/.openhands", "/home/ada/.openhands-state"]);
});
