import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Fields } from "#adapters/common/fields";
import type { Reading } from "#adapters/contract";
import { qwenCode } from "#adapters/qwen-code/adapter";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { answer, qwenSample, record, result, system, user, write } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
adapterContract("qwen-code", () => ({
  adapter: qwenCode,
  powers,
  writeSample: qwenSample,
  database: () => null,
  unknownKind: record("h1", "u2", "hologram", 50, {}),
}));

const folder = mkdtempSync(join(tmpdir(), "qwen-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let made = 0;
const aFolder = (): string => {
  const path = join(folder, String((made += 1)), "chats");
  mkdirSync(path, { recursive: true });
  return path;
};
const read = (path: string): readonly Reading[] => readingsOf(qwenCode, path, powers);
const reading = (...records: readonly Fields[]): readonly Reading[] => read(write(join(aFolder(), "s.jsonl"), ...records));
const eventsOf = <K extends TraceEvent["kind"]>(readings: readonly Reading[], kind: K) =>
  readings.flatMap((one) => one.conversation?.events ?? []).filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
const words = (readings: readonly Reading[]): readonly string[] => eventsOf(readings, "prompt").map((event) => wordsOfPerson(event.spans));
const reasons = (readings: readonly Reading[]): readonly string[] =>
  readings.flatMap((one) => one.dropped.map(({ reason, detail }) => (detail === undefined ? reason : `${reason} ${detail}`)));

test("what was typed during a turn or spoken counts; schedules, notices and goals are a program's", () => {
  const found = reading(
    user("u1", null, "expanded", { systemPayload: { displayText: "fix @cart.ts" }, provenance: "real_user" }),
    user("u2", "u1", "and test it", { subtype: "mid_turn_user_message" }),
    user("u3", "u2", "look at the mail", { subtype: "cron", provenance: "system" }),
    user("u4", "u3", "task done", { subtype: "notification", provenance: "system" }),
    user("u5", "u4", "go on", { provenance: "goal_runtime" }),
    user("u6", "u5", "and say it aloud", { subtype: "realtime_message", provenance: "real_user" }),
  );
  expect(words(found)).toEqual(["fix @cart.ts", "and test it", "and say it aloud"]);
  expect(reasons(found)).toEqual(["prompt.machine cron", "prompt.machine notification", "prompt.machine provenance"]);
});

test("a command given by name is its use, and the text it sends is nobody's prompt", () => {
  const found = reading(
    system("s1", null, "slash_command", { phase: "invocation", rawCommand: "/gaps the cart module" }),
    user("u1", "s1", "Look at the cart module and say which tests are missing.", {}, 7),
    system("s2", "u1", "slash_command", { phase: "invocation", rawCommand: "/stats" }, 20),
    system("s3", "s2", "slash_command", { phase: "result", rawCommand: "/stats" }, 20),
    user("u2", "s3", "now write them", {}, 40),
  );
  expect(words(found)).toEqual(["now write them"]);
  expect(eventsOf(found, "skill-use").map(({ skill, text }) => [skill, text])).toEqual([["gaps", "the cart module"]]);
});

test("what was rewound counts and is withdrawn", () => {
  const found = reading(
    user("u1", null, "fix it"),
    answer("a1", "u1", { text: "Fixed." }),
    user("u2", "a1", "in red"),
    answer("a2", "u2", { text: "Red." }),
    system("w1", "a1", "rewind", { truncatedCount: 2 }),
    user("u3", "w1", "in blue"),
  );
  expect(words(found)).toEqual(["fix it", "in red", "in blue"]);
  expect(eventsOf(found, "withdrawn").map((event) => event.id)).toEqual(["u2"]);
});

test("a call ends with the exit code and the time that were noted", () => {
  const telemetry = system("t1", "a1", "ui_telemetry", { uiEvent: { call_id: "c1", duration_ms: 525 } });
  const noted = { status: "error", resultDisplay: { type: "shell_result", exitCode: 3 } };
  const found = reading(
    answer("a1", null, { functionCall: { id: "c1", name: "run_shell_command", args: {} } }),
    telemetry,
    result("r1", "t1", "c1", "run_shell_command", "no", noted),
  );
  expect(eventsOf(found, "result")).toMatchObject([{ id: "c1", ok: false, exitCode: 3, status: "error", durationMs: 525 }]);
});

test("what a branch took over counts where it was said, while that is there", () => {
  const chats = aFolder();
  const forked = { sessionId: "two", forkedFrom: { sessionId: "one", messageUuid: "u1" } };
  const branch = write(join(chats, "two.jsonl"), user("x1", null, "fix it", forked), user("x2", "x1", "now faster", { sessionId: "two" }));
  expect(words(read(branch))).toEqual(["fix it", "now faster"]);
  write(join(chats, "one.jsonl"), user("u1", null, "fix it", { sessionId: "one" }));
  expect(words(read(chats))).toEqual(["fix it", "now faster"]);
  expect(reasons(read(chats))).toEqual(["record.duplicate fork"]);
});

test("subagents are left out", () => {
  expect(reasons(reading(user("u1", null, "look", { isSidechain: true })))).toEqual(["session.subagent"]);
});

test("a session written by qwen-code 0.24.4 is counted to the one", () => {
  const found = read(join(import.meta.dirname, "..", "..", "fixtures", "adapters", "qwen-code"));
  expect(countsOf(found)).toEqual({ sessions: 1, prompts: 2, replies: 4, calls: 2, results: 2 });
  expect(words(found)).toEqual(["fix the failing cart test", "and add a changelog"]);
  expect(eventsOf(found, "result").map(({ ok, exitCode, durationMs }) => [ok, exitCode, durationMs])).toEqual([
    [false, 1, 525],
    [true, 0, 352],
  ]);
  expect(found[0]?.conversation).toMatchObject({ project: "/home/ada/shop", runtime: "qwen-code 0.24.4" });
});
