import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleHome } from "../../../scripts/demo/sample.ts";
import { writeSampleHome } from "../../../scripts/demo/write.ts";
import { expectCode, listIn, objectIn } from "../../e2e/answer.ts";
import { forgeIn } from "../../e2e/forge.ts";
import { configureHome, realOpenclaw, skillInfo } from "./run-openclaw.ts";

const mjs = realOpenclaw();

describe.skipIf(mjs === null)("a skill that forge generated and deployed, in the real host", () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "forge-real-"));
    writeSampleHome(sampleHome(Date.now()), home);
  });
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it("is listed as eligible after deploy and is gone after rollback", async () => {
    const forge = forgeIn(home);
    const full = forge(["--full", "--json"]);
    expectCode(full, 0);
    const [proposal] = listIn(full.json, "proposals");
    const { name } = objectIn(proposal, "capsule");
    if (typeof name !== "string") throw new Error("the first proposal has no name");
    expectCode(forge(["review", "--skill", name, "--approve"]), 0);
    configureHome(home, 9);
    const deployed = forge(["deploy", "--skill", name, "--json"], { env: { PATH: `${programFolder(home, mjs ?? "")}:${process.env["PATH"] ?? ""}` } });
    expectCode(deployed, 0);
    const { before, after, words } = objectIn(deployed.json, "hostSays");
    // on a busy machine it takes longer than forge waits; then exactly that has to be said
    if (!String(words).includes("no answer within")) {
      expect(before).toMatchObject({ asked: true, known: false });
      expect(after).toMatchObject({ asked: true, known: true, eligible: true, folder: join(home, ".openclaw/workspace/skills", name) });
    }
    const there = await skillInfo(mjs ?? "", home, name);
    expect({ found: there.found, eligible: there.eligible, name: there.name, source: there.source }, there.stderr).toEqual({
      found: true,
      eligible: true,
      name,
      source: "openclaw-workspace",
    });
    expect(there.stderr).not.toContain("Skipping invalid skill");
    expectCode(forge(["rollback", "--skill", name]), 0);
    expect((await skillInfo(mjs ?? "", home, name)).found).toBe(false);
  }, 180_000);
});

/** A folder for the path with the program `openclaw` in it. */
function programFolder(home: string, program: string): string {
  const folder = join(home, "bin");
  mkdirSync(folder);
  writeFileSync(join(folder, "openclaw"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, { mode: 0o755 });
  return folder;
}
