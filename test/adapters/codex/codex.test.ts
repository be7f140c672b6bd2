import { endingOfEvent } from "#adapters/codex/outcome";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codex } from "#adapters/codex/adapter";
import type { Reading } from "#adapters/contract";
import { countDropped } from "#kernel/dropped";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import {
  answer,
  call,
  codexSample,
  event,
  ID,
  item,
  jsonl,
  line,
  type LogRecord,
  meta,
  OTHER,
  output,
  rollout,
  shown,
  toModel,
  typed,
  write,
} from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });

adapterContract("codex", () => ({
  adapter: codex,
  powers,
  writeSample: codexSample,
  database: () => null,
  unknownKind: { timestamp: "2026-02-01T11:00:00.000Z", type: "hologram", payload: { deep: [1] } },
}));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "codex-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
const newHome = (): string => {
  made += 1;
  return join(folder, `h${made}`);
};
const read = (path: string): readonly Reading[] => readingsOf(codex, path, powers);
const told = (...records: readonly LogRecord[]): readonly Reading[] => read(write(join(newHome(), "a.jsonl"), jsonl(...records)));
const events = (readings: readonly Reading[]): readonly TraceEvent[] => readings.flatMap((one) => one.conversation?.events ?? []);
const words = (readings: readonly Reading[]): readonly string[] => events(readings).flatMap((one) => (one.kind === "prompt" ? [wordsOfPerson(one.spans)] : []));
const reasons = (readings: readonly Reading[]) => countDropped(readings.flatMap((one) => one.dropped));
const withdrawn = (readings: readonly Reading[]): readonly string[] => {
  const ids = events(readings).flatMap((one) => (one.kind === "withdrawn" ? [one.id] : []));
  return events(readings).flatMap((one) => (one.kind === "prompt" && ids.includes(one.id) ? [wordsOfPerson(one.spans)] : []));
};
const results = (readings: readonly Reading[]) => events(readings).flatMap((one) => (one.kind === "result" ? [one] : []));

describe("a store that Codex 0.169.0 wrote", () => {
  const readings = read("test/fixtures/adapters/codex");

  test("prompts, one typed into a running turn, one interrupted, one taken back in a further file, and the resume", () => {
    const main = readings.filter((one) => one.conversation?.events.some((two) => two.kind === "call") === true);
    expect(words(main)).toEqual([
      "fix the failing cart test",
      "count the orders slowly",
      "also write a changelog line",
      "tell me a long story",
      "name the river",
      "name the town",
      "name the shop",
    ]);
    expect(withdrawn(main)).toEqual(["name the river"]);
    expect(results(main).map((one) => [one.ok, one.exitCode])).toEqual([
      [false, 1],
      [true, 0],
      [true, 0],
    ]);
    expect(results(main)[2]?.durationMs).toBeGreaterThan(3000);
    expect(main[0]?.conversation).toMatchObject({ project: "/home/ada/shop", runtime: "codex 0.169.0" });
    expect(countDropped(main[0]?.dropped ?? [])["prompt.command"]).toBe(1);
  });

  test("all of it", () => {
    expect(countsOf(readings)).toEqual({ sessions: 3, prompts: 9, replies: 7, calls: 3, results: 3 });
    expect(reasons(readings)["record.unknown-kind"]).toBeUndefined();
  });
});

