import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reading } from "#adapters/contract";
import { hermes } from "#adapters/hermes/adapter";
import { countDropped } from "#kernel/dropped";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { callOf, type Fields, hermesFilesSample, hermesSample, reply, result, session, START, user, writeState } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });

adapterContract("hermes database", () => ({
  adapter: hermes,
  powers,
  storage: "database",
  writeSample: hermesSample,
  database: (root) => join(root, "state.db"),
  unknownKind: (path) => {
    writeState(path, [], [{ session_id: "20260301_091500_ab12cd", role: "hologram", content: "deep", timestamp: START }]);
  },
  grow: ({ transcript }) => {
    writeState(transcript, [], [user("20260301_091500_ab12cd", "and the docs", { timestamp: START + 50 })]);
  },
}));

adapterContract("hermes export", () => ({
  adapter: hermes,
  powers,
  writeSample: hermesFilesSample,
  database: () => null,
  unknownKind: { kind: "hologram", deep: [1] },
}));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hermes-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
function state(sessions: readonly Fields[], messages: readonly Fields[], options = {}): readonly Reading[] {
  made += 1;
  const path = writeState(join(folder, `h${made}`, "state.db"), sessions, messages);
  return readingsOf(hermes, path, powers, { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20, ...options });
}
const events = (readings: readonly Reading[]): readonly TraceEvent[] => readings.flatMap((one) => one.conversation?.events ?? []);
const words = (readings: readonly Reading[]): readonly string[] => events(readings).flatMap((one) => (one.kind === "prompt" ? [wordsOfPerson(one.spans)] : []));
const reasons = (readings: readonly Reading[]) => countDropped(readings.flatMap((one) => one.dropped));
const results = (readings: readonly Reading[]) => events(readings).flatMap((one) => (one.kind === "result" ? [[one.ok, one.exitCode]] : []));

describe("which sessions are one conversation", () => {
  test("a compressed session goes on in its child: copies count once, the summary is nobody's words", () => {
    const readings = state(
      [session("a", { end_reason: "compression", ended_at: START + 100 }), session("b", { parent_session_id: "a", started_at: START + 100 })],
      [
        user("a", "first", { timestamp: START + 1 }),
        reply("a", "done", { timestamp: START + 2 }),
        user("a", "second", { timestamp: START + 3 }),
        reply("a", "", { timestamp: START + 4, tool_calls: callOf("c1", "terminal", { command: "ls" }) }),
        user("b", "[CONTEXT COMPACTION — REFERENCE ONLY] they did things", { timestamp: START + 100.1 }),
        user("b", "second", { timestamp: START + 100.1 }),
        reply("b", "", { timestamp: START + 100.2, tool_calls: callOf("c1", "terminal", { command: "ls" }) }),
        result("b", "c1", '{"output":"","exit_code":0,"error":null}', { timestamp: START + 101 }),
        reply("b", "listed", { timestamp: START + 103 }),
        user("b", "first", { timestamp: START + 150 }),
      ],
    );
    expect(words(readings)).toEqual(["first", "second", "first"]);
    expect(countsOf(readings)).toEqual({ sessions: 1, prompts: 3, replies: 3, calls: 1, results: 1 });
    expect(reasons(readings)).toEqual({ "record.duplicate": 2, "text.injected": 1 });
    expect(readings[0]?.conversation).toMatchObject({ id: "a", project: "/home/ada/shop", startedAt: START * 1000 });
  });

  test("a helper begun before its session was compressed is no part of the conversation, and neither is one of what goes on", () => {
    const readings = state(
      [
        session("a", { source: "weixin", end_reason: "compression", ended_at: START + 100 }),
        session("h1", { source: "weixin", parent_session_id: "a", started_at: START + 40, model_config: '{"max_iterations":50}' }),
        session("b", { source: "weixin", parent_session_id: "a", started_at: START + 100.003, model_config: '{"max_iterations":90}' }),
        session("h2", { source: "weixin", parent_session_id: "b", started_at: START + 140, model_config: '{"max_iterations":50}' }),
      ],
      [
        user("a", "start with the plan"),
        user("h1", "Implement task 2", { timestamp: START + 41 }),
        user("b", "go on", { timestamp: START + 120 }),
        user("h2", "Implement task 3", { timestamp: START + 141 }),
      ],
    );
    expect(words(readings)).toEqual(["start with the plan", "go on"]);
    expect(reasons(readings)).toEqual({ "session.subagent": 2 });
  });

  test("a branch repeats messages under their own time; only what is new counts, also read alone", () => {
    made += 1;
    const path = writeState(
      join(folder, `h${made}`, "state.db"),
      [
        session("a", { end_reason: "branched", ended_at: START + 50 }),
        session("b", { parent_session_id: "a", model_config: '{"_branched_from":"a"}', started_at: START + 50 }),
      ],
      [user("a", "one"), reply("a", "yes"), user("b", "one"), reply("b", "yes"), user("b", "two", { timestamp: START + 60 })],
    );
    const sources = [...hermes.sources({ adapter: "hermes", path, why: "test" }, powers, { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 })];
    expect(sources.map((one) => one.id)).toEqual(["main:a", "main:b"]);
    const readings = readingsOf(hermes, path, powers);
    expect(words(readings)).toEqual(["one", "two"]);
    expect(reasons(readings)).toEqual({ "record.duplicate": 2 });
  });

  test("helpers, scheduled runs and group chats are left out, a reset is a new conversation", () => {
    const readings = state(
      [
        session("a", { end_reason: "session_reset", session_key: "telegram:7", source: "telegram", chat_type: "dm" }),
        session("b", { parent_session_id: "a", session_key: "telegram:7", source: "telegram" }),
        session("c", { parent_session_id: "b" }),
        session("d", { model_config: '{"_delegate_from":"b"}' }),
        session("e", { source: "cron" }),
        session("f", { source: "discord", chat_type: "group" }),
      ],
      ["a", "b", "c", "d", "e", "f"].map((id) => user(id, `asked in ${id}`)),
    );
    expect(words(readings)).toEqual(["asked in a", "asked in b"]);
    expect(reasons(readings)).toEqual({ "session.subagent": 2, "session.machine": 1, "session.group": 1 });
  });

  test("a circle of parents ends", () => {
    const readings = state(
      [session("a", { parent_session_id: "b", end_reason: "compression" }), session("b", { parent_session_id: "a", end_reason: "compression" })],
      [user("a", "one"), user("b", "two", { timestamp: START + 9 })],
    );
    expect(words(readings).toSorted()).toEqual(["one", "two"]);
  });
});

