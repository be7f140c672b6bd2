import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aHome, answer, call, eventsOf, header, jsonl, type LogRecord, message, readAll, reasons, result, SESSIONS, user, words, write } from "./home.ts";

function read(...records: readonly LogRecord[]) {
  return readAll(write(join(aHome(), SESSIONS, "s1.jsonl"), jsonl(...records)));
}

const bare = (id: string, text: string, provenance: unknown) => user(id, text, { provenance });

describe("prompts", () => {
  test("the time is when the message came in, the place is its line", () => {
    const [prompt] = eventsOf(read(header("s1"), user("u1", "hello there", { timestamp: 1772438400123 })), "prompt");
    expect(prompt).toMatchObject({ id: "u1", at: 1772438400123, place: { line: 2 } });
    const [iso] = eventsOf(read(header("s1"), user("u1", "hello there", { timestamp: "2026-03-02T09:00:00.000Z" })), "prompt");
    expect(iso?.at).toBe(Date.parse("2026-03-02T09:00:00.000Z"));
    const [none] = eventsOf(read(header("s1"), user("u1", "hello there", { timestamp: {} })), "prompt");
    expect(none?.at).toBe(Date.parse("2026-03-02T08:01:00.000Z"));
  });

  test("text blocks are joined and pictures let go", () => {
    const content = [
      { type: "text", text: "what is" },
      { type: "image", data: "a".repeat(40_000), mimeType: "image/png" },
      { type: "text", text: "on this?" },
    ];
    expect(words(read(header("s1"), user("u1", content)))).toEqual(["what is\non this?"]);
  });

  test("provenance other than an external user is no person", () => {
    const readings = read(
      header("s1"),
      bare("u1", "restart the job", { kind: "inter_session" }),
      bare("u2", "water the ferns", { kind: "internal_system", sourceTool: "cron" }),
      bare("u3", "odd", { kind: 7 }),
      bare("u4", "from the web", { kind: "external_user" }),
      bare("u5", "no kind", {}),
    );
    expect(words(readings)).toEqual(["from the web", "no kind"]);
    expect(reasons(readings)).toEqual({ "prompt.machine": 3 });
  });

  test.each(["HEARTBEAT_OK", "**NO_REPLY**", "no_reply", '"NO_REPLY"', '{"action":"NO_REPLY"}', "`HEARTBEAT_OK`\n"])(
    "an answer of %j shows that the prompt was a heartbeat",
    (token) => {
      const readings = read(
        header("s1"),
        user("u1", "check on things"),
        answer("a0", "copy", { provider: "openclaw", model: "delivery-mirror" }),
        answer("a1", token),
        user("u2", "hello there"),
        answer("a2", "the token is NO_REPLY"),
      );
      expect(words(readings)).toEqual(["hello there"]);
      expect(reasons(readings)).toMatchObject({ "prompt.acknowledged": 1 });
    },
  );

  test("the token after a tool call or after the next prompt says nothing", () => {
    const readings = read(
      header("s1"),
      user("u1", "one task"),
      call("a1", "c1", "exec", { command: "ls" }),
      answer("a2", "NO_REPLY"),
      user("u2", "two tasks"),
      user("u3", "three"),
      answer("a3", "NO_REPLY"),
    );
    expect(words(readings)).toEqual(["one task", "two tasks"]);
  });

  test("abandoned branches count, the same id counts once", () => {
    const readings = read(
      header("s1"),
      user("u1", "first"),
      user("u2", "second"),
      { type: "leaf", id: "l1", parentId: "u2", timestamp: "2026-03-02T08:00:00.000Z", targetId: "u1" },
      user("u1", "first"),
      user("u3", "third"),
    );
    expect(words(readings)).toEqual(["first", "second", "third"]);
    expect(reasons(readings)).toEqual({ "record.duplicate": 1 });
  });

  test("version 1 has no ids and every line counts", () => {
    const linear = (role: string, content: unknown) => ({ type: "message", timestamp: "2025-12-01T07:00:00.000Z", message: { role, content } });
    const readings = read(
      { type: "session", id: "legacy-0001", timestamp: "2025-12-01T07:00:00.000Z", cwd: "/home/ana" },
      linear("user", "water it"),
      linear("assistant", "Done."),
      linear("user", "water it"),
    );
    expect(words(readings)).toEqual(["water it", "water it"]);
    expect(new Set(eventsOf(readings, "prompt").map((one) => one.id)).size).toBe(2);
    expect(eventsOf(readings, "reply")).toMatchObject([{ text: "Done." }]);
  });

  test("queued messages are several prompts with ids of their own", () => {
    const readings = read(header("s1"), user("u1", "[Queued messages while agent was busy]\n---\nQueued #1\nresize the photos\n---\nQueued #2\nthen zip them"));
    expect(eventsOf(readings, "prompt").map((one) => one.id)).toEqual(["u1", "u1#2"]);
  });

  test("uses of skills are told, commands are dropped", () => {
    const readings = read(header("s1"), user("u1", "/skill plants water them"), user("u2", "/new"), user("u3", "/learn how to rename"));
    expect(eventsOf(readings, "skill-use")).toMatchObject([
      { skill: "plants", text: "water them" },
      { skill: "learn", text: "how to rename" },
    ]);
    expect(words(readings)).toEqual([]);
    expect(reasons(readings)).toEqual({ "prompt.command": 1 });
  });

  test("an installed skill is known by command and reference", () => {
    const home = aHome();
    write(join(home, "workspace/skills/invoice-to-csv/SKILL.md"), "---\nname: invoice-to-csv\n---\n");
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", "/invoice_to_csv ~/inbox"), user("u2", "use $invoice-to-csv on ~/outbox")));
    const readings = readAll(home);
    expect(eventsOf(readings, "skill-use").map((one) => [one.skill, one.text])).toEqual([
      ["invoice-to-csv", "~/inbox"],
      ["invoice-to-csv", ""],
    ]);
    expect(words(readings)).toEqual(["use $invoice-to-csv on ~/outbox"]);
  });
});

