import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claudeCode } from "#adapters/claude-code/adapter";
import type { Reading } from "#adapters/contract";
import { countDropped } from "#kernel/dropped";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { claudeCodeSample, type LogRecord, Session, write } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });

adapterContract("claude-code", () => ({
  adapter: claudeCode,
  powers,
  writeSample: claudeCodeSample,
  database: () => null,
  unknownKind: { type: "hologram", uuid: "h-1", parentUuid: null, sessionId: "5e55-1", isSidechain: false, payload: { deep: [1] } },
}));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "claude-code-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
const newProject = (): string => {
  made += 1;
  return join(folder, `p${made}`);
};
const read = (path: string): readonly Reading[] => readingsOf(claudeCode, path, powers);
function told(session: Session): readonly Reading[] {
  return read(write(join(newProject(), "s.jsonl"), session.jsonl));
}
const events = (readings: readonly Reading[]): readonly TraceEvent[] => readings.flatMap((one) => one.conversation?.events ?? []);
const words = (readings: readonly Reading[]): readonly string[] => events(readings).flatMap((one) => (one.kind === "prompt" ? [wordsOfPerson(one.spans)] : []));
const reasons = (readings: readonly Reading[]) => countDropped(readings.flatMap((one) => one.dropped));
const withdrawn = (readings: readonly Reading[]): readonly string[] => events(readings).flatMap((one) => (one.kind === "withdrawn" ? [one.id] : []));

describe("a store that Claude Code 2.1.330 wrote", () => {
  const readings = read("test/fixtures/adapters/claude-code/projects");

  test("what was typed, queued, pasted, interrupted and resumed counts, what was taken back from the queue does not", () => {
    const typed = readings.find((one) =>
      one.conversation?.events.some((event) => event.kind === "prompt" && wordsOfPerson(event.spans) === "tell me a long story"),
    );
    expect(typed === undefined ? [] : words([typed])).toEqual([
      "fix the failing cart test",
      "count the orders slowly",
      "also write a changelog line",
      "tell me a long story",
      "name the shop in this trace",
      "count the orders slowly once more",
      "also name the town",
      "name the town",
    ]);
    expect(typed === undefined ? [] : events([typed]).flatMap((one) => (one.kind === "skill-use" ? [`${one.skill}: ${one.text}`] : []))).toEqual([
      "review: the cart only",
      "review: the stock only",
    ]);
    expect(typed?.conversation).toMatchObject({ project: "/home/ada/shop", runtime: "claude-code 2.1.330" });
    expect(countDropped(typed?.dropped ?? [])["prompt.taken-back"]).toBe(1);
    const results = events(typed === undefined ? [] : [typed]).flatMap((one) => (one.kind === "result" ? [[one.ok, one.exitCode]] : []));
    expect(results).toEqual([
      [false, 1],
      [true, null],
      [true, null],
      [true, null],
    ]);
  });

  test("a fork holds what is its own, `-p` is a program's, a subagent is none of the person's, a rewind withdraws", () => {
    expect(countsOf(readings)).toEqual({ sessions: 5, prompts: 14, replies: 19, calls: 5, results: 5 });
    expect(reasons(readings)).toMatchObject({ "session.machine": 1, "session.subagent": 1 });
    expect(reasons(readings)["record.unknown-kind"]).toBeUndefined();
    const all = events(readings);
    const texts = withdrawn(readings).map((id) => all.flatMap((one) => (one.kind === "prompt" && one.id === id ? [wordsOfPerson(one.spans)] : [])));
    expect(texts.flat().sort()).toEqual(["name the river", "tell me a long story"]);
  });
});