describe("who wrote a message", () => {
  test("a rewound prompt counts and is taken back; one summarised away in place only counts", () => {
    const readings = state(
      [session("a")],
      [
        user("a", "kept away", { active: 0, compacted: 1 }),
        user("a", "wrong", { active: 0, timestamp: START + 5 }),
        user("a", "right", { timestamp: START + 9 }),
        user("a", "kept away", { timestamp: START + 1 }),
      ],
    );
    expect(words(readings)).toEqual(["kept away", "wrong", "right"]);
    expect(events(readings).flatMap((one) => (one.kind === "withdrawn" ? [one.id] : []))).toEqual(["message:2"]);
    expect(reasons(readings)).toEqual({ "record.duplicate": 1 });
  });

  test("skills called by name keep what was added; what the program says in a person's name does not count", () => {
    const skill =
      '[IMPORTANT: The user has invoked the "tidy" skill, indicating they want it.]\n\nsteps\n\nThe user has provided the following instruction alongside the skill invocation: the inbox';
    const texts = [
      skill,
      "[System: model switched]",
      "Review the conversation above and update the skill library",
      "[Your active task list was preserved",
      "/compress",
      "/tidy the inbox",
    ];
    const readings = state(
      [session("a")],
      [
        ...texts.map((text, at) => user("a", text, { timestamp: START + at })),
        user("a", "seen", { display_kind: "status" }),
        reply("a", "", { display_kind: "hidden" }),
        user("a", "heard", { observed: 1 }),
      ],
    );
    expect(words(readings)).toEqual([]);
    expect(events(readings).flatMap((one) => (one.kind === "skill-use" ? [[one.skill, one.text]] : []))).toEqual([
      ["tidy", "the inbox"],
      ["tidy", "the inbox"],
    ]);
    expect(reasons(readings)).toEqual({ "prompt.machine": 3, "text.injected": 2, "prompt.command": 1, "prompt.other-person": 1 });
    expect(countsOf(readings).replies).toBe(0);
  });

  test("a messenger puts a name and a note of hearing around the words", () => {
    const readings = state(
      [session("a", { source: "telegram" })],
      [user("a", "[Ada] rename it"), user("a", '[The user sent a voice message~ Here\'s what they said: "and print it"]', { timestamp: START + 3 })],
    );
    expect(words(readings)).toEqual(["rename it", "and print it"]);
    expect(words(state([session("a")], [user("a", "[Bug] rename it")]))).toEqual(["[Bug] rename it"]);
  });

  test("structured content is read, a broken list of calls is told", () => {
    const readings = state(
      [session("a")],
      [user("a", '\u0000json:[{"type":"text","text":"look at this"},{"type":"image_url","image_url":{}}]'), reply("a", "x", { tool_calls: "{" })],
    );
    expect(words(readings)).toEqual(["look at this"]);
    expect(reasons(readings)).toEqual({ "record.wrong-shape": 1 });
  });
});

