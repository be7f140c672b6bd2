import { describe, expect, it } from "vitest";
import { scanOf } from "../stages/scan/samples.ts";
import type { Expected } from "./javascript.table.ts";
import { PACKAGE_ATTACKS, PACKAGE_CLEAN, PACKAGE_SKILL } from "./package.table.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

function has(files: Files, expected: Expected): boolean {
  const { findings } = scanOf({ "SKILL.md": PACKAGE_SKILL, ...files }, "imported");
  const disposition = expected === "closed" ? "block" : expected;
  return findings.some((one) => one.disposition === disposition && (expected !== "closed" || /^(?:unread-|scan-truncated)/.test(one.ruleId)));
}

describe("techniques of package files", () => {
  it.each(PACKAGE_ATTACKS)("%s is met with %s", (_id, expected, files) => {
    expect(has(files, expected)).toBe(true);
  });

  it("are all there", () => {
    const ids = new Set(PACKAGE_ATTACKS.map(([id]) => id.replace(/[a-z]$/, "")));
    expect(Array.from({ length: 25 }, (_, at) => `PK-${String(at + 1).padStart(3, "0")}`).filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe("files of good skills", () => {
  it.each(PACKAGE_CLEAN)("%s", (_what, files) => {
    const report = scanOf({ "SKILL.md": PACKAGE_SKILL, ...files }, "imported");
    expect(
      report.findings.filter((one) => one.disposition === "block" || one.disposition === "grant").map((one) => `${one.ruleId} ${one.file} ${one.message}`),
    ).toEqual([]);
    expect(["pass", "warn"]).toContain(report.verdict);
  });
});