describe("who spoke", () => {
  const one = (content: unknown, more: LogRecord = {}): readonly Reading[] => {
    const session = new Session("s");
    session.user("first of all");
    session.user(content, more);
    return told(session);
  };

  test.each<readonly [string, unknown, LogRecord, string]>([
    ["meta", "a", { isMeta: true }, "prompt.machine"],
    ["summary of a compaction", "a", { isCompactSummary: true }, "prompt.machine"],
    ["only in the transcript", "a", { isVisibleInTranscriptOnly: true }, "prompt.machine"],
    ["a notification by origin", "a", { origin: { kind: "task-notification" } }, "prompt.machine"],
    ["a turn of the schedule", "a", { turnOrigin: "scheduled" }, "prompt.machine"],
    ["the system", "a", { promptSource: "system" }, "prompt.machine"],
    ["a plan", "a", { planContent: "# Plan" }, "prompt.machine"],
    ["a plan in older versions", "Implement the following plan:\n\n# Plan", {}, "prompt.machine"],
    ["the SDK", "a", { entrypoint: "sdk-ts" }, "prompt.machine"],
    ["output of a command", "<local-command-stdout>ok</local-command-stdout>", {}, "prompt.machine"],
    ["a command by hand", "<bash-input>ls</bash-input>", {}, "prompt.command"],
    ["its output", "<bash-stdout>a</bash-stdout><bash-stderr></bash-stderr>", {}, "prompt.command"],
    ["a notification", "<task-notification>\n<task-id>1</task-id></task-notification>", {}, "prompt.machine"],
    ["a memory", "<user-memory-input>always</user-memory-input>", {}, "prompt.machine"],
    ["a teammate", '<teammate-message teammate_id="b">hi</teammate-message>', {}, "prompt.machine"],
    ["an interrupt", [{ type: "text", text: "[Request interrupted by user for tool use]" }], {}, "prompt.machine"],
    ["a compaction", "This session is being continued from a previous conversation that ran out of context.", {}, "prompt.machine"],
    ["a hook", "Stop hook feedback:\n- run the tests", {}, "prompt.machine"],
    ["a hook before a tool", "PreToolUse:Bash hook additional context: x", {}, "prompt.machine"],
    ["a picture's name", "[Image: source: /home/ada/a.png]", {}, "prompt.machine"],
    ["a skill", "Base directory for this skill: /home/ada/.claude/skills/x\n\n# X", {}, "prompt.machine"],
    ["nothing but a reminder", "<system-reminder>x</system-reminder>", {}, "prompt.no-words"],
    ["an own command", "<command-name>/compact</command-name>\n<command-args></command-args>", {}, "prompt.command"],
  ])("%s is no prompt", (_what, content, more, reason) => {
    const readings = one(content, more);
    expect(words(readings)).toEqual(["first of all"]);
    expect(reasons(readings)[reason]).toBe(1);
  });

  test.each<readonly [string, unknown, LogRecord, string]>([
    ["a person says so", "a", { origin: { kind: "human" }, entrypoint: "sdk-ts" }, "a"],
    ["typed into the editor's panel", "a", { entrypoint: "claude-vscode" }, "a"],
    ["a quoted marker", "what does <task-notification> mean?", {}, "what does <task-notification> mean?"],
    ["with the editor's state", "<ide_opened_file>The user opened a.ts</ide_opened_file>\nfix it", {}, "fix it"],
    [
      "blocks",
      [
        { type: "text", text: "<system-reminder>x</system-reminder>" },
        { type: "text", text: "fix it" },
        { type: "image", source: {} },
      ],
      {},
      "fix it",
    ],
    ["nothing but a paste", '<pasted_content id="a">\nTraceback\n</pasted_content id="a">', {}, "Traceback"],
  ])("%s is a prompt", (_what, content, more, text) => expect(words(one(content, more))).toEqual(["first of all", text]));

  test("what was pasted beside words is not the person's", () => {
    const prompt = events(one('why?\n<pasted_content id="a">\nTraceback\n</pasted_content id="a">')).filter((event) => event.kind === "prompt")[1];
    expect(prompt?.spans).toEqual([
      { trust: "user", text: "why?" },
      { trust: "external", text: "Traceback" },
    ]);
  });

  test("a session in which only programs asked is theirs; one that a person goes on with is a person's", () => {
    const session = new Session("s");
    session.user("summarise", { entrypoint: "sdk-cli", promptSource: "sdk" });
    session.answer("m1", "Nothing.");
    expect(reasons(told(session))).toEqual({ "session.machine": 1 });
    session.user("and the tests?", { entrypoint: "cli", promptSource: "typed" });
    expect(words(told(session))).toEqual(["and the tests?"]);
  });
});

