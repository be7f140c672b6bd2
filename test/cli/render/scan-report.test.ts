import { describe, expect, it } from "vitest";
import type { ScanReport } from "#kernel/finding";
import { columns, fit, fitEnd, wrap } from "../../../scripts/cli/render/lines.ts";
import { scanText } from "../../../scripts/cli/render/scan-text.ts";
import { scanOf } from "../../stages/scan/samples.ts";
import { CLEAN, HOSTILE, HUGE, look, MIXED, PAGES } from "./a-report.ts";

const textOf = (report: ScanReport, parts = {}) => scanText(report, look(parts)).join("\n");

describe("the text report", () => {
  it("is short for a clean skill, and claims no safety", () => {
    const lines = scanText(CLEAN, look());
    expect(lines[0]).toMatch(/^PASS {2}sample: nothing in 1 file /);
    expect(lines.length).toBeLessThan(12);
    expect(lines.join("\n")).toContain("not that the skill is safe");
  });

  it("begins with the verdict and why", () => {
    expect(textOf(MIXED)).toMatch(/^BLOCKED {2}sample: Code made at run time \(scripts\/a b\.mjs:1:1\) and \d+ other finding/);
    const denied = scanOf({ "scripts/a.mjs": 'await fetch("https://api.example.com/x");' }, "imported");
    expect(textOf(denied)).toMatch(/^DENIED {2}sample: it needs 1 permission that nobody granted \(network:api\.example\.com\)/);
  });

  it("shows each finding with its line and a caret under the place", () => {
    const lines = scanText(MIXED, look());
    const at = lines.findIndex((line) => line.includes("1 | eval(code);"));
    expect(lines[at]?.indexOf("eval")).toBe(lines[at + 1]?.indexOf("^^^^"));
    expect(lines[at + 1]?.trimEnd()).toMatch(/\| \^{4}$/);
  });

  it("keeps the caret under the place behind wide letters, tabs and far into a long line", () => {
    const code = `\tconst a = "日本語の文字列"; eval(a);\n${" ".repeat(300)}const b = ${"1 + ".repeat(200)}1; new Function(b);\n`;
    for (const width of [60, 100, 120]) {
      const lines = scanText(scanOf({ "scripts/a.mjs": code }, "imported"), look({ width }));
      for (const word of ["eval", "Function"]) {
        const at = lines.findIndex((line, index) => / \d+ \| /.test(line) && line.includes(word) && /\| +\^/.test(lines[index + 1] ?? ""));
        const line = lines[at] ?? "";
        const caret = lines[at + 1] ?? "";
        const before = line.slice(0, line.indexOf(word));
        expect(columns(before)).toBeGreaterThanOrEqual(caret.indexOf("^"));
        expect(columns(before)).toBeLessThan(caret.length);
      }
    }
  });

  it("says why each rule matters and what to do", () => {
    const page = PAGES("dynamic-code");
    expect(page?.why.length).toBeGreaterThan(20);
    expect(textOf(MIXED)).toContain(`why  ${page?.why.slice(0, 40) ?? ""}`);
    expect(textOf(MIXED)).toContain(`do   ${page?.fix.slice(0, 40) ?? ""}`);
  });

  it("names every permission with its state and the place that proves it, also the unused", () => {
    const text = textOf(MIXED);
    expect(text).toMatch(/api\.example\.com +MISSING +undeclared +scripts\/a b\.mjs:2:7/);
    expect(text).toMatch(/cdn\.example\.com +granted +undeclared +scripts\/a b\.mjs:3:7/);
    expect(text).toMatch(/IDLE_TOKEN +unused/);
    expect(text).toMatch(/beyond +Code made at run time: scripts\/a b\.mjs:1:1/);
  });

  it("keeps an accepted warning in sight, with who, when and why", () => {
    const text = textOf(MIXED);
    expect(text).toContain("Accepted warnings, not counted (1 finding)");
    expect(text).toContain("accepted by user:ada on 2026-03-01: read the tool's source");
  });

  it("says what was not read and why", () => {
    expect(textOf(MIXED)).toMatch(/Read: 2 of 4 files, .*not read completely:\n {2}data\.bin {2}unread-binary.*\n {2}linked {2}a link/);
  });

  it("cuts a huge report, says how much is left out, and shows it with --verbose", () => {
    const short = scanText(HUGE, look());
    expect(short.length).toBeLessThan(150);
    expect(short.join("\n")).toMatch(/and \d+ more places?: /);
    const whole = textOf(HUGE, { verbose: true });
    const places = HUGE.findings
      .filter((one) => one.disposition === "block")
      .map((one) => `${one.file}:${String(one.range.startLine)}:${String(one.range.startColumn)}`);
    expect(places.filter((place) => !whole.includes(place))).toEqual([]);
  });

  it("shows notes only when asked", () => {
    const report = scanOf({ "SKILL.md": "# x\n\nRun `git status`.\n", "scripts/a.mjs": 'import "./gone.mjs";' }, "imported");
    const notes = report.findings.filter((one) => one.disposition === "note");
    expect(notes.length).toBeGreaterThan(0);
    expect(textOf(report)).toContain(`${String(notes.length)} note`);
    expect(textOf(report)).not.toContain("Notes (");
    expect(textOf(report, { verbose: true })).toContain("Notes (");
  });

  it.each(Object.entries({ MIXED, HOSTILE, HUGE }))("lets no text of %s change a screen or forge a line", (_name, report) => {
    for (const verbose of [false, true]) {
      const lines = scanText(report, look({ verbose }));
      expect(lines.filter((line) => /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(line))).toEqual([]);
      expect(lines.filter((line, at) => at > 0 && /^(?:PASS|WARN|DENIED|BLOCKED)/.test(line))).toEqual([]);
    }
  });

  it("keeps to the width, but for names that cannot be broken", () => {
    const long = scanText(MIXED, look({ width: 80 })).filter((line) => columns(line) > 80 && !/and \d+ more place/.test(line));
    expect(long).toEqual([]);
  });
});

describe("lines of a report", () => {
  it("breaks at spaces, and words that are longer than a line", () => {
    expect(wrap("a  ", "one two three", 23)).toEqual(["a  one two three"]);
    expect(wrap("a  ", `one ${"x".repeat(30)}`, 23)).toEqual(["a  one", `   ${"x".repeat(20)}`, `   ${"x".repeat(10)}`]);
  });

  it("cuts by columns, not by letters", () => {
    expect([fit("日本語", 6), fit("日本語", 5), fit("abc", 2)]).toEqual(["日本語", "日本…", "a…"]);
    expect([fitEnd("scripts/a.mjs:1", 15), fitEnd("scripts/a.mjs:1", 8)]).toEqual(["scripts/a.mjs:1", "…a.mjs:1"]);
    expect(columns("e\u0301日\u{1f600}")).toBe(5);
  });
});
