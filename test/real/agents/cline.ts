/**
 * Lets a real Cline command line write sessions: `node test/real/agents/cline.ts PATH/TO/cline NEW-FOLDER`. The model is
 * a scripted server on loopback; home is `NEW-FOLDER/ada`, the sessions stand in its `.cline/data/sessions`.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openaiApi } from "./openai-api.ts";
import { type Script, startScriptedModel } from "./scripted-model.ts";

const [program = "", folder = ""] = process.argv.slice(2).map((path) => resolve(path));
const home = join(folder, "ada");
const shop = join(home, "shop");

const script: Script = {
  "list the open invoices": [
    { words: "Looking at the folder.", tool: "run_commands", input: { commands: ["cat invoices/missing.csv"] } },
    { words: "Trying the other.", tool: "run_commands", input: { commands: ["cat invoices/open.csv"] } },
    { words: "Two invoices are open." },
  ],
  "ask a helper": [{ tool: "spawn_agent", input: { systemPrompt: "You look around.", task: "look around for the helper" } }, { words: "One file was found." }],
  "look around for the helper": [{ tool: "run_commands", input: { commands: ["ls"] } }, { words: "One file." }],
};

const model = await startScriptedModel(openaiApi, script);
mkdirSync(join(shop, "invoices"), { recursive: true });
writeFileSync(join(shop, "invoices/open.csv"), "id,total\n1,20\n2,30\n");
const env = { HOME: home, PATH: process.env["PATH"] ?? "", TZ: "UTC", LANG: "C.UTF-8" };

/** Runs the program once, to its end. */
async function run(...args: readonly string[]): Promise<void> {
  const running = spawn(program, args, { cwd: shop, env, stdio: "ignore", timeout: 90_000 });
  await new Promise((done) => running.once("close", done));
}

await run("auth", "openai-compatible", "-k", "dummy-key-000", "-m", "scripted-1", "-b", `http://127.0.0.1:${model.port}/v1`);
await run("list the open invoices");
await run("/tidy the invoices folder");
await run("ask a helper to look");
await model.close();