describe("the queue", () => {
  const queued = (talk: (session: Session) => void): readonly Reading[] => {
    const session = new Session("s");
    session.user("count the orders");
    talk(session);
    session.answer("m9", "Yes.");
    return told(session);
  };

  test("a prompt handed to the running turn is stored as an attachment, and once more by the queue", () => {
    const readings = queued((session) => {
      session.queue("enqueue", "and the sales");
      session.queue("remove", "and the sales", { reason: "absorbed_mid_turn", commandUuid: "q1" });
      session.add("attachment", {
        attachment: { type: "queued_command", prompt: "and the sales", source_uuid: "q1", commandMode: "prompt", origin: { kind: "human" } },
      });
    });
    expect(words(readings)).toEqual(["count the orders", "and the sales"]);
  });

  test("one that became the next turn is a record of its own, with its pastes put in, or together with others", () => {
    const readings = queued((session) => {
      session.queue("enqueue", "fix [Pasted text #1 +9 lines] please");
      session.queue("enqueue", "then a");
      session.queue("enqueue", "then b");
      for (let left = 0; left < 3; left++) session.queue("dequeue");
      session.user("fix TypeError: x\nat y please");
      session.user("then a\nthen b");
    });
    expect(words(readings)).toEqual(["count the orders", "fix TypeError: x\nat y please", "then a\nthen b"]);
  });

  test("older versions keep some of them nowhere else", () => {
    const readings = queued((session) => {
      session.queue("enqueue", "and the sales");
      session.queue("remove");
      session.queue("enqueue", "/deploy to staging");
      session.queue("dequeue");
      session.queue("enqueue", "<task-notification>done</task-notification>");
      session.queue("dequeue");
      session.queue("enqueue", "and the returns");
    });
    expect(words(readings)).toEqual(["count the orders", "and the sales", "and the returns"]);
    expect(events(readings).filter((one) => one.kind === "skill-use")).toHaveLength(1);
  });

  test("versions that store attachments of other kinds, but none for a prompt taken up, took it up all the same", () => {
    const readings = queued((session) => {
      session.add("attachment", { attachment: { type: "task_reminder", content: [] } });
      session.queue("enqueue", "and the sales");
      session.queue("remove");
      session.answer("m2", "The sales, too.");
      // a newer version goes on with the session
      session.queue("enqueue", "and the returns");
      session.queue("remove");
      session.add("attachment", { attachment: { type: "queued_command", prompt: "and the returns", source_uuid: "q1", commandMode: "prompt" } });
      session.queue("enqueue", "never mind");
      session.queue("remove");
    });
    expect(words(readings)).toEqual(["count the orders", "and the sales", "and the returns"]);
    expect(reasons(readings)["prompt.taken-back"]).toBe(1);
  });

  test("what the person took back never was asked", () => {
    const readings = queued((session) => {
      session.add("attachment", { attachment: { type: "date", date: "2026-03-02" } });
      session.queue("enqueue", "a");
      session.queue("popAll", "a");
      session.queue("enqueue", "b");
      session.queue("enqueue", "c");
      session.queue("popAll");
      session.queue("enqueue", "d");
      session.queue("remove", "d");
      session.queue("enqueue", "e");
      session.queue("remove", "e", { reason: "dropped_by_hook" });
    });
    expect(words(readings)).toEqual(["count the orders"]);
    expect(reasons(readings)["prompt.taken-back"]).toBe(5);
  });

  test("notifications, commands by hand and what a compaction carried on are no prompts", () => {
    const command = (more: LogRecord): LogRecord => ({ attachment: { type: "queued_command", prompt: "x", ...more } });
    const readings = queued((session) => {
      session.add("attachment", command({ commandMode: "task-notification" }));
      session.add("attachment", command({ commandMode: "bash" }));
      session.add("attachment", command({ origin: { kind: "peer" } }));
      session.add("attachment", command({ carriedByCompaction: true }));
      session.add("attachment", command({ isMeta: true }));
    });
    expect(words(readings)).toEqual(["count the orders"]);
  });

  test("the same words asked twice count twice", () => {
    const readings = queued((session) => {
      session.queue("enqueue", "count the orders");
      session.queue("dequeue");
    });
    expect(words(readings)).toEqual(["count the orders", "count the orders"]);
  });

  test("many waiting prompts cost no more than reading them", () => {
    const session = new Session("s");
    for (let n = 0; n < 20_000; n++) session.queue("enqueue", `go on ${n % 3}`);
    for (let n = 0; n < 20_000; n++) session.user(`go on ${n % 5}`);
    const before = process.cpuUsage().user;
    told(session);
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(20);
  });
});

