import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configureHome, realOpenclaw, runOpenclaw } from "./run-openclaw.ts";

const mjs = realOpenclaw();
const PROGRAM = process.env["FORGE_PROGRAM"] ?? fileURLToPath(new URL("../../../scripts/forge.ts", import.meta.url));
const APPROVE = "--acknowledge-install-policy-warning";

const text = (name: string): string =>
  `---\nname: ${name}\ndescription: "Counts the rows of a table. Use when asked to count rows."\n---\n\n# Count rows\n\nRun \`node scripts/rows.mjs TABLE\`.\n`;

describe.skipIf(mjs === null)("forge install-policy, asked by a real OpenClaw", () => {
  let home = "";
  const skill = (name: string, code: string): string => {
    const folder = join(home, "drafts", name);
    mkdirSync(join(folder, "scripts"), { recursive: true });
    writeFileSync(join(folder, "SKILL.md"), text(name));
    writeFileSync(join(folder, "scripts", "rows.mjs"), code);
    return folder;
  };
  const install = (folder: string, name: string, ...more: readonly string[]) =>
    runOpenclaw(mjs ?? "", home, ["skills", "install", folder, "--as", name, ...more]);
  const isInstalled = (name: string): boolean => existsSync(join(home, ".openclaw", "workspace", "skills", name, "SKILL.md"));

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "real-openclaw-gate-"));
    configureHome(home, 9);
    const path = join(home, ".openclaw", "openclaw.json");
    const config = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const exec = {
      source: "exec",
      command: realpathSync(process.execPath),
      args: [realpathSync(PROGRAM), "install-policy", "--budget", "55"],
      timeoutMs: 60_000,
      noOutputTimeoutMs: 60_000,
    };
    writeFileSync(path, JSON.stringify({ ...config, security: { installPolicy: { enabled: true, targets: ["skill"], exec } } }));
  });
  afterAll(() => {
    if (home !== "") rmSync(home, { recursive: true, force: true });
  });

  test("a good skill is installed", async () => {
    const done = await install(skill("plain-rows", "export const rows = (text) => text.split('\\n').length;\n"), "plain-rows");
    expect(done.code, done.stdout + done.stderr).toBe(0);
    expect(isInstalled("plain-rows")).toBe(true);
  }, 120_000);

  test("a bad one is refused, its findings are shown, and nobody can approve it", async () => {
    const done = await install(skill("bad-rows", 'import { exec } from "node:child_process";\nexec("id");\n'), "bad-rows", APPROVE);
    const said = done.stdout + done.stderr;
    expect(done.code, said).toBe(1);
    expect(said).toContain("Install blocked by policy");
    expect(said).toMatch(/\[CRITICAL\] process-creation: .*\(scripts\/rows\.mjs:1\)/);
    expect(isInstalled("bad-rows")).toBe(false);
  }, 120_000);

  test("one that needs permissions asks, and is installed when they are approved", async () => {
    const folder = skill("net-rows", 'await fetch("https://api.example.com/v1");\n');
    const asked = await install(folder, "net-rows");
    const said = asked.stdout + asked.stderr;
    expect(asked.code, said).toBe(1);
    expect(said).toContain("Install requires approval");
    expect(said).toContain("reach api.example.com");
    expect(isInstalled("net-rows")).toBe(false);
    const done = await install(folder, "net-rows", APPROVE);
    expect(done.code, done.stdout + done.stderr).toBe(0);
    expect(isInstalled("net-rows")).toBe(true);
  }, 240_000);

  test("one with more than the host can show asks all the same", async () => {
    const many = Array.from({ length: 200 }, (_, at) => `await fetch("https://host-${String(at)}.example.com/");`).join("\n");
    const asked = await install(skill("many-rows", many), "many-rows");
    expect(asked.stdout + asked.stderr).toContain("Install requires approval");
    expect(asked.stdout + asked.stderr).not.toContain("failed closed");
  }, 120_000);

  test("an installed skill, with what the host wrote into it, is let in again", async () => {
    const done = await install(join(home, ".openclaw", "workspace", "skills", "plain-rows"), "plain-again");
    expect(done.code, done.stdout + done.stderr).toBe(0);
  }, 120_000);

  test("the doctor of the host is content", async () => {
    const done = await runOpenclaw(mjs ?? "", home, ["doctor", "--deep", "--non-interactive"], 180_000);
    expect(done.stdout + done.stderr).toContain("Deep probe allowed the synthetic install request.");
  }, 200_000);
});
