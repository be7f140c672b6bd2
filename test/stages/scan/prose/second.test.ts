import { describe, expect, it } from "vitest";
import { scanOf } from "../samples.ts";
import { SECOND } from "./second.table.ts";

describe("more hostile texts", () => {
  for (const [what, expected, text] of SECOND)
    it(what, () => {
      const body = `---\nname: sample\ndescription: "Sorts receipts. Use when asked to sort receipts."\n---\n\n# Sort receipts\n\nSorts them.\n\n${text}\n`;
      const found = scanOf({ "SKILL.md": body }, "imported").findings.map((one) => one.disposition);
      expect(found.includes("block") || (expected === "warn" && found.includes("warn"))).toBe(true);
    });
});