describe("assistant messages and echoes", () => {
  test("echoes are no messages, directives are no words, errors are told", () => {
    const readings = read(
      header("s1"),
      answer("a1", "[[reply_to_current]] Done."),
      answer("a2", "Done.", { provider: "openclaw", model: "delivery-mirror" }),
      answer("a3", "no", { provider: "openclaw", model: "gateway-injected" }),
      message("a4", { role: "assistant", content: [], stopReason: "error", errorMessage: "rate limited" }),
    );
    expect(eventsOf(readings, "reply").map((one) => [one.id, one.text, one.failed])).toEqual([
      ["a1", "Done.", null],
      ["a4", "", "rate limited"],
    ]);
    expect(reasons(readings)).toEqual({ "text.injected": 2 });
  });
});

describe("calls and results", () => {
  const outcome = (text: string, more: LogRecord = {}) =>
    eventsOf(read(header("s1"), call("a1", "c1", "exec", { command: "x" }), result("r1", "c1", "exec", text, more)), "result")[0];

  test("exit code 0 is success and nothing else is, whatever isError says", () => {
    expect(outcome("x", { details: { status: "completed", exitCode: 1, durationMs: 9 } })).toMatchObject({
      ok: false,
      exitCode: 1,
      status: "completed",
      durationMs: 9,
    });
    expect(outcome("x", { details: { exitCode: 0 }, isError: true })).toMatchObject({ ok: true, exitCode: 0 });
    expect(outcome("x", { details: { status: "failed", exitCode: 0 }, isError: false })).toMatchObject({ ok: false, exitCode: 0, status: "failed" });
    expect(outcome("oops\n\n(Command exited with code 7)")).toMatchObject({ ok: false, exitCode: 7 });
    expect(outcome("(Command exited with code 7) was said")).toMatchObject({ ok: true, exitCode: null });
    expect(outcome("x", { details: { status: "running", pid: 4 } })).toMatchObject({ ok: null, status: "running" });
    expect(outcome("x", { details: { status: "failed", exitCode: null, timedOut: true }, isError: true })).toMatchObject({
      ok: false,
      exitCode: null,
      status: "failed",
    });
    expect(outcome("x", { details: { status: "error", tool: "read" }, isError: true })).toMatchObject({ ok: false });
    expect(outcome("x")).toMatchObject({ ok: true, exitCode: null });
    expect(outcome("x", { isError: undefined })).toMatchObject({ ok: null });
    expect(outcome("", { content: "plain text" })).toMatchObject({ text: "plain text" });
  });

  test("a deferred tool is unwrapped and its nested copy is not counted", () => {
    const inner = { content: [{ type: "text", text: "ready" }], details: { status: "accepted" } };
    const readings = read(
      header("s1"),
      call("a1", "c1", "tool_call", { id: "openclaw:core:sessions_spawn", args: { task: "count" } }),
      message("n1", {
        role: "custom",
        customType: "openclaw.nested-tool.v1",
        excludeFromContext: true,
        details: { toolCallId: "c1-n", toolName: "sessions_spawn", input: { task: "count" }, result: inner },
      }),
      result("r1", "c1", "tool_call", JSON.stringify({ tool: {}, result: inner }), { details: { tool: { id: "sessions_spawn" }, result: inner } }),
    );
    expect(eventsOf(readings, "call")).toMatchObject([{ id: "c1", tool: "sessions_spawn", input: { task: "count" } }]);
    expect(eventsOf(readings, "result")).toMatchObject([{ id: "c1", ok: true, status: "accepted", text: "ready" }]);
    expect(reasons(readings)).toEqual({});
  });

  test("a command run by hand is a call with its result", () => {
    const readings = read(
      header("s1"),
      message("b1", { role: "bashExecution", command: "wc -l out.csv", output: "31", exitCode: 0, cancelled: false }),
      message("b2", { role: "bashExecution", command: "sleep 9", output: "", cancelled: true }),
    );
    expect(eventsOf(readings, "call").map((one) => [one.tool, one.input])).toEqual([
      ["exec", { command: "wc -l out.csv" }],
      ["exec", { command: "sleep 9" }],
    ]);
    expect(eventsOf(readings, "result").map((one) => [one.ok, one.exitCode])).toEqual([
      [true, 0],
      [false, null],
    ]);
  });

  test("an id that comes again after its result is a new call, before it the same one", () => {
    const readings = read(
      header("s1"),
      call("a1", "call_0", "exec", { command: "one" }),
      call("a2", "call_0", "exec", { command: "one" }),
      result("r1", "call_0", "exec", "x", { details: { exitCode: 0 } }),
      call("a3", "call_0", "exec", { command: "two" }),
      result("r2", "call_0", "exec", "x", { details: { exitCode: 2 } }),
      result("r3", "call_0", "exec", "x", { details: { exitCode: 3 } }),
    );
    expect(eventsOf(readings, "call").map((one) => [one.id, one.input["command"]])).toEqual([
      ["call_0", "one"],
      ["call_0#2", "two"],
    ]);
    expect(eventsOf(readings, "result").map((one) => [one.id, one.exitCode])).toEqual([
      ["call_0", 0],
      ["call_0#2", 2],
    ]);
    expect(reasons(readings)).toEqual({ "record.duplicate": 2 });
  });
});

