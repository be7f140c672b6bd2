import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realPathOf, refusedBy } from "#cli/gate/conditions";
import { supervised } from "#cli/gate/supervise";
import type { InstallAnswer } from "#pipeline/install-answer";
import { answerInstall } from "#pipeline/install-policy";
import { nodePowers } from "#platform/powers";
import { makeZip } from "../stages/scan/archive/make.ts";

const FORGE = fileURLToPath(new URL("../../scripts/forge.ts", import.meta.url));
const GOOD =
  '---\nname: sample\ndescription: "Counts the rows of a table. Use when asked to count rows."\n---\n\n# Count rows\n\nRun `node scripts/rows.mjs TABLE`.\n';
const ROWS = "export const rows = (text) => text.split('\\n').length;\n";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "forge-gate-"));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function folder(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [path, content] of Object.entries({ "SKILL.md": GOOD, ...files })) {
    const whole = join(root, name, path);
    mkdirSync(join(whole, ".."), { recursive: true });
    writeFileSync(whole, content);
  }
  return join(root, name);
}

type Asked = Readonly<Record<string, unknown>>;
const asked = (sourcePath: string, more: Asked = {}): Asked => ({
  protocolVersion: 1,
  openclawVersion: "2026.9.6",
  targetName: "sample",
  targetType: "skill",
  sourcePath,
  sourcePathKind: "directory",
  source: { kind: "local-path", authority: "user", mutable: true, network: false },
  origin: { type: "path", spec: "./sample" },
  request: { kind: "skill-install", mode: "install" },
  somethingNew: [1, 2, 3],
  ...more,
});

async function answer(request: unknown, env: Readonly<Record<string, string>> = {}): Promise<InstallAnswer> {
  const text = typeof request === "string" ? request : JSON.stringify(request);
  return answerInstall(nodePowers({ env, home: "/nonexistent" }), new TextEncoder().encode(text));
}

/** The notice as the host puts it together; it refuses a longer one. */
function noticeLength({ reason = "", findings = [] }: InstallAnswer): number {
  return findings.reduce((sum, one) => sum + one.message.length + one.ruleId.length + (one.file ?? "").length + 40, reason.length + 600);
}

