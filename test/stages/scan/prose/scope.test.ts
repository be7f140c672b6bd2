import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "../samples.ts";
import { LINKED } from "./linked.table.ts";
import { SCOPES } from "./scope.table.ts";

function blocksOf(text: string): readonly string[] {
  const body = `---\nname: sample\ndescription: "Sorts receipts. Use when asked to sort receipts."\n---\n\n# Sort receipts\n\nSorts them.\n\n${text}\n`;
  return rulesOf(scanOf({ "SKILL.md": body }, "imported"), "block");
}

describe("how far a denial, a comparison or a rank reaches", () => {
  for (const [what, good, bad, rule] of [...SCOPES, ...LINKED]) {
    it(`innocent: ${what}`, () => {
      expect(blocksOf(good)).toEqual([]);
    });
    it(`hostile, next to: ${what}`, () => {
      expect(blocksOf(bad)).toContain(rule);
    });
  }
});
