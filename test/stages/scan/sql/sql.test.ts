import { describe, expect, it } from "vitest";
import { POLICY, rulesOf, scanOf } from "../samples.ts";
import { scanSample } from "../sample.ts";
import { analyseSql } from "#stages/scan/sql/analyse";
import type { Mark } from "#stages/scan/mark";
import { ATTACKS } from "./attacks.table.ts";
import { GOOD } from "./good.table.ts";

const said = (text: string): readonly Mark[] => {
  const marks: Mark[] = [];
  analyseSql("a.sql", text, { paths: new Set(), limits: POLICY.scan.limits }, (mark) => marks.push(mark));
  return marks;
};

describe("a file of statements", () => {
  it.each(GOOD)("is left alone where it is %s", (_name, text) => {
    const report = scanSample({ "assets/a.sql": text });
    expect(report.findings.filter((one) => one.disposition !== "note").map((one) => [one.ruleId, one.message, one.snippet])).toEqual([]);
  });

  it.each(ATTACKS)("is met by %s (%s): %s", (rule, disposition, text) => {
    expect(rulesOf(scanSample({ "assets/a.sql": text }), disposition)).toContain(rule);
  });

  it.each(ATTACKS.filter(([rule]) => rule !== "unread-parse"))(
    "says nothing of what stands in a comment or a string: %s (%s): %s",
    (_rule, _disposition, text) => {
      const quoted = text.replaceAll("'", "''").replaceAll(/[\\*]/g, "-");
      expect(said(text.replace(/^/gm, "-- "))).toEqual([]);
      expect(said(`INSERT INTO t VALUES ('see ${quoted.replaceAll("\n", " ")}');`)).toEqual([]);
    },
  );

  it("names the path, the way and the host", () => {
    const { permissions } = scanSample({
      "assets/a.sql": "COPY t TO '/data/x.csv'; COPY t FROM '/data/y.csv'; SELECT dblink('host=db.example.com', 'SELECT 1');",
    });
    expect(permissions.missing).toEqual(["filesystem.read:/data/y.csv", "filesystem.write:/data/x.csv", "network:db.example.com"]);
  });

  it("may be any file where it cannot be told", () => {
    expect(scanSample({ "assets/a.sql": "SELECT pg_read_file('/data/' || name) FROM t;" }).permissions.missing).toEqual(["filesystem.read:*"]);
  });

  it("has what it includes read as statements, whatever it is called", () => {
    const report = scanOf({ "SKILL.md": "# a\n\nSort.\n", "sql/a.sql": "\\ir rest.txt\n", "sql/rest.txt": "select 1;\n\\! id\n" }, "imported");
    expect(report.findings.filter((one) => one.ruleId === "process-creation").map((one) => [one.file, one.range.startLine])).toEqual([["sql/rest.txt", 2]]);
  });

  it("is no part of a compiled skill", () => {
    expect(rulesOf(scanOf({ "assets/a.sql": "SELECT 1;" }, "compiled"), "block")).toContain("unlisted-file");
  });

  it("points at the line in the body of a function", () => {
    const report = scanSample({ "assets/a.sql": "DO $$\nBEGIN\n  COPY t TO PROGRAM 'sh';\nEND $$;\n" });
    expect(report.findings.find((one) => one.ruleId === "process-creation")?.range.startLine).toBe(3);
  });
});

describe("a hostile file of statements", () => {
  const million = 1_000_000;
  const limits = { ...POLICY.scan.limits, fileBytes: 8 * million };
  const rulesFor = (text: string) =>
    rulesOf(scanOf({ "assets/a.sql": text }, "imported", { policy: { ...POLICY, scan: { ...POLICY.scan, limits } } }), "block");

  it.each([
    ["quotes without an end", "'".repeat(5 * million + 1), "unread-parse"],
    ["strings without number", "'' ".repeat(million), "scan-truncated"],
    ["a dollar quote without an end", `DO $a$ ${"$b$ ".repeat(million)}`, "unread-parse"],
    ["comments in comments", "/* ".repeat(million), "unread-parse"],
    ["commands in a line", "\\a".repeat(million), "scan-truncated"],
    ["statements in statements", "EXECUTE ".repeat(million / 2), "scan-truncated"],
    ["bodies in bodies", `${[..."abcdefgh"].map((tag) => `DO $${tag}$ `).join("")}x${[..."hgfedcba"].map((tag) => ` $${tag}$;`).join("")}`, "scan-truncated"],
  ])("is refused: %s", (_name, text, rule) => {
    expect(rulesFor(text)).toContain(rule);
  });

  it("says the same each time", () => {
    const text = [...ATTACKS, ...ATTACKS].map(([, , one]) => one).join(";\n");
    expect(said(text)).toEqual(said(text));
    expect(said(text).length).toBeGreaterThan(0);
  });
});
