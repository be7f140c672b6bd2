import { describe, expect, it } from "vitest";
import { skill } from "../everyday.table.ts";
import { rulesOf, scanOf } from "../samples.ts";
import { TOLD } from "./told.table.ts";

const blocksOf = (text: string): readonly string[] => rulesOf(scanOf({ "SKILL.md": skill(text) }, "imported"), "block");

describe("words of an attack that order nothing", () => {
  it.each(TOLD)("%s", (_, good, bad, rule) => {
    expect(blocksOf(good)).toEqual([]);
    expect(blocksOf(bad)).toContain(rule);
  });
});

describe("the title of what a scanner looks for", () => {
  const script = (tail: string): string => `const RULES = [\n  { id: 'x', name: 'Override safety/system instructions'${tail} },\n];\n`;
  it("is said to nobody where its patterns follow", () => {
    const files = (tail: string): Record<string, string> => ({ "SKILL.md": skill("Run it."), "scripts/a.js": script(tail) });
    expect(rulesOf(scanOf(files(", patterns: [/a/]"), "imported"), "block")).not.toContain("prose-override");
    expect(rulesOf(scanOf(files(", lines: ['all of them']"), "imported"), "block")).toContain("prose-override");
  });
});
