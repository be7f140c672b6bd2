import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ForgeError } from "#kernel/errors";
import type { ProgramResult, RunProgram } from "#kernel/powers";
import type { Context } from "#pipeline/context";
import { deploySkill, type DeployResult } from "#pipeline/deploy";
import { loadRollbacks } from "#store/state-files";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { contextOn } from "./a-context.ts";
import { aReadyDisk, NAME } from "./a-ready-disk.ts";

const PLACE = `/ws/skills/${NAME}`;
let ready: MemoryDisk;
let disk: MemoryDisk;
let calls: Parameters<RunProgram>[];
beforeAll(async () => {
  ready = await aReadyDisk(["/home/.openclaw", "/ws"]);
  ready.put("/home/.openclaw/openclaw.json", JSON.stringify({ agents: { defaults: { workspace: "/ws" } } }));
});
beforeEach(() => {
  disk = ready.clone();
  calls = [];
});

type Answer = ProgramResult | null | "throws";
const printed = (value: unknown, exitCode = 0): ProgramResult => ({
  exitCode,
  stdout: typeof value === "string" ? value : `${JSON.stringify(value, null, 2)}\n`,
  stderr: "Skipping invalid skill: file=x",
  timedOut: false,
});
/** In the form in which the real one answers. */
const UNKNOWN = printed({ ok: false, error: { type: "cli_error", message: `Skill "${NAME}" not found.` }, skill: NAME }, 1);
const known = (more: object = {}) =>
  printed({ name: NAME, source: "openclaw-workspace", baseDir: PLACE, eligible: true, disabled: false, missing: { bins: [], env: [] }, ...more });

/** One answer for each time that it is asked. */
function deployed(answers: readonly Answer[], change: (context: Context) => Context = (same) => same): Promise<DeployResult> {
  const context = contextOn(disk);
  const left = [...answers];
  const run: RunProgram = (...call) => {
    calls.push(call);
    const answer = left.shift() ?? null;
    if (answer === "throws") throw new ForgeError("FILE_UNREADABLE", "cannot run openclaw in /home: that is no folder");
    return answer;
  };
  return deploySkill(change({ ...context, powers: { ...context.powers, run } }), NAME, { force: false, only: "apply", plan: null });
}
const asked = () => calls.filter(([program]) => program === "openclaw");

