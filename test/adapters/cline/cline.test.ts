import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cline } from "#adapters/cline/adapter";
import type { Reading } from "#adapters/contract";
import { countDropped } from "#kernel/dropped";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { ask, clineCliSample, clineSample, type Entry, message, result, say, text, use, writeJson } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });

adapterContract("cline", () => ({
  adapter: cline,
  powers,
  storage: "document",
  writeSample: clineSample,
  database: () => null,
  unknownKind: (transcript) => {
    const entries = JSON.parse(readFileSync(transcript, "utf8")) as unknown[];
    writeFileSync(transcript, JSON.stringify([...entries, say("hologram", "deep")]));
  },
}));

adapterContract("cline command line", () => ({
  adapter: cline,
  powers,
  storage: "document",
  writeSample: clineCliSample,
  database: () => null,
  unknownKind: (transcript) => {
    const session = JSON.parse(readFileSync(transcript, "utf8")) as { messages: unknown[] };
    writeFileSync(transcript, JSON.stringify({ ...session, messages: [...session.messages, message("hologram", [text("deep")])] }));
  },
}));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cline-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
function task(panel: readonly Entry[], files: Readonly<Record<string, unknown>> = {}): readonly Reading[] {
  made += 1;
  const own = join(folder, `t${made}`);
  writeJson(join(own, "tasks/7/ui_messages.json"), panel);
  for (const [name, value] of Object.entries(files)) writeJson(join(own, name), value);
  return readingsOf(cline, own, powers);
}
const events = (readings: readonly Reading[]): readonly TraceEvent[] => readings.flatMap((one) => one.conversation?.events ?? []);
const words = (readings: readonly Reading[]): readonly string[] => events(readings).flatMap((one) => (one.kind === "prompt" ? [wordsOfPerson(one.spans)] : []));
const reasons = (readings: readonly Reading[]) => countDropped(readings.flatMap((one) => one.dropped));
const results = (readings: readonly Reading[]) => events(readings).flatMap((one) => (one.kind === "result" ? [[one.id, one.ok, one.exitCode]] : []));
const calls = (readings: readonly Reading[]) => events(readings).flatMap((one) => (one.kind === "call" ? [[one.id, one.tool]] : []));
const skills = (readings: readonly Reading[]) => events(readings).flatMap((one) => (one.kind === "skill-use" ? [[one.skill, one.text]] : []));

describe("sessions that Cline's command line 3.0.65 wrote", () => {
  const readings = readingsOf(cline, resolve("test/fixtures/adapters/cline"), powers);
  const of = (id: string) => readings.filter((one) => one.conversation?.id === id);

  test("a prompt given as an argument", () => {
    const given = of("1795285113876_ngn4c");
    expect(words(given)).toEqual(["list the open invoices"]);
    expect(countsOf(given)).toEqual({ sessions: 1, prompts: 1, replies: 3, calls: 2, results: 2 });
    expect(results(given)).toEqual([
      ["call_1", false, 1],
      ["call_2", true, null],
    ]);
    expect(given[0]?.conversation).toMatchObject({ project: "/home/ada/shop", runtime: "cline 3.0.65", startedAt: Date.parse("2026-11-21T18:18:33.952Z") });
  });

  test("a typed session: a command by name, a queued prompt, an interrupted one", () => {
    const typed = of("1795285150425_o4rba");
    expect(words(typed)).toEqual(["take your time", "write a summary", "take your time again"]);
    expect(skills(typed)).toEqual([["tidy", "the invoices folder"]]);
    expect(countsOf(typed)).toEqual({ sessions: 1, prompts: 3, replies: 6, calls: 3, results: 3 });
    expect(results(typed).map(([, ok]) => ok)).toEqual([true, false, false]);
  });

  test("a helper's session is no session of a person", () => {
    expect(words(of("1795285243741_7gzz8"))).toEqual(["ask a helper to look"]);
    expect(reasons(readings)).toEqual({ "session.subagent": 1 });
    expect(countsOf(readings).sessions).toBe(3);
  });
});

