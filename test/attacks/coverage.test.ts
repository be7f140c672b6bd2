import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { techniquesIn } from "../../scripts/cli/techniques.ts";
import { TECHNIQUES } from "./catalogue.table.ts";
import { coverageText, measure } from "./coverage.ts";

const committed = readFileSync(new URL("../../policy/coverage.md", import.meta.url), "utf8");
const measured = await measure();

describe("the catalogue of techniques", () => {
  it("has 359, each once", () => {
    expect(new Set(TECHNIQUES.map(([id]) => id)).size).toBe(359);
  });

  it("has a sample for every one", () => {
    expect(measured.rows.filter((row) => row.state === "no sample").map((row) => row.technique[0])).toEqual([]);
  });

  it("is met, and so is what goes beyond it", () => {
    expect([...measured.rows, ...measured.beyond].filter((row) => row.state === "missed").map((row) => `${row.technique[0]}: ${row.words}`)).toEqual([]);
  });

  it("refuses no look-alike", () => {
    expect(Object.values(measured.lookAlikes).flatMap((row) => row.refused)).toEqual([]);
  });

  it("is what policy/coverage.md says (npm run coverage writes it)", () => {
    expect(committed).toBe(coverageText(measured));
  });

  it("can be explained id by id", () => {
    expect(techniquesIn(committed).map((one) => one.id)).toEqual(TECHNIQUES.map(([id]) => id));
  });
});
