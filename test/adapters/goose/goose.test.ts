import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
      "prompt.machine": 2,
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

/** The messages of one session, as a database of its own or as an export of it. */
function session(name: string, row: Readonly<Record<string, string>>, messages: readonly Readonly<Record<string, unknown>>[], more: readonly string[] = []) {
  const at = join(folder, name);
  gooseSample(at);
  withDatabase(join(at, "sessions.db"), (db) => {
    db.exec("DELETE FROM messages; DELETE FROM sessions");
    for (const id of ["s1", ...more]) {
      const columns = { id, working_dir: "/home/ada/shop", created_at: `2026-11-23 14:48:${id === "s1" ? "00" : "30"}`, ...row };
      db.prepare(
        `INSERT INTO sessions (${Object.keys(columns).join(", ")}) VALUES (${Object.keys(columns)
          .map(() => "?")
          .join(", ")})`,
      ).run(...Object.values(columns));
      for (const { role, content, metadata = null } of messages)
        db.prepare("INSERT INTO messages (session_id, role, content_json, created_timestamp, metadata_json) VALUES (?, ?, ?, 1795445306, ?)").run(
          id,
          String(role),
          JSON.stringify(content),
          JSON.stringify(metadata),
        );
    }
  });
  const path = join(at, "exported.json");
  const { recipe_json: recipe, ...columns } = row;
  const document = {
    id: "s1",
    working_dir: "/home/ada/shop",
    session_type: "user",
    ...columns,
    ...(recipe === undefined ? {} : { recipe: JSON.parse(recipe) as unknown }),
  };
  writeFileSync(path, JSON.stringify({ ...document, conversation: messages.map((one) => ({ created: 1795445306, ...one })) }, null, 2));
  return [at, path].map((root) => {
    const readings = readingsOf(goose, root, powers);
    const events = readings.flatMap((one) => one.conversation?.events ?? []);
    return {
      sessions: readings.filter((one) => one.conversation !== null).length,
      prompts: events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : [])),
      replies: events.flatMap((event) => (event.kind === "reply" ? [event.failed ?? event.text] : [])),
      dropped: countDropped(readings.flatMap((one) => one.dropped)),
    };
  });
}
const said = (role: string, text: string, metadata: unknown = null) => ({ role, content: [{ type: "text", text }], metadata });

describe("sessions that Goose 1.34 wrote, in its database and exported", () => {
  test("what the program says to the model after a compaction, and its own notes, are nobody's words", () => {
    const found = session("compacted", {}, [
      said("user", "count the beans"),
      said("assistant", "41."),
      said("user", "The person asked for the beans.", { userVisible: false, agentVisible: true }),
      said("assistant", "Your context was compacted. Just continue the conversation naturally.", { userVisible: false, agentVisible: true }),
      said("user", "/compact", { userVisible: true, agentVisible: false }),
      { role: "assistant", content: [{ type: "systemNotification", notificationType: "inlineMessage", msg: "Compaction complete" }] },
      {
        role: "user",
        content: [
          { type: "text", text: "<open file>", annotations: { audience: ["assistant"] } },
          { type: "text", text: "and the peas" },
        ],
      },
      { role: "assistant", content: [{ type: "error", kind: "authentication", message: "no key" }] },
    ]);
    for (const one of found) {
      expect(one).toMatchObject({ sessions: 1, prompts: ["count the beans", "and the peas"], replies: ["41.", "", "authentication"] });
      expect(one.dropped).toEqual({ "prompt.command": 1, "prompt.machine": 1, "text.injected": 3 });
    }
  });

  test("a recipe's own prompt is a program's, what is asked after it a person's; a recipe without one only sets the scene", () => {
    const recipe = (more: object) => ({ recipe_json: JSON.stringify({ title: "release notes", instructions: "be brief", ...more }) });
    const asked = [said("user", "Write release notes"), said("assistant", "Written.")];
    for (const one of session("recipe", recipe({ prompt: "Write release notes" }), asked))
      expect(one).toMatchObject({ sessions: 0, dropped: { "prompt.machine": 1, "session.machine": 1 } });
    for (const one of session("recipe-on", recipe({ prompt: "Write release notes" }), [...asked, said("user", "shorter, please")]))
      expect(one).toMatchObject({ sessions: 1, prompts: ["shorter, please"] });
    for (const one of session("recipe-bare", recipe({}), asked)) expect(one).toMatchObject({ sessions: 1, prompts: ["Write release notes"] });
  });

  test("a fork in which nothing was said yet is no second session", () => {
    const [stored] = session("fork", {}, [said("user", "count the beans"), said("assistant", "41.")], ["s2"]);
    expect(stored).toMatchObject({ sessions: 1, prompts: ["count the beans"], dropped: { "record.duplicate": 2, "session.duplicate": 1 } });
  });
});

test("the same words of the model in two sessions and in one second are no copy", () => {
  const at = join(folder, "at-once");
  gooseSample(at);
  withDatabase(join(at, "sessions.db"), (db) => {
    db.exec("DELETE FROM messages; DELETE FROM sessions");
    for (const id of ["s1", "s2"]) {
      db.prepare("INSERT INTO sessions (id, working_dir, created_at) VALUES (?, '/home/ada', '2026-11-23 14:48:00')").run(id);
      for (const one of [said("user", `count the beans in ${id}`), said("assistant", "Done.")])
        db.prepare("INSERT INTO messages (session_id, role, content_json, created_timestamp) VALUES (?, ?, ?, 1795445306)").run(
          id,
          one.role,
          JSON.stringify(one.content),
        );
    }
  });
  expect(countsOf(readingsOf(goose, at, powers))).toMatchObject({ sessions: 2, prompts: 2, replies: 2 });
});

test("roots follow the environment, and on macOS the folders of its applications", () => {
  const host = (platform: string, env: Readonly<Record<string, string>>) => ({ ...nodePowers({ home: "/home/ada", cwd: "/", env }).host, platform });
  expect(goose.roots(host("linux", { GOOSE_PATH_ROOT: "/srv/goose", XDG_DATA_HOME: "/data" })).map((one) => one.path)).toEqual([
    "/srv/goose/data/sessions",
    "/data/goose/sessions",
    "/home/ada/.local/share/goose/sessions",
  ]);
  expect(goose.roots(host("darwin", {}))).toHaveLength(4);
});