describe("what the panel showed", () => {
  test("only the first words and feedback are the person's", () => {
    const readings = task([
      say("task", "first"),
      say("text", "model's words"),
      ask("followup", '{"question":"Which?","options":["a","b"]}'),
      say("user_feedback", "the second"),
      say("user_feedback", "half", { partial: true }),
      say("user_feedback_diff", '{"tool":"editedExistingFile","diff":"x"}'),
      say("user_feedback", "/deep-planning build the shop"),
      say("user_feedback", "/smol"),
      say("user_feedback", "", { images: ["data:x"] }),
    ]);
    expect(words(readings)).toEqual(["first", "the second"]);
    expect(skills(readings)).toEqual([["deep-planning", "build the shop"]]);
    expect(reasons(readings)).toEqual({ "record.half-written": 1, "prompt.command": 1, "prompt.no-words": 1 });
  });

  test("calls of the model's history take the place of those shown when both tell the same", () => {
    const panel = [say("text", "go"), ask("command", "npm test"), say("command_output", "1 failing"), say("tool", '{"tool":"readFile","path":"a.ts"}')];
    const history = [
      message("user", [text("<task>\ngo\n</task>"), text("<environment_details>\n# Current Working Directory (/home/ada/shop) Files\n</environment_details>")]),
      message("assistant", [use("t1", "execute_command", { command: "npm test" })]),
      message("user", [result("t1", "Command executed in terminal. Exit code: 1\nOutput:\n1 failing")]),
      message("assistant", [use("t2", "read_file", { path: "a.ts" }), use("t3", "attempt_completion", { result: "x" })]),
      message("user", [result("t2", "content", { is_error: true })]),
    ];
    const joined = task(panel, { "tasks/7/api_conversation_history.json": history });
    expect(calls(joined)).toEqual([
      ["t1", "execute_command"],
      ["t2", "read_file"],
    ]);
    expect(results(joined)).toEqual([
      ["t1", false, 1],
      ["t2", false, null],
    ]);
    expect(joined.at(-1)?.conversation?.project).toBe("/home/ada/shop");
    const unsaved = task(panel, { "tasks/7/api_conversation_history.json": history.slice(0, 3) });
    expect(calls(unsaved).map(([, tool]) => tool)).toEqual(["execute_command", "readFile"]);
    expect(results(unsaved)).toEqual([["t1", false, 1]]);
    const unlike = task(panel, { "tasks/7/api_conversation_history.json": [history[0], ...history.slice(3)] });
    expect(calls(unlike).map(([, tool]) => tool)).toEqual(["execute_command", "readFile"]);
    expect(results(unlike)).toEqual([["entry:2", null, null]]);
  });

  test("a call that was refused before it was shown is one too, a new task has its result, and a subtask's end is no call", () => {
    const panel = [
      say("text", "go"),
      ask("tool", '{"tool":"switchMode","mode":"architect"}'),
      ask("tool", '{"tool":"newTask","content":"part"}'),
      ask("tool", '{"tool":"listFilesTopLevel","path":"shop"}'),
      ask("tool", '{"tool":"finishTask"}'),
    ];
    const refused = '{"status":"error","message":"The tool execution failed","error":"only Markdown"}';
    const history = [
      goes,
      message("assistant", [use("t1", "switch_mode", { mode_slug: "architect" })]),
      message("user", [result("t1", "Successfully switched")]),
      message("assistant", [use("t2", "apply_diff", { path: "a.ts", diff: "x" })]),
      message("user", [result("t2", refused)]),
      message("assistant", [use("t3", "new_task", { message: "part" }), use("t4", "list_files", { path: "." })]),
      message("user", [result("t3", "Subtask 8 completed."), result("t4", "No files found.")]),
      message("assistant", [use("t5", "read_file", { path: "b.ts" })]),
      message("user", [result("t5", "File: b.ts\nError: ENOENT: no such file")]),
    ];
    const joined = task(panel, { "tasks/7/api_conversation_history.json": history });
    expect(calls(joined)).toEqual([
      ["t1", "switch_mode"],
      ["t2", "apply_diff"],
      ["t3", "new_task"],
      ["t4", "list_files"],
      ["t5", "read_file"],
    ]);
    expect(results(joined)).toEqual([
      ["t1", null, null],
      ["t2", false, null],
      ["t3", null, null],
      ["t4", null, null],
      ["t5", false, null],
    ]);
  });

  test("a panel that lost its beginning leaves it to the history", () => {
    const panel = [ask("resume_task", ""), say("user_feedback", "go on with the peas"), say("user_feedback", "and commit")];
    const history = [
      goes,
      message("assistant", [use("t1", "execute_command", { command: "sleep 5" })]),
      message("user", [result("t1", "Exit code: 0"), text("<user_message>\ngo on with the peas\n</user_message>")]),
    ];
    const joined = task(panel, { "tasks/7/api_conversation_history.json": history });
    expect(words(joined)).toEqual(["go", "go on with the peas", "and commit"]);
    expect(results(joined)).toEqual([["t1", true, 0]]);
    expect(reasons(joined)).toEqual({ "record.duplicate": 1 });
  });

  const READ = '{"tool":"readFile","path":"a.ts"}';
  const goes = message("user", [text("<task>\ngo\n</task>")]);
  test("what a command printed while it was asked about is its output", () => {
    const readings = task([say("text", "go"), say("command", "npm test"), ask("command_output", ""), ask("command_output", "Command exited with code 1")]);
    expect(results(readings)).toEqual([["entry:2", false, 1]]);
  });

  test("calls written as blocks are answered by texts, each by its name and in order", () => {
    const panel = [
      say("text", "go"),
      say("tool", READ),
      say("tool", '{"tool":"readFile","path":"b.ts"}'),
      ask("command", "npm test"),
      ask("command_output", "1 failing"),
    ];
    const joined = task(panel, {
      "tasks/7/api_conversation_history.json": [
        goes,
        message("assistant", [
          use("t1", "read_file", { path: "a.ts" }),
          use("t2", "read_file", { path: "b.ts" }),
          use("t3", "execute_command", { command: "npm test" }),
        ]),
        message("user", [
          text("[read_file for 'a.ts'] Result:\n1 | a"),
          text("[read_file for 'b.ts'] Result:\nThe tool execution failed with the following error:\n<error>\nno file\n</error>"),
          text("[execute_command for 'npm test'] Result:\nCommand failed with exit code 1.\nOutput:\n1 failing"),
          text("<environment_details>x</environment_details>"),
        ]),
      ],
    });
    expect(results(joined)).toEqual([
      ["t1", true, null],
      ["t2", false, null],
      ["t3", false, 1],
    ]);
  });

  test("calls written as text have their results in the history, when it answers the same calls as were shown", () => {
    const panel = [say("text", "go"), say("tool", READ), ask("command", "npm test"), say("command_output", "all pass")];
    const history = [
      goes,
      message("assistant", [text("<read_file>\n<path>a.ts</path>\n</read_file>")]),
      message("user", [text("[read_file for 'a.ts'] Result:"), text("1 | a")]),
      message("assistant", [text("<execute_command>\n<command>npm test</command>\n</execute_command>")]),
      message("user", [text("[execute_command for 'npm test'] Result:"), text("Command executed successfully (exit code 0).\nOutput:\nall pass")]),
    ];
    const joined = task(panel, { "tasks/7/api_conversation_history.json": history });
    expect(calls(joined)).toEqual([
      ["entry:2", "readFile"],
      ["entry:3", "execute_command"],
    ]);
    expect(results(joined)).toEqual([
      ["entry:2", true, null],
      ["entry:3", true, 0],
    ]);
    expect(results(task(panel, { "tasks/7/api_conversation_history.json": history.slice(0, 3) }))).toEqual([
      ["entry:2", true, null],
      ["entry:3", null, null],
    ]);
  });

  test("a subtask was asked by the model", () => {
    expect(reasons(task([say("text", "part")], { "state/taskHistory.json": [{ id: "7", task: "part", parentTaskId: "6" }] }))).toEqual({
      "session.subagent": 1,
    });
    expect(reasons(task([say("text", "part")], { "tasks/7/history_item.json": { id: "7", parentTaskId: "6" } }))).toEqual({ "session.subagent": 1 });
  });

  test("the list of tasks names the folder, the task's metadata the release", () => {
    const readings = task([say("text", "go")], {
      "state/taskHistory.json": [{ id: "7", cwdOnTaskInitialization: "/home/ada/shop" }],
      "tasks/7/task_metadata.json": { environment_history: [{ cline_version: "3.38.1" }] },
    });
    expect(readings.at(-1)?.conversation).toMatchObject({ id: "7", project: "/home/ada/shop", runtime: "cline 3.38.1" });
  });
});

