import { beforeEach, describe, expect, it } from "vitest";
import type { Gene } from "#kernel/gene";
import { ForgeError } from "#kernel/errors";
import { deploySkill } from "#pipeline/deploy";
import { cardFor, decide, type Reply } from "#pipeline/review";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { stageSkill } from "#pipeline/stage";
import { loadCapsules, saveGenes } from "#store/state-files";
import { aGene, aStep } from "../stages/generate/a-gene.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

const YES: Reply = { kind: "approved", how: "terminal", reason: "", grants: null, denyGrants: [], accepted: [] };
const NO: Reply = { ...YES, kind: "rejected", reason: "not like this" };
const APPLY = { force: false, only: "apply", plan: null } as const;
const NAME = "list-pull-requests";
const LIVE = `/ws/skills/${NAME}/SKILL.md`;

const first = aGene();
const request = (at: number) => `req-00${at}fff`;
/** The gene after some more weeks: a step, a gotcha and an input more, another way for one step, and four times the counts. */
const grown = aGene({
  version: 3,
  uses: 44,
  evidence: [...first.evidence, request(1), request(2)],
  slots: [...first.slots, { name: "n", type: "number", examples: ["5"], distinct: 3, trusted: true }],
  steps: [
    aStep("gh auth status", { seen: 20, of: 36, evidence: [request(1)] }),
    aStep("gh pr list --repo {repo} --state open --limit {n} --json number,title,author", { seen: 36, of: 36 }),
    aStep("gh pr checks --repo {repo}", { seen: 30, of: 36 }),
  ],
  gotchas: [...first.gotchas, { failed: "gh pr x", instead: "gh pr y", seen: 3, evidence: [request(2)] }],
});

let disk: MemoryDisk;
const stage = (gene: Gene, onlyNews = true) => {
  saveGenes(disk.files, "/data", [gene]);
  return stageSkill(contextOn(disk), { genes: [gene], template: null, name: null, description: null, onlyNews });
};
const live = (): string => new TextDecoder().decode(disk.files.bytes(LIVE, 1 << 20));
const byHand = (change: (text: string) => string): string => {
  const text = change(live());
  expect(text).not.toBe(live());
  disk.put(LIVE, text);
  return text;
};
const deployed = async (): Promise<void> => {
  const reply = await decide(contextOn(disk), NAME, YES);
  expect(reply.reasons).toEqual([]);
  expect((await deploySkill(contextOn(disk), NAME, APPLY)).status).toBe("deployed");
};
const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
  } catch (error) {
    return error instanceof ForgeError ? error.code : String(error);
  }
  return "no error";
};

beforeEach(async () => {
  disk = aDisk();
  disk.files.makeFolder("/data", 0o700);
  await stage(first);
  await deployed();
});

