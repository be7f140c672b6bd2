import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goose } from "#adapters/goose/adapter";
import { countDropped } from "#kernel/dropped";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { afterAll, describe, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { gooseFileSample, gooseSample, OLD_FILE } from "./sample.ts";
import { withDatabase } from "../../contracts/adapter-mutations.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "goose-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

adapterContract("goose, the database", () => ({
  adapter: goose,
  powers,
  storage: "database",
  writeSample: gooseSample,
  database: (root) => join(root, "sessions.db"),
  unknownKind: (transcript) =>
    withDatabase(transcript, (db) => {
      db.exec(
        `INSERT INTO messages (session_id, role, content_json, created_timestamp) VALUES ('20260302_1', 'assistant', '[{"type":"hologram","size":3}]', 1772440000)`,
      );
    }),
  jsonColumn: { table: "messages", column: "content_json" },
  grow: ({ transcript }) =>
    withDatabase(transcript, (db) => {
      db.exec(`INSERT INTO messages (session_id, role, content_json, created_timestamp) VALUES ('20260302_1', 'user', '[]', 1772440000)`);
    }),
}));

adapterContract("goose, files of the old storage", () => ({
  adapter: goose,
  powers,
  writeSample: gooseFileSample,
  database: (root) => join(root, "sessions.db"),
  unknownKind: { kind: "hologram", payload: { deep: [1] } },
}));

describe("the database", () => {
  const root = join(folder, "both");
  gooseSample(root);
  gooseFileSample(root);
  copyFileSync(join(root, OLD_FILE), join(root, "20260302_1.jsonl"));
  const readings = readingsOf(goose, root, powers);
  const conversations = readings.flatMap((one) => one.conversation ?? []);
  const events = conversations.flatMap((one) => one.events);

  test("gives sessions that a person leads; a file that it took over is not read again", () => {
    expect(conversations.map((one) => [one.id, one.project, one.startedAt])).toEqual([
      ["20260302_1", "/home/ada/shop", Date.parse("2026-03-02T08:00:00Z")],
      ["20260302_5", "/home/ada", Date.parse("2026-03-02T11:00:00Z")],
      ["20260303_1", "/home/ada/shop", Date.parse("2026-03-03T08:00:00Z")],
      ["20250601_090000", "/home/ada/shop", Date.parse("2025-06-01T09:00:00")],
    ]);
    expect(countDropped(readings.flatMap((one) => one.dropped))).toEqual({
      "prompt.command": 1,
      "prompt.machine": 1,
      "record.duplicate": 11,
      "session.duplicate": 1,
      "session.machine": 2,
      "session.subagent": 1,
      "source.not-transcript": 1,
      "text.injected": 1,
    });
  });

  test("prompts are what was typed, without the clock before it", () => {
    expect(events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : []))).toEqual([
      "fix the failing cart test",
      "now add a test for two discounts",
      "what is on port 8080?",
      "and update the changelog",
      "fix the failing cart test",
      "thanks, commit it",
    ]);
    expect(events.filter((event) => event.kind === "skill-use")).toMatchObject([{ skill: "plan", text: "move it to 8081" }]);
  });

  test("a result says how the call ended as far as it can be known", () => {
    expect(events.flatMap((event) => (event.kind === "result" ? [[event.id, event.ok, event.exitCode]] : []))).toEqual([
      ["t1", false, 1],
      ["t2", null, null],
      ["t3", false, null],
      ["t1", null, null],
    ]);
  });

  test("a copy keeps being one when only it is read again", () => {
    const sources = [
      ...goose.sources({ adapter: "goose", path: root, why: "test" }, powers, { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 }),
    ];
    const copy = sources.find((one) => one.id.endsWith("20260303_1"));
    expect(countsOf([...(copy?.read() ?? [])])).toMatchObject({ sessions: 1, prompts: 1, calls: 0 });
  });
});

test("roots follow the environment, and on macOS the folders of its applications", () => {
  const host = (platform: string, env: Readonly<Record<string, string>>) => ({ ...nodePowers({ home: "/home/ada", cwd: "/", env }).host, platform });
  expect(goose.roots(host("linux", { GOOSE_PATH_ROOT: "/srv/goose", XDG_DATA_HOME: "/data" })).map((one) => one.path)).toEqual([
    "/srv/goose/data/sessions",
    "/data/goose/sessions",
    "/home/ada/.local/share/goose/sessions",
  ]);
  expect(goose.roots(host("darwin", {}))).toHaveLength(3);
});
