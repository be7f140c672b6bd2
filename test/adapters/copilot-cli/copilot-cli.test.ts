import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copilotCli } from "#adapters/copilot-cli/adapter";
import type { Reading } from "#adapters/contract";
import { countDropped } from "#kernel/dropped";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { copilotDocumentSample, copilotSample, documentOf, done, event, jsonl, type LogRecord, reply, request, shown, start, user, write } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });

adapterContract("copilot-cli", () => ({
  adapter: copilotCli,
  powers,
  writeSample: copilotSample,
  database: () => null,
  unknownKind: { type: "hologram.shown", data: { deep: [1] }, id: "h1", timestamp: "2026-05-01T08:00:00.000Z", parentId: null },
}));

adapterContract("copilot-cli, one document a session", () => ({
  adapter: copilotCli,
  powers,
  storage: "document",
  writeSample: copilotDocumentSample,
  database: () => null,
  unknownKind: (transcript) => {
    const document = JSON.parse(readFileSync(transcript, "utf8")) as { timeline: LogRecord[] };
    document.timeline.push(shown("hologram", { deep: [1] }));
    writeFileSync(transcript, JSON.stringify(document));
  },
}));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "copilot-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
function session(...records: readonly LogRecord[]): readonly Reading[] {
  made += 1;
  return readingsOf(copilotCli, write(join(folder, `s${made}`, "events.jsonl"), jsonl(...records)), powers);
}
const events = (readings: readonly Reading[]): readonly TraceEvent[] => readings.flatMap((one) => one.conversation?.events ?? []);
const words = (readings: readonly Reading[]): readonly string[] => events(readings).flatMap((one) => (one.kind === "prompt" ? [wordsOfPerson(one.spans)] : []));
const reasons = (readings: readonly Reading[]) => countDropped(readings.flatMap((one) => one.dropped));
const results = (readings: readonly Reading[]) => events(readings).flatMap((one) => (one.kind === "result" ? [one] : []));

describe("a store that Copilot CLI 1.0.102 wrote", () => {
  const root = resolve("test/fixtures/adapters/copilot-cli");
  const readings = readingsOf(copilotCli, root, powers);
  const bySession = new Map(readings.map((one) => [one.conversation?.id.slice(0, 4), one]));

  test("the typed session: prompts, the skill, the command by hand, queued and interrupted prompts", () => {
    const typed = [bySession.get("27e9")].filter((one) => one !== undefined);
    expect(words(typed)).toEqual([
      "list the open invoices",
      "take your time",
      "write a summary",
      "take your time please",
      "and the closed ones?",
      "take your time again",
    ]);
    expect(events(typed).flatMap((one) => (one.kind === "skill-use" ? [[one.skill, one.text]] : []))).toEqual([["tidy", "the invoices folder"]]);
    expect(events(typed).flatMap((one) => (one.kind === "call" && one.tool === "exec" ? [one.input] : []))).toEqual([{ command: "ls invoices/nothing" }]);
    expect(countsOf(typed)).toEqual({ sessions: 1, prompts: 6, replies: 12, calls: 8, results: 7 });
    expect(typed[0]?.conversation).toMatchObject({ project: "/home/ada/shop", runtime: "copilot 1.0.102", startedAt: Date.parse("2026-11-21T18:01:59.313Z") });
  });

  test("exit codes decide about success, whatever the tool says of itself", () => {
    const typed = [bySession.get("27e9")].filter((one) => one !== undefined);
    expect(results(typed).map(({ ok, exitCode, status }) => [ok, exitCode, status])).toEqual([
      [false, 1, null],
      [true, 0, null],
      [false, 2, null],
      [null, null, "running"],
      [true, null, null],
      [true, 0, null],
      [false, null, "interrupted"],
    ]);
  });

  test("a fork counts only what is new in it, also when it alone is read again", () => {
    const fork = readings.filter((one) => one.conversation?.id.startsWith("21a2"));
    expect(words(fork)).toEqual(["and the closed ones again?"]);
    expect(countsOf(fork)).toEqual({ sessions: 1, prompts: 1, replies: 1, calls: 0, results: 0 });
    expect(reasons(fork)["record.duplicate"]).toBeGreaterThan(30);
    const [source] = [
      ...copilotCli.sources({ adapter: "copilot-cli", path: root, why: "test" }, powers, { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 }),
    ].filter((one) => one.id.includes("21a2"));
    expect([...(source?.read() ?? [])]).toEqual(fork);
  });

  test("a subagent's work is not the person's", () => {
    const helped = readings.filter((one) => one.conversation?.id.startsWith("252d"));
    expect(words(helped)).toEqual(["ask a helper to look"]);
    expect(countsOf(helped)).toEqual({ sessions: 1, prompts: 1, replies: 2, calls: 1, results: 1 });
    expect(reasons(helped)).toMatchObject({ "session.subagent": 1 });
  });
});