test("how a call ended is in its answer", () => {
  const ends = [
    '{"output":"","exit_code":0,"error":null}',
    '{"output":"x","exit_code":2,"error":"failed"}',
    '{"success":true}',
    '{"error":"no such file"}',
    "plain text",
  ];
  const readings = state(
    [session("a")],
    [
      user("a", "go"),
      ...ends.flatMap((end, at) => [
        reply("a", "", { tool_calls: callOf(`c${at}`, "terminal", {}), timestamp: START + at }),
        result("a", `c${at}`, end, { timestamp: START + at }),
      ]),
    ],
  );
  expect(results(readings)).toEqual([
    [true, 0],
    [false, 2],
    [true, null],
    [false, null],
    [null, null],
  ]);
});

test("a database of an early release with few columns is read", () => {
  const path = join(folder, "early.db");
  const db = new DatabaseSync(path);
  db.exec(
    "CREATE TABLE sessions (id TEXT, source TEXT, started_at REAL); CREATE TABLE messages (id INTEGER PRIMARY KEY, session_id TEXT, role TEXT, content TEXT)",
  );
  db.exec("INSERT INTO sessions VALUES ('a', 'cli', 1772356500.0); INSERT INTO messages VALUES (1, 'a', 'user', 'hello'), (2, 'a', 'assistant', 'hi')");
  db.close();
  expect(words(readingsOf(hermes, path, powers))).toEqual(["hello"]);
});

describe("documents", () => {
  test("sessions that the database holds are not read again; profiles and older documents are", () => {
    const home = join(folder, "home");
    writeState(join(home, "state.db"), [session("a")], [user("a", "in the database")]);
    writeState(join(home, "profiles/work/state.db"), [session("w")], [user("w", "at work")]);
    mkdirSync(join(home, "sessions"));
    const document = (id: string, said: string): string =>
      JSON.stringify({ session_id: id, model: "m", platform: "cli", session_start: "2026-03-01T09:15:00", messages: [{ role: "user", content: said }] });
    writeFileSync(join(home, "sessions/session_a.json"), document("a", "in the database"));
    writeFileSync(join(home, "sessions/session_o.json"), document("o", "older"));
    writeFileSync(join(home, "sessions/request_dump_1.json"), "{}");
    writeFileSync(
      join(home, "sessions/20260101_080000_x.jsonl"),
      '{"role":"session_meta","platform":"telegram","model":"m"}\n{"role":"user","content":"[Ada] by post"}\n',
    );
    const readings = readingsOf(hermes, home, powers);
    expect(words(readings).toSorted()).toEqual(["at work", "by post", "in the database", "older"]);
    expect(reasons(readings)).toEqual({ "session.duplicate": 1 });
    expect(readings.flatMap((one) => one.conversation?.agent ?? []).toSorted()).toEqual(["main", "main", "main", "work"]);
    expect(hermes.accepts(join(home, "sessions"), powers)).toBe(true);
  });

  test("another program's folder with lines is not taken", () => {
    const path = join(folder, "other");
    mkdirSync(path);
    writeFileSync(join(path, "x.jsonl"), '{"messages":[{"role":"user","content":"hi"}]}\n');
    expect(hermes.accepts(path, powers)).toBe(false);
  });
});

test("home and its variable name the folder", () => {
  const host = { ...powers.host, home: "/home/ada", env: {} };
  expect(hermes.roots(host).map((one) => one.path)).toEqual(["/home/ada/.hermes"]);
  expect(hermes.roots({ ...host, env: { HERMES_HOME: "/srv/hermes" } }).map((one) => one.path)).toEqual(["/srv/hermes"]);
});