describe("the decision", () => {
  it("lets a good skill in", async () => {
    expect(await answer(asked(folder("good", { "scripts/rows.mjs": ROWS })))).toEqual({ protocolVersion: 1, decision: "allow" });
  });

  it("blocks what nothing lifts, with the findings, and twice the same", async () => {
    const path = folder("bad", { "scripts/rows.mjs": 'import { exec } from "node:child_process";\nexec("id");\n' });
    const first = await answer(asked(path));
    expect(first).toMatchObject({ decision: "block", findings: [{ ruleId: "process-creation", severity: "critical", file: "scripts/rows.mjs", line: 1 }] });
    expect(first.reason).toContain("can still change until they are copied");
    expect(await answer(asked(path))).toEqual(first);
  });

  it("asks the person about exactly what a skill needs", async () => {
    const path = folder("asks", { "scripts/rows.mjs": 'await fetch("https://api.example.com/v1");\nconsole.log(process.env.SAMPLE_TOKEN);\n' });
    const first = await answer(asked(path, { source: { mutable: false } }));
    expect(first).toMatchObject({ protocolVersion: 1, decision: "warn" });
    expect(first.reason).toContain("reach api.example.com; read the secrets SAMPLE_TOKEN");
    expect(first.reason).not.toContain("can still change");
    expect(first.findings?.map((one) => one.message.split(":").slice(0, 2).join(":"))).toEqual(
      expect.arrayContaining(["needs network:api.example.com", "needs secrets:SAMPLE_TOKEN"]),
    );
  });

  it("takes grants from the policy that the environment names, and refuses without it when it is damaged", async () => {
    const path = folder("granted", { "scripts/rows.mjs": 'await fetch("https://api.example.com/v1");\n' });
    const policy = join(root, "policy.json");
    const grant = (until: string | null) =>
      writeFileSync(
        policy,
        JSON.stringify({ schemaVersion: 1, grants: [{ skill: "sample", permission: "network:api.example.com", by: "me", reason: "looked", until }] }),
      );
    grant(null);
    expect((await answer(asked(path), { SKILL_FORGE_POLICY: policy })).decision).toBe("allow");
    expect((await answer(asked(path, { targetName: "other" }), { SKILL_FORGE_POLICY: policy })).decision).toBe("warn");
    grant("2001-01-01T00:00:00.000Z");
    expect((await answer(asked(path), { SKILL_FORGE_POLICY: policy })).decision).toBe("warn");
    writeFileSync(policy, "{");
    expect((await answer(asked(path), { SKILL_FORGE_POLICY: policy })).decision).toBe("block");
    expect((await answer(asked(path), { SKILL_FORGE_POLICY: join(root, "nothing.json") })).decision).toBe("block");
  });

  it("keeps to the limits of the host however much is found", async () => {
    const many = Array.from({ length: 300 }, (_, at) => `await fetch("https://h${String(at)}.example.com/");`).join("\n");
    const warned = await answer(asked(folder("many", { "scripts/rows.mjs": many }), { targetName: "sample" }));
    expect(warned.decision).toBe("warn");
    expect(noticeLength(warned)).toBeLessThan(4_000);
    expect(warned.reason).toMatch(/\d+ more finding\(s\) are not shown/);
    const blocks = Array.from({ length: 300 }, (_, at) => `eval(a${String(at)});`).join("\n");
    const blocked = await answer(asked(folder("many-blocks", { "scripts/rows.mjs": blocks })));
    expect(blocked.decision).toBe("block");
    expect(noticeLength(blocked)).toBeLessThan(4_000);
    for (const one of [warned, blocked]) for (const finding of one.findings ?? []) expect(finding.message.length).toBeLessThanOrEqual(1_000);
  });

  it("judges an archive by what is in it", async () => {
    const zip = join(root, "sample.zip");
    writeFileSync(
      zip,
      makeZip([
        { name: "sample/SKILL.md", content: GOOD },
        { name: "sample/scripts/rows.mjs", content: ROWS },
      ]),
    );
    expect((await answer(asked(zip, { sourcePathKind: "file" }))).decision).toBe("allow");
    writeFileSync(
      zip,
      makeZip([
        { name: "sample/SKILL.md", content: GOOD },
        { name: "../out.mjs", content: ROWS },
      ]),
    );
    expect((await answer(asked(zip, { sourcePathKind: "file" }))).decision).toBe("block");
  });

  it("is met again by what the host writes into an installed skill", async () => {
    const path = folder("installed", {
      "scripts/rows.mjs": ROWS,
      ".openclaw/source-origin.json": '{"version":1,"source":"path"}',
      ".clawhub/origin.json": '{"version":1}',
      "_meta.json": "{}",
    });
    expect((await answer(asked(path))).decision).toBe("allow");
  });

  it("lets a person approve what plugins are made of, and nothing that hides", async () => {
    const path = folder("plugin", { "index.mjs": 'import { spawn } from "node:child_process";\nspawn("git", ["status"]);\n' });
    const plugin = { targetType: "plugin", request: { kind: "plugin-dir", mode: "install" } };
    const warned = await answer(asked(path, plugin));
    expect(warned.decision).toBe("warn");
    expect(warned.reason).toContain("would block a skill");
    folder("plugin", { "other.mjs": "export const a\u202e = 1;\n" });
    expect((await answer(asked(path, plugin))).decision).toBe("block");
  });

  it("lets the doctor's probe pass, and only that", async () => {
    const empty = join(root, "probe");
    mkdirSync(empty);
    expect((await answer(asked(empty, { origin: { type: "doctor" }, source: undefined }))).decision).toBe("allow");
    expect((await answer(asked(empty))).decision).toBe("block");
  });
});

