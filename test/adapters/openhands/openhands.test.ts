import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openhands } from "#adapters/openhands/adapter";
import { countDropped } from "#kernel/dropped";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { afterAll, describe, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { firstSample, FIXTURES, secondSample, trajectorySample } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "openhands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (path: string) => readingsOf(openhands, path, powers);
const reasons = (path: string) => countDropped(read(path).flatMap((one) => one.dropped));
const results = (path: string) =>
  read(path).flatMap((one) => one.conversation?.events.flatMap((event) => (event.kind === "result" ? [[event.id, event.ok, event.exitCode]] : [])) ?? []);

adapterContract("openhands", () => ({
  adapter: openhands,
  powers,
  storage: "document",
  writeSample: trajectorySample,
  database: () => null,
  unknownKind: (transcript) => {
    const events = JSON.parse(readFileSync(transcript, "utf8")) as readonly unknown[];
    writeFileSync(transcript, JSON.stringify([...events, { id: 99, timestamp: "2026-01-10T11:00:00", source: "agent", action: "hologram", args: {} }]));
  },
}));

describe("the first generation", () => {
  const root = join(folder, "first");
  const sample = firstSample(root);

  test("a folder of events reads as the saved trajectory does", () => {
    expect(openhands.accepts(root, powers)).toBe(true);
    expect(countsOf(read(root))).toEqual(sample.counts);
    expect(reasons(root)).toEqual({ "prompt.machine": 2, "text.injected": 1 });
  });

  test("what a person ran is no call of the model's, and exit codes decide", () => {
    expect(results(root)).toEqual([
      ["call_1", false, 1],
      ["call_2", true, null],
      ["event:9", true, 0],
      ["by-hand:event:12", true, 0],
      ["call_3", null, null],
    ]);
  });

  test("a damaged event is counted where it is, and a run of a program is none of a person's", () => {
    writeFileSync(join(sample.transcript, "3.json"), '{"id":3,');
    expect(reasons(root)["record.not-json"]).toBe(1);
    writeFileSync(join(sample.transcript, "..", "metadata.json"), JSON.stringify({ conversation_id: "8d2f", trigger: "resolver" }));
    expect(reasons(root)).toEqual({ "session.machine": 1 });
  });
});

describe("the second generation", () => {
  const root = join(folder, "second");
  const sample = secondSample(root);

  test("prompts are the person's words without what skills added", () => {
    const [conversation] = read(root).flatMap((one) => one.conversation ?? []);
    expect(conversation).toMatchObject({ id: "0f3c0f3c-0000-4000-8000-000000000001", project: "/workspace/shop" });
    expect(conversation?.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : []))).toEqual([
      "fix the failing cart test",
      "stop watching and commit",
    ]);
    expect(countsOf(read(root))).toEqual(sample.counts);
    expect(reasons(root)).toEqual({ "session.subagent": 1, "text.injected": 1 });
  });

  test("what the program says in the person's name to keep the agent going is nobody's prompt", () => {
    const own = join(folder, "program", "conversations", "0f3c");
    const says = [
      "port the shop",
      "The task appears incomplete (iteration 1, predicted success likelihood: 31.0%).\n\nPlease review what you've done.",
      "The goal is NOT yet complete (audit iteration 2).\nOutstanding: tests",
      "Resuming a goal that was paused or interrupted. Re-check the real current state of the workspace",
      "Your previous response was blocked by the model's content filter. Please continue, rephrasing to avoid the flagged content.",
      "Missing required parameters for function 'terminal': {'command'}",
      "Parameter 'timeout' is expected to be an integer.",
      "Parameter 'path' is not allowed for function 'terminal'. Allowed parameters: {'command'}",
      "Function 'shell' not found in available tools: terminal, finish",
      "Parameter names should be in camel case",
    ];
    mkdirSync(join(own, "events"), { recursive: true });
    says.forEach((text, index) => {
      const message = { role: "user", content: [{ type: "text", text }] };
      const event = { id: `e${index}`, timestamp: `2026-01-10T10:00:0${index}`, source: "user", llm_message: message, kind: "MessageEvent", sender: null };
      writeFileSync(join(own, "events", `event-0000${index}-e${index}.json`), JSON.stringify(event));
    });
    const found = read(own).flatMap((one) => one.conversation?.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : [])) ?? []);
    expect(found).toEqual(["port the shop", "Parameter names should be in camel case"]);
    expect(reasons(own)).toEqual({ "prompt.machine": 8 });
  });

  /** Events as the SDK writes them: each names the one it follows. */
  const said = (id: string, source: "user" | "agent", text: string, parent?: string) => ({
    id,
    timestamp: "2026-11-23T15:03:17",
    source,
    ...(parent === undefined ? {} : { parent_id: parent }),
    llm_message: { role: source === "user" ? "user" : "assistant", content: [{ type: "text", text }] },
    kind: "MessageEvent",
  });
  const conversation = (own: string, events: readonly Readonly<{ id: string }>[], state: object, writtenAt: number) => {
    mkdirSync(join(own, "events"), { recursive: true });
    writeFileSync(join(own, "base_state.json"), JSON.stringify({ id: own.slice(-4), ...state }));
    events.forEach((event, index) => {
      const path = join(own, "events", `event-${String(index).padStart(5, "0")}-${event.id}.json`);
      writeFileSync(path, JSON.stringify(event));
      utimesSync(path, writtenAt, writtenAt);
    });
  };

  test("a fork counts what was said since, and one in which nothing was said is no conversation", () => {
    const home = join(folder, "forked");
    const common = [said("a1", "user", "count the beans"), said("a2", "agent", "41.", "a1")];
    conversation(join(home, "conversations", "zzz0"), [...common, said("a3", "user", "and the peas", "a2")], {}, 1000);
    conversation(join(home, "conversations", "aaa1"), [...common, said("b3", "user", "weigh them", "a2")], {}, 2000);
    conversation(join(home, "conversations", "bbb2"), common, {}, 3000);
    const found = read(home).flatMap((one) => one.conversation ?? []);
    const prompts = found.map((one) => [one.id, one.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : []))]);
    expect(prompts).toEqual([
      ["aaa1", ["weigh them"]],
      ["zzz0", ["count the beans", "and the peas"]],
    ]);
    expect(reasons(home)).toEqual({ "record.duplicate": 4, "session.duplicate": 1 });
  });

  test("events that the server of the web application keeps are read in the order of their times, those its agent keeps as well once", () => {
    const home = join(folder, "server");
    const hex = (digit: string): string => digit.repeat(32);
    const events = ["count the beans", "41.", "and the peas", "7."].map((text, index) => ({
      ...said(hex("cab1".charAt(index)), index % 2 === 0 ? "user" : "agent", text),
      timestamp: `2026-11-23T15:03:1${index}.5`,
    }));
    const store = (path: string, content: unknown) => {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), JSON.stringify(content, null, 2));
    };
    for (const one of events) store(`7c000000-0000-4000-8000-000000000001/v1_conversations/${hex("d")}/${one.id}.json`, one);
    for (const one of events.slice(0, 2))
      store(`v1/events/0f3c/2026112315031${one.timestamp.at(18) ?? ""}_MessageEvent_${hex(one.id.charAt(0) === "c" ? "8" : "9")}`, one);
    store(`v1_conversations/${hex("e")}/events_batch/1.json`, [
      said("x2", "agent", "Sure."),
      { ...said("x1", "user", "weigh them"), timestamp: "2026-01-01T00:00:00" },
    ]);
    conversation(join(home, "conversations", "c000"), [{ ...events[0], id: `${hex("c").slice(0, 8)}-${hex("c").slice(8)}` }], {}, 1000);
    expect(openhands.accepts(home, powers)).toBe(true);
    const prompts = read(home).flatMap(
      (one) => one.conversation?.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : [])) ?? [],
    );
    expect(prompts).toEqual(["count the beans", "count the beans", "weigh them", "and the peas"]);
    expect(reasons(home)).toEqual({ "record.duplicate": 1 });
  });

  test("a conversation that a schedule of the server began is a program's", () => {
    const own = join(folder, "scheduled", "conversations", "a000");
    conversation(own, [said("a1", "user", "look at the mail")], { tags: { automationid: "7" } }, 1000);
    expect(reasons(own)).toEqual({ "session.machine": 1 });
  });

  test("what was left by going back to an earlier event is taken back, also when nothing was said since", () => {
    const events = [
      said("a1", "user", "count the beans"),
      said("a2", "agent", "41.", "a1"),
      said("a3", "user", "and the peas", "a2"),
      said("a4", "agent", "7.", "a3"),
    ];
    const taken = (name: string, more: readonly Readonly<{ id: string }>[], state: object) => {
      const own = join(folder, name, "conversations", "c000");
      conversation(own, [...events, ...more], state, 1000);
      return read(own).flatMap((one) => one.conversation?.events.flatMap((event) => (event.kind === "withdrawn" ? [event.id] : [])) ?? []);
    };
    expect(taken("straight", [], { leaf_event_id: "a4" })).toEqual([]);
    expect(taken("old", [], {})).toEqual([]);
    expect(taken("back", [], { leaf_event_id: "a2" })).toEqual(["a3"]);
    expect(taken("again", [said("a5", "user", "weigh them", "a2")], { leaf_event_id: "a5" })).toEqual(["a3"]);
    expect(taken("emptied", [], { leaf_event_id: null, head_is_empty: true })).toEqual(["a1", "a3"]);
    expect(taken("anew", [said("a5", "user", "start over", "__root__")], { leaf_event_id: "a5" })).toEqual(["a1", "a3"]);
  });

  test("a call that was refused, was misspelt or still runs is told apart", () => {
    expect(results(root)).toEqual([
      ["call_1", false, 1],
      ["call_2", true, null],
      ["call_3", false, null],
      ["call_4", false, null],
      ["call_5", null, null],
    ]);
  });

  test("an event of an unknown kind is counted, and a new one changes the fingerprint", () => {
    const options = { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 };
    const stamps = () => [...openhands.sources({ adapter: "openhands", path: root, why: "test" }, powers, options)].map((one) => one.fingerprint);
    const before = stamps();
    const event = { id: "e16", timestamp: "2026-01-10T11:00:00", source: "agent", kind: "HologramEvent" };
    writeFileSync(join(sample.transcript, "events", "event-00016-x.json"), JSON.stringify(event));
    expect(stamps()).not.toEqual(before);
    expect(reasons(root)["record.unknown-kind"]).toBe(1);
  });
});

test("the output of an evaluation is accepted and holds nothing a person typed", () => {
  const path = join(FIXTURES, "output.jsonl");
  expect(openhands.accepts(path, powers)).toBe(true);
  expect(countsOf(read(path)).sessions).toBe(0);
  expect(reasons(path)).toEqual({ "session.machine": 2 });
  const resolver = join(folder, "output.jsonl");
  writeFileSync(resolver, `${JSON.stringify({ issue: { number: 1 }, instruction: "fix it", history: [{ action: "message", content: "fix it" }] })}\n`);
  expect(openhands.accepts(resolver, powers)).toBe(true);
  expect(reasons(resolver)).toEqual({ "session.machine": 1 });
});

test("roots follow the environment", () => {
  const { host } = nodePowers({ home: "/home/ada", cwd: "/", env: { OPENHANDS_PERSISTENCE_DIR: "~/oh", OH_CONVERSATIONS_PATH: "/srv/conversations" } });
  expect(openhands.roots(host).map((one) => one.path)).toEqual(["/home/ada/oh", "/srv/conversations", "/home/ada/.openhands", "/home/ada/.openhands-state"]);
});
