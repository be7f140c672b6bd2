import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openclawState } from "#adapters/openclaw/state";
import { nodePowers } from "#platform/powers";
import { configureHome, realOpenclaw, skillInfo } from "./run-openclaw.ts";

const mjs = realOpenclaw();
const OWN = new URL("../../../SKILL.md", import.meta.url).pathname;

describe.skipIf(mjs === null)("skill folders as a real OpenClaw sees them", () => {
  let home = "";
  let skills = "";

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "real-openclaw-skills-"));
    configureHome(home, 9);
    const powers = nodePowers({ home, cwd: home, env: {} });
    const state = openclawState(powers.host, powers.files);
    skills = state?.skillRoots("main")[0]?.path ?? "";
    mkdirSync(join(skills, "bean-rows"), { recursive: true });
    writeFileSync(
      join(skills, "bean-rows", "SKILL.md"),
      '---\nname: bean-rows\ndescription: "Count the rows of beans in a garden plan."\nmetadata: {"openclaw":{"requires":{"bins":["node"]}}}\n---\n\n# Bean rows\n\nCount them.\n',
    );
    if (existsSync(OWN)) {
      mkdirSync(join(skills, "skill-forge"));
      cpSync(OWN, join(skills, "skill-forge", "SKILL.md"));
    }
  });
  afterAll(() => {
    if (home !== "") rmSync(home, { recursive: true, force: true });
  });

  test("a skill in our first skill root is found there and eligible", async () => {
    const info = await skillInfo(mjs ?? "", home, "bean-rows");
    expect(info).toMatchObject({ found: true, eligible: true, name: "bean-rows", source: "openclaw-workspace" });
    expect(info.filePath).toBe(join(skills, "bean-rows", "SKILL.md"));
  }, 70_000);

  test("a skill that is not there is not found", async () => {
    expect(await skillInfo(mjs ?? "", home, "no-such-skill")).toMatchObject({ found: false, eligible: false });
  }, 70_000);

  test.skipIf(!existsSync(OWN))(
    "our own skill is eligible",
    async () => {
      expect(await skillInfo(mjs ?? "", home, "skill-forge")).toMatchObject({ found: true, eligible: true, source: "openclaw-workspace" });
    },
    70_000,
  );
});
