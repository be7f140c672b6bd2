import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openaiMessages } from "#adapters/openai-messages/adapter";
import { countDropped } from "#kernel/dropped";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { afterAll, describe, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { conversationsSample, rowsSample } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "openai-messages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const unknownKind = { kind: "hologram", payload: { deep: [1] } };

for (const [name, writeSample] of [
  ["conversations", conversationsSample],
  ["rows", rowsSample],
] as const)
  adapterContract(`openai-messages, ${name}`, () => ({ adapter: openaiMessages, powers, writeSample, database: () => null, unknownKind }));

describe("conversations in each form", () => {
  const sample = conversationsSample(join(folder, "all"));
  const readings = readingsOf(openaiMessages, sample.root, powers);
  const conversations = readings.flatMap((one) => one.conversation ?? []);

  test("have the person's words, whatever the shape of the content", () => {
    expect(conversations.map((one) => [one.id, ...one.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : []))])).toEqual([
      ["c1", "fix the failing cart test"],
      ["c2", "what is in this picture?"],
      ["conversations:3", "list the open orders"],
      ["conversations:4", "Say hello"],
      ["conversations:5", "Say bye"],
      ["resp_1", "read the invoice"],
    ]);
    expect(conversations[1]).toMatchObject({ project: "/home/ada/shop", startedAt: Date.parse("2026-03-02T08:00:00Z") });
    expect(countDropped(readings.flatMap((one) => one.dropped))).toEqual({ "prompt.no-words": 1 });
  });

  test("have calls with arguments as text or object, paired by id or by order", () => {
    const calls = conversations.flatMap((one) => one.events.flatMap((event) => (event.kind === "call" ? [[event.tool, event.input]] : [])));
    expect(calls).toEqual([
      ["shell", { command: "npm test" }],
      ["orders", { open: true }],
      ["read", { path: "a.pdf" }],
    ]);
    const results = conversations.flatMap((one) => one.events.flatMap((event) => (event.kind === "result" ? [[event.ok, event.exitCode]] : [])));
    expect(results).toEqual([
      [false, 1],
      [null, null],
      [null, null],
    ]);
  });

  test("a list of conversations as one document reads like one a line", () => {
    const path = join(folder, "document.json");
    const lines = readFileSync(sample.transcript, "utf8").trimEnd().split("\n");
    writeFileSync(
      path,
      JSON.stringify(
        lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as unknown),
        null,
        2,
      ),
    );
    expect(openaiMessages.accepts(path, powers)).toBe(true);
    expect(countsOf(readingsOf(openaiMessages, path, powers))).toEqual({ sessions: 5, prompts: 5, replies: 6, calls: 2, results: 2 });
  });
});

test("rows are put together by the name of their conversation, and a result without an id answers the open call", () => {
  const conversations = readingsOf(openaiMessages, rowsSample(join(folder, "rows")).root, powers).flatMap((one) => one.conversation ?? []);
  expect(conversations.map((one) => [one.id, one.startedAt, one.events.map((event) => event.kind)])).toEqual([
    ["s1", 1772438400000, ["prompt", "reply", "call", "result"]],
    ["s2", 1772438401000, ["prompt", "reply"]],
  ]);
  expect(conversations[0]?.events[3]).toMatchObject({ ok: true, exitCode: 0 });
});

test("it has no place of its own", () => {
  expect(openaiMessages.roots(powers.host)).toEqual([]);
});
