import { describe, expect, it } from "vitest";
import { isTooLongToLift } from "#stages/scan/prose/meaning/disguise";
import { scanOf } from "../samples.ts";
import { FOURTH, FOURTH_LOOK_ALIKES, THIRD, THIRD_LOOK_ALIKES } from "./third.table.ts";

function findings(text: string): readonly string[] {
  const body = `---\nname: sample\ndescription: "Sorts receipts. Use when asked to sort receipts."\n---\n\n# Sort receipts\n\nSorts them.\n\n${text}\n`;
  return scanOf({ "SKILL.md": body }, "imported").findings.map((one) => `${one.disposition} ${one.ruleId}`);
}

describe("hostile texts by class", () => {
  for (const [what, expected, text] of THIRD)
    it(what, () => {
      expect(findings(text).some((one) => one.startsWith(expected))).toBe(true);
    });
});

describe("innocent texts near them", () => {
  for (const [what, text] of THIRD_LOOK_ALIKES)
    it(what, () => {
      expect(findings(text).filter((one) => one.startsWith("block"))).toEqual([]);
    });
});

describe("the same classes in other words", () => {
  it.each(FOURTH)("%s", (text) => {
    expect(findings(text).some((one) => one.startsWith("block"))).toBe(true);
  });
  it.each(FOURTH_LOOK_ALIKES)("innocent: %s", (text) => {
    expect(findings(text).filter((one) => one.startsWith("block"))).toEqual([]);
  });
});

describe("the budget of lifted disguises", () => {
  it("ends at about a megabyte, and is said then", () => {
    expect(isTooLongToLift("a".repeat(1_000_000))).toBe(false);
    expect(isTooLongToLift("a".repeat(1_100_000))).toBe(true);
  });
});
