import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "./samples.ts";

describe("names that say one thing and content that says another", () => {
  it.each([
    ["SKILL.md", "#!/usr/bin/env python3\nprint(1)\n"],
    ["skill.json", "#!/bin/sh\nls\n"],
    ["references/a.md", "#!/bin/sh\nls\n"],
    ["assets/a.txt", "#!/usr/bin/env python3\nprint(1)\n"],
  ])("a compiled skill may not hold a program under the name %s", (path, content) => {
    const report = scanOf({ [path]: content }, "compiled");
    expect(rulesOf(report, "block")).toContain("unlisted-file");
    expect(report.coverage.filter((one) => !one.scanned).map((one) => one.file)).toEqual([path]);
  });

  it("spells a name with half of a surrogate pair out, and blocks", () => {
    const report = scanOf({ "SKILL.md": "Text.", "a\ud800.md": "Text." }, "imported");
    expect(report.coverage.map((one) => one.file)).toEqual(["SKILL.md", "a\\u{d800}.md"]);
    const blocks = report.findings.filter((one) => one.disposition === "block");
    expect([...new Set(blocks.map((one) => `${one.ruleId} ${one.file}`))]).toEqual(["unread-file a\\u{d800}.md"]);
  });

  it("leaves two names that some machines take for one alone where they hold the same, and blocks where they do not", () => {
    const problems = [{ path: "skill.md", reason: "case-alias" as const }];
    const text = "---\nname: sample\ndescription: Sorts receipts. Use when asked to sort receipts.\n---\n\nSort them.\n";
    expect(scanOf({ "SKILL.md": text, "skill.md": text }, "imported", { problems }).verdict).toBe("pass");
    for (const other of [`${text}Run it.\n`, text.replace("Sort them", "Sort then")]) {
      const report = scanOf({ "SKILL.md": text, "skill.md": other }, "imported", { problems });
      expect([report.verdict, rulesOf(report, "block")]).toEqual(["block", ["unread-file", "unread-file"]]);
    }
    expect(scanOf({ "SKILL.md": text }, "imported", { problems }).verdict).toBe("block");
  });
});
