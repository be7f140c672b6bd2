import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import type { Reading } from "#adapters/contract";
import { opencode } from "#adapters/opencode/adapter";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { cart } from "./sample.ts";
import { assistant, type Message, other, type Session, session, text, tool, user, writeDatabase, writeJson, writeTree } from "./home.ts";

const folder = mkdtempSync(join(tmpdir(), "opencode-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let made = 0;
const aFolder = (): string => {
  const path = join(folder, String((made += 1)));
  mkdirSync(path);
  return path;
};
const powersAt = (home: string, env: Readonly<Record<string, string>> = {}) => nodePowers({ home, cwd: home, env });
const read = (path: string): readonly Reading[] => readingsOf(opencode, path, powersAt(folder));
const inDatabase = (...sessions: readonly Session[]): readonly Reading[] => read(writeDatabase(join(aFolder(), "opencode.db"), sessions));
const eventsOf = <K extends TraceEvent["kind"]>(readings: readonly Reading[], kind: K) =>
  readings.flatMap((one) => one.conversation?.events ?? []).filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
const words = (readings: readonly Reading[]): readonly string[] => eventsOf(readings, "prompt").map((event) => wordsOfPerson(event.spans));
const reasons = (readings: readonly Reading[]): readonly string[] =>
  readings.flatMap((one) => one.dropped.map(({ reason, detail }) => (detail === undefined ? reason : `${reason} ${detail}`)));
const one = (...messages: readonly Message[]): readonly Reading[] => inDatabase(session("ses_1", messages));

describe("what a person typed", () => {
  test("text that the program added is never theirs", () => {
    const found = one(
      user(
        "msg_1",
        1,
        text("read @README.md\n<system-reminder>plan only</system-reminder>"),
        text("# shop", { synthetic: true }),
        text("a notice", { ignored: true }),
        other("file", { url: "file:///x" }),
      ),
    );
    expect(words(found)).toEqual(["read @README.md"]);
    expect(reasons(found)).toEqual(Array(3).fill("text.injected added by the program"));
  });

  test("the quotes that `opencode run` puts around one word go, those inside stay", () => {
    const quoted = ['"fix the \\"cart\\" test"', 'say "yes" and "no"', '"a" or "b"'].map((said, at) => user(`msg_${at}`, at, text(said)));
    expect(words(one(...quoted))).toEqual(['fix the "cart" test', 'say "yes" and "no"', '"a" or "b"']);
  });

  test("a command with a subagent is the use of a command; compactions, reminders and pictures are no prompts", () => {
    const found = one(
      user("msg_1", 1, other("subtask", { prompt: "Review all", description: "review", agent: "general", command: "review" })),
      user("msg_2", 2, other("compaction", { auto: true })),
      user("msg_3", 3, other("compaction", { auto: false })),
      user("msg_4", 4, text("Continue if you have next steps", { synthetic: true })),
      user("msg_5", 5, other("file", { mime: "image/png", url: "data:image/png;base64,AAAA" })),
      user("msg_6", 6, text("go on")),
    );
    expect(words(found)).toEqual(["go on"]);
    expect(eventsOf(found, "skill-use").map(({ skill, text: added }) => [skill, added])).toEqual([["review", ""]]);
    expect(reasons(found)).toEqual(["prompt.machine compaction", "prompt.command compaction", "prompt.machine added by the program", "prompt.no-words"]);
  });

  test("sessions of subagents are left out, by parent and by title", () => {
    const hello = [user("msg_1", 1, text("look around"))];
    const found = inDatabase(
      session("ses_1", hello, { parentID: "ses_0" }),
      session("ses_2", [user("msg_2", 2, text("look"))], { title: "Look (@general subagent)" }),
    );
    expect(countsOf(found).sessions).toBe(0);
    expect(reasons(found)).toEqual(["session.subagent", "session.subagent"]);
  });

  test.each([
    ["a prompt", { messageID: "msg_3" }, ["msg_3", "msg_5"]],
    ["an answer", { messageID: "msg_4", partID: "prt_x" }, ["msg_5"]],
    ["part of a prompt", { messageID: "msg_3", partID: "prt_x" }, ["msg_5"]],
  ])("undone back to %s, prompts count and are withdrawn", (_name, revert, withdrawn) => {
    const messages = [
      user("msg_1", 1, text("a")),
      assistant("msg_2", 2, [text("A")]),
      user("msg_3", 3, text("b")),
      assistant("msg_4", 4, [text("B")]),
      user("msg_5", 5, text("c")),
    ];
    const found = inDatabase(session("ses_1", messages, { revert }));
    expect(words(found)).toEqual(["a", "b", "c"]);
    expect(eventsOf(found, "withdrawn").map((event) => event.id)).toEqual(withdrawn);
  });
});

describe("what was done", () => {
  const state = (name: string, more: object) => one(user("msg_1", 1, text("do it")), assistant("msg_2", 2, [tool("call_1", name, { a: 1 }, { ...more })]));

  test.each([
    ["bash", { status: "completed", output: "no", metadata: { exit: 2 } }, { ok: false, exitCode: 2, status: "completed", durationMs: 2900 }],
    ["bash", { status: "completed", output: "yes", metadata: { exit: 0 } }, { ok: true, exitCode: 0, status: "completed", durationMs: 2900 }],
    ["bash", { status: "completed", output: "?", metadata: {} }, { ok: null, exitCode: null, status: "completed", durationMs: 2900 }],
    ["read", { status: "completed", output: "text" }, { ok: true, exitCode: null, status: "completed", durationMs: 2900 }],
    ["edit", { status: "error", error: "no such file" }, { ok: false, exitCode: null, status: "error", durationMs: 2900 }],
  ])("%s: %o", (name, stored, expected) => {
    expect(eventsOf(state(name, stored), "result")).toMatchObject([{ id: "call_1", ...expected }]);
  });

  test("a call that runs still has no result", () => {
    const found = state("bash", { status: "running" });
    expect(countsOf(found)).toMatchObject({ calls: 1, results: 0 });
  });

  test("a turn that broke says why, a summary is no answer", () => {
    const found = one(
      user("msg_1", 1, text("do it")),
      assistant("msg_2", 2, [text("Let me")], { error: { name: "MessageAbortedError", data: { message: "Aborted" } } }),
      assistant("msg_3", 3, [text("What was done: nothing. Shall I?")], { summary: true }),
    );
    expect(eventsOf(found, "reply").map(({ text: said, failed }) => [said, failed])).toEqual([
      ["Let me", "MessageAbortedError"],
      ["", null],
    ]);
  });

  test("a part larger than a record may be is left out, its message stays", () => {
    const found = one(user("msg_1", 1, text("look at this"), other("file", { url: `data:image/png;base64,${"A".repeat(1 << 20)}` })));
    expect(words(found)).toEqual(["look at this"]);
    expect(reasons(found)).toEqual(["record.too-long"]);
  });
});

describe("storages", () => {
  const original = session("ses_9", [user("msg_1ff49ab2c001EI", 1, text("fix it")), assistant("msg_1ff49ab2c002EI", 2, [text("Fixed.")])]);
  const fork = session(
    "ses_1",
    [user("msg_2ff49ab2c001EI", 1, text("fix it")), assistant("msg_2ff49ab2c002EI", 2, [text("Fixed.")]), user("msg_2ff49ab2c003EI", 90, text("now faster"))],
    {
      title: "Cart (fork #1)",
      time: { created: 1769940080000, updated: 1769940090000 },
    },
  );

  test("what a fork took over counts once, in both storages, and also when it alone is read again", () => {
    const tree = aFolder();
    writeTree(tree, [original, fork]);
    for (const found of [inDatabase(original, fork), read(tree), read(join(tree, "storage"))]) {
      expect([...words(found)].sort()).toEqual(["fix it", "now faster"]);
      expect(reasons(found)).toEqual(["record.duplicate fork", "record.duplicate fork"]);
    }
    expect(words(read(join(tree, "storage", "session", "p1", "ses_1.json")))).toEqual(["now faster"]);
  });

  test("two sessions at work in the same millisecond are no copies of each other", () => {
    const found = inDatabase(session("ses_1", [user("msg_1", 1, text("one"))]), session("ses_2", [user("msg_2", 1, text("two"))]));
    expect(words(found)).toEqual(["one", "two"]);
  });

  test("a session that was moved into the database counts once, and the rest of the tree is read", () => {
    const data = aFolder();
    const older = session("ses_0", [user("msg_0", 0, text("older"))]);
    writeTree(data, [session("ses_1", [user("msg_1", 1, text("moved"))]), older]);
    writeDatabase(join(data, "opencode.db"), [session("ses_1", [user("msg_1", 1, text("moved"))])]);
    expect(words(read(data))).toEqual(["moved", "older"]);
    expect(reasons(read(data))).toEqual(["session.duplicate"]);
  });

  test("rows that only stand in the log beside the database are read", () => {
    const path = join(aFolder(), "opencode.db");
    writeDatabase(path, [original], (db) => {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      db.prepare("INSERT INTO message VALUES ('msg_3', 'ses_9', 3, 3, ?)").run(JSON.stringify({ role: "user", time: { created: 1769940099000 } }));
      db.prepare("INSERT INTO part VALUES ('prt_z', 'msg_3', 'ses_9', 3, 3, ?)").run(JSON.stringify({ type: "text", text: "in the log" }));
      expect(words(read(path))).toContain("in the log");
    });
  });

  test("the tree of mid 2025, with parts inside of the message", () => {
    const info = join(aFolder(), "project", "home-ada-shop", "storage", "session");
    writeJson(join(info, "info", "ses_old.json"), {
      id: "ses_old",
      version: "0.1.140",
      title: "Old",
      time: { created: 1750000000000, updated: 1750000001000 },
    });
    const time = { created: 1750000000100, completed: 1750000000900 };
    writeJson(join(info, "message", "ses_old", "msg_a.json"), {
      id: "msg_a",
      role: "user",
      parts: [{ type: "text", text: "fix it" }],
      metadata: { sessionID: "ses_old", time, tool: {} },
    });
    const invocation = { state: "result", toolCallId: "toolu_1", toolName: "bash", args: { command: "npm test" }, result: "1 failing" };
    const metadata = {
      time,
      tool: { toolu_1: { title: "t", exit: 1, time: { start: 5, end: 9 } } },
      assistant: { path: { cwd: "/home/ada/shop", root: "/" } },
    };
    writeJson(join(info, "message", "ses_old", "msg_b.json"), {
      id: "msg_b",
      role: "assistant",
      parts: [{ type: "step-start" }, { type: "tool-invocation", toolInvocation: invocation }],
      metadata,
    });
    const found = read(join(info, "..", "..", "..", ".."));
    expect(countsOf(found)).toEqual({ sessions: 1, prompts: 1, replies: 1, calls: 1, results: 1 });
    expect(eventsOf(found, "result")).toMatchObject([{ ok: false, exitCode: 1, durationMs: 4 }]);
    expect(found[0]?.conversation).toMatchObject({ project: "/home/ada/shop", runtime: "opencode 0.1.140", startedAt: 1750000000000 });
  });

  test("roots follow XDG_DATA_HOME, and each program's own variable; Kilo Code keeps the same store under its name", () => {
    const roots = (env: Readonly<Record<string, string>>) => opencode.roots(powersAt("/home/ada", env).host).map((root) => root.path);
    const KILO = "/home/ada/.local/share/kilo";
    expect(roots({})).toEqual(["/home/ada/.local/share/opencode", KILO]);
    expect(roots({ XDG_DATA_HOME: "/data", OPENCODE_DB: "opencode-beta.db", KILO_DB: "kilo-dev.db" })).toEqual(["/data/opencode", "/data/kilo"]);
    expect(roots({ OPENCODE_DB: "/srv/agents.sqlite", KILO_DB: "kilo.sqlite" })).toEqual([
      "/home/ada/.local/share/opencode",
      "/srv/agents.sqlite",
      KILO,
      `${KILO}/kilo.sqlite`,
    ]);
  });

  test("a database of Kilo Code is found in its folder and says whose it is", () => {
    const data = aFolder();
    writeDatabase(join(data, "kilo-dev.db"), [cart()]);
    expect(opencode.accepts(data, powersAt(folder))).toBe(true);
    const found = read(data);
    expect(words(found)).toEqual(["fix the failing cart test", "then fix the empty cart as well"]);
    expect(found[0]?.conversation).toMatchObject({ adapter: "opencode", runtime: "kilo 1.2.10" });
  });
});

test("a store written by opencode 1.18.33 is counted to the one", () => {
  const path = join(aFolder(), "opencode.db");
  const db = new DatabaseSync(path);
  db.exec(readFileSync(join(import.meta.dirname, "..", "..", "fixtures", "adapters", "opencode", "store.sql"), "utf8"));
  db.close();
  const found = read(path);
  expect(countsOf(found)).toEqual({ sessions: 4, prompts: 12, replies: 18, calls: 6, results: 6 });
  expect(words(found)).toEqual([
    "fix the failing cart test",
    "and add a changelog",
    'Look at "the cart module" and say which tests are missing in it. Be brief.',
    "fix the failing cart test",
    "rename the cart to basket",
    "Look at the cart module and say which tests are missing in it. Be brief.",
    "slowly count the carts",
    "and add a changelog",
    "hang on please",
    "add a changelog in the fork",
    "read @README.md",
    "after the summary",
  ]);
  expect(eventsOf(found, "result").map((event) => event.exitCode)).toEqual([1, 0, 0, 0, null, 0]);
  expect(eventsOf(found, "withdrawn")).toHaveLength(1);
  expect(reasons(found).filter((reason) => reason === "record.duplicate fork")).toHaveLength(14);
  expect(reasons(found)).toContain("source.copy fork");
});