describe("messages, calls and results", () => {
  test("records of one message are one reply, a placeholder is none, an error breaks the turn before it", () => {
    const session = new Session("s");
    session.user("go");
    session.answer("m1", { type: "thinking", thinking: "hm", signature: "x" });
    session.answer("m1", "I look.");
    session.call("m1", "t1", "Bash", { command: "ls" });
    session.call("m1", "t2", "Read", { file_path: "/home/ada/shop/a" });
    session.answer("x", "No response requested.", {
      message: { id: "x", role: "assistant", model: "<synthetic>", content: [{ type: "text", text: "No response requested." }] },
    });
    session.add("assistant", {
      isApiErrorMessage: true,
      message: { id: "y", role: "assistant", model: "<synthetic>", content: [{ type: "text", text: "API Error: 529" }] },
    });
    const readings = told(session);
    expect(countsOf(readings)).toEqual({ sessions: 1, prompts: 1, replies: 1, calls: 2, results: 0 });
    expect(events(readings).at(-1)).toMatchObject({ kind: "reply", id: "m1", failed: "API Error: 529" });
  });

  test.each<readonly [string, unknown, boolean, unknown, LogRecord]>([
    ["success", "ok", false, { stdout: "ok", stderr: "", interrupted: false }, { ok: true, exitCode: null }],
    ["failure", "Exit code 127\nnot found", true, "Error: Exit code 127", { ok: false, exitCode: 127 }],
    ["blocks", [{ type: "text", text: "Exit code 2\nno" }], true, "Error", { ok: false, exitCode: 2, text: "Exit code 2\nno" }],
    [
      "refused",
      "The user doesn't want to proceed with this tool use. The tool use was rejected",
      true,
      "Error",
      { ok: false, status: "denied", exitCode: null },
    ],
    ["interrupted", "", false, { stdout: "", interrupted: true }, { ok: false, status: "interrupted" }],
    ["in the background", "Command running in background with ID: b1", false, { stdout: "", backgroundTaskId: "b1" }, { ok: null, status: "running" }],
    ["a helper", "three files", false, { status: "completed", totalDurationMs: 1200 }, { ok: true, status: "completed", durationMs: 1200 }],
    ["a search", "a.ts", false, { filenames: ["a.ts"], durationMs: 7 }, { ok: true, durationMs: 7 }],
  ])("%s", (_what, content, isError, structured, expected) => {
    const session = new Session("s");
    session.user("go");
    session.call("m1", "t1", "Bash", { command: "x" });
    session.result("t1", content, isError, structured);
    expect(events(told(session)).find((one) => one.kind === "result")).toMatchObject(expected);
  });

  test("a side chain within the session is a subagent's", () => {
    const session = new Session("s");
    session.user("go");
    session.add("user", { isSidechain: true, parentUuid: null, message: { role: "user", content: "look" } });
    session.add("assistant", {
      isSidechain: true,
      message: { id: "m7", role: "assistant", content: [{ type: "tool_use", id: "t7", name: "Bash", input: {} }] },
    });
    const readings = told(session);
    expect(countsOf(readings)).toEqual({ sessions: 1, prompts: 1, replies: 0, calls: 0, results: 0 });
    expect(reasons(readings)).toEqual({ "session.subagent": 1 });
  });
});

describe("the tree", () => {
  test("what lies on no way to the last record was taken back, and was asked all the same", () => {
    const session = new Session("s");
    session.user("first", { uuid: "u1" });
    const before = session.answer("m1", "Yes.");
    session.user("wrong way", { uuid: "u2" });
    session.answer("m2", "Oh.");
    session.user("further", { uuid: "u3" });
    session.goBackTo(before);
    session.user("right way", { uuid: "u4" });
    session.answer("m3", "Good.");
    const readings = told(session);
    expect(words(readings)).toEqual(["first", "wrong way", "further", "right way"]);
    expect(withdrawn(readings)).toEqual(["u2", "u3"]);
  });

  test("parallel calls, a broken chain and a compaction take nothing back", () => {
    const session = new Session("s");
    session.user("first", { uuid: "u1" });
    const first = session.call("m1", "t1", "Bash", { command: "a" });
    session.call("m1", "t2", "Bash", { command: "b" });
    session.result("t2", "b");
    session.goBackTo(first);
    session.result("t1", "a");
    session.user("second", { uuid: "u2" });
    session.add("system", { subtype: "compact_boundary", parentUuid: null, logicalParentUuid: "u2", uuid: "c1" });
    session.user("third", { uuid: "u3" });
    session.goBackTo("lost");
    session.user("fourth", { uuid: "u4" });
    expect(withdrawn(told(session))).toEqual([]);
  });
});