describe("what is not as it should be is refused", () => {
  it.each<readonly [string, unknown]>([
    ["nothing", ""],
    ["no JSON", "{"],
    ["no object", "[1]"],
    ["null", "null"],
    ["another version", asked("/tmp", { protocolVersion: 2 })],
    ["no version", asked("/tmp", { protocolVersion: undefined })],
    ["another target", asked("/tmp", { targetType: "theme" })],
    ["no name", asked("/tmp", { targetName: "" })],
    ["a relative path", asked("tmp")],
    ["a path with NUL", asked("/tmp\u0000")],
    ["a path that is a number", { ...asked("/tmp"), sourcePath: 7 }],
    ["a kind that is not known", asked("/tmp", { sourcePathKind: "url" })],
    ["a path that is not there", asked("/nonexistent/skill")],
    ["a device", asked("/dev/null", { sourcePathKind: "file" })],
    ["a huge request", asked("/tmp", { filler: "x".repeat(262_144) })],
  ])("%s", async (_what, request) => {
    const given = await answer(request);
    expect(given.decision).toBe("block");
    expect(given.reason).toMatch(/^Skill-Forge could not judge it/);
  });

  it("a file in place of a folder, a folder in place of a file, links", async () => {
    const path = folder("kinds", {});
    expect((await answer(asked(join(path, "SKILL.md")))).decision).toBe("block");
    expect((await answer(asked(path, { sourcePathKind: "file" }))).decision).toBe("block");
    symlinkSync(path, join(root, "kinds-link"));
    expect((await answer(asked(join(root, "kinds-link")))).decision).toBe("block");
    symlinkSync("/etc/hostname", join(path, "notes.md"));
    expect(await answer(asked(path))).toMatchObject({ decision: "block", findings: [{ ruleId: "unread-link", file: "notes.md" }] });
  });

  it("any bytes at all get an answer", async () => {
    const whole = JSON.stringify(asked("/nonexistent"));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.string({ maxLength: 6, unit: "binary" }), async (at, added) => {
        const given = await answer(whole.slice(0, at) + added + whole.slice(at));
        expect(given).toMatchObject({ protocolVersion: 1, decision: "block" });
        expect((given.reason ?? "").length).toBeLessThanOrEqual(1_000);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

describe("the program as the host starts it", () => {
  const started = (input: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, ["--no-warnings", FORGE, "install-policy", "--budget", "50", ...args], {
      cwd: "/",
      env,
      input,
      encoding: "utf8",
      timeout: 60_000,
    });

  it("answers with exit 0 and one line, without PATH, HOME or anything written", () => {
    const path = folder("started", { "scripts/rows.mjs": ROWS });
    const before = readdirSync(root, { recursive: true }).length;
    const done = started(JSON.stringify(asked(path)));
    expect([done.status, done.stdout]).toEqual([0, '{"protocolVersion":1,"decision":"allow"}\n']);
    expect(readdirSync(root, { recursive: true }).length).toBe(before);
  });

  it("answers a request that is none", () => {
    const done = started("{");
    expect(done.status).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ decision: "block" });
  });

  it("refuses in time what takes too long, and what ends without an answer", () => {
    const powers = nodePowers();
    const slow = join(root, "slow.mjs");
    const request = new TextEncoder().encode("{}");
    writeFileSync(slow, "setInterval(() => undefined, 1000);");
    expect(supervised(powers, request, slow, [], 1_500)).toEqual({ why: "it is too large or too involved to be read in 2 seconds" });
    writeFileSync(slow, "process.exit(3);");
    expect(supervised(powers, request, slow, [], 20_000)).toEqual({ why: "the judging process ended with code 3" });
    writeFileSync(slow, "process.kill(process.pid, 'SIGKILL');");
    expect(supervised(powers, request, slow, [], 20_000)).toEqual({ why: "the judging process ended with a signal" });
    writeFileSync(slow, "console.log('no answer');");
    expect(supervised(powers, request, slow, [], 20_000)).toEqual({ why: "the judging process gave no answer" });
  });

  it("prints a configuration whose paths are real", () => {
    const done = started("", ["--print-config", "--json"]);
    const config: unknown = JSON.parse(done.stdout);
    expect(config).toMatchObject({ security: { installPolicy: { enabled: true, exec: { source: "exec", command: realPathOf(process.execPath) } } } });
  });
});

describe("what the host would refuse about the program", () => {
  const user = process.getuid?.() ?? 0;
  it("is said before the host says it", () => {
    const home = join(root, "node-home");
    mkdirSync(home, { mode: 0o755 });
    const node = join(home, "node");
    const script = join(home, "forge.js");
    for (const path of [node, script]) writeFileSync(path, "", { mode: 0o755 });
    const why = () =>
      refusedBy(node, script, user)
        .filter((one) => one.path.startsWith(home))
        .map((one) => one.why);
    expect(why()).toEqual([]);
    chmodSync(script, 0o775);
    expect(why()).toEqual(["can be written by its group or by others"]);
    chmodSync(script, 0o755);
    chmodSync(home, 0o777);
    expect(new Set(why())).toEqual(new Set(["can be written by its group or by others"]));
    chmodSync(home, 0o755);
    rmSync(script);
    expect(why()).toEqual(["is not there"]);
    symlinkSync(node, script);
    expect(why()).toEqual(["is a link"]);
    expect(refusedBy("/usr/bin/env", node, user)[0]?.why).toMatch(/not called node/);
    expect(refusedBy("node", node, user)[0]?.why).toBe("is no absolute path");
  });
});
