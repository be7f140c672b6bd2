import { describe, expect, it } from "vitest";
import { scanOf } from "../stages/scan/samples.ts";
import { WINDOWS_CLEAN, WINDOWS_DISGUISED, WINDOWS_FETCHING, WINDOWS_STAYING, WINDOWS_TAKING } from "./prose-windows.table.ts";

describe("hostile commands of Windows", () => {
  for (const [id, expected, text] of [...WINDOWS_FETCHING, ...WINDOWS_DISGUISED, ...WINDOWS_STAYING, ...WINDOWS_TAKING]) {
    it(`${id} is met with "${expected}"`, () => {
      expect(scanOf({ "SKILL.md": text }, "imported").findings.map((one) => one.disposition)).toContain(expected);
    });
  }
});

describe("good commands of Windows", () => {
  for (const [what, text] of WINDOWS_CLEAN) {
    it(`${what} stays clean`, () => {
      const report = scanOf({ "SKILL.md": text }, "imported");
      expect(report.findings.filter((one) => one.disposition !== "note").map((one) => `${one.ruleId}: ${one.message}`)).toEqual([]);
    });
  }
});
