import { describe, expect, it } from "vitest";
import { scanOf } from "../samples.ts";
import { CAMPAIGNS } from "./campaigns.table.ts";
import { LOOK_ALIKES } from "./look-alikes.table.ts";

const skill = (body: string): string =>
  `---\nname: sample\ndescription: "Sorts receipts. Use when asked to sort receipts."\n---\n\n# Sort receipts\n\nSorts the receipts of a month by date and shop.\n\n${body}\n`;

const outcomes = (text: string): readonly string[] => scanOf({ "SKILL.md": skill(text) }, "imported").findings.map((one) => one.disposition);

describe("hostile texts in the style of campaigns", () => {
  for (const [what, expected, text] of CAMPAIGNS)
    it(what, () => {
      const found = outcomes(text);
      expect(found.includes("block") || (expected === "warn" && found.includes("warn"))).toBe(true);
    });
});

describe("good texts in the same words", () => {
  for (const [what, text] of LOOK_ALIKES)
    it(what, () => {
      expect(outcomes(text).filter((one) => one !== "note")).toEqual([]);
    });
});
