import { describe, expect, it } from "vitest";
import { skill } from "../everyday.table.ts";
import { rulesOf, scanOf } from "../samples.ts";
import { ORDERED_ABROAD, TOLD_ABROAD } from "./abroad.table.ts";

const blocksOf = (text: string): readonly string[] => rulesOf(scanOf({ "SKILL.md": skill(text) }, "imported"), "block");

describe("the mood of verbs in other languages", () => {
  it.each(TOLD_ABROAD)("%s, told: %s", (_, text) => {
    expect(blocksOf(text)).toEqual([]);
  });
  it.each(ORDERED_ABROAD)("%s, ordered: %s", (_, text, rule) => {
    expect(blocksOf(text)).toContain(rule);
  });
});