describe("the model's history alone", () => {
  test("what a person says to an end or a question is theirs; what the result of a tool says is not, whatever it looks like", () => {
    const quoted = "<user_message>\nnobody's\n</user_message>";
    const readings = history(
      message("user", [text("<user_message>\nfirst\n</user_message>")]),
      message("assistant", [use("t1", "attempt_completion", { result: "done" })]),
      message("user", [result("t1", [text("<user_message>\nsecond\n</user_message>")])]),
      message("assistant", [use("t2", "ask_followup_question", { question: "which?" })]),
      message("user", [result("t2", [text("<user_message>\nthe north one\n</user_message>")]), text("<environment_details>x</environment_details>")]),
      message("assistant", [use("t3", "execute_command", { command: "rm a" }), use("t4", "read_file", { path: "log" })]),
      message("user", [result("t3", '{"status":"denied","feedback":"not that one"}'), result("t4", quoted)]),
      message("assistant", [use("t5", "execute_command", { command: "rm b" })]),
      message("user", [result("t5", `{"status":"approved","feedback":"${"and be careful ".repeat(40).trim()}"}\n\nExit code: 2\nOutput:\nno b`)]),
    );
    expect(words(readings)).toEqual(["first", "second", "the north one"]);
    expect(results(readings).slice(-3)).toEqual([
      ["t3", false, null],
      ["t4", null, null],
      ["t5", false, 2],
    ]);
  });

  const history = (...messages: readonly Entry[]): readonly Reading[] => {
    made += 1;
    return readingsOf(cline, writeJson(join(folder, `h${made}/tasks/7/api_conversation_history.json`), messages), powers);
  };

  test("wrapped words are the person's, everything around them is not", () => {
    const readings = history(
      message("user", [text("<task>\nfix it\n</task>"), text("<environment_details>\ncwd\n</environment_details>")]),
      message("assistant", "Reading."),
      message("user", [text("[read_file for 'a.ts'] Result:"), text("content"), text("<environment_details>x</environment_details>")]),
      message("assistant", "Done."),
      message("user", [
        text("[attempt_completion] Result:"),
        text("<feedback>\nnow the docs\n</feedback>"),
        text("<environment_details>x</environment_details>"),
      ]),
      message("user", "[TASK RESUMPTION] This task was interrupted. <user_message>go on</user_message>"),
    );
    expect(words(readings)).toEqual(["fix it", "now the docs", "go on"]);
    expect(reasons(readings)).toEqual({ "prompt.machine": 1 });
    expect(countsOf(readings).replies).toBe(2);
  });

  test("texts that answer calls are their results, and hold words only where a person put them", () => {
    const long = "echo ".padEnd(5000, "x");
    const readings = history(
      message("user", [text("<task>\nfix it\n</task>")]),
      message("assistant", [use("t1", "execute_command", { command: long }), use("t2", "use_subagents", {}), use("t3", "attempt_completion", { result: "x" })]),
      message("user", [
        text(`[execute_command for '${long}'] Result:\nCommand executed successfully (exit code 0).`),
        text("[subagents] Result:\nSubagent results: none"),
        text("[attempt_completion] Result: Done"),
        text("The user has provided feedback on the results.\n<feedback>\nnow the docs\n</feedback>"),
      ]),
      message("assistant", [use("t4", "replace_in_file", { path: "a.ts" })]),
      message("user", [text("[replace_in_file for 'a.ts'] Result:\nThe user denied this operation.")]),
      message("assistant", [use("t5", "read_file", { path: "a.ts" })]),
      message("user", [text("[TASK RESUMPTION] This task was interrupted."), text("(The user did not provide a new message.)")]),
    );
    expect(words(readings)).toEqual(["fix it", "now the docs"]);
    expect(results(readings)).toEqual([
      ["t1", true, 0],
      ["t2", true, null],
      ["t3", true, null],
      ["t4", false, null],
    ]);
    expect(reasons(readings)).toEqual({ "prompt.machine": 1 });
  });
});