describe("where the prompts stand", () => {
  test("the screen's events count, what went to the model does not count again", () => {
    expect(
      words(told(meta(ID), toModel("<environment_context>x</environment_context>"), ...typed("a"), toModel("from a hook"), ...typed("a"), ...typed("b"))),
    ).toEqual(["a", "a", "b"]);
  });

  test("finished items (0.169), also where an older version wrote the first half", () => {
    const finished = (text: string): LogRecord => event("item_completed", { item: { type: "UserMessage", id: "u", content: [{ type: "text", text }] } });
    expect(words(told(meta(ID), toModel("a"), finished("a")))).toEqual(["a"]);
    expect(words(told(meta(ID), ...typed("a"), finished("b"), finished("a")))).toEqual(["a", "b"]);
  });

  test("without either, what went to the model, each part by its kind", () => {
    const parts = {
      type: "message",
      role: "user",
      content: [
        { type: "input_text", text: "note" },
        { type: "input_text", text: "fix it" },
      ],
      internal_chat_message_metadata_passthrough: { content_item_kinds: ["agents_md", "user.text"] },
    };
    const readings = told(
      meta(ID),
      toModel("# AGENTS.md instructions for /x\n\ny", "<environment_context>\n</environment_context>"),
      item(parts),
      toModel("second"),
    );
    expect(words(readings)).toEqual(["fix it", "second"]);
  });

  test("what a review found, and a warning about a tool, are the program's words also where nothing but the model's view tells", () => {
    const review = "<user_action>\n  <context>User initiated a review task.</context>\n</user_action>";
    const readings = told(meta(ID), toModel("fix it"), toModel(review), toModel("Warning: apply_patch was requested via exec_command. Use the tool."));
    expect(words(readings)).toEqual(["fix it"]);
    expect(reasons(readings)).toEqual({ "prompt.machine": 2 });
  });

  test("the oldest files: nothing wrapped, the folder only in what the model was told", () => {
    const message = (role: string, text: string): LogRecord => ({
      type: "message",
      role,
      content: [{ type: role === "user" ? "input_text" : "output_text", text }],
    });
    const readings = told(
      { id: ID, timestamp: "2025-05-07T17:24:21.500Z", instructions: null, git: { branch: "main" } },
      { record_type: "state" },
      message("user", "<environment_context>\nCurrent working directory: /home/ada/shop\nApproval policy: never\n</environment_context>"),
      message("user", "fix it"),
      { type: "reasoning", summary: [] },
      { type: "function_call", name: "shell", arguments: '{"command":["bash","-lc","ls"]}', call_id: "c1" },
      { type: "function_call_output", call_id: "c1", output: '{"output":"a\\n","metadata":{"exit_code":0,"duration_seconds":0.4}}' },
      { type: "local_shell_call", call_id: "c2", status: "completed", action: { type: "exec", command: ["false"] } },
      { type: "function_call_output", call_id: "c2", output: '{"output":"","metadata":{"exit_code":1,"duration_seconds":0}}' },
      message("assistant", "Done."),
    );
    expect(countsOf(readings)).toEqual({ sessions: 1, prompts: 1, replies: 1, calls: 2, results: 2 });
    expect(readings[0]?.conversation).toMatchObject({ id: ID, project: "/home/ada/shop", runtime: null, startedAt: Date.UTC(2025, 4, 7, 17, 24, 21, 500) });
    expect(results(readings).map((one) => [one.ok, one.exitCode, one.durationMs])).toEqual([
      [true, 0, 400],
      [false, 1, 0],
    ]);
  });

  test("answers once, from the model or, without those, from the screen", () => {
    expect(countsOf(told(meta(ID), ...typed("a"), event("agent_message", { message: "x" }), answer("x"), answer("y"))).replies).toBe(2);
    expect(countsOf(told(meta(ID), ...typed("a"), event("agent_message", { message: "x" }))).replies).toBe(1);
  });
});

describe("who spoke", () => {
  test.each([
    "# AGENTS.md instructions for /home/ada\n\nx",
    "<user_instructions>\nx</user_instructions>",
    "<INSTRUCTIONS>x",
    "<environment_context>\n<cwd>/x</cwd></environment_context>",
    "<skill>\n<name>x</name></skill>",
    "<turn_aborted>x</turn_aborted>",
    "<subagent_notification>x",
    "<additional_context>x",
    '<hook_prompt run="1">x',
    "<goal_context>x",
    "<codex_internal_context source='x'>",
  ])("%s is no prompt", (text) => {
    expect(words(told(meta(ID), ...typed("first"), shown(text)))).toEqual(["first"]);
    expect(reasons(told(meta(ID), ...typed("first"), shown(text)))["prompt.machine"]).toBe(1);
    expect(words(told(meta(ID), toModel("first"), toModel(text)))).toEqual(["first"]);
  });

  test("a command by hand is a command, an editor's context is cut off, a quote stays", () => {
    expect(reasons(told(meta(ID), ...typed("first"), toModel("<user_shell_command>ls</user_shell_command>")))).toEqual({ "prompt.command": 1 });
    const readings = told(
      meta(ID),
      shown("# Context from my IDE setup:\n\n## Open tabs:\n- a.ts\n\n## My request for Codex:\nfix it\n"),
      shown("what is <skill>?"),
    );
    expect(words(readings)).toEqual(["fix it", "what is <skill>?"]);
    expect(reasons(readings)).toEqual({ "text.injected": 1 });
  });

  test("a picture or files sent without a word are a prompt", () => {
    const files = "\n# Files mentioned by the user:\n\n## till.jpg: /home/ada/till.jpg\n\n## My request for Codex:\n\n";
    const picture = { type: "input_image", image_url: "data:image/png;base64,AA==" };
    const around = (text: string): LogRecord => ({ type: "input_text", text });
    const sent = (...content: readonly LogRecord[]): LogRecord => item({ type: "message", role: "user", content });
    const named = "<image name=[Image #1]>";
    expect(words(told(meta(ID), shown(files), event("user_message", { message: "", images: [], local_images: ["/home/ada/till.jpg"] })))).toEqual(["", ""]);
    expect(words(told(meta(ID), sent(around(files), around(named), picture, around("</image>")), sent(picture)))).toEqual(["", ""]);
    expect(words(told(meta(ID), sent(around("what is this?"), around(named), picture, around("</image>"))))).toEqual(["what is this?"]);
    expect(reasons(told(meta(ID), ...typed("a"), shown(" "), shown("# Context from my IDE setup:\n\n## My request for Codex:\n")))).toEqual({
      "prompt.no-words": 2,
    });
  });

  test("what the review mode asks is the program's", () => {
    const readings = told(
      meta(ID),
      ...typed("first"),
      event("entered_review_mode"),
      shown("Review the code changes"),
      event("exited_review_mode"),
      ...typed("second"),
    );
    expect(words(readings)).toEqual(["first", "second"]);
  });

  test.each<readonly [LogRecord, Readonly<Record<string, number>>]>([
    [{ source: { subagent: { thread_spawn: {} } } }, { "session.subagent": 1 }],
    [{ thread_source: "subagent" }, { "session.subagent": 1 }],
    [{ source: "mcp" }, { "session.machine": 1 }],
    [{ source: "cli", thread_source: "cli" }, {}],
    [{ source: "cli", thread_source: "memory_consolidation" }, { "session.machine": 1 }],
    [{ source: "exec", originator: "codex_exec" }, {}],
    [{ source: "exec", originator: "codex_sdk_ts" }, { "session.machine": 1 }],
  ])("a session of %j", (more, expected) => expect(reasons(told(meta(ID, more), ...typed("a")))).toEqual(expected));
});