describe("what cuts a conversation", () => {
  test("a skill named in a prompt does not cut it off from its work", () => {
    const home = aHome();
    write(join(home, "workspace/skills/plants/SKILL.md"), "---\nname: plants\n---\n");
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", "water with $plants"), call("a1", "c1", "exec", { command: "date" })));
    const kinds = readAll(home).flatMap((one) => one.conversation?.events.map((event) => event.kind) ?? []);
    expect(kinds).toEqual(["skill-use", "prompt", "reply", "call"]);
  });

  test("a turn of the host that fails does not count against the request before it", () => {
    const failed = message("a1", { role: "assistant", content: [], stopReason: "error", errorMessage: "rate limited" });
    const readings = read(header("s1"), user("u1", "first task"), answer("a0", "done"), user("u2", "[OpenClaw heartbeat poll]"), failed);
    expect(eventsOf(readings, "reset").map((one) => one.reason)).toEqual(["machine-turn"]);
  });

  test("resets are told, also where the host worked for itself", () => {
    const readings = read(
      header("s1"),
      user("u1", "first task"),
      { type: "reset", id: "x1", parentId: null, timestamp: "2026-03-02T09:00:00.000Z", reason: "daily" },
      user("u2", "[OpenClaw cron wake]"),
      call("a1", "c1", "exec", { command: "date" }),
      user("u3", "[OpenClaw heartbeat poll]"),
      answer("a2", "HEARTBEAT_OK"),
    );
    expect(eventsOf(readings, "reset").map((one) => one.reason)).toEqual(["daily", "machine-turn"]);
  });

  test("records that hold nothing of a conversation are no events and no drops", () => {
    const quiet = ["model_change", "thinking_level_change", "compaction", "branch_summary", "custom", "custom_message", "label", "session_info", "leaf"];
    const readings = read(
      header("s1"),
      ...quiet.map((type, at) => ({ type, id: `q${at}`, summary: "please do x", content: "please convert the invoices" })),
      user("u1", "hello there"),
    );
    expect(words(readings)).toEqual(["hello there"]);
    expect(reasons(readings)).toEqual({});
  });
});
