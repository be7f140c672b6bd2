import { describe, expect, it } from "vitest";
import { findingsOf, type Located } from "#stages/scan/findings";
import type { Mark } from "#stages/scan/mark";

const TEXT = "one two three four\nfive six";
const at = (mark: Partial<Mark> & Pick<Mark, "start" | "end">, path = "SKILL.md", text = TEXT): Located => ({
  path,
  text,
  mark: { rule: "unpinned-install", args: { text: "x" }, ...mark },
});
const places = (...located: readonly Located[]) =>
  findingsOf(located, 100).map((one) => `${one.file}:${String(one.range.startLine)}:${String(one.range.startColumn)} ${one.disposition}`);

describe("marks that say the same of one place", () => {
  it("are one finding, at the narrower place, whatever the order they come in", () => {
    const wide = at({ start: 0, end: 18 });
    const narrow = at({ start: 4, end: 7 });
    expect(places(wide, narrow)).toEqual(["SKILL.md:1:5 warn"]);
    expect(places(narrow, wide)).toEqual(["SKILL.md:1:5 warn"]);
    expect(places(narrow, narrow)).toEqual(["SKILL.md:1:5 warn"]);
  });

  it("keep the graver outcome of the two", () => {
    const note = at({ start: 4, end: 7, disposition: "note", severity: "info" });
    expect(places(at({ start: 0, end: 18 }), note)).toEqual(["SKILL.md:1:5 warn"]);
    expect(findingsOf([at({ start: 0, end: 18, disposition: "block", severity: "high" }), note], 100)[0]).toMatchObject({
      disposition: "block",
      severity: "high",
    });
  });

  it("stay two where they do not lie in each other, or differ in file, rule, words or permission", () => {
    const one = at({ start: 0, end: 3 });
    expect(places(one, at({ start: 4, end: 7 })).length).toBe(2);
    expect(places(one, at({ start: 0, end: 3 }, "a.md")).length).toBe(2);
    expect(places(one, at({ start: 0, end: 3, rule: "html-active" })).length).toBe(2);
    expect(places(one, at({ start: 0, end: 3, args: { text: "y" } })).length).toBe(2);
    expect(places(one, at({ start: 0, end: 3, permission: { kind: "network", value: "x.example" } })).length).toBe(2);
  });
});

describe("a permission without a value", () => {
  it("is the widest of its kind", () => {
    const empty = at({ start: 0, end: 3, rule: "process-access", permission: { kind: "process", value: " " } });
    expect(findingsOf([empty], 10)[0]?.permission).toBe("process:*");
  });
});

describe("the line of a finding", () => {
  const excerpt = (text: string, start: number, end: number) => findingsOf([at({ start, end }, "a.md", text)], 10)[0]?.excerpt;

  it("is the line it starts in, with the place in it", () => {
    expect(excerpt(TEXT, 4, 7)).toEqual({ text: "one two three four", from: 4, length: 3 });
    expect(excerpt(TEXT, 19, 23)).toEqual({ text: "five six", from: 0, length: 4 });
    expect(excerpt("  a\r\n\tb c\r\n", 8, 9)).toEqual({ text: "b c", from: 2, length: 1 });
  });

  it("ends at the end of the line, and is a window of a long one", () => {
    expect(excerpt(TEXT, 14, 23)).toEqual({ text: "one two three four", from: 14, length: 4 });
    const long = `${"a".repeat(5_000)}NEEDLE${"b".repeat(5_000)}`;
    const cut = excerpt(long, 5_000, 5_006);
    expect(cut?.text.slice(cut.from, cut.from + cut.length)).toBe("NEEDLE");
    expect(cut?.text.length).toBeLessThan(170);
    expect(cut?.text).toMatch(/^…a+NEEDLEb+…$/);
  });

  it("spells out what cannot be seen, with the place still right", () => {
    const cut = excerpt("a\u202eb eval(x)", 4, 8);
    expect(cut?.text.slice(cut.from, cut.from + cut.length)).toBe("eval");
    expect(cut?.text).toBe("a\\u{202e}b eval(x)");
  });

  it("is none for what is said of a whole file", () => {
    expect(excerpt(TEXT, 0, 0)).toBe(null);
    expect(excerpt("", 0, 1)).toBe(null);
  });
});
