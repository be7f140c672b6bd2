import { beforeEach, describe, expect, it } from "vitest";
import type { Capsule } from "#kernel/capsule";
import { deploySkill } from "#pipeline/deploy";
import { cardFor, decide, type Reply } from "#pipeline/review";
import { stageSkill } from "#pipeline/stage";
import { loadCapsules } from "#store/state-files";
import { aGene } from "../fakes/a-gene.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

const YES: Reply = { kind: "approved", how: "terminal", reason: "", grants: null, denyGrants: [], accepted: [] };
const accepting = (name: string, reason = "read its source"): Reply => ({ ...YES, accepted: [{ fingerprint: name, reason }] });

let disk: MemoryDisk;
let capsule: Capsule;
beforeEach(async () => {
  disk = aDisk();
  const line = "npx -y some-tool ~/invoices";
  const gene = aGene({ steps: [{ tool: "exec", kind: "run", verb: "npx", line, seen: 4, of: 4, evidence: ["req-1"] }] });
  const staged = await stageSkill(contextOn(disk), { genes: [gene], template: null, name: null, description: null, onlyNews: false });
  if (staged.kind !== "staged") throw new Error(staged.reason);
  capsule = staged.capsule;
});

const options = { force: false, only: "apply", plan: null } as const;
const strict = (more: object) => disk.put("/data/policy.json", JSON.stringify({ schemaVersion: 1, scan: { weights: { "unpinned-install": 30 }, ...more } }));

describe("a warning that is accepted in a review", () => {
  it("is told by its rule, leaves the score of the record, and stays on the card with the reason", async () => {
    const before = await cardFor(contextOn(disk), capsule.name);
    expect(before.findings.filter((one) => one.rule === "unpinned-install").map((one) => one.accepted)).toContain(null);
    const result = await decide(contextOn(disk), capsule.name, accepting("unpinned-install"));
    expect(result.status).toBe("approved");
    expect(result.capsule.decision?.accepted.every((one) => /^[0-9a-f]{64}$/.test(one.fingerprint) && one.reason === "read its source")).toBe(true);
    expect(result.capsule.scan?.score).toBeLessThan(before.score);
    const after = await cardFor(contextOn(disk), capsule.name);
    expect(after.findings.filter((one) => one.rule === "unpinned-install").map((one) => one.accepted)).not.toContain(null);
    expect(after.score).toBe(result.capsule.scan?.score);
  });

  it("refuses what is no warning of the report, and changes nothing then", async () => {
    const before = disk.picture("/data");
    for (const name of ["no-such-rule", "command-listed", "0".repeat(64)]) {
      const result = await decide(contextOn(disk), capsule.name, accepting(name));
      expect([result.status, result.reasons.map((one) => one.code)]).toEqual(["blocked", ["unknown-finding"]]);
    }
    expect((await decide(contextOn(disk), capsule.name, accepting("unpinned-install", " "))).status).toBe("blocked");
    expect(loadCapsules(disk.files, "/data").map((one) => one.status)).toEqual(["staged"]);
    expect(disk.picture("/data")["/data/capsules.json"]).toBe(before["/data/capsules.json"]);
  });

  it("lets a skill through whose score alone was too high, also at the deploy", async () => {
    strict({});
    const refused = await decide(contextOn(disk), capsule.name, YES);
    expect([refused.status, refused.reasons.map((one) => one.code)]).toEqual(["blocked", ["gate-failed"]]);
    const done = await decide(contextOn(disk), capsule.name, accepting("unpinned-install"));
    expect([done.status, done.capsule.scan?.verdict]).not.toEqual(["approved", "deny"]);
    expect(done.status).toBe("approved");
    const deployed = await deploySkill(contextOn(disk), capsule.name, options);
    expect([deployed.status, deployed.reasons]).toEqual(["deployed", []]);
  });
});
