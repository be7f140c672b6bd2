import { describe, expect, it } from "vitest";
import { scanOf } from "../stages/scan/samples.ts";
import type { Expected } from "./javascript.table.ts";
import { POWERSHELL_CLEAN, POWERSHELL_GRANTED } from "./powershell-clean.table.ts";
import { POWERSHELL } from "./powershell.table.ts";

const PATH = "scripts/a.ps1";
const BESIDE = { "scripts/data.txt": "data\n", "scripts/helper.ps1": "Write-Output 'hi'\n" };

function has(code: string, expected: Expected): boolean {
  const findings = scanOf({ ...BESIDE, [PATH]: code }, "imported").findings.filter((one) => one.file === PATH);
  const disposition = expected === "closed" ? "block" : expected;
  return findings.some((one) => one.disposition === disposition && (expected !== "closed" || /^(?:unread-|scan-truncated)/.test(one.ruleId)));
}

describe("techniques of the catalogue", () => {
  for (const [id, expected, code] of POWERSHELL) {
    it(`${id} is met with "${expected}"`, () => {
      expect(has(code, expected)).toBe(true);
    });
  }
});

describe("look-alikes", () => {
  for (const [what, code] of POWERSHELL_CLEAN) {
    it(`${what}: nothing is asked for`, () => {
      const report = scanOf({ ...BESIDE, [PATH]: code }, "imported");
      expect(report.findings.filter((one) => one.disposition !== "note").map((one) => `${one.ruleId} ${one.message} ${one.snippet}`)).toEqual([]);
      expect(report.verdict).toBe("pass");
    });
  }

  for (const [what, code, permissions] of POWERSHELL_GRANTED) {
    it(`${what} is a matter of permissions`, () => {
      const report = scanOf({ ...BESIDE, [PATH]: code }, "imported", { grants: permissions });
      expect(report.findings.filter((one) => one.disposition === "block").map((one) => `${one.ruleId} ${one.message} ${one.snippet}`)).toEqual([]);
      expect(report.permissions.required.map((one) => one.permission)).toEqual(permissions);
    });
  }
});
