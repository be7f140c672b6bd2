import { beforeEach, describe, expect, it } from "vitest";
import type { Gene } from "#kernel/gene";
import { ForgeError } from "#kernel/errors";
import { cardText } from "#cli/render/card";
import { deploySkill } from "#pipeline/deploy";
import { ranked } from "#pipeline/rank";
import { rejectionsOf, reopen } from "#pipeline/rejections";
import { cardFor, decide, type Reply } from "#pipeline/review";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { stageSkill } from "#pipeline/stage";
import { statusOf } from "#pipeline/status";
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

  it("makes an edit over a change by hand when the person takes it, and the card says what is given up", async () => {
    const mine = byHand((text) => text.replace("--json number,title,author", "--json number,title,author,url"));
    await stage(grown);
    const [against] = (await cardFor(contextOn(disk), NAME)).revision?.conflicts ?? [];
    const take = [against?.edit.id ?? ""];
    const choice = { genes: [grown], template: null, name: null, description: null, onlyNews: false };
    expect(await codeOf(() => stageSkill(contextOn(disk), { ...choice, take: ["edit-000000000000"] }))).toBe("NOT_FOUND");
    expect(await codeOf(() => stageSkill(contextOn(disk), { ...choice, name: "another-name", take }))).toBe("USAGE");
    expect((await stageSkill(contextOn(disk), { ...choice, take })).kind).toBe("staged");
    const card = await cardFor(contextOn(disk), NAME);
    expect(card.revision?.conflicts).toEqual([]);
    const text = cardText(card, { width: 100, style: (_name, said) => said, keys: true, rows: 60 }).join("\n");
    expect(text).toMatch(/not kept +changed .*author,url/);
    expect(live()).toBe(mine);
    await deployed();
    expect(live()).toContain("--limit {n} --json number,title,author`");
    expect(live()).not.toContain("author,url");
    expect(rollbackSkill(contextOn(disk), NAME, { restore: true, force: false }).status).toBe("restored");
    expect(live()).toBe(mine);
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

describe("a rejection that is remembered", () => {
  const events = () =>
    new TextDecoder()
      .decode(disk.files.bytes("/data/events.jsonl", 1 << 24))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; data: object });
  const reject = async () => {
    await stage(grown);
    expect((await decide(contextOn(disk), NAME, NO)).status).toBe("rejected");
  };

  it("is listed with what was refused, why, and when it may come again", async () => {
    await reject();
    const [one, ...others] = rejectionsOf(contextOn(disk), NAME);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ skill: NAME, reason: "not like this", sessions: 7, againFrom: 10 });
    expect(one?.edits.map((edit) => edit.kind)).toEqual(["replace", "add", "add", "add"]);
    expect(statusOf(contextOn(disk)).rejections).toEqual([one]);
    expect(rejectionsOf(contextOn(disk), "other-skill")).toEqual([]);
  });

  it("is taken back: the same bytes wait again with a new time, can be approved, and the log says so", async () => {
    await reject();
    expect(reopen(contextOn(disk), NAME, null)).toMatchObject({ status: "reopened", waiting: true });
    expect(rejectionsOf(contextOn(disk), NAME)).toEqual([]);
    const capsule = loadCapsules(disk.files, "/data").find((one) => one.revision !== undefined);
    expect(capsule).toMatchObject({ status: "staged", decision: null });
    expect(events().at(-1)).toMatchObject({ type: "capsule.reopened", data: { capsule: capsule?.id, skill: NAME, waiting: true } });
    await deployed();
    expect(live()).toContain("gh auth status");
  });

  it("lets the next run propose the edits again when other bytes lie in staging by now", async () => {
    await reject();
    disk.put(`/data/staging/${NAME}/SKILL.md`, "other");
    expect(reopen(contextOn(disk), NAME, null).waiting).toBe(false);
    expect((await stage(grown)).kind).toBe("staged");
  });

  it("is not guessed among several, and a dry run takes nothing back", async () => {
    await reject();
    expect(reopen(contextOn(disk, true), NAME, null).status).toBe("reopened");
    expect(rejectionsOf(contextOn(disk), NAME).length).toBe(1);
    const other = { ...grown, version: 4, gotchas: [...grown.gotchas, { failed: "gh pr q", instead: "gh pr r", seen: 5, evidence: [request(3)] }] };
    await stage(other);
    await decide(contextOn(disk), NAME, NO);
    const [newest] = rejectionsOf(contextOn(disk), NAME);
    expect(await codeOf(() => reopen(contextOn(disk), NAME, null))).toBe("USAGE");
    expect(await codeOf(() => reopen(contextOn(disk), NAME, "capsule-000000000000"))).toBe("NOT_FOUND");
    expect(reopen(contextOn(disk), NAME, newest?.capsule ?? "").rejection.capsule).toBe(newest?.capsule);
    expect(rejectionsOf(contextOn(disk), NAME).length).toBe(1);
  });
});

describe("what a run proposes", () => {
  const genes = [3, 60, 12, 30, 1].map((uses, at) =>
    aGene({
      id: `gene-00000000000${at}`,
      name: `task-${at}`,
      title: `Task number ${at}`,
      uses,
      steps: [aStep(`tool-${at} run {repo}`)],
      check: null,
      gotchas: [],
    }),
  );
  const choices = genes.map((gene) => ({ genes: [gene], template: null, name: null, description: null, onlyNews: true }));

  it("is the three that would save most, best first; the rest waits and is counted with what it would save", () => {
    disk = aDisk();
    const { now, waiting, skipped } = ranked(contextOn(disk), choices);
    expect(now.map((one) => one.id.at(-1))).toEqual(["1", "3", "2"]);
    expect(waiting.map((one) => one.gene.at(-1))).toEqual(["0", "4"]);
    expect(waiting.every((one) => /steps a week/.test(one.reason))).toBe(true);
    expect(skipped).toEqual([]);
  });

  it("puts what is nearly installed already behind what is not", () => {
    const twin = aGene({ ...first, id: "gene-00000000000f", name: "show-pull-requests", uses: 61 });
    const { now } = ranked(contextOn(disk), [...choices, { genes: [twin], template: null, name: null, description: null, onlyNews: true }]);
    const other = ranked(contextOn(aDisk()), [...choices, { genes: [twin], template: null, name: null, description: null, onlyNews: true }]);
    expect(other.now[0]?.id).toBe(twin.id);
    expect(now[0]?.id).not.toBe(twin.id);
    expect(now.find((one) => one.id === twin.id)?.worth.nearness ?? 1).toBeGreaterThan(0.5);
  });
});
