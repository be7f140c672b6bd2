import { evaluateTrigger, type TriggerFacts } from "#stages/trigger/evaluate";
import { nearestTo } from "#stages/trigger/nearest";
import { describe, expect, it } from "vitest";
import { aDocument, BACKGROUND, DEPLOYS, INVOICES, LIBRARY, MERGES, PULLS } from "./a-library.ts";

const HELD_OUT = ["are there open pull requests for the shop", "open PRs please", "list the pull requests that are open", "show open PRs for review"];

function facts(parts: Partial<TriggerFacts> = {}): TriggerFacts {
  const installed = parts.installed ?? [MERGES, INVOICES, DEPLOYS];
  return {
    proposal: PULLS,
    twin: PULLS,
    installed,
    rivals: installed,
    heldOut: HELD_OUT,
    neighbours: [{ name: "merge-pull-request", texts: ["merge that pull request please", "squash and merge now", "merge the branch"] }],
    outOfScope: ["tell me a joke about rain", "book a table for two", "translate the letter to French"],
    background: BACKGROUND,
    merge: (name) => ({ command: `forge generate --name ${name}` }),
    ...parts,
  };
}

describe("evaluateTrigger", () => {
  it("tells how often held-out wordings find the proposal among the others, and what else it takes", () => {
    const report = evaluateTrigger(facts());
    expect(report).toMatchObject({
      verdict: "clean",
      rivals: 3,
      heldOut: { tried: 4, first: 4, mrr: 1 },
      nearMisses: { tried: 3, hits: 0 },
      outOfScope: { tried: 3, hits: 0 },
      stolenBy: [],
      advice: null,
    });
    expect(report.heldOut.margin).toBeGreaterThan(0);
    expect(report.detail).toBe("finds it in 4 of 4 held-out wordings beside 3 other skills; takes 0 of 3 near misses");
  });

  it("names the skill that takes the wordings, and the command that merges them", () => {
    const thief = aDocument("show-prs", [
      "open PRs please",
      "are there open pull requests",
      "list the pull requests that are open",
      "open pull requests for the shop",
    ]);
    const report = evaluateTrigger(facts({ installed: [thief, MERGES] }));
    expect(report.verdict).toBe("stolen");
    expect(report.stolenBy[0]).toMatchObject({ name: "show-prs", source: "openclaw-workspace" });
    expect(report.advice).toEqual({ text: "merge it with show-prs", command: "forge generate --name show-prs" });
    expect(report.heldOut.first + report.stolenBy.reduce((sum, one) => sum + one.count, 0)).toBe(4);
  });

  it("calls a skill that is not ours not ours to merge", () => {
    const thief = aDocument("show-prs", HELD_OUT);
    const report = evaluateTrigger(facts({ installed: [thief], merge: () => ({ command: null }) }));
    expect(report.advice?.text).toContain("not made by this program");
    expect(report.advice?.command).toContain("--reject");
  });

  it("is too broad when it takes the requests of a neighbour that has no skill, or of nothing at all", () => {
    const greedy = aDocument("pull-requests", [...PULLS.phrases, ...MERGES.phrases]);
    const near = evaluateTrigger(facts({ proposal: greedy, twin: greedy, installed: [INVOICES, DEPLOYS] }));
    expect(near).toMatchObject({ verdict: "too-broad", takesFrom: [{ name: "merge-pull-request" }] });
    expect(near.advice?.text).toBe("merge it with merge-pull-request");
    const everything = aDocument("anything", ["tell me a joke about rain", "book a table for two", "translate the letter to French"]);
    const stray = evaluateTrigger(facts({ proposal: everything, twin: null, neighbours: [] }));
    expect(stray).toMatchObject({ verdict: "not-enough-evidence" });
    const strayed = evaluateTrigger(facts({ proposal: everything, neighbours: [{ name: "x", texts: ["zzz"] }] }));
    expect(strayed).toMatchObject({ verdict: "too-broad", outOfScope: { hits: 3 } });
    expect(strayed.advice?.text).toBe("say more narrowly when it is used");
  });

  it("is unfound when half of the wordings share nothing with it, though nobody takes them", () => {
    const report = evaluateTrigger(facts({ heldOut: ["qq ww", "ee rr", "tt yy", "open PRs please"] }));
    expect(report).toMatchObject({ verdict: "unfound", heldOut: { tried: 4, first: 1, mrr: 0.25 }, stolenBy: [] });
  });

  it("gives no figure for too few wordings", () => {
    for (const parts of [{ heldOut: HELD_OUT.slice(0, 2) }, { twin: null }]) {
      const report = evaluateTrigger(facts(parts));
      expect(report).toMatchObject({ verdict: "not-enough-evidence", heldOut: { tried: 0, mrr: null, margin: null }, nearMisses: { tried: 3 } });
      expect(report.detail).toContain("too few different wordings");
    }
    expect(evaluateTrigger(facts({ heldOut: [], neighbours: [] })).nearMisses.tried).toBe(0);
  });

  it("does not compete with an older version of itself", () => {
    expect(evaluateTrigger(facts({ installed: [{ ...PULLS, phrases: HELD_OUT }] }))).toMatchObject({ rivals: 0, stolenBy: [] });
  });
});

describe("nearestTo", () => {
  it("puts the others in the order of likeness and leaves out what shares nothing", () => {
    const others = [INVOICES.phrases, MERGES.phrases, ["qqq www"]];
    expect(nearestTo(PULLS.phrases, others)[0]).toBe(1);
    expect(nearestTo(PULLS.phrases, others)).not.toContain(2);
    expect(LIBRARY).toHaveLength(4);
  });
});
