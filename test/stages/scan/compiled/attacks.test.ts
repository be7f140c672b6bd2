import { describe, expect, it } from "vitest";
import { VETTED } from "#stages/scan/compiled/vetted.table";
import { JAVASCRIPT } from "../../../attacks/javascript.table.ts";
import { rulesOf, scanOf } from "../samples.ts";
import { ATTACKS } from "./attacks.table.ts";

const GUARDED = `import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
${Object.values(VETTED).join("\n")}
`;

function blocks(code: string): readonly string[] {
  const root = /^SELF-ROOT:(.*)$/.exec(code)?.[1];
  const text = root === undefined ? code : GUARDED.replace(/(function writeOutput[^]*?)"ROOT"/, (_all, before: string) => `${before}${JSON.stringify(root)}`);
  return rulesOf(scanOf({ "scripts/main.mjs": text.replaceAll('"ROOT"', '"~/inbox"') }, "compiled"), "block");
}

describe("attacks on the compiled language", () => {
  for (const [construct, code] of ATTACKS) {
    it(`refuses ${construct}`, () => {
      expect(blocks(code)).not.toEqual([]);
    });
  }

  it("refuses every technique of the catalogue", () => {
    const missed = JAVASCRIPT.filter(([, , code]) => {
      const report = scanOf({ "scripts/main.mjs": code }, "compiled");
      // reading a variable by its plain name is in the language, and needs its permission
      return rulesOf(report, "block").length === 0 && report.permissions.missing.length === 0;
    });
    expect(missed.map(([id]) => id)).toEqual([]);
  });

  it("never throws for a text that no parser or comparer can hold", () => {
    for (const code of ["function readInput(path) { return 1n; }", "function writeOutput() { return 1e999; }", "function isInside(", "[".repeat(5_000)])
      expect(blocks(code)).not.toEqual([]);
  });
});
