import { expect, test } from "vitest";
import { aGene } from "../../fakes/a-gene.ts";
import { geneText } from "../../../scripts/cli/render/genes.ts";

const NOW = Date.parse("2026-03-02T00:00:00.000Z");
const whole = aGene({ id: "gene-00000000000a", name: "whole", lastSeen: "2026-03-02T00:00:00.000Z" });
const part = aGene({ id: "gene-00000000000b", name: "part", splitFrom: whole.id });
const merged = aGene({ id: "gene-00000000000c", name: "old", status: "merged", mergedInto: whole.id });
const all = [whole, part, merged];

test("a gene tells what came out of it and what it took over, and each of them the other way round", () => {
  expect(geneText(whole, [], all, NOW)).toEqual(
    expect.arrayContaining(["  history    part (gene-00000000000b) was split from it", "  history    took over old (gene-00000000000c)"]),
  );
  expect(geneText(part, [], all, NOW)).toContain("  history    split from whole (gene-00000000000a)");
  expect(geneText(merged, [], all, NOW)).toContain("  history    merged into whole (gene-00000000000a)");
});

test("the confidence stands there as the product it is, with the day it was last asked", () => {
  const text = geneText({ ...whole, confidence: 0.2841 }, [], all, NOW + 90 * 86_400_000);
  expect(text).toContain("  confidence 0.14 = 0.51 success and use x 0.56 spread x 0.50 recency, last asked 2026-03-02");
});

test("what has to hold first is said with its counts, control characters shown as such", () => {
  const preconditions = [
    { kind: "program" as const, what: "gh", seen: 4, of: 4, missing: 0, evidence: [] },
    { kind: "state" as const, what: "gh auth status\u001b[2J", seen: 3, of: 4, missing: 2, evidence: [] },
  ];
  const text = geneText({ ...whole, preconditions }, [], all, NOW);
  expect(text).toContain("  before     the program gh  (4 of 4)");
  expect(text.join("\n")).toContain("missing in 2 requests that went wrong");
  expect(text.join("\n")).not.toContain("\u001b");
});
