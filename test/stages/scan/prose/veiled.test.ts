import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "../samples.ts";
import { BENT_FIGURES, LED_ASTRAY, UNSOUND } from "./crooked.table.ts";
import { CARRIED_OFF, COLLECTED } from "./veiled.table.ts";
import { ALLOWED, NEIGHBOURS, RANKED } from "./widened.table.ts";

const HEAD = `---\nname: sample\ndescription: "Sorts receipts. Use when asked to sort receipts."\n---\n\n# Sort receipts\n\nSorts them.\n`;

function blocksOf(text: string): readonly string[] {
  return rulesOf(scanOf({ "SKILL.md": HEAD, "references/rules.md": `# Rules\n\n${text}\n` }, "imported"), "block");
}

describe("an order that is told in several sentences", () => {
  for (const [what, good, bad, rule] of [...CARRIED_OFF, ...COLLECTED, ...ALLOWED, ...RANKED, ...NEIGHBOURS, ...BENT_FIGURES, ...LED_ASTRAY, ...UNSOUND]) {
    it(`innocent: ${what}`, () => {
      expect(blocksOf(good)).toEqual([]);
    });
    it(`hostile, next to: ${what}`, () => {
      expect(blocksOf(bad)).toContain(rule);
    });
  }
});
