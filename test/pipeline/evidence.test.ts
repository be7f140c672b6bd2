import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ForgeEvent } from "#kernel/event";
import { revokeApprover } from "#pipeline/approver";
import { type EvidenceBundle, evidenceOf } from "#pipeline/evidence";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { contextOn } from "./a-context.ts";
import { approve, aSigningDisk, type Signing } from "./an-approver.ts";

const VERIFIER = fileURLToPath(new URL("../../scripts/audit/verify-bundle.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "forge-evidence-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let start: Signing;
beforeAll(async () => {
  start = await aSigningDisk();
  await approve(start.disk, start.name, start.ada);
}, 120_000);

function verify(bundle: EvidenceBundle): string {
  const file = join(folder, "bundle.json");
  writeFileSync(file, JSON.stringify(bundle));
  const done = spawnSync(process.execPath, [VERIFIER, file, "--key", bundle.key], { encoding: "utf8", env: {} });
  return `${done.stdout}${done.stderr}`;
}

const given = (disk: MemoryDisk): EvidenceBundle => evidenceOf(contextOn(disk), start.name);
const without = (bundle: EvidenceBundle, is: (event: ForgeEvent) => boolean): EvidenceBundle => ({
  ...bundle,
  events: bundle.events.filter(({ line }) => !is(JSON.parse(line) as ForgeEvent)),
});

describe("the evidence of a skill that was signed", () => {
  it("holds, time and again, and says who signed it", () => {
    const disk = start.disk.clone();
    for (let time = 1; time <= 2; time += 1) expect(verify(given(disk))).toMatch(/^OK: .* signed by ada at /);
  });

  it("shows that the key was revoked since, and cannot leave that out", () => {
    const disk = start.disk.clone();
    expect(revokeApprover(contextOn(disk), "ada", { typed: null, signer: start.bob }).status).toBe("done");
    const bundle = given(disk);
    expect(verify(bundle)).toContain("or the key of one was revoked since");
    expect(verify(without(bundle, (one) => one.type === "approver.revoked"))).toContain("NOT OK: changes of who may approve were left out");
  });

  it("cannot leave out who was taken in, a change of mode, or the event that says it was given", () => {
    const bundle = given(start.disk.clone());
    for (const type of ["approver.added", "approval.mode", "evidence.given"])
      expect(verify(without(bundle, (one) => one.type === type)), type).toContain("NOT OK");
    const other = without(bundle, ({ type, data }) => type === "approver.added" && data["name"] === "bob");
    expect(verify(other)).toContain("NOT OK: changes of who may approve were left out");
  });
});