test("a run of `codex exec` is marked as one that nobody can answer in, a session in the terminal is not", () => {
  const marks = (more: LogRecord) => told(meta(ID, more), ...typed("a")).map((one) => one.conversation?.unattended);
  expect(marks({ source: "exec", originator: "codex_exec" })).toEqual([true]);
  expect(marks({ source: "cli", originator: "codex-tui" })).toEqual([undefined]);
});

describe("how calls end", () => {
  test.each<readonly [string, readonly LogRecord[], LogRecord]>([
    ["a header", [output("c", "Chunk ID: 1\nWall time: 0.4 seconds\nProcess exited with code 1\nOutput:\nx")], { ok: false, exitCode: 1, durationMs: 400 }],
    [
      "still running",
      [output("c", "Wall time: 10.0 seconds\nProcess running with session ID 7\nOutput:\n")],
      { ok: null, exitCode: null, status: "running", durationMs: 10_000 },
    ],
    ["a shell's header", [output("c", "Exit code: 2\nWall time: 1 seconds\nOutput:\nx")], { ok: false, exitCode: 2, durationMs: 1000 }],
    ["words of the command", [output("c", "Wall time: 0.1 seconds\nProcess exited with code 0\nOutput:\nExit code: 9")], { ok: true, exitCode: 0 }],
    ["parts", [output("c", [{ type: "input_text", text: "Process exited with code 3\nOutput:\n" }])], { ok: false, exitCode: 3 }],
    ["nothing told", [output("c", "three files")], { ok: null, exitCode: null }],
    ["an object", [output("c", { content: "no", success: false })], { ok: false }],
    ["aborted", [output("c", "aborted by user after 3.1s")], { ok: false, status: "aborted" }],
    [
      "the screen knows better",
      [event("exec_command_end", { call_id: "c", exit_code: 5, duration: { secs: 1, nanos: 5e8 }, status: "failed" }), output("c", "x")],
      { ok: false, exitCode: 5, durationMs: 1500, text: "x" },
    ],
    [
      "only the screen",
      [event("exec_command_end", { call_id: "c", exit_code: 0, duration: { secs: 0, nanos: 0 }, aggregated_output: "x" })],
      { ok: true, exitCode: 0, text: "x" },
    ],
    ["a patch", [event("patch_apply_end", { call_id: "c", success: true, stdout: "" }), output("c", "done")], { ok: true, exitCode: null }],
    [
      "a tool of a server",
      [event("mcp_tool_call_end", { call_id: "c", duration: { secs: 0, nanos: 7e6 }, result: { Ok: { isError: true } } }), output("c", "x")],
      { ok: false, durationMs: 7 },
    ],
  ])("%s", (_what, after, expected) => {
    const readings = told(meta(ID), ...typed("go"), call("c", "x"), ...after);
    expect(results(readings)).toHaveLength(1);
    expect(results(readings)[0]).toMatchObject(expected);
  });

  test("a patch is a call with its text, a search of the provider has no id and is none", () => {
    const readings = told(
      meta(ID),
      ...typed("go"),
      item({ type: "custom_tool_call", name: "apply_patch", input: "*** Begin Patch", call_id: "p", status: "completed" }),
      item({ type: "web_search_call", status: "completed", action: { query: "x" } }),
    );
    expect(events(readings).filter((one) => one.kind === "call")).toMatchObject([{ tool: "apply_patch", input: { input: "*** Begin Patch" } }]);
  });
});

