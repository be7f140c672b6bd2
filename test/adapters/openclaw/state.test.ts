import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openclaw } from "#adapters/openclaw/adapter";
import { openclawState } from "#adapters/openclaw/state";
import { aHome, header, jsonl, powersFor, readAll, reasons, SESSIONS, user, words, write } from "./home.ts";

function stateOf(home: string, env: Readonly<Record<string, string>> = {}) {
  const { host, files } = powersFor(home, env);
  return openclawState(host, files);
}

const folder = (path: string): string => {
  mkdirSync(path, { recursive: true });
  return path;
};

describe("the state directory", () => {
  test("there is none on a machine without OpenClaw", () => {
    expect(stateOf(aHome())).toBeNull();
  });

  test("the environment wins, then the home, then the profile, then old names", () => {
    const home = aHome();
    const legacy = folder(join(home, ".clawdbot"));
    expect(stateOf(home)?.stateDir).toBe(legacy);
    const usual = folder(join(home, ".openclaw"));
    expect(stateOf(home)?.stateDir).toBe(usual);
    const profile = folder(join(home, ".openclaw-work"));
    expect(stateOf(home, { OPENCLAW_PROFILE: "work" })?.stateDir).toBe(profile);
    expect(stateOf(home, { OPENCLAW_PROFILE: "default" })?.stateDir).toBe(usual);
    const other = folder(join(home, "other"));
    expect(stateOf(home, { OPENCLAW_HOME: other })?.stateDir).toBeUndefined();
    const inOther = folder(join(other, ".openclaw"));
    expect(stateOf(home, { OPENCLAW_HOME: other })?.stateDir).toBe(inOther);
    const named = folder(join(home, "named"));
    expect(stateOf(home, { OPENCLAW_STATE_DIR: "~/named", OPENCLAW_PROFILE: "work" })?.stateDir).toBe(named);
    expect(stateOf(home, { CLAWDBOT_STATE_DIR: named })?.stateDir).toBe(named);
  });

  test("a directory under an old name beside the current one is not read", () => {
    const home = aHome();
    write(join(home, ".clawdbot", SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", "old")));
    const root = join(home, ".clawdbot");
    expect(words(readAll(root, {}, home))).toEqual(["old"]);
    folder(join(home, ".openclaw"));
    expect(reasons(readAll(root, {}, home))).toEqual({ "source.copy": 1 });
    expect(openclaw.roots(powersFor(home).host).map(({ path }) => path)).toEqual(
      [".openclaw", ".clawdbot", ".moltbot", ".moldbot"].map((name) => join(home, name)),
    );
  });
});

describe("the configuration", () => {
  const configured = (config: string, env: Readonly<Record<string, string>> = {}) => {
    const home = aHome();
    write(join(home, ".openclaw/openclaw.json"), config);
    folder(join(home, ".openclaw/agents/ops"));
    folder(join(home, ".openclaw/agents/main"));
    return { home, state: stateOf(home, env) };
  };

  test("JSON5 with comments gives workspaces and heartbeat prompt", () => {
    const { home, state } = configured(
      "{ // mine\n agents: { defaults: { workspace: '~/ws', heartbeat: { prompt: 'Look around', }, }, entries: { ops: { workspace: '/srv/ops' } } },\n session: { store: '~/store/{agentId}/sessions.json' } }",
    );
    expect(state?.agents).toEqual(["main", "ops"]);
    expect(state?.workspaceOf("main")).toBe(join(home, "ws"));
    expect(state?.workspaceOf("ops")).toBe("/srv/ops");
    expect(state?.workspaceOf("third")).toBe(join(home, ".openclaw/workspace-third"));
    expect(state?.heartbeatPromptOf("main")).toBe("Look around");
    expect(state?.sessionsFolderOf("ops")).toBe(join(home, "store/ops"));
    expect(state?.databaseOf("ops")).toBe(join(home, ".openclaw/agents/ops/agent/openclaw-agent.sqlite"));
    expect(state?.problems).toEqual([]);
  });

  test("without settings the workspace lies in the state directory, and the environment wins over all", () => {
    const { home, state } = configured("{ agents: { list: [{ id: 'ops', workspace: '~/old' }] } }");
    expect(state?.workspaceOf("main")).toBe(join(home, ".openclaw/workspace"));
    expect(state?.workspaceOf("ops")).toBe(join(home, "old"));
    expect(configured("{}", { OPENCLAW_WORKSPACE_DIR: "/srv/ws" }).state?.workspaceOf("main")).toBe("/srv/ws");
  });

  test("skill roots are in the order of the host, the personal one only with the default state directory", () => {
    const { home, state } = configured("{ skills: { load: { extraDirs: ['~/more', 7] } } }");
    expect(state?.skillRoots("main").map(({ path, source, mayLink }) => [path, source, mayLink])).toEqual([
      [join(home, ".openclaw/workspace/skills"), "openclaw-workspace", false],
      [join(home, ".openclaw/workspace/.agents/skills"), "agents-skills-project", false],
      [join(home, ".agents/skills"), "agents-skills-personal", true],
      [join(home, ".openclaw/skills"), "openclaw-managed", true],
      [join(home, ".openclaw/agents/main/agent/workshop-skills"), "openclaw-workshop", false],
      [join(home, "more"), "openclaw-extra", false],
    ]);
    const elsewhere = folder(join(home, "elsewhere"));
    expect(
      stateOf(home, { OPENCLAW_STATE_DIR: elsewhere })
        ?.skillRoots("main")
        .map(({ source }) => source),
    ).not.toContain("agents-skills-personal");
  });

  test("included files are read inside the folder of the configuration only", () => {
    const home = aHome();
    const outside = write(join(aHome(), "secret.json"), "{ defaults: { workspace: '/secret' } }");
    write(
      join(home, ".openclaw/openclaw.json"),
      "{ agents: { $include: ['./agents.json5', './link.json5', '../up.json5'], entries: { ops: { workspace: '/kept' } } } }",
    );
    write(join(home, ".openclaw/agents.json5"), "{ defaults: { heartbeat: { prompt: 'From the include' } }, entries: { ops: { workspace: '/lost' } } }");
    write(join(home, "up.json5"), "{ defaults: { workspace: '/up' } }");
    symlinkSync(outside, join(home, ".openclaw/link.json5"));
    const state = stateOf(home);
    expect(state?.heartbeatPromptOf("main")).toBe("From the include");
    expect(state?.workspaceOf("ops")).toBe("/kept");
    expect(state?.workspaceOf("main")).toBe(join(home, ".openclaw/workspace"));
    expect(state?.problems.map(({ reason }) => reason)).toEqual(["source.outside", "source.outside"]);
  });

  test.each([
    ["{ broken", "record.not-json"],
    ["[1]", "record.wrong-shape"],
    ["{ $include: './openclaw.json' }", "source.outside"],
    ["{ $include: './absent.json' }", "source.absent"],
    ["{ $include: 7 }", "record.wrong-shape"],
    [`{ a: ${"[".repeat(100)}${"]".repeat(100)} }`, "record.wrong-shape"],
    ["[".repeat(200_000), "record.not-json"],
  ])("a damaged one is a problem in the list and never an exception: %.40s", (config, reason) => {
    const { state, home } = configured(config);
    expect(state?.problems.map((one) => one.reason)).toContain(reason);
    expect(state?.workspaceOf("main")).toBe(join(home, ".openclaw/workspace"));
  });

  test("values of the wrong type are as good as none", () => {
    const { state, home } = configured(
      '{ "agents": { "defaults": { "workspace": 7, "heartbeat": "x" }, "entries": [], "list": {} }, "session": { "store": null }, "skills": 3, "__proto__": { "x": 1 } }',
    );
    expect(state?.workspaceOf("main")).toBe(join(home, ".openclaw/workspace"));
    expect(state?.heartbeatPromptOf("main")).toBeNull();
  });

  test("the configured heartbeat prompt is no request when its session is read", () => {
    const home = aHome();
    write(join(home, ".openclaw/openclaw.json"), "{ agents: { defaults: { heartbeat: { prompt: 'Look around' } } } }");
    write(join(home, ".openclaw", SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", "Look around and report"), user("u2", "list the files")));
    const readings = readAll(join(home, ".openclaw"), {}, home);
    expect(words(readings)).toEqual(["list the files"]);
    expect(reasons(readings)).toEqual({ "prompt.machine": 1 });
  });
});