describe("OpenClaw is asked about a skill", () => {
  it("before and after the deploy, with what it needs and nothing else of the environment", async () => {
    const secret = (context: Context): Context => {
      const env = { PATH: "/bin", OPENCLAW_STATE_DIR: "/home/.openclaw", ANTHROPIC_API_KEY: "secret", NODE_OPTIONS: "--require x" };
      return { ...context, powers: { ...context.powers, host: { ...context.powers.host, env } } };
    };
    const result = await deployed([UNKNOWN, known()], secret);
    expect(asked().map(([, args]) => args)).toEqual([
      ["skills", "info", NAME, "--json"],
      ["skills", "info", NAME, "--json"],
    ]);
    expect(asked()[0]?.[2]).toEqual({
      cwd: "/home",
      timeoutMs: 15_000,
      env: { PATH: "/bin", OPENCLAW_STATE_DIR: "/home/.openclaw", HOME: "/home", NO_COLOR: "1" },
    });
    expect(result.hostSays).toMatchObject({ before: { asked: true, known: false }, after: { asked: true, known: true, eligible: true, folder: PLACE } });
    expect(result.hostSays?.words).toBe("OpenClaw sees it and can use it");
  });

  it.each([
    ["bundled with it", { source: "openclaw-bundled", baseDir: "/usr/lib/openclaw/skills/list-invoices" }],
    ["of a plugin", { source: "openclaw-extra", baseDir: "/home/.openclaw/plugin-skills/list-invoices" }],
    ["from a place that it does not name", { source: "openclaw-bundled", baseDir: undefined }],
  ])("and a name that is %s is refused before anything is written", async (_, more) => {
    const before = JSON.stringify(disk.picture("/ws"));
    await expect(deployed([known(more), known(more)])).rejects.toMatchObject({ code: "NAME_TAKEN", message: expect.stringContaining(more.source) as unknown });
    expect(JSON.stringify(disk.picture("/ws"))).toBe(before);
    expect(loadRollbacks(disk.files, "/data")).toEqual([]);
  });

  it.each([
    ["it needs a program that is missing", known({ eligible: false, missing: { bins: ["pdftotext"] } }), "will not use it: missing bins: pdftotext"],
    ["it is switched off", known({ eligible: false, disabled: true }), "will not use it: it is switched off"],
    ["it is not on a list", known({ eligible: false, blockedByAllowlist: true }), "not on the list of allowed skills"],
    ["it gives no reason", known({ eligible: false }), "it gives no reason"],
    ["it takes another one", known({ baseDir: "/elsewhere/list-invoices" }), "takes another skill of this name: /elsewhere/list-invoices"],
    ["it does not know it", UNKNOWN, "does not see it"],
  ])("and when %s after the deploy, that is said", async (_, after, words) => {
    const result = await deployed([UNKNOWN, after]);
    expect(result.status).toBe("deployed");
    expect(result.hostSays?.words).toContain(words);
  });

  it("by any path to the same folder", async () => {
    disk.special("/link", "link", "/ws");
    expect((await deployed([UNKNOWN, known({ baseDir: `/link/skills/${NAME}` })])).hostSays?.words).toBe("OpenClaw sees it and can use it");
  });

  it.each<readonly [string, Answer, string]>([
    ["there is none", null, "no program openclaw on the path"],
    ["it is too slow", { exitCode: null, stdout: "", stderr: "", timedOut: true }, "no answer within 15 seconds"],
    ["it says nothing that can be read", printed("Segmentation fault", 139), "ended with 139"],
    ["it answers with another error", printed({ ok: false, error: { message: "config invalid" } }, 1), "answered with an error"],
    ["it answers with a list", printed("[]"), "no answer that can be read"],
    ["it cannot be started", "throws", "that is no folder"],
  ])("and when %s, the deploy goes on and says plainly that it was not asked", async (_, answer, why) => {
    const result = await deployed([answer]);
    expect(result).toMatchObject({ status: "deployed", hostSays: { before: { asked: false }, after: { asked: false } } });
    expect(result.hostSays?.words).toContain("OpenClaw was not asked");
    expect(result.hostSays?.words).toContain(why);
    // who gave no answer before is not waited for again
    expect(asked()).toHaveLength(1);
  });

  it("never for another workspace than its own, another host, a plan, or where there is nothing to do", async () => {
    disk.put("/home/.openclaw/openclaw.json", JSON.stringify({ agents: { defaults: { workspace: "/another" } } }));
    expect((await deployed([UNKNOWN, known()])).hostSays?.words).toContain("is not in the workspace that it uses");
    expect(asked()).toEqual([]);
    disk = ready.clone();
    await deployed([UNKNOWN, known()]);
    expect(asked()).toHaveLength(2);
    expect(await deployed([known(), known()])).toMatchObject({ status: "already", hostSays: null });
    expect(asked()).toHaveLength(2);
    disk = ready.clone();
    disk.folder("/home/.claude");
    const context = contextOn(disk);
    const run: RunProgram = (...call) => (calls.push(call), known());
    const other = { ...context, powers: { ...context.powers, run } };
    await deploySkill(other, NAME, { force: false, only: "plan", plan: null });
    await deploySkill(other, NAME, { force: false, only: "apply", plan: null, to: { host: "claude-code", project: null } });
    expect(asked()).toHaveLength(2);
  });

  it("an upgrade of our own is not stopped by what it says of the name", async () => {
    await deployed([UNKNOWN, known()]);
    disk.put(`${PLACE}/SKILL.md`, "# by hand\n");
    const context = contextOn(disk);
    const run: RunProgram = () => known({ baseDir: "/elsewhere/list-invoices" });
    const result = await deploySkill({ ...context, powers: { ...context.powers, run } }, NAME, { force: true, only: "apply", plan: null });
    expect(result.status).toBe("deployed");
  });
});