describe("a gene that grew after its skill was deployed", () => {
  it("gives a new version of edits on the hand-edited copy, which is deployed, kept, and brought back exactly", async () => {
    const mine = byHand((text) => text.replace("## Gotchas\n\n", "## Gotchas\n\n- Never on the first of a month.\n"));
    const staged = await stage(grown);
    expect(staged.kind).toBe("staged");
    const card = await cardFor(contextOn(disk), NAME);
    expect(card.gates.filter((one) => one.result === "failed")).toEqual([]);
    expect(card.revision?.edits.map((one) => [one.kind, one.item])).toEqual([
      ["replace", "gh pr list --repo {repo} --state open --limit {n} --json number,title,author"],
      ["add", "gh auth status"],
      ["add", "gh pr x"],
      ["add", "{n}"],
    ]);
    expect(card.revision?.hand.map((one) => [one.kind, one.after])).toEqual([["added", "- Never on the first of a month."]]);
    expect(card.diff.kind).toBe("changed");
    await deployed();
    expect(live()).toContain("- Never on the first of a month.\n");
    expect(live()).toContain("1. Run `gh auth status`");
    expect(live()).toContain("`gh pr y` then worked");

    expect(rollbackSkill(contextOn(disk), NAME, { restore: true, force: false }).status).toBe("restored");
    expect(live()).toBe(mine);
    // the version that is live again is not deployed over what a person did to it, and the one taken back not proposed by itself
    expect((await deploySkill(contextOn(disk), NAME, APPLY)).status).toBe("already");
    expect(live()).toBe(mine);
    expect((await stage(grown)).kind).toBe("skipped");
    expect(undoLast(contextOn(disk), false).status).toBe("restored");
    expect(live()).toContain("1. Run `gh auth status`");
    expect(live()).toContain("- Never on the first of a month.\n");
  });

  it("is not deployed over what was changed by hand after the version was made", async () => {
    await stage(grown);
    expect((await decide(contextOn(disk), NAME, YES)).status).toBe("approved");
    const mine = byHand((text) => `${text}\nA note.\n`);
    expect(await codeOf(() => deploySkill(contextOn(disk), NAME, APPLY))).toBe("CHANGED_SINCE");
    expect(live()).toBe(mine);
    const again = await stage(grown);
    expect(again.kind).toBe("staged");
    await deployed();
    expect(live()).toContain("A note.");
    expect(live()).toContain("gh auth status");
  });

  it("says nothing new when only counts changed, whatever a person changed by hand", async () => {
    byHand((text) => text.replace("gh pr checks --repo {repo}", "gh pr checks --repo {repo} --watch"));
    const counted = aGene({
      version: 3,
      uses: 50,
      steps: first.steps.map((one) => ({ ...one, seen: one.seen * 4, of: one.of * 4, evidence: [...one.evidence, request(1)] })),
    });
    const answer = await stage(counted);
    expect(answer.kind).toBe("skipped");
    expect(loadCapsules(disk.files, "/data").map((one) => one.status)).toEqual(["promoted"]);
  });

  it("does not propose rejected edits again before enough further requests show them", async () => {
    await stage(grown);
    expect((await decide(contextOn(disk), NAME, NO)).status).toBe("rejected");
    const again = await stage(grown);
    expect(again.kind === "skipped" ? again.reason : again.kind).toContain("4 edits were rejected or taken back");
    const other = { ...grown, version: 4, gotchas: [...grown.gotchas, { failed: "gh pr q", instead: "gh pr r", seen: 5, evidence: [request(3)] }] };
    const part = await stage(other);
    if (part.kind !== "staged") throw new Error(part.reason);
    expect(part.capsule.revision?.refused).toBe(4);
    expect(part.capsule.revision?.edits[0]).toMatchObject({ kind: "add", item: "gh pr q" });
    await decide(contextOn(disk), NAME, NO);
    const shown = [4, 5, 6].map(request);
    const known = { ...grown, version: 5, steps: grown.steps.map((one, at) => (at === 0 ? { ...one, evidence: [...one.evidence, ...shown] } : one)) };
    const more = await stage(known);
    if (more.kind !== "staged") throw new Error(more.reason);
    expect(more.capsule.revision?.edits.map((one) => one.item)).toEqual(["gh auth status"]);
  });

  it("counts versions up and goes on from the last one, with what a person did in between", async () => {
    const many = {
      ...grown,
      gotchas: [...grown.gotchas, ...[1, 2].map((at) => ({ failed: `gh a${at}`, instead: `gh b${at}`, seen: 2, evidence: [request(at + 4)] }))],
    };
    await stage(many);
    await deployed();
    byHand((text) => text.replace("1. Run `gh auth status`", "1. First run `gh auth status`"));
    const next = await stage({ ...many, version: 4 });
    if (next.kind !== "staged") throw new Error(next.reason);
    expect(next.capsule.revision).toMatchObject({ number: 3, hand: [{ kind: "changed" }] });
    expect(next.capsule.revision?.edits.length).toBeGreaterThan(0);
    await deployed();
    expect(live()).toContain("1. First run `gh auth status`");
    for (const word of ["gh pr y", "gh b1", "gh b2", "--limit {n}"]) expect(live()).toContain(word);
    expect((await stage({ ...many, version: 5 })).kind).toBe("skipped");
  });

  it("leaves a copy alone that a person wrote anew", async () => {
    const mine = byHand(() => "---\nname: list-pull-requests\ndescription: Mine. Use when I say so.\n---\n\n# Mine\n\nJust look at the page.\n");
    const answer = await stage(grown);
    expect(answer.kind === "skipped" ? answer.reason : answer.kind).toContain("rewritten by hand");
    expect(live()).toBe(mine);
  });
});
