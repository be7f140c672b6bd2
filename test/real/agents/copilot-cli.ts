/**
 * Lets a real GitHub Copilot CLI write session logs: `node test/real/agents/copilot-cli.ts PATH/TO/copilot NEW-FOLDER`.
 * It runs offline against a scripted model on loopback; home is `NEW-FOLDER/ada`. Afterwards `NEW-FOLDER/kept` holds
 * the logs without paths of this machine.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { keepLogs } from "./keep.ts";
import { openaiApi } from "./openai-api.ts";
import { type Script, startScriptedModel } from "./scripted-model.ts";
import { KEY, Terminal } from "./terminal.ts";

const [program = "", folder = ""] = process.argv.slice(2).map((path) => resolve(path));
const home = join(folder, "ada");
const shop = join(home, "shop");

const script: Script = {
  "list the open invoices": [
    { words: "Looking at the folder.", tool: "bash", input: { command: "cat invoices/missing.csv", description: "Read" } },
    { words: "Trying the other.", tool: "bash", input: { command: "cat invoices/open.csv", description: "Read" } },
    { words: "Two invoices are open." },
  ],
  "take your time": [{ tool: "bash", input: { command: "sleep 20", description: "Wait" } }, { words: "Done waiting." }],
  "write a summary": [{ words: "Written." }],
  "and the closed": [{ words: "None are closed." }],
  "ask a helper": [
    { tool: "task", input: { name: "looker", description: "Look", prompt: "look around for the helper", agent_type: "general-purpose" } },
    { words: "The helper found one file." },
  ],
  "look around for the helper": [{ tool: "bash", input: { command: "ls", description: "List" } }, { words: "One file." }],
  "Tidy the folder": [{ words: "Tidied up." }],
};

const model = await startScriptedModel(openaiApi, script);
mkdirSync(join(shop, "invoices"), { recursive: true });
mkdirSync(join(home, ".copilot/skills/tidy"), { recursive: true });
writeFileSync(join(shop, "invoices/open.csv"), "id,total\n1,20\n2,30\n");
writeFileSync(
  join(home, ".copilot/skills/tidy/SKILL.md"),
  "---\nname: tidy\ndescription: Tidies the folder named.\n---\n\nTidy the folder the person names.\n",
);
const env = {
  HOME: home,
  PATH: process.env["PATH"] ?? "",
  TZ: "UTC",
  LANG: "C.UTF-8",
  COPILOT_OFFLINE: "true",
  COPILOT_AUTO_UPDATE: "false",
  COPILOT_MODEL: "scripted-1",
  COPILOT_PROVIDER_BASE_URL: `http://127.0.0.1:${model.port}/v1`,
};

const printing = spawn(program, ["-p", "ask a helper to look", "--allow-all-tools"], { cwd: shop, env, stdio: "ignore", timeout: 90_000 });
await new Promise((done) => printing.once("close", done));

/** An interactive session: `talk` types into it once the folder is trusted. Answers are drawn in pieces, so it waits by the clock. */
async function session(args: readonly string[], talk: (terminal: Terminal) => Promise<void>): Promise<void> {
  const terminal = new Terminal(program, ["--allow-all-tools", ...args], shop, env);
  try {
    await terminal.until("trust", 30_000);
    await terminal.keys(KEY.enter, 3000);
    await talk(terminal);
    await terminal.line("/exit");
    await pause(2000);
  } finally {
    await terminal.close();
  }
}

await session([], async (terminal) => {
  await terminal.line("list the open invoices");
  await pause(6000);
  await terminal.line("/tidy the invoices folder");
  await pause(5000);
  await terminal.line("!ls invoices/nothing");
  await pause(3000);
  await terminal.line("take your time");
  await pause(4000);
  await terminal.line("write a summary");
  await pause(25_000);
});
await session(["--continue"], async (terminal) => {
  await terminal.line("and the closed ones?");
  await pause(6000);
  await terminal.line("take your time again");
  await pause(4000);
  await terminal.keys(KEY.escape);
  await terminal.keys(KEY.escape, 2500);
  await terminal.line("/fork");
  await pause(4000);
  await terminal.line("and the closed ones once more?");
  await pause(6000);
});
await model.close();
keepLogs(join(home, ".copilot/session-state"), join(folder, "kept"), folder);
