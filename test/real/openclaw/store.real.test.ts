import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reading } from "#adapters/contract";
import { openclaw } from "#adapters/openclaw/adapter";
import { openclawState } from "#adapters/openclaw/state";
import { countDropped } from "#kernel/dropped";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { type ModelServer, startModel } from "./model-server.ts";
import { configureHome, realOpenclaw, runOpenclaw } from "./run-openclaw.ts";
import { readingsOf } from "../../contracts/adapter-contract.ts";

const mjs = realOpenclaw();
const SESSION = "0c9a4a4e-7b1d-4f57-9d0e-3c1b5a6d7e8f";
const PASSING = "mkdir -p shed && echo rake > shed/tools.txt && ls shed";
const FAILING = "cat shed/nothing.txt";
const LONG = "seq 1 900 | sed 's/$/ rows of beans/'";

describe.skipIf(mjs === null)("a session store written by a real OpenClaw", () => {
  let home = "";
  let model: ModelServer | null = null;

  beforeAll(async () => {
    if (mjs === null) return;
    home = mkdtempSync(join(tmpdir(), "real-openclaw-"));
    model = await startModel({
      "what is in the shed": [{ tool: "exec", input: { command: PASSING } }, { words: "A rake." }],
      "read the missing list": [{ tool: "exec", input: { command: FAILING } }, { words: "There is none." }],
      "count the bean rows": [{ tool: "exec", input: { command: LONG } }, { words: "Nine hundred." }],
    });
    configureHome(home, model.port);
    const say = (...args: readonly string[]) => runOpenclaw(mjs, home, ["agent", "--agent", "main", "--local", "--json", "--timeout", "60", ...args]);
    for (const turn of [
      ["--message", "what is in the shed"],
      ["--message", "read the missing list\nand tell me"],
      ["--session-id", SESSION, "--message", "count the bean rows"],
    ]) {
      const ran = await say(...turn);
      if (ran.code !== 0) throw new Error(`openclaw ended with ${ran.code}: ${ran.stderr.slice(-2000)}`);
    }
  }, 300_000);

  afterAll(async () => {
    await model?.close();
    if (home !== "") rmSync(home, { recursive: true, force: true });
  });

  const read = (): readonly Reading[] => {
    const powers = nodePowers({ home, cwd: home, env: {} });
    const [root] = openclaw.roots(powers.host);
    if (root === undefined) throw new Error("no root");
    expect(openclaw.accepts(root.path, powers)).toBe(true);
    return readingsOf(openclaw, root.path, powers, { includeGroups: false, includeDeleted: false, lineBytes: 8 << 20 });
  };
  const events = () => read().flatMap((one) => one.conversation?.events ?? []);

  test("exactly the prompts that were typed come out, bare", () => {
    const prompts = events().flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : []));
    expect([...prompts].sort()).toEqual(["count the bean rows", "read the missing list\nand tell me", "what is in the shed"]);
  });

  test("each call has its arguments, its exit code and its outcome", () => {
    const results = new Map(events().flatMap((event) => (event.kind === "result" ? [[event.id, event] as const] : [])));
    const calls = events().flatMap((event) => (event.kind === "call" ? [event] : []));
    const told = calls.map((call) => [call.tool, call.input["command"], results.get(call.id)?.exitCode, results.get(call.id)?.ok]);
    expect(told.sort()).toEqual(
      [
        ["exec", FAILING, 1, false],
        ["exec", PASSING, 0, true],
        ["exec", LONG, 0, true],
      ].sort(),
    );
    expect([...results.values()].some((one) => one.text.includes("900 rows of beans"))).toBe(true);
  });

  test("two conversations, one of them the session asked for, and nothing left out", () => {
    const readings = read();
    const conversations = readings.flatMap((one) => one.conversation ?? []);
    expect(conversations).toHaveLength(2);
    expect(conversations.map((one) => one.id)).toContain(SESSION);
    expect(conversations.every((one) => one.audience === "direct" && (one.runtime ?? "").startsWith("openclaw "))).toBe(true);
    expect(countDropped(readings.flatMap((one) => one.dropped))).toEqual({});
  });

  test("the workspace is the one OpenClaw used", () => {
    const powers = nodePowers({ home, cwd: home, env: {} });
    const state = openclawState(powers.host, powers.files);
    const projects = read().flatMap((one) => (one.conversation === null ? [] : [one.conversation.project]));
    expect(new Set(projects)).toEqual(new Set([state?.workspaceOf("main")]));
  });
});
