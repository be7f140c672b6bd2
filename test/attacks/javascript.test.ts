import { describe, expect, it } from "vitest";
import { scanOf } from "../stages/scan/samples.ts";
import { CLEAN } from "./clean.table.ts";
import { type Expected, JAVASCRIPT, TYPESCRIPT } from "./javascript.table.ts";
import { MODULES } from "./samples.ts";

function has(code: string, path: string, expected: Expected): boolean {
  const findings = scanOf({ [path]: code, ...MODULES }, "imported").findings;
  const disposition = expected === "closed" ? "block" : expected;
  const closed = /^(?:unread-|html-comment|scan-truncated)/;
  return findings.some((one) => one.disposition === disposition && (expected !== "closed" || closed.test(one.ruleId)));
}

describe("techniques of the catalogue", () => {
  for (const [id, expected, code, path = "scripts/a.mjs"] of [...JAVASCRIPT, ...TYPESCRIPT]) {
    it(`${id} is met with "${expected}"`, () => {
      expect(has(code, path, expected)).toBe(true);
    });
  }

  it("are not met by a program without a technique", () => {
    for (const expected of ["block", "grant", "warn", "closed"] as const) expect(has("export const a = 1;", "scripts/a.mjs", expected)).toBe(false);
  });

  it("has a sample for every JavaScript and TypeScript technique", () => {
    const ids = new Set([...JAVASCRIPT, ...TYPESCRIPT].map(([id]) => id.replace(/[a-z]$/, "")));
    const numbers = [...range(1, 56), ...range(60, 93), ...range(100, 111), ...range(120, 153)].map((one) => `JS-${String(one).padStart(3, "0")}`);
    expect([...numbers, ...range(1, 15).map((one) => `TS-${String(one).padStart(3, "0")}`)].filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe("look-alikes", () => {
  for (const [what, code, path = "scripts/a.mjs"] of CLEAN) {
    it(`${what} stays clean`, () => {
      const report = scanOf({ [path]: code, "scripts/b.mjs": MODULES["scripts/b.mjs"], "scripts/data.json": "{}" }, "imported");
      expect(report.findings.filter((one) => one.disposition !== "note").map((one) => `${one.ruleId} ${one.snippet}`)).toEqual([]);
      expect(report.verdict).toBe("pass");
    });
  }
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
