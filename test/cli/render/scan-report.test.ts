import { describe, expect, it } from "vitest";
import { sarif } from "../../../scripts/cli/render/sarif.ts";
import { scanText } from "../../../scripts/cli/render/scan-text.ts";
import { scanOf } from "../../stages/scan/samples.ts";

const REPORT = scanOf(
  { "scripts/a b.mjs": 'eval(code);\nawait fetch("https://api.example.com/x");', "SKILL.md": "Sort \u001b[31mthem\u202e now.", "x.py": "print(1)" },
  "imported",
  { name: "sa\u001bmple" },
);

describe("the text report", () => {
  it("gives a file name with a line break one line", () => {
    const lines = scanText(scanOf({ "a\nPASS  b (no findings).txt": "Words.", "SKILL.md": "# x" }, "imported"));
    expect(lines.filter((line) => line.includes("\n") || line.startsWith("PASS"))).toEqual([]);
    expect(lines.join("\n")).toContain("a\\u{a}PASS");
  });

  it("begins with the verdict and says what the scan cannot see", () => {
    const lines = scanText(REPORT);
    expect(lines[0]).toMatch(/^BLOCKED/);
    expect(lines.at(-1)).toMatch(/cannot see/);
  });

  it("names place and rule of each finding, missing permissions and files not read", () => {
    const text = scanText(REPORT).join("\n");
    expect(text).toContain("scripts/a b.mjs:1:1  dynamic-code");
    expect(text).toMatch(/network:api\.example\.com\s+MISSING/);
    expect(text).toContain("x.py  unread-language");
  });

  it("shows no character that changes a terminal", () => {
    expect(scanText(REPORT).join("\n")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});

type Log = {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    columnKind: string;
    invocations: { executionSuccessful: boolean }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string; index?: number };
          region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
        };
      }[];
      partialFingerprints: Record<string, string>;
    }[];
    artifacts: unknown[];
  }[];
};

describe("the SARIF report", () => {
  const log = sarif(REPORT) as unknown as Log;
  const run = log.runs[0];

  it("is one run of version 2.1.0 in UTF-16 columns, not successful when a file was not read", () => {
    expect([log.version, log.runs.length, run?.columnKind, run?.invocations[0]?.executionSuccessful]).toEqual(["2.1.0", 1, "utf16CodeUnits", false]);
  });

  it("points each result to its rule and to a place that is not empty", () => {
    expect(run?.results.length).toBe(REPORT.findings.length);
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      const region = result.locations[0]?.physicalLocation.region;
      expect((region?.endLine ?? 0) > (region?.startLine ?? 0) || (region?.endColumn ?? 0) > (region?.startColumn ?? 0)).toBe(true);
      expect(result.partialFingerprints["primaryLocationLineHash"]).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it("encodes paths and maps dispositions to levels", () => {
    const result = run?.results.find((one) => one.ruleId === "dynamic-code");
    expect([result?.level, result?.locations[0]?.physicalLocation.artifactLocation.uri]).toEqual(["error", "scripts/a%20b.mjs"]);
  });
});
