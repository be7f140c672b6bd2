import { describe, expect, it } from "vitest";
import { scanOf } from "../stages/scan/samples.ts";
import type { Expected } from "./javascript.table.ts";
import { PYTHON_CLEAN, PYTHON_GRANTED } from "./python-clean.table.ts";
import { EVASIONS, PYTHON } from "./python.table.ts";

function has(code: string, path: string, expected: Expected): boolean {
  const findings = scanOf({ [path]: code }, "imported").findings;
  const disposition = expected === "closed" ? "block" : expected;
  return findings.some((one) => one.disposition === disposition && (expected !== "closed" || /^(?:unread-|scan-truncated)/.test(one.ruleId)));
}

describe("techniques of the catalogue", () => {
  for (const [id, expected, code, path = "scripts/a.py"] of PYTHON) {
    it(`${id} is met with "${expected}"`, () => {
      expect(has(code, path, expected)).toBe(true);
    });
  }

  it("has a sample for every Python technique", () => {
    const ids = new Set(PYTHON.map(([id]) => id.replace(/[a-z]$/, "")));
    expect(Array.from({ length: 44 }, (_, at) => `PY-${String(at + 1).padStart(3, "0")}`).filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe("evasions of the analysis", () => {
  for (const [what, expected, code] of EVASIONS) {
    it(`${what} is met with "${expected}"`, () => {
      expect(has(code, "scripts/a.py", expected)).toBe(true);
    });
  }
});

describe("look-alikes", () => {
  for (const [what, code, path = "scripts/a.py"] of PYTHON_CLEAN) {
    it(`${what} stays clean`, () => {
      const report = scanOf({ [path]: code, "scripts/helper.py": "def go():\n    return 1\n", "scripts/data.json": "{}" }, "imported");
      expect(report.findings.filter((one) => one.disposition !== "note").map((one) => `${one.ruleId} ${one.snippet}`)).toEqual([]);
      expect(report.verdict).toBe("pass");
    });
  }

  for (const [what, code, permissions] of PYTHON_GRANTED) {
    it(`${what} is a matter of permissions`, () => {
      const report = scanOf({ "scripts/a.py": code, "scripts/helper.py": "def go():\n    return 1\n" }, "imported", { grants: permissions });
      expect(report.findings.filter((one) => one.disposition === "block").map((one) => `${one.ruleId} ${one.snippet}`)).toEqual([]);
      expect(report.permissions.missing).toEqual([]);
      expect(report.permissions.required.map((one) => one.permission)).toEqual(permissions);
    });
  }
});
