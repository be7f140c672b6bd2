import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { secondsOf, timeOf } from "#adapters/common/fields";
import { beginsWith, exitCodeIn, insideBlock, withoutBlocks } from "#adapters/common/injected";
import { jsonDocument, jsonLines, someRecord } from "#adapters/common/records";
import { fingerprintOf } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import { filesBelow } from "#adapters/common/walk";
import { nodePowers } from "#platform/powers";

const folder = mkdtempSync(join(tmpdir(), "adapters-common-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const powers = nodePowers({ home: folder, cwd: folder, env: {} });
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const place = { path: "p", line: 1 };
const at = { at: 5, place };

describe("blocks that a host puts around words", () => {
  const tags = new Set(["system-reminder", "ide_selection"]);
  test.each([
    ["a block before", "<system-reminder>x</system-reminder>\nfix it", "fix it", 1],
    ["a block with attributes", 'fix <ide_selection path="a">b\nc</ide_selection> it', "fix  it", 1],
    ["two blocks", "<system-reminder>a</system-reminder>b<system-reminder>c</system-reminder>", "b", 2],
    ["an open block is a person's quote", "what is <system-reminder> for", "what is <system-reminder> for", 0],
    ["another tag", "<b>x</b>", "<b>x</b>", 0],
    ["a longer name", "<system-reminders>x</system-reminders>", "<system-reminders>x</system-reminders>", 0],
  ])("%s", (_what, text, left, blocks) => expect(withoutBlocks(text, tags)).toEqual({ text: left, blocks }));

  test("the inside of a block", () => {
    expect(insideBlock("a <user_query>\n fix\n</user_query> b", "user_query")).toBe("fix");
    expect(insideBlock("a <user_query> fix", "user_query")).toBeNull();
  });

  test("many open tags cost no more than reading them", () => {
    const text = "<system-reminder>".repeat(200_000);
    const before = process.cpuUsage().user;
    expect(withoutBlocks(text, tags).blocks).toBe(0);
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
  });

  test("markers count at the beginning only", () => {
    expect(beginsWith("  <bash-input>ls", ["<bash-input>"])).toBe(true);
    expect(beginsWith("see <bash-input>", ["<bash-input>"])).toBe(false);
  });
});

test.each([
  ["Exit code 1\n1 failing", 1],
  ["out\n\nCommand exited with code 2", 2],
  ["Wall time: 1 s\nProcess exited with code 0\nOutput:\nx", 0],
  ["x\n<exited with exit code 127>", 127],
  ["the exit code 3 is documented", null],
])("exit code of %j is %s", (text, code) => expect(exitCodeIn(text)).toBe(code));

describe("files of a log", () => {
  test("lines: damaged, too long and half-written ones have their reason and place", () => {
    const path = file("a.jsonl", `\ufeff{"a":1}\n\n{]\n{"b":"${"x".repeat(50)}"}\n{"c":2}\n{"d"`);
    const lines = [...jsonLines(path, powers, { lineBytes: 30 })];
    expect(lines.map((line) => (line.dropped === null ? line.value : [line.dropped.reason, line.place.line]))).toEqual([
      { a: 1 },
      ["record.not-json", 3],
      ["record.too-long", 4],
      { c: 2 },
      ["record.half-written", 6],
    ]);
    expect([...jsonLines(join(folder, "none"), powers, { lineBytes: 30 })].map((line) => line.dropped?.reason)).toEqual(["source.unreadable"]);
    expect(someRecord(path, powers, (value) => JSON.stringify(value) === '{"c":2}')).toBe(true);
  });

  test("documents", () => {
    expect(jsonDocument(file("d.json", "[1]"), powers, 10)).toEqual({ value: [1], dropped: null });
    expect(jsonDocument(file("d.json", "[1"), powers, 10).dropped?.reason).toBe("record.not-json");
    expect(jsonDocument(file("d.json", "[1,2,3,4,5,6]"), powers, 10).dropped?.reason).toBe("record.too-long");
    expect(jsonDocument(join(folder, "none"), powers, 10).dropped?.reason).toBe("source.unreadable");
  });

  test("a walk finds wanted files, keeps to its depth and follows no link", () => {
    const below = join(folder, "walk");
    for (const name of ["b/2.jsonl", "a/1.jsonl", "a/skip.txt", "a/deep/er/3.jsonl"]) file(join("walk", name), "");
    symlinkSync(folder, join(below, "loop"));
    const found = filesBelow(below, powers, (name) => name.endsWith(".jsonl"), { depth: 1 });
    expect(found.files).toEqual([join(below, "a/1.jsonl"), join(below, "b/2.jsonl")]);
    expect(found.dropped.map((one) => one.reason)).toEqual(["source.link"]);
  });

  test("a fingerprint changes with the file and only then", () => {
    const path = file("f.jsonl", "1\n");
    const before = fingerprintOf([path], powers);
    expect(fingerprintOf([path], powers)).toBe(before);
    writeFileSync(path, "1\n2\n");
    expect(fingerprintOf([path], powers)).not.toBe(before);
    expect(fingerprintOf([join(folder, "none")], powers)).not.toBeNull();
  });
});

describe("a story", () => {
  test("counts by id: copies are left out, a call id used again after its result is a new call", () => {
    const story = new Story();
    story.prompt("p", "fix it", at);
    story.prompt("p", "fix it", at);
    story.call("c", "bash", { command: "x" }, at);
    story.call("c", "bash", { command: "x" }, at);
    story.result("c", { ok: false, exitCode: 1, text: "no" }, at);
    story.result("c", { ok: true, text: "again" }, at);
    story.call("c", "bash", { command: "y" }, at);
    story.result("c", { ok: null, text: "running" }, at);
    story.result("c", { ok: true, text: "done" }, at);
    expect(story.events.map((event) => ("id" in event ? `${event.kind} ${event.id}` : event.kind))).toEqual([
      "prompt p",
      "call c",
      "result c",
      "call c#2",
      "result c#2",
      "result c#2",
    ]);
    expect(story.dropped.map((one) => `${one.reason} ${one.detail ?? ""}`)).toEqual([
      "record.duplicate prompt",
      "record.duplicate call",
      "record.duplicate result",
    ]);
    expect(conversationOf({ id: "s", adapter: "x", path: "p" }, story)).toMatchObject({ startedAt: 5, agent: "main", audience: "direct" });
  });

  test("several records of one reply are one reply by id", () => {
    const story = new Story();
    story.reply("m", "", at);
    story.reply("m", "", at);
    story.reply("m", "words", at);
    expect(new Set(story.events.map((event) => ("id" in event ? event.id : "")))).toEqual(new Set(["m"]));
    expect(story.events).toHaveLength(2);
  });
});

test("times", () => {
  expect(timeOf("2026-01-01T00:00:00Z")).toBe(1767225600000);
  expect(timeOf("soon")).toBeNull();
  expect(secondsOf(1772356500.5)).toBe(1772356500500);
  expect(secondsOf("1772356500")).toBeNull();
});
