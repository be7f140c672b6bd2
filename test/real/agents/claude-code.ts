/**
 * Lets a real Claude Code write session logs: `node test/real/agents/claude-code.ts PATH/TO/claude NEW-FOLDER KEPT`.
 * The model is a scripted server on loopback, home is `NEW-FOLDER/ada`; `KEPT` gets the logs, small and without paths of
 * this machine. `STEP=typed` makes one part only.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { anthropicApi } from "./anthropic-api.ts";
import { keepLogs } from "./keep.ts";
import { type Script, startScriptedModel } from "./scripted-model.ts";
import { KEY, Terminal } from "./terminal.ts";

const [program = "", folder = "", kept = ""] = process.argv.slice(2).map((path) => resolve(path));
const home = join(folder, "ada");
const shop = join(home, "shop");
const apiKey = "dummy-key-0000000000";

const script: Script = {
  "fix the failing cart test": [
    { words: "Let me see.", tool: "Bash", input: { command: "sh check.sh", description: "Run the check" } },
    { tool: "Bash", input: { command: "echo ok > done && sh check.sh", description: "Fix and check" } },
    { words: "The cart test passes now." },
  ],
  "count the orders slowly": [
    { words: "Counting.", tool: "Bash", input: { command: "sleep 4; echo 41", description: "Count" } },
    { words: "Working.", tool: "Bash", input: { command: "sleep 4; echo 42", description: "Count again" } },
    { words: "There are 42 orders.", afterMs: 500 },
  ],
  "also write a changelog line": [{ words: "Changelog line written." }],
  "tell me a long story": [{ words: "Once upon a time.", afterMs: 30_000 }],
  "name the shop": [{ words: "It is called Corner." }],
  "name the town": [{ words: "It is called Riverton." }],
  "name the river": [{ words: "It is called Blue." }],
  "ask a helper to look": [
    {
      words: "I ask a helper.",
      tool: "Agent",
      input: { description: "Look around", prompt: "look around in the folder for the helper", subagent_type: "general-purpose" },
    },
    { words: "The helper found three files." },
  ],
  "look around in the folder for the helper": [{ tool: "Bash", input: { command: "ls", description: "List" } }, { words: "Three files." }],
  "review carefully": [{ words: "Reviewed." }],
};

const model = await startScriptedModel(anthropicApi, script);
mkdirSync(join(shop, ".claude/commands"), { recursive: true });
mkdirSync(join(home, ".claude"), { recursive: true });
writeFileSync(join(shop, "check.sh"), "test -f done || { echo 1 failing; exit 1; }\necho passed\n");
writeFileSync(join(shop, ".claude/commands/review.md"), "---\ndescription: Review a part\n---\nreview carefully: $ARGUMENTS\n");
writeFileSync(
  join(home, ".claude/settings.json"),
  JSON.stringify({ permissions: { defaultMode: "default", allow: ["Bash", "Read", "Edit", "Write", "Agent", "Task"] } }),
);
const trusted = { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true, allowedTools: [] };
writeFileSync(
  join(home, ".claude.json"),
  JSON.stringify({ hasCompletedOnboarding: true, theme: "dark", customApiKeyResponses: { approved: [apiKey], rejected: [] }, projects: { [shop]: trusted } }),
);
const env = {
  HOME: home,
  PATH: process.env["PATH"] ?? "",
  TZ: "UTC",
  LANG: "C.UTF-8",
  ANTHROPIC_BASE_URL: `http://127.0.0.1:${model.port}`,
  ANTHROPIC_API_KEY: apiKey,
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
};

/** An interactive session: `talk` types into it. */
async function session(args: readonly string[], talk: (terminal: Terminal) => Promise<void>): Promise<void> {
  const terminal = new Terminal(program, args, shop, env);
  try {
    await pause(4000);
    await talk(terminal);
    await pause(1500);
    await terminal.keys(KEY.clear);
    await terminal.line("/exit");
    await pause(1500);
  } finally {
    await terminal.close();
  }
}

const step = process.env["STEP"] ?? "";
if (step === "" || step === "print") {
  const printing = spawn(program, ["-p", "name the shop"], { cwd: shop, env, stdio: "ignore", timeout: 60_000 });
  await new Promise((resolve) => printing.once("close", resolve));
}
if (step === "" || step === "typed") {
  await session([], async (terminal) => {
    await terminal.line("fix the failing cart test");
    await terminal.until("passes now");
    await terminal.line("count the orders slowly");
    await terminal.until("Counting");
    await terminal.line("also write a changelog line");
    await terminal.until("line written", 30_000);
    await pause(1000);
    await terminal.line("/review the cart only");
    await terminal.until("Reviewed");
    await terminal.line("!ls check.sh");
    await pause(1500);
    await terminal.line("tell me a long story");
    await pause(2500);
    await terminal.keys(KEY.escape);
    await pause(1500);
    await terminal.keys(KEY.clear);
    await terminal.keys(`${KEY.pasteStart}Traceback (most recent call last):\n${"  File x.py, line 3, in cart\n".repeat(15)}KeyError: cart${KEY.pasteEnd}`);
    await terminal.line(" name the shop in this trace");
    await terminal.until("Corner");
    await terminal.line("count the orders slowly once more");
    await terminal.until("Counting");
    await terminal.line("never mind this one");
    await terminal.keys(KEY.up, 800);
    await terminal.keys(KEY.clear);
    await terminal.line("/review the stock only");
    await terminal.line("also name the town");
    await terminal.until("Reviewed", 30_000);
  });
}
if (step === "" || step === "resume") {
  await session(["--continue"], async (terminal) => {
    await terminal.line("name the town");
    await terminal.until("Riverton");
  });
}
if (step === "" || step === "fork") {
  await session(["--continue", "--fork-session"], async (terminal) => {
    await terminal.line("name the shop");
    await terminal.until("Corner");
  });
}
if (step === "" || step === "helper") {
  await session([], async (terminal) => {
    await terminal.line("ask a helper to look");
    await terminal.until("found three", 40_000);
  });
}
if (step === "" || step === "rewind") {
  await session([], async (terminal) => {
    await terminal.line("name the shop");
    await terminal.until("Corner");
    await terminal.line("name the river");
    await terminal.until("Blue");
    await terminal.line("/rewind");
    await pause(1000);
    await terminal.keys(KEY.up, 600);
    await terminal.keys(KEY.enter);
    await pause(1000);
    await terminal.keys(KEY.enter, 1500);
    await terminal.keys(KEY.clear);
    await terminal.line("name the town");
    await terminal.until("Riverton");
    await terminal.line("/clear");
    await pause(1500);
    await terminal.line("name the shop");
    await terminal.until("Corner");
  });
}
await model.close();
keepLogs(join(home, ".claude/projects"), kept, folder);