describe("history that was copied", () => {
  const original = (): Session => {
    const session = new Session("a");
    session.user("first", { uuid: "u1" });
    session.call("m1", "t1", "Bash", { command: "x" });
    session.result("t1", "x");
    session.user("second", { uuid: "u2" });
    return session;
  };
  /** The older way to resume: everything again in a new file, under the new session's id. */
  const resumed = (): Session => {
    const copy = new Session("b");
    for (const record of original().records) copy.records.push({ ...record, sessionId: "b" });
    copy.goBackTo("u2");
    copy.add("user", { uuid: "u3", timestamp: "2026-03-03T09:00:00.000Z", message: { role: "user", content: "third" } });
    return copy;
  };

  test("counts once over the files of a project, in the one that ended first", () => {
    const project = newProject();
    // the names say nothing about which one is the copy
    write(join(project, "z.jsonl"), original().jsonl);
    write(join(project, "b.jsonl"), resumed().jsonl);
    const readings = read(project);
    expect(countsOf(readings)).toEqual({ sessions: 2, prompts: 3, replies: 1, calls: 1, results: 1 });
    expect(words(readings.filter((one) => one.conversation?.id === "b"))).toEqual(["third"]);
    expect(reasons(readings)).toEqual({ "record.duplicate": 4 });
  });

  test("when only one of them changed, both are read again", () => {
    const project = newProject();
    const first = write(join(project, "a.jsonl"), original().jsonl);
    write(join(project, "b.jsonl"), resumed().jsonl);
    write(join(project, "c.jsonl"), new Session("c").jsonl);
    const other = new Session("d");
    other.user("something else");
    write(join(project, "d.jsonl"), other.jsonl);
    const prints = () =>
      Object.fromEntries(
        [
          ...claudeCode.sources({ adapter: "claude-code", path: project, why: "" }, powers, {
            includeGroups: false,
            includeDeleted: false,
            lineBytes: 1 << 20,
          }),
        ].map((one) => [one.id, one.fingerprint]),
      );
    const before = prints();
    appendFileSync(first, `${JSON.stringify({ ...original().records[0], uuid: "u9", timestamp: "2026-04-01T00:00:00.000Z" })}\n`);
    const after = prints();
    expect(Object.keys(before).filter((id) => before[id] !== after[id])).toEqual(["a.jsonl", "b.jsonl"]);
    expect(countsOf(read(project)).prompts).toBe(5);
  });

  test("a file that holds nothing of its own is the same session again", () => {
    const project = newProject();
    write(join(project, "a.jsonl"), original().jsonl);
    write(join(project, "copy.jsonl"), original().jsonl);
    expect(countsOf(read(project)).sessions).toBe(1);
    expect(reasons(read(project))["session.duplicate"]).toBe(1);
  });

  test("one cut out after a compaction is never the one that counts", () => {
    const project = newProject();
    const session = original();
    session.add("system", { subtype: "compact_boundary", parentUuid: null, logicalParentUuid: "u2", uuid: "c1" });
    session.user("third", { uuid: "u3" });
    write(join(project, "a.jsonl"), session.jsonl);
    const cut = session.records.slice(-2).map((record) => `${JSON.stringify({ ...record, sessionId: "0" })}\n`);
    write(join(project, "0.jsonl"), cut.join(""));
    expect(countsOf(read(project))).toMatchObject({ sessions: 1, prompts: 3 });
  });
});

describe("places", () => {
  const roots = (env: Readonly<Record<string, string>>) => claudeCode.roots({ ...powers.host, home: "/home/ada", cwd: "/srv", env }).map((root) => root.path);

  test("the configuration folders", () => {
    expect(roots({})).toEqual(["/home/ada/.claude", "/home/ada/.config/claude"]);
    expect(roots({ XDG_CONFIG_HOME: "/home/ada/cfg" })).toEqual(["/home/ada/.claude", "/home/ada/cfg/claude"]);
    expect(roots({ CLAUDE_CONFIG_DIR: "~/one, two,,/three" })).toEqual(["/home/ada/one", "/srv/two", "/three"]);
  });

  test("the folder above, the projects, one project and one file give the same", () => {
    const home = newProject();
    const { transcript, counts } = claudeCodeSample(home);
    for (const path of [home, join(home, "projects"), join(home, "projects/-home-ada-shop"), transcript]) {
      expect(claudeCode.accepts(path, powers)).toBe(true);
      expect(countsOf(read(path))).toEqual(counts);
    }
  });
});
