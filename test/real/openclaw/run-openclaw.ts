import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Path to the `openclaw.mjs` to test with, null when there is none (then the tests skip, loudly). */
export function realOpenclaw(): string | null {
  const path = process.env["OPENCLAW_MJS"] ?? "";
  if (path !== "") return path;
  console.warn("\n!!! SKIPPED: tests against a real OpenClaw. Set OPENCLAW_MJS=/path/to/openclaw.mjs to run them. !!!\n");
  return null;
}

export type Ran = Readonly<{ code: number | null; stdout: string; stderr: string }>;

/** Runs `openclaw ARGS` with its own home and nothing of ours in its environment; killed with all its children after `timeoutMs`. */
export function runOpenclaw(mjs: string, home: string, args: readonly string[], timeoutMs = 90_000): Promise<Ran> {
  const env = { HOME: home, PATH: process.env["PATH"] ?? "", NO_COLOR: "1", TZ: "UTC", LANG: "C.UTF-8" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [mjs, ...args], { cwd: home, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    const timer = setTimeout(() => killGroup(child.pid), timeoutMs);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      killGroup(child.pid);
      resolve({ code, ...output });
    });
  });
}

/** The child leads its own process group, so that nothing it started outlives the test. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // the group is gone already
  }
}

/** Writes a configuration whose only provider is a model server on a loopback port; no update check, no other traffic. */
export function configureHome(home: string, modelPort: number): void {
  const model = {
    id: "scripted-1",
    name: "Scripted 1",
    reasoning: false,
    input: ["text"],
    cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    contextWindow: 200_000,
    maxTokens: 4096,
  };
  const provider = { baseUrl: `http://127.0.0.1:${modelPort}/v1`, apiKey: "not-a-key", api: "openai-completions", models: [model] };
  const config = {
    gateway: { mode: "local", bind: "loopback", auth: { mode: "token", token: "not-a-token" } },
    models: { mode: "merge", providers: { scripted: provider } },
    agents: { defaults: { model: { primary: "scripted/scripted-1" } } },
    update: { checkOnStart: false },
  };
  mkdirSync(join(home, ".openclaw"), { recursive: true });
  writeFileSync(join(home, ".openclaw", "openclaw.json"), JSON.stringify(config, null, 1));
}

/** What `openclaw skills info NAME --json` says. `eligible` is false and `found` too when the host does not know the skill. */
export type SkillInfo = Readonly<{
  found: boolean;
  eligible: boolean;
  name: string;
  description: string;
  source: string;
  filePath: string;
  raw: Readonly<Record<string, unknown>>;
  stderr: string;
}>;

/** Asks a real OpenClaw with this home about one skill. About three seconds, up to ten on a busy machine. */
export async function skillInfo(mjs: string, home: string, name: string): Promise<SkillInfo> {
  const { stdout, stderr } = await runOpenclaw(mjs, home, ["skills", "info", name, "--json"], 60_000);
  const raw = jsonIn(stdout);
  const text = (key: string): string => (typeof raw[key] === "string" ? raw[key] : "");
  return {
    found: text("name") !== "",
    eligible: raw["eligible"] === true,
    name: text("name"),
    description: text("description"),
    source: text("source"),
    filePath: text("filePath"),
    raw,
    stderr,
  };
}

function jsonIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text.slice(text.indexOf("{"))) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
