import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sharegpt } from "#adapters/sharegpt/adapter";
import { blocksOf } from "#adapters/sharegpt/blocks";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { afterAll, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { sharegptSample } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "sharegpt-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

adapterContract("sharegpt", () => ({
  adapter: sharegpt,
  powers,
  writeSample: sharegptSample,
  database: () => null,
  unknownKind: { kind: "hologram", deep: [[1]] },
}));

test("answers of tools are no prompts, in whose turn they may stand; a person may name the tag", () => {
  const conversations = readingsOf(sharegpt, sharegptSample(folder).root, powers).flatMap((one) => one.conversation ?? []);
  expect(conversations.map((one) => one.id)).toEqual(["c1", "c2", "conversations:3", "c2#2"]);
  expect(conversations.flatMap((one) => one.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : [])))).toEqual([
    "fix the failing cart test",
    "list the invoices",
    "what does <tool_response> mean?",
    "say hello",
    "what is the weather?",
  ]);
  expect(conversations[0]?.events.flatMap((event) => (event.kind === "result" ? [event.exitCode] : []))).toEqual([1, 0]);
});

test("many open tags cost no more than reading them", () => {
  const before = process.cpuUsage().user;
  expect(blocksOf("<tool_call>".repeat(200_000), "tool_call").inside).toEqual([]);
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
});
