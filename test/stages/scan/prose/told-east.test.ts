import { describe, expect, it } from "vitest";
import { skill } from "../everyday.table.ts";
import { rulesOf, scanOf } from "../samples.ts";
import { TOLD_EAST } from "./told-east.table.ts";

const blocksOf = (text: string): readonly string[] => rulesOf(scanOf({ "SKILL.md": skill(text) }, "imported"), "block");

describe("what other languages tell by the order of the words", () => {
  it.each(TOLD_EAST)("%s", (_, good, bad, rule) => {
    expect(blocksOf(good)).toEqual([]);
    expect(blocksOf(bad)).toContain(rule);
  });
});
