import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sampleHome } from "../../../scripts/demo/sample.ts";
import { writeSampleHome } from "../../../scripts/demo/write.ts";
import { type Forge, forgeIn } from "../../e2e/forge.ts";
import { anthropicApi } from "./anthropic-api.ts";
import { responsesApi } from "./responses-api.ts";
import { type Api, startScriptedModel } from "./scripted-model.ts";

const SKILL = "resize-photos";

/** A real agent: how it is started for one question, and what it needs in its home before. */
type Agent = Readonly<{
  name: string;
  host: "claude-code" | "codex";
  /** Path of the program; null: not here. */
  program: string | null;
  api: Api;
  args: readonly string[];
  furnish: (home: string, port: number) => Readonly<Record<string, string>>;
}>;

const AGENTS: readonly Agent[] = [
  {
    name: "Claude Code",
    host: "claude-code",
    program: programIn("CLAUDE_CODE"),
    api: anthropicApi,
    args: ["-p", "name the shop"],
    furnish: (home, port) => {
      writeFileSync(join(home, ".claude.json"), JSON.stringify({ hasCompletedOnboarding: true, theme: "dark" }));
      return {
        ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
        ANTHROPIC_API_KEY: "dummy-key-0000000000",
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
        DISABLE_AUTOUPDATER: "1",
      };
    },
  },
  {
    name: "Codex",
    host: "codex",
    program: programIn("CODEX"),
    api: responsesApi,
    args: ["exec", "--skip-git-repo-check", "name the shop"],
    furnish: (home, port) => {
      mkdirSync(join(home, ".codex"), { recursive: true });
      writeFileSync(
        join(home, ".codex/config.toml"),
        `model = "scripted-1"
model_provider = "scripted"
approval_policy = "never"
check_for_update_on_startup = false
[model_providers.scripted]
name = "scripted"
base_url = "http://127.0.0.1:${port}/v1"
wire_api = "responses"
env_key = "SCRIPTED_KEY"
request_max_retries = 0
stream_max_retries = 0
[analytics]
enabled = false
`,
      );
      return { SCRIPTED_KEY: "dummy" };
    },
  },
];

/** A skill that was approved is deployed to the agent, and the agent is asked something: what it tells its model names the skill, or does not. */
describe.each(AGENTS)("what a real $name sees of a deployed skill", (agent) => {
  let home = "";
  let forge: Forge = () => {
    throw new Error("there is no home yet");
  };
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "real-agents-"));
    forge = forgeIn(home);
    writeSampleHome(sampleHome(Date.now()), home);
    const steps = ["observe", "crystallize", `generate --name ${SKILL} --description photos`, `review --skill ${SKILL} --approve`];
    for (const line of steps) expect(forge(line.split(" ")), line).toMatchObject({ code: 0 });
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  test.skipIf(agent.program === null)(
    "from its next session on, and no more once it is rolled back",
    async () => {
      expect(await toldBy(agent, home)).not.toContain(SKILL);
      expect(forge(["deploy", "--skill", SKILL, "--to", agent.host])).toMatchObject({ code: 0 });
      expect(await toldBy(agent, home)).toContain(SKILL);
      expect(forge(["rollback", "--skill", SKILL])).toMatchObject({ code: 0 });
      expect(await toldBy(agent, home)).not.toContain(SKILL);
      expect(forge(["undo"])).toMatchObject({ code: 0 });
      expect(await toldBy(agent, home)).toContain(SKILL);
    },
    240_000,
  );
});

function programIn(variable: string): string | null {
  const path = process.env[variable] ?? "";
  if (path !== "") return path;
  console.warn(`\n!!! SKIPPED: a deployed skill is not shown to the real agent. Set ${variable}=/path/to/its/program to do that. !!!\n`);
  return null;
}

/** All that the agent sends to its model in one session of one question, as one text. */
async function toldBy({ program, api, args, furnish }: Agent, home: string): Promise<string> {
  const heard: string[] = [];
  const model = await startScriptedModel(api, { "name the shop": [{ words: "It is called Corner." }] }, (body) => heard.push(JSON.stringify(body)));
  const shop = join(home, "shop");
  mkdirSync(shop, { recursive: true });
  const env = { HOME: home, PATH: process.env["PATH"] ?? "", TZ: "UTC", LANG: "C.UTF-8", ...furnish(home, model.port) };
  const child = spawn(program ?? "", args, { cwd: shop, env, stdio: ["ignore", "pipe", "pipe"], timeout: 90_000 });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  await new Promise((done) => child.once("close", done));
  await model.close();
  expect(said.join("")).toContain("Corner");
  return heard.join("\n");
}
