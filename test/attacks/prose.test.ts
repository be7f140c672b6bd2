import { describe, expect, it } from "vitest";
import { scanOf } from "../stages/scan/samples.ts";
import { PROSE_ATTACKS, PROSE_CLEAN } from "./prose.table.ts";

describe("hostile instructions", () => {
  for (const [id, expected, text] of PROSE_ATTACKS) {
    it(`${id} is met with "${expected}"`, () => {
      expect(scanOf({ "SKILL.md": text }, "imported").findings.map((one) => one.disposition)).toContain(expected);
    });
  }
});

describe("good instructions", () => {
  for (const [what, text] of PROSE_CLEAN) {
    it(`${what} stays clean`, () => {
      const report = scanOf({ "SKILL.md": text }, "imported");
      expect(report.findings.filter((one) => one.disposition !== "note").map((one) => `${one.ruleId}: ${one.message}`)).toEqual([]);
    });
  }
});
