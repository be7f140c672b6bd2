import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reading } from "#adapters/contract";
import { cursor } from "#adapters/cursor/adapter";
import { countDropped } from "#kernel/dropped";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { withDatabase } from "../../contracts/adapter-mutations.ts";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { addBlobs, cursorCliSample, cursorIdeSample, cursorSample, jsonl, said, text, use, write, writeValues } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });

adapterContract("cursor transcript", () => ({
  adapter: cursor,
  powers,
  writeSample: cursorSample,
  database: () => null,
  unknownKind: { role: "hologram", message: { content: [] } },
}));

adapterContract("cursor editor", () => ({
  adapter: cursor,
  powers,
  storage: "database",
  writeSample: cursorIdeSample,
  database: (root) => join(root, "globalStorage/state.vscdb"),
  unknownKind: (path) => {
    writeValues(path, "cursorDiskKV", { "bubbleId:c-1:b3": { type: 7, text: "deep" } });
  },
  jsonColumn: { table: "cursorDiskKV", column: "value" },
  grow: ({ transcript }) => {
    writeValues(transcript, "cursorDiskKV", { "bubbleId:c-1:b9": { type: 1, text: "more" } });
  },
}));

adapterContract("cursor command line", () => ({
  adapter: cursor,
  powers,
  storage: "database",
  writeSample: cursorCliSample,
  database: (root) => join(root, "chats/0123456789abcdef/s-1/store.db"),
  unknownKind: (path) => {
    addBlobs(path, { role: "hologram", content: "deep" });
  },
  grow: ({ transcript }) => {
    addBlobs(transcript, { role: "user", content: "x".repeat(10_000) });
  },
}));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cursor-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const events = (readings: readonly Reading[]): readonly TraceEvent[] => readings.flatMap((one) => one.conversation?.events ?? []);
const words = (readings: readonly Reading[]): readonly string[] => events(readings).flatMap((one) => (one.kind === "prompt" ? [wordsOfPerson(one.spans)] : []));
const reasons = (readings: readonly Reading[]) => countDropped(readings.flatMap((one) => one.dropped));
const results = (readings: readonly Reading[]) => events(readings).flatMap((one) => (one.kind === "result" ? [[one.id, one.ok, one.exitCode]] : []));

describe("transcripts", () => {
  test("the query is the prompt, whatever stands around it", () => {
    const path = write(
      join(folder, "a.jsonl"),
      jsonl(
        said("user", text("<user_info>\nOS\n</user_info>")),
        said("user", text("<open_and_recently_viewed_files>x</open_and_recently_viewed_files>\nplain words")),
        said("assistant", text("[REDACTED]"), use("Shell", { command: "ls" })),
        { type: "turn_ended", status: "aborted" },
        said("user", text("<user_query>/tidy the inbox</user_query>")),
        said("user", text("Implement the plan as specified. Do NOT edit the plan file itself.")),
      ),
    );
    const readings = readingsOf(cursor, path, powers);
    expect(words(readings)).toEqual(["plain words"]);
    expect(events(readings).flatMap((one) => (one.kind === "skill-use" ? [[one.skill, one.text]] : []))).toEqual([["tidy", "the inbox"]]);
    expect(reasons(readings)).toEqual({ "prompt.machine": 2, "text.injected": 2 });
    expect(countsOf(readings)).toMatchObject({ replies: 1, calls: 1, results: 0 });
  });

  test("early releases wrote text", () => {
    const path = write(
      join(folder, "b.txt"),
      "user:\n<user_query>\nlist the invoices\n</user_query>\n\nassistant:\n[Thinking] so\n\nLooking.\n[Tool call] Shell\n  command: ls\n\n[Tool result] Shell\n\nOne invoice.\nuser:\nand rename it\n",
    );
    const readings = readingsOf(cursor, path, powers);
    expect(cursor.accepts(path, powers)).toBe(true);
    expect(words(readings)).toEqual(["list the invoices", "and rename it"]);
    expect(events(readings).flatMap((one) => (one.kind === "reply" ? [one.text] : []))).toEqual(["Looking.\n\n\nOne invoice."]);
    expect(events(readings).flatMap((one) => (one.kind === "call" ? [one.tool] : []))).toEqual(["Shell"]);
  });

  test("a helper's transcript is left out, and so is one whose chat is in a store", () => {
    const home = join(folder, "home");
    const line = jsonl(said("user", text("hello")), said("assistant", text("hi")));
    write(join(home, "projects/p/agent-transcripts/c-2/subagents/h.jsonl"), line);
    write(join(home, "projects/p/agent-transcripts/s-1/s-1.jsonl"), line);
    write(join(home, "projects/p/agent-transcripts/c-2/c-2.jsonl"), line);
    cursorCliSample(home);
    const readings = readingsOf(cursor, home, powers);
    expect(words(readings).toSorted()).toEqual(["fix the failing cart test", "hello"]);
    expect(reasons(readings)).toMatchObject({ "session.subagent": 1, "session.duplicate": 1 });
  });

  test("a conversation that this person's editor keeps is not read twice", () => {
    const home = join(folder, "both");
    cursorIdeSample(join(home, ".config/Cursor/User"));
    write(join(home, ".cursor/projects/p/agent-transcripts/c-1/c-1.jsonl"), jsonl(said("user", text("rename total to grandTotal everywhere"))));
    const own = nodePowers({ home, cwd: home, env: {} });
    const roots = cursor.roots({ ...own.host, platform: "linux" }).map((one) => one.path);
    expect(roots.flatMap((root) => words(readingsOf(cursor, root, own)))).toEqual(["rename total to grandTotal everywhere"]);
  });
});

test("the command line's store: times, folder and exit codes", () => {
  const { transcript } = cursorCliSample(join(folder, "cli"));
  const readings = readingsOf(cursor, transcript, powers);
  expect(results(readings)).toEqual([["t1", false, 1]]);
  expect(readings[0]?.conversation).toMatchObject({ id: "s-1", project: "/home/ada/shop", startedAt: 1_772_356_500_000 });
});

describe("the editor's database", () => {
  test("workspaces say the folder of a conversation; helpers are left out; older releases kept messages inside", () => {
    const user = join(folder, "user");
    cursorIdeSample(user);
    writeValues(join(user, "globalStorage/state.vscdb"), "cursorDiskKV", {
      "composerData:c-2": { subagentInfo: { parent: "c-1" }, conversation: [{ bubbleId: "x", type: 1, text: "look" }] },
      "composerData:c-3": { conversation: [{ bubbleId: "x", type: 1, text: "older" }] },
      "composerData:c-4": {},
    });
    withDatabase(join(user, "globalStorage/state.vscdb"), (db) => {
      db.exec("INSERT INTO cursorDiskKV (key, value) VALUES ('composerData:deleted', NULL)");
    });
    writeValues(join(user, "workspaceStorage/w1/state.vscdb"), "ItemTable", { "composer.composerData": { allComposers: [{ composerId: "c-1" }] } });
    write(join(user, "workspaceStorage/w1/workspace.json"), '{"folder":"file:///home/ada/my%20shop"}');
    const readings = readingsOf(cursor, user, powers);
    expect(words(readings)).toEqual(["rename total to grandTotal everywhere", "older"]);
    expect(readings[0]?.conversation?.project).toBe("/home/ada/my shop");
    expect(results(readings)).toEqual([["t1", false, 1]]);
    expect(reasons(readings)).toEqual({ "session.subagent": 1, "source.not-transcript": 2 });
  });
});
