/**
 * Lets a real Codex CLI write session logs: `node test/real/agents/codex.ts PATH/TO/codex NEW-FOLDER KEPT`. The model is
 * a scripted server on loopback, home is `NEW-FOLDER/ada`; `KEPT` gets the logs, small and without paths of this machine.
 * `STEP=typed` makes one part only.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { keepLogs } from "./keep.ts";
import { responsesApi } from "./responses-api.ts";
import { type Script, startScriptedModel } from "./scripted-model.ts";
import { KEY, Terminal } from "./terminal.ts";

const [program = "", folder = "", kept = ""] = process.argv.slice(2).map((path) => resolve(path));
const home = join(folder, "ada");
const shop = join(home, "shop");

const script: Script = {
  "fix the failing cart test": [
    { tool: "exec_command", input: { cmd: "sh check.sh" } },
    { tool: "exec_command", input: { cmd: "echo ok > done && sh check.sh" } },
    { words: "The cart test passes now." },
  ],
  "count the orders slowly": [
    { tool: "exec_command", input: { cmd: "sleep 4; echo 41" } },
    { words: "There are 41 orders.", afterMs: 3000 },
  ],
  "also write a changelog line": [{ words: "Changelog line written." }],
  "tell me a long story": [{ words: "Once upon a time.", afterMs: 30_000 }],
  "name the shop": [{ words: "It is called Corner." }],
  "name the town": [{ words: "It is called Riverton." }],
  "name the river": [{ words: "It is called Blue." }],
};

const model = await startScriptedModel(responsesApi, script);
mkdirSync(shop, { recursive: true });
mkdirSync(join(home, ".codex"), { recursive: true });
writeFileSync(join(shop, "check.sh"), "test -f done || { echo 1 failing; exit 1; }\necho passed\n");
writeFileSync(join(shop, "AGENTS.md"), "Use pnpm.\n");
writeFileSync(
  join(home, ".codex/config.toml"),
  `model = "scripted-1"
model_provider = "scripted"
approval_policy = "never"
sandbox_mode = "danger-full-access"
check_for_update_on_startup = false
[model_providers.scripted]
name = "scripted"
base_url = "http://127.0.0.1:${model.port}/v1"
wire_api = "responses"
env_key = "SCRIPTED_KEY"
request_max_retries = 0
stream_max_retries = 0
[projects."${shop}"]
trust_level = "trusted"
[analytics]
enabled = false
`,
);
const env = { HOME: home, PATH: process.env["PATH"] ?? "", TZ: "UTC", LANG: "C.UTF-8", SCRIPTED_KEY: "dummy" };

async function run(...args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { cwd: shop, env, stdio: ["ignore", "inherit", "inherit"], timeout: 60_000 });
  await new Promise((done) => child.once("close", done));
}

async function session(args: readonly string[], talk: (terminal: Terminal) => Promise<void>): Promise<void> {
  const terminal = new Terminal(program, args, shop, env);
  try {
    await pause(8000);
    await talk(terminal);
    await pause(1500);
    await terminal.line("/quit");
    await pause(1500);
  } finally {
    await terminal.close();
  }
}

const step = process.env["STEP"] ?? "";
if (step === "" || step === "exec") await run("exec", "--skip-git-repo-check", "name the shop");
if (step === "" || step === "typed") {
  await session(["--no-daemon"], async (terminal) => {
    await terminal.line("fix the failing cart test");
    await terminal.until("passes now");
    await terminal.line("count the orders slowly");
    await pause(1500);
    await terminal.line("also write a changelog line");
    await terminal.until("line written", 30_000);
    await terminal.line("/status");
    await pause(1000);
    await terminal.line("!ls check.sh");
    await pause(2000);
    await terminal.line("tell me a long story");
    await pause(2500);
    await terminal.keys(KEY.escape);
    await pause(1500);
    await terminal.line("name the river");
    await terminal.until("Blue");
    await pause(1500);
    await terminal.keys(KEY.escape, 700);
    await terminal.keys(KEY.escape, 1500);
    await terminal.keys(KEY.enter, 1500);
    await terminal.keys(KEY.clear);
    await terminal.line("name the town");
    await terminal.until("Riverton");
  });
}
if (step === "" || step === "resume") {
  await session(["resume", "--no-daemon", "--last"], async (terminal) => {
    await terminal.line("name the shop");
    await terminal.until("Corner");
  });
}
if (step === "" || step === "fork") {
  await session(["fork", "--no-daemon", "--last"], async (terminal) => {
    await terminal.line("name the town");
    await terminal.until("Riverton");
  });
}
await model.close();
keepLogs(join(home, ".codex/sessions"), join(kept, "sessions"), folder);