describe("who wrote a message", () => {
  test("what skills, other agents and autopilot put in is no prompt", () => {
    const readings = session(
      start("a"),
      user("do it"),
      user("Follow the skill", { source: "skill-pdf" }),
      user("go on", { isAutopilotContinuation: true }),
      user("said by the person", { source: "user" }),
      event("user.message", { content: "for the helper" }, { agentId: "a1" }),
    );
    expect(words(readings)).toEqual(["do it", "said by the person"]);
    expect(reasons(readings)).toMatchObject({ "prompt.machine": 2, "session.subagent": 1 });
  });

  test("slash commands of the host are none either; what was added to them is kept", () => {
    const readings = session(
      start("b"),
      event("user.message", { content: "/init", transformedContent: "Analyze this codebase" }),
      event("user.message", {
        content: "Review: the last change",
        transformedContent: "The user has requested a code review via the /review command.\n\nAdditional instructions: the last change",
      }),
      user("/etc/hosts is odd, why?"),
    );
    expect(words(readings)).toEqual(["/etc/hosts is odd, why?"]);
    expect(reasons(readings)).toMatchObject({ "prompt.command": 1 });
    expect(events(readings).flatMap((one) => (one.kind === "skill-use" ? [[one.skill, one.text]] : []))).toEqual([["review", "the last change"]]);
  });

  test("a run that the program starts on its own is no session", () => {
    expect(reasons(session(start("c", { detachedFromSpawningParentSessionId: "b" }), user("remember this")))).toEqual({ "session.machine": 1 });
  });

  test("pictures and empty words are no prompt", () => {
    expect(reasons(session(start("d"), user(" "), reply("m1", "Yes?")))).toMatchObject({ "prompt.no-words": 1 });
  });
});

describe("documents of before the event log", () => {
  test("calls belong to the message that asked for them, and the output of a command says how it ended", () => {
    const readings = readingsOf(copilotCli, copilotDocumentSample(join(folder, "documents")).root, powers);
    expect(words(readings)).toEqual(["fix the failing cart test", "thanks, and the docs?"]);
    expect(results(readings).map(({ ok, exitCode, status }) => [ok, exitCode, status])).toEqual([
      [false, 1, "success"],
      [false, null, "failure"],
    ]);
    expect(readings[0]?.conversation).toMatchObject({ id: "s-1", startedAt: Date.parse("2025-10-05T07:00:00.000Z") });
  });

  test("an older copy of a session, and one that an event log took over, are not read again", () => {
    const home = join(folder, "copies");
    const said = (text: string): string => documentOf("s-2", [shown("user", { text })], []);
    write(join(home, "history-session-state/session_s-2_1.json"), said("first"));
    write(join(home, "history-session-state/session_s-2_20.json"), said("first and more"));
    write(join(home, "history-session-state/session_s-3_5.json"), documentOf("s-3", [shown("user", { text: "taken over" })], []));
    write(join(home, "session-state/s-3/events.jsonl"), jsonl(start("s-3"), user("taken over")));
    const readings = readingsOf(copilotCli, home, powers);
    expect([...words(readings)].sort()).toEqual(["first and more", "taken over"]);
    expect(reasons(readings)).toEqual({ "session.duplicate": 2 });
  });
});

describe("calls", () => {
  test("the start of a call that no message asked for is the call", () => {
    const readings = session(
      start("e"),
      user("look"),
      event("tool.execution_start", { toolCallId: "t1", toolName: "view", arguments: { path: "a" } }),
      done("t1", true, "text"),
    );
    expect(countsOf(readings)).toMatchObject({ calls: 1, results: 1 });
    expect(results(readings)[0]).toMatchObject({ ok: true, exitCode: null });
    expect(results(readings)[0]?.durationMs).toBeGreaterThan(0);
  });

  test("older releases say the exit code in the output only", () => {
    const readings = session(
      start("f"),
      user("test"),
      reply("m1", "", [request("t1", "bash", { command: "x" })]),
      done("t1", true, "no\n<exited with exit code 127>"),
    );
    expect(results(readings)[0]).toMatchObject({ ok: false, exitCode: 127 });
  });

  test("the output of a command that ran on says which one ended, and how", () => {
    const readings = session(
      start("g"),
      user("test"),
      reply("m1", "", [request("t1", "read_bash", { shellId: "0" })]),
      done("t1", true, "timed out\n<command with id: 0 exited with exit code 1>"),
    );
    expect(results(readings)[0]).toMatchObject({ ok: false, exitCode: 1 });
  });
});

test("files of an earlier release stand in the folder itself, and a new release beside them", () => {
  const state = join(folder, "old");
  write(join(state, "session-state/s-7.jsonl"), jsonl(start("s-7"), user("one")));
  const later = write(join(state, "session-state/s-8/events.jsonl"), jsonl(start("s-8"), user("two")));
  write(join(state, "session-state/s-8/notes.txt"), "x");
  expect(words(readingsOf(copilotCli, state, powers)).toSorted()).toEqual(["one", "two"]);
  const stamps = () =>
    [
      ...copilotCli.sources({ adapter: "copilot-cli", path: state, why: "test" }, powers, { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 }),
    ].map((one) => one.fingerprint);
  const before = stamps();
  appendFileSync(later, jsonl(user("three")));
  const after = stamps();
  expect(after.filter((one) => before.includes(one))).toHaveLength(1);
});

test("home and its variable name the state directory", () => {
  const host = { ...powers.host, home: "/home/ada", env: {} };
  expect(copilotCli.roots(host).map((one) => one.path)).toContain("/home/ada/.copilot");
  expect(copilotCli.roots({ ...host, env: { COPILOT_HOME: "/srv/copilot" } }).map((one) => one.path)).toContain("/srv/copilot");
});
