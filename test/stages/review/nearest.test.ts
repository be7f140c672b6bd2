import type { InstalledSkill } from "#kernel/skill";
import { nearestSkill } from "#stages/review/nearest";
import { describe, expect, it } from "vitest";
import { aGene, aReportGene, aStep, aTransformGene } from "../generate/a-gene.ts";
import { aSkill, handSkill, installedFrom } from "./a-proposal.ts";

const foreign = (name: string, description: string, body = ""): InstalledSkill => ({
  name,
  description,
  body,
  folder: `/s/${name}`,
  root: "/s",
  source: "openclaw-bundled",
});
const DISTINCT = [
  foreign("weather", "Get current weather and forecasts. Use when the user asks about temperature or rain.", "# Weather\n\nRun `curl wttr.in`."),
  foreign("invoice-to-csv", "Turn a folder of invoice PDFs into one CSV file.", "# Invoices\n\nRead each PDF and write a row."),
  foreign("plant-watering", "Answer when each plant was watered last, from a text file.", "# Plants"),
];

describe("nearestSkill", () => {
  it("is null when nothing else is installed", () => {
    expect(nearestSkill(aSkill(), [])).toBe(null);
    expect(nearestSkill(aSkill(), [installedFrom(aSkill())])).toBe(null);
  });

  it("calls skills about other things distinct, although our templates share most of their words", () => {
    const others = [installedFrom(aSkill(aReportGene())), installedFrom(aSkill(aTransformGene())), ...DISTINCT];
    expect(nearestSkill(aSkill(), others)).toMatchObject({ band: "distinct" });
    expect(nearestSkill(aSkill(), others)?.score).toBeLessThan(0.3);
  });

  it("calls the same skill under another name a duplicate", () => {
    expect(nearestSkill(aSkill(), [...DISTINCT, { ...installedFrom(aSkill()), name: "pr-overview" }])).toMatchObject({
      name: "pr-overview",
      band: "duplicate",
    });
  });

  it("calls another action on the same thing confusable or closer, and far nearer than the rest", () => {
    const merge = aSkill(
      aGene({
        id: "gene-eeeeeeeeeeee",
        name: "merge-pull-requests",
        title: "Merge open pull requests",
        wording: "merge the open pull requests of {repo}",
        phrases: ["merge the open pull requests of acme/shop", "merge open PRs in acme/api"],
        steps: [aStep("gh pr list --repo {repo} --state open"), aStep("gh pr merge --repo {repo}")],
        check: null,
        gotchas: [],
      }),
    );
    const nearest = nearestSkill(merge, [...DISTINCT, installedFrom(aSkill())]);
    expect(nearest?.name).toBe("list-pull-requests");
    expect(nearest?.score).toBeGreaterThan(0.4);
    expect(nearest?.band).not.toBe("duplicate");
  });

  it("does not take a clause that names a neighbour for likeness to it", () => {
    const own = handSkill('---\nname: demo-skill\ndescription: "Water the plants. Not for: get current weather and forecasts, use weather."\n---\n# Plants\n');
    expect(nearestSkill(own, DISTINCT.slice(0, 1))?.score).toBeLessThan(0.1);
  });
});
