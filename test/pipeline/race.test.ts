import { beforeEach, describe, expect, it } from "vitest";
import { deploySkill } from "#pipeline/deploy";
import { decide } from "#pipeline/review";
import { rollbackSkill } from "#pipeline/rollback";
import { proposalOf, type Proposal, stageProposal } from "#pipeline/stage";
import { loadCapsules } from "#store/state-files";
import { aGene } from "../fakes/a-gene.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { contextOn } from "./a-context.ts";
import { aReadyDisk, NAME } from "./a-ready-disk.ts";

const choice = { genes: [aGene()], template: null, name: NAME, description: null, onlyNews: false };
const deploy = (disk: MemoryDisk) => deploySkill(contextOn(disk), NAME, { force: false, only: "apply", plan: null });

let disk: MemoryDisk;
let proposal: Proposal;
beforeEach(async () => {
  disk = await aReadyDisk();
  // one process has made up its mind, and waits for the lock
  const made = proposalOf(contextOn(disk), choice);
  if (made.kind === "skipped") throw new Error(made.reason);
  proposal = made;
});

describe("a proposal that waited for the lock is not kept when meanwhile", () => {
  it("the same was deployed by another process", async () => {
    await deploy(disk);
    expect(await stageProposal(contextOn(disk), proposal)).toMatchObject({
      kind: "skipped",
      reason: expect.stringContaining("is deployed and says the same") as unknown,
    });
    expect(loadCapsules(disk.files, "/data").map((one) => one.status)).toEqual(["promoted"]);
    expect(disk.files.facts(`/data/staging/${NAME}`)).toBeNull();
  });

  it("the same was deployed and taken back", async () => {
    await deploy(disk);
    rollbackSkill(contextOn(disk), NAME, { restore: false, force: false });
    expect(await stageProposal(contextOn(disk), proposal)).toMatchObject({ kind: "skipped", reason: expect.stringContaining("taken back") as unknown });
  });

  it("the same was rejected", async () => {
    await decide(contextOn(disk), NAME, { kind: "rejected", how: "terminal", reason: "not for me", grants: null, denyGrants: [], accepted: [] });
    expect(await stageProposal(contextOn(disk), proposal)).toMatchObject({ kind: "skipped", reason: expect.stringContaining("not for me") as unknown });
  });

  it("something else was deployed under its name", async () => {
    await deploy(disk);
    const skill = { ...proposal.made.skill, files: [...proposal.made.skill.files, { path: "more.md", bytes: new Uint8Array([35]), mode: 0o644 }] };
    const other = { ...proposal, made: { ...proposal.made, skill, content: { ...proposal.made.content, key: "2".repeat(64) } } };
    expect(await stageProposal(contextOn(disk), other)).toMatchObject({ kind: "skipped", reason: expect.stringContaining("in this very moment") as unknown });
  });

  it("and it is kept when nothing happened", async () => {
    expect(await stageProposal(contextOn(disk), proposal)).toMatchObject({ kind: "staged", fresh: false });
  });
});
