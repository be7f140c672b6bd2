import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScanReport } from "#kernel/finding";
import { scan } from "#stages/scan/scan";
import { cases } from "../../cases.ts";
import { POLICY, scanOf } from "../../stages/scan/samples.ts";
import { aContent, aPath, aSkill, anAddition, type Files } from "./pieces.ts";
import { contradictionsIn, RANK } from "./report.ts";

const SEED = 20_260_921;
const LIMIT = cases(1) * 300_000;
const PROFILES = ["imported", "compiled"] as const;
const aProfile = fc.constantFrom(...PROFILES);

const encoded = (files: Files) =>
  Object.entries(files).map(([path, content]) => ({ path, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content, mode: 0o644 }));

/** Findings that say the scan did not understand all of a file: what is added later may be what was missing to read it. */
const isUnread = (report: ScanReport): boolean =>
  report.findings.some((one) => one.category === "unread" && one.disposition !== "note") || report.coverage.some((one) => !one.scanned);

describe("a scan of anything", () => {
  it("never throws and contradicts neither itself nor the files", { timeout: LIMIT }, () => {
    fc.assert(
      fc.property(aSkill, aProfile, (files, profile) => {
        expect(contradictionsIn(scanOf(files, profile), files)).toEqual([]);
      }),
      { numRuns: cases(300), seed: SEED },
    );
  });

  it("says the same of the same files in any order, and leaves them as they were", { timeout: LIMIT }, () => {
    fc.assert(
      fc.property(aSkill, aProfile, fc.infiniteStream(fc.nat(1000)), (files, profile, dice) => {
        const given = encoded(files);
        const before = given.map((file) => Buffer.from(file.bytes).toString("hex"));
        const shuffled = given
          .map((file) => ({ file, key: (dice.next() as IteratorYieldResult<number>).value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ file }) => Object.freeze(file));
        const options = { profile, policy: POLICY, policyDigest: "0".repeat(64), grants: { declared: null, granted: [] } };
        const first = JSON.stringify(scan({ name: "sample", files: given }, options));
        expect(JSON.stringify(scan({ name: "sample", files: Object.freeze(shuffled) }, options))).toBe(first);
        expect(given.map((file) => Buffer.from(file.bytes).toString("hex"))).toEqual(before);
      }),
      { numRuns: cases(100), seed: SEED },
    );
  });
});

describe("adding never helps", () => {
  it("a file more", { timeout: LIMIT }, () => {
    fc.assert(
      fc.property(aSkill, aPath, aContent, aProfile, (files, path, content, profile) => {
        fc.pre(Object.keys(files).length > 0 && !Object.hasOwn(files, path));
        const before = scanOf(files, profile);
        fc.pre(before.findings.every((one) => one.ruleId !== "scan-empty"));
        const after = scanOf({ ...files, [path]: content }, profile);
        expect(RANK[after.verdict], `${before.verdict} became ${after.verdict} with ${path}`).toBeGreaterThanOrEqual(RANK[before.verdict]);
        expect(after.permissions.missing, `a permission is needed no more with ${path}`).toEqual(expect.arrayContaining([...before.permissions.missing]));
      }),
      { numRuns: cases(300), seed: SEED },
    );
  });

  it("a paragraph more in instructions", { timeout: LIMIT }, () => {
    fc.assert(
      fc.property(aSkill, anAddition, (files, addition) => {
        const text = files["SKILL.md"];
        fc.pre(typeof text === "string" && !text.endsWith("\r"));
        const before = scanOf(files, "imported");
        fc.pre(!isUnread(before));
        const after = scanOf({ ...files, "SKILL.md": `${text}\n\n${addition}\n` }, "imported");
        expect(RANK[after.verdict], `${before.verdict} became ${after.verdict}: ${before.findings.map((one) => one.ruleId).join(" ")}`).toBeGreaterThanOrEqual(
          RANK[before.verdict],
        );
      }),
      { numRuns: cases(175), seed: SEED },
    );
  });

  it("a line more in a program", { timeout: LIMIT }, () => {
    const line = fc.constantFrom(
      "1;",
      "eval(x);",
      "export {};",
      "const later = 1;",
      "/* all fine */",
      "// trusted",
      "fetch('https://example.invalid');",
      "process.exit();",
    );
    fc.assert(
      fc.property(fc.constantFrom("scripts/a.mjs", "scripts/b.cjs", "scripts/c.ts"), aContent, line, (path, content, more) => {
        fc.pre(typeof content === "string" && !content.endsWith("\r"));
        const before = scanOf({ [path]: content }, "imported");
        fc.pre(!isUnread(before));
        const after = scanOf({ [path]: `${content}\n${more}\n` }, "imported");
        expect(RANK[after.verdict], `${before.verdict} became ${after.verdict}`).toBeGreaterThanOrEqual(RANK[before.verdict]);
      }),
      { numRuns: cases(175), seed: SEED },
    );
  });
});
