import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DiffFile } from "#kernel/card";
import { differenceOf } from "#stages/review/difference";
import { handSkill } from "./a-proposal.ts";

const between = (before: string, after: string): DiffFile | undefined => differenceOf(handSkill(before), handSkill(after)).files[0];
const marked = (file: DiffFile | undefined) =>
  file?.lines.map(({ sign, words, text }) => `${sign}${words === null ? text : words.map((one) => (one.changed ? `<${one.text}>` : one.text)).join("")}`);

describe("the difference between two versions", () => {
  it("marks the words that changed inside a changed line", () => {
    expect(marked(between("run `gh pr list --limit 20`\nend", "run `gh pr list --limit 50 --json`\nend"))).toEqual([
      "-run `gh pr list --limit <20>`",
      "+run `gh pr list --limit <50 --json>`",
      " end",
    ]);
  });

  it("pairs a line with the one it became, past lines that are new", () => {
    expect(marked(between("a line about cats and dogs", "something else altogether\na line about cats and birds"))).toEqual([
      "-a line about cats and <dogs>",
      "+something else altogether",
      "+a line about cats and <birds>",
    ]);
  });

  it("leaves lines with nothing in common whole", () => {
    expect(marked(between("one two three", "quite another sentence"))).toEqual(["-one two three", "+quite another sentence"]);
  });

  it.each([
    ["сделай отчёт за март", "сделай отчёт за май", "-сделай отчёт за <март>"],
    ["三月の請求書を表示", "四月の請求書を表示", "-<三>月の請求書を表示"],
  ])("knows words of other scripts: %s", (before, after, line) => {
    expect(marked(between(before, after))?.[0]).toBe(line);
  });

  it("numbers lines in both files, so that what is not shown is a jump", () => {
    const text = Array.from({ length: 20 }, (_none, at) => `line ${at}`);
    const file = between(text.join("\n"), text.map((line, at) => (at === 3 || at === 15 ? `${line} more` : line)).join("\n"));
    expect(file?.lines.map((line) => [line.before, line.after])).toEqual([
      [3, 3],
      [4, null],
      [null, 4],
      [5, 5],
      [15, 15],
      [16, null],
      [null, 16],
      [17, 17],
    ]);
  });

  it("says which limit made it show a file as replaced, and counts what it does not list", () => {
    const lines = (count: number, mark: string) => Array.from({ length: count }, (_none, at) => `${at} ${mark}`).join("\n");
    expect(between(lines(1200, "a"), lines(1200, "b"))).toMatchObject({ change: "replaced", limit: "edits", added: 1200, removed: 1200, left: 400 });
    expect(between(lines(11_000, "a"), lines(11_000, "b"))).toMatchObject({ change: "replaced", limit: "lines", added: 11_000, left: 20_000 });
    expect(between(lines(20, "a"), lines(20, "b"))).toMatchObject({ change: "changed", limit: null, left: 0 });
  });

  it("tells a changed byte that no text shows", () => {
    const skill = (byte: number) => ({ name: "x", files: [{ path: "a.bin", bytes: new Uint8Array([byte]), mode: 0o644 }] });
    expect(differenceOf(skill(0xff), skill(0xfe)).kind).toBe("changed");
  });

  it("loses no character: gone lines are in the old text, come ones in the new, and words joined are the line", () => {
    const text = fc.array(
      fc.array(fc.constantFrom("a", "b", "{x}", "`", "日", "ñ", "--all", "\u202e"), { maxLength: 6 }).map((words) => words.join(" ")),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(text, text, (old, now) => {
        const file = between(old.join("\n"), now.join("\n"));
        for (const line of file?.lines ?? []) {
          if (line.words !== null) expect(line.words.map((one) => one.text).join("")).toBe(line.text);
          if (line.before !== null) expect(old[line.before - 1]).toBe(line.text);
          if (line.after !== null) expect(now[line.after - 1]).toBe(line.text);
        }
      }),
    );
  });
});