test("a fork of a session repeats messages: they count in the first only", () => {
  const own = join(folder, "forks");
  const session = (id: string, at: string, messages: readonly Entry[]): void => {
    writeJson(join(own, `sessions/${id}/${id}.messages.json`), { updated_at: at, agent: "lead", sessionId: id, origin: { mode: "user" }, messages });
    writeJson(join(own, `sessions/${id}/${id}.json`), { session_id: id, started_at: at });
  };
  const first = [message("user", [text("one")], { id: "m1" }), message("assistant", [text("a")], { id: "m2" })];
  session("b", "2026-03-01T09:00:00.000Z", first);
  session("a", "2026-03-01T10:00:00.000Z", [...first, message("user", [text("two")], { id: "m3" })]);
  const readings = readingsOf(cline, own, powers);
  expect(words(readings).toSorted()).toEqual(["one", "two"]);
  expect(reasons(readings)).toEqual({ "record.duplicate": 2 });
});

test("scheduled sessions are a program's", () => {
  const path = writeJson(join(folder, "auto.messages.json"), {
    updated_at: "x",
    agent: "lead",
    origin: { mode: "automation" },
    messages: [message("user", "clean up")],
  });
  expect(reasons(readingsOf(cline, path, powers))).toEqual({ "session.machine": 1 });
});

test("storages of every editor, and Cline's own folder, are named", () => {
  const host = { ...powers.host, home: "/home/ada", env: {}, platform: "linux" };
  const paths = cline.roots(host).map((one) => one.path);
  expect(paths).toContain("/home/ada/.cline/data");
  expect(paths).toContain("/home/ada/.config/Code/User/globalStorage/saoudrizwan.claude-dev");
  expect(paths).toContain("/home/ada/.vscode-server/data/User/globalStorage/kilocode.kilo-code");
  expect(paths).toEqual(expect.arrayContaining(["/home/ada/.vscode-mock/global-storage", "/home/ada/.kilocode/cli/global"]));
  const mac = cline.roots({ ...host, platform: "darwin", env: { CLINE_DIR: "/srv/cline", CLINE_SESSION_DATA_DIR: "/srv/sessions" } }).map((one) => one.path);
  expect(mac).toContain("/home/ada/Library/Application Support/Cursor/User/globalStorage/rooveterinaryinc.roo-cline");
  expect(mac).toEqual(expect.arrayContaining(["/srv/cline/data", "/srv/sessions"]));
});
