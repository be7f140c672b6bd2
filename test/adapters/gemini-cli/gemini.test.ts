import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Fields } from "#adapters/common/fields";
import type { Reading } from "#adapters/contract";
import { geminiCli } from "#adapters/gemini-cli/adapter";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { answer, call, geminiDocumentSample, geminiSample, header, response, user, write } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const hologram = { id: "h1", timestamp: "2026-04-01T08:00:50.000Z", type: "hologram", content: "x" };

adapterContract("gemini-cli, lines", () => ({ adapter: geminiCli, powers, writeSample: geminiSample, database: () => null, unknownKind: hologram }));

adapterContract("gemini-cli, document", () => ({
  adapter: geminiCli,
  powers,
  storage: "document",
  writeSample: geminiDocumentSample,
  database: () => null,
  unknownKind: (transcript) => {
    const document = JSON.parse(readFileSync(transcript, "utf8")) as { messages: unknown[] };
    writeFileSync(transcript, JSON.stringify({ ...document, messages: [...document.messages, hologram] }));
  },
}));

const folder = mkdtempSync(join(tmpdir(), "gemini-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let made = 0;
const aFolder = (): string => {
  const path = join(folder, String((made += 1)));
  mkdirSync(path);
  return path;
};
const read = (path: string): readonly Reading[] => readingsOf(geminiCli, path, powers);
const reading = (...records: readonly Fields[]): readonly Reading[] => read(write(join(aFolder(), "session-x.jsonl"), header(), ...records));
const eventsOf = <K extends TraceEvent["kind"]>(readings: readonly Reading[], kind: K) =>
  readings.flatMap((one) => one.conversation?.events ?? []).filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
const words = (readings: readonly Reading[]): readonly string[] => eventsOf(readings, "prompt").map((event) => wordsOfPerson(event.spans));
const reasons = (readings: readonly Reading[]): readonly string[] => readings.flatMap((one) => one.dropped.map(({ reason }) => reason));

describe("what a person typed", () => {
  test("context, results of tools and commands are no prompts", () => {
    const found = reading(
      user("m1", "<session_context>\nThis is the Gemini CLI.\n</session_context>"),
      user("m2", "This is the Gemini CLI. We are setting up the context for our chat.\nToday is Monday."),
      answer("m3", "Got it. Thanks for the context!"),
      { ...user("m4", ""), content: [response("c1", "read_file", "text")] },
      user("m5", "/stats"),
      user("m6", "/?"),
      user("m7", "/gaps the cart module"),
      user("m8", "/home/ada/shop does not build"),
    );
    expect(words(found)).toEqual(["/home/ada/shop does not build"]);
    expect(eventsOf(found, "skill-use").map(({ skill, text }) => [skill, text])).toEqual([["gaps", "the cart module"]]);
    expect(countsOf(found).replies).toBe(0);
  });

  test("a question mark stands in the log because it was sent to the model", () => {
    expect(words(reading(user("m1", "???"), user("m2", "?README"), user("m3", "?")))).toEqual(["???", "?README", "?"]);
  });

  test("what the program sends to keep the model going is nobody's words, also under the words shown for the prompt before", () => {
    const shown = { displayContent: [{ text: "/gaps the cart" }] };
    const found = reading(
      user("m1", "Look for gaps in the cart.", shown),
      answer("m2", "I do."),
      user("m3", "Please continue.", shown),
      user("m4", "System: Potential loop detected. Details: again and again. Please take a step back.", shown),
      user("m5", "The tests were not run.", shown),
      user("m6", "Background execution update:\n<background_output>\ndone\n</background_output>\n\nA previously backgrounded execution has completed."),
      user("m7", "thanks"),
    );
    expect(words(found)).toEqual(["thanks"]);
    expect(eventsOf(found, "skill-use").map(({ text }) => text)).toEqual(["the cart"]);
    expect(reasons(found)).toEqual(["prompt.machine", "prompt.machine", "prompt.machine", "prompt.machine"]);
  });

  test("what was typed to steer a running turn is a prompt, also beside results of tools", () => {
    const steer = (text: string): string => `User steering update:\n<user_input>\n${text}\n</user_input>\nInternal instruction: Re-evaluate the active plan.`;
    const found = reading(
      user("m1", "fix the cart"),
      { ...user("m2", ""), content: [{ text: steer("only the total") }, response("c1", "read_file", "text")] },
      user("m3", steer("and the tax")),
    );
    expect(words(found)).toEqual(["fix the cart", "only the total", "and the tax"]);
    expect(reasons(found)).toEqual(["text.injected", "text.injected"]);
  });

  test("what an editor puts behind the words is cut: the files that are selected, and the chat before", () => {
    const files = "\n\nUser Selected Files:\n- c:\\shop\\README.md\n- c:\\shop\\cart.ts";
    const before = "\n\n\n\n\n PRIOR CHAT HISTORY: fix the cart\n\nDone.";
    const found = reading(
      user("m1", `add a test${files}`),
      user("m2", `go on${files}${before}`),
      user("m3", `again${before}`),
      user("m4", `User Selected Files:\nwhere?`),
    );
    expect(words(found)).toEqual(["add a test", "go on", "again", "User Selected Files:\nwhere?"]);
    expect(reasons(found)).toEqual(["text.injected", "text.injected", "text.injected"]);
  });

  test("what was typed is shown apart from what files were put behind it", () => {
    const behind = "\n--- Content from referenced files ---\nexport {}";
    const found = reading(user("m1", `explain @cart.ts${behind}`), user("m2", `and @shop.ts expanded${behind}`, { displayContent: "and @shop.ts" }));
    expect(words(found)).toEqual(["explain @cart.ts", "and @shop.ts"]);
  });
});

describe("lines", () => {
  test("a message written again counts once, a checkpoint loses no calls and repeats none", () => {
    const noted = answer("m2", "", { toolCalls: [call("c1", "run_shell_command", { command: "ls" }, "Output: a")] });
    const plain = { ...answer("m2", ""), content: [{ functionCall: { id: "c1", name: "run_shell_command", args: { command: "ls" } } }] };
    const again = { ...user("m2", ""), content: [response("c1", "run_shell_command", "Output: a")] };
    const found = reading(user("m1", "list"), answer("m2", ""), noted, { $set: { messages: [user("m1", "list"), plain, again] } }, user("m3", "next"));
    expect(countsOf(found)).toEqual({ sessions: 1, prompts: 2, replies: 1, calls: 1, results: 1 });
  });

  test("a call without an id is one all the same, with its own result; one without a name is counted", () => {
    const noId = ({ id: _id, ...more }: Fields): Fields => more;
    const answered = (output: string): Fields => ({ functionResponse: { name: "run_shell_command", response: { output } } });
    const found = reading(
      user("m1", "fix the failing cart test"),
      answer("m2", "", {
        toolCalls: [
          noId(call("a", "read_file", {}, "text")),
          noId(call("b", "run_shell_command", { command: "npm test" }, "Exit Code: 1")),
          noId({ ...call("c", "read_file", {}, "none", "error"), result: [] }),
          { id: "d", status: "success" },
        ],
      }),
      answer("m3", "", {
        content: [1, 2].map((one) => ({ functionCall: { name: "run_shell_command", args: { command: `try ${one}` } } })),
      }),
      { ...user("m4", ""), content: [answered("fine"), answered("Exit Code: 2")] },
    );
    expect(eventsOf(found, "call").map(({ tool, input }) => [tool, input["command"]])).toEqual([
      ["read_file", undefined],
      ["run_shell_command", "npm test"],
      ["read_file", undefined],
      ["run_shell_command", "try 1"],
      ["run_shell_command", "try 2"],
    ]);
    const results = eventsOf(found, "result");
    expect(results.map(({ ok, exitCode }) => [ok, exitCode])).toEqual([
      [true, null],
      [false, 1],
      [false, null],
      [true, 0],
      [false, 2],
    ]);
    expect(new Set(results.map(({ id }) => id)).size).toBe(5);
    expect(reasons(found)).toEqual(["record.wrong-shape"]);
  });

  test("rewinding takes back the message it names and what followed", () => {
    const found = reading(user("m1", "a"), answer("m2", "A"), user("m3", "b"), answer("m4", "B"), { $rewindTo: "m3" }, user("m5", "c"));
    expect(words(found)).toEqual(["a", "b", "c"]);
    expect(eventsOf(found, "withdrawn").map((event) => event.id)).toEqual(["m3"]);
  });

  test.each([
    ["run_shell_command", "Output: no\nExit Code: 2", "success", { ok: false, exitCode: 2 }],
    ["run_shell_command", "<untrusted_context>\nOutput: yes\nProcess Group PGID: 1\n</untrusted_context>", "success", { ok: true, exitCode: 0 }],
    ["read_file", "a text\nExit Code: 2", "success", { ok: true, exitCode: null }],
    ["replace", "not found", "error", { ok: false, exitCode: null }],
    ["run_shell_command", "", "cancelled", { ok: false, exitCode: null, status: "cancelled" }],
  ])("%s %j %s", (tool, output, status, expected) => {
    expect(eventsOf(reading(answer("m1", "", { toolCalls: [call("c1", tool, {}, output, status)] })), "result")).toMatchObject([expected]);
  });
});

test("subagents are left out, by header and by place; a document that was written anew as lines counts once", () => {
  expect(reasons(read(write(join(aFolder(), "session-x.jsonl"), header({ kind: "subagent" }), user("m1", "look"))))).toEqual(["session.subagent"]);
  const chats = join(aFolder(), "shop", "chats");
  write(join(chats, "session-a.json"), header({ messages: [user("m1", "a")] }));
  write(join(chats, "session-a.jsonl"), header(), user("m1", "a"));
  write(join(chats, "5f0c0000", "sub.jsonl"), header(), user("m1", "look around"));
  expect(words(read(chats))).toEqual(["a"]);
  expect([...reasons(read(chats))].sort()).toEqual(["session.duplicate", "session.subagent"]);
});

test("a project folder that was copied under its new name tells of each session once, and of what only one of them has", () => {
  const tmp = aFolder();
  const name = "session-2026-04-01T08-00-5f0c0000.json";
  const old = join(tmp, "9b8f3c".padEnd(64, "0"), "chats");
  write(join(old, name), header({ messages: [user("m1", "a"), answer("m2", "A")] }));
  write(join(tmp, "shop", "chats", name), header({ messages: [user("m1", "a"), answer("m2", "A"), user("m3", "b")] }));
  const moved = read(tmp);
  expect(words(moved)).toEqual(["a", "b"]);
  expect(reasons(moved)).toEqual(["session.duplicate"]);
  write(join(old, name), header({ messages: [user("m1", "a"), user("m9", "c")] }));
  expect(words(read(tmp)).toSorted()).toEqual(["a", "b", "c"]);
  write(join(old, name), header({ sessionId: "another", messages: [user("m1", "a")] }));
  expect(words(read(tmp)).toSorted()).toEqual(["a", "a", "b"]);
});

test("roots follow GEMINI_CLI_HOME", () => {
  const { host } = nodePowers({ home: "/home/ada", cwd: "/", env: { GEMINI_CLI_HOME: "/data" } });
  expect(geminiCli.roots(host).map((root) => root.path)).toEqual(["/data/.gemini/tmp", "/home/ada/.qwen/tmp"]);
});

test("a session written by gemini-cli 0.61.0 is counted to the one", () => {
  const found = read(join(import.meta.dirname, "..", "..", "fixtures", "adapters", "gemini-cli"));
  expect(countsOf(found)).toEqual({ sessions: 1, prompts: 2, replies: 4, calls: 2, results: 2 });
  expect(words(found)).toEqual(["fix the failing cart test", "and add a changelog"]);
  expect(eventsOf(found, "result").map(({ ok, exitCode }) => [ok, exitCode])).toEqual([
    [false, 1],
    [true, 0],
  ]);
  expect(found[0]?.conversation).toMatchObject({ project: "/home/ada/shop", id: "95d9b47a-9865-484e-b680-12f382d367c4" });
});