describe("turns taken back", () => {
  test("the last turns, with every prompt of each", () => {
    const turn = (): LogRecord => event("task_started", { turn_id: "t" });
    const readings = told(
      meta(ID),
      turn(),
      ...typed("a"),
      turn(),
      ...typed("b"),
      ...typed("b and c"),
      turn(),
      ...typed("d"),
      event("thread_rolled_back", { num_turns: 2 }),
      turn(),
      ...typed("e"),
    );
    expect(words(readings)).toEqual(["a", "b", "b and c", "d", "e"]);
    expect(withdrawn(readings)).toEqual(["b", "b and c", "d"]);
  });

  test("what a compaction repeats is not asked again", () => {
    expect(
      words(
        told(
          meta(ID),
          ...typed("a"),
          line("compacted", { message: "", replacement_history: [{ type: "message", role: "user", content: [{ type: "input_text", text: "a" }] }] }),
          ...typed("b"),
        ),
      ),
    ).toEqual(["a", "b"]);
  });
});

describe("files of one session", () => {
  const first = [...typed("a"), call("c1", "x"), output("c1", "Process exited with code 0\nOutput:\n"), answer("Yes."), ...typed("b"), answer("No.")];

  test("a fork begins with what is another session's", () => {
    const home = newHome();
    write(join(home, rollout(ID)), jsonl(meta(ID), ...first, ...typed("c")));
    write(join(home, rollout(OTHER)), jsonl(meta(OTHER, { forked_from_id: ID }), meta(ID), ...first, ...typed("d"), answer("Hm.")));
    expect(countsOf(read(home))).toEqual({ sessions: 2, prompts: 4, replies: 3, calls: 1, results: 1 });
    expect(words(read(home))).toEqual(["a", "b", "c", "d"]);
    // without the other one it is all there is
    rmSync(join(home, rollout(ID)));
    expect(words(read(home))).toEqual(["a", "b", "d"]);
  });

  test("packed, and the plain file beside it, and archived: once", () => {
    const home = newHome();
    const text = jsonl(meta(ID), ...first);
    write(join(home, `${rollout(ID)}.zst`), new Uint8Array(zstdCompressSync(text)));
    expect(codex.accepts(home, powers)).toBe(true);
    expect(words(read(home))).toEqual(["a", "b"]);
    write(join(home, rollout(ID)), jsonl(meta(ID), ...first, ...typed("c")));
    write(join(home, "archived_sessions", rollout(ID).split("/").at(-1) ?? ""), text);
    write(join(home, "history.jsonl"), jsonl({ session_id: ID, ts: 1, text: "a" }));
    expect(countsOf(read(home))).toMatchObject({ sessions: 1, prompts: 3 });
    expect(reasons(read(home))).toEqual({ "session.duplicate": 2 });
  });

  test("an archived session counts; a packed one that is damaged has its reason", () => {
    const home = newHome();
    write(join(home, "archived_sessions", rollout(ID).split("/").at(-1) ?? ""), jsonl(meta(ID), ...first));
    write(join(home, `${rollout(OTHER)}.zst`), "no zstd");
    expect(countsOf(read(home))).toMatchObject({ sessions: 1, prompts: 2 });
    expect(reasons(read(home))["record.undecodable"]).toBe(1);
  });

  test("the home, the sessions, a day and a file give the same", () => {
    const home = newHome();
    const { transcript, counts } = codexSample(home);
    for (const path of [home, join(home, "sessions"), join(home, "sessions/2026/02/01"), transcript]) {
      expect(codex.accepts(path, powers)).toBe(true);
      expect(countsOf(read(path))).toEqual(counts);
    }
    expect(codex.roots({ ...powers.host, home: "/home/ada", env: {} }).map((root) => root.path)).toEqual(["/home/ada/.codex"]);
    expect(codex.roots({ ...powers.host, cwd: "/srv", env: { CODEX_HOME: "codex" } }).map((root) => root.path)).toEqual(["/srv/codex"]);
  });
});

test("a duration that no number holds is none", () => {
  expect(endingOfEvent({ exit_code: 0, duration: { secs: 2, nanos: 5e8 } })).toMatchObject({ ok: true, durationMs: 2500 });
  for (const secs of [1e308, -1e308]) expect(endingOfEvent({ exit_code: 0, duration: { secs, nanos: 0 } })).toMatchObject({ ok: true, durationMs: null });
});
