import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SOFT_RULE_IDS } from "#stages/scan/rules";
import { RULES } from "#stages/scan/rules.table";
import { policySchemaText } from "../../../scripts/setup/schemas.ts";
import { POLICY, scanOf } from "./samples.ts";

const folder = new URL("../../../policy/rules/", import.meta.url);
type Example = Readonly<{ kind: "refused" | "allowed"; file: string; profile: "compiled" | "imported"; code: string }>;

function examplesOf(page: string): readonly Example[] {
  return [...page.matchAll(/^````[a-z]+ (refused|allowed) file=(\S+)( profile=compiled)?\n([\s\S]*?)\n````$/gm)].map((found) => ({
    kind: found[1] === "refused" ? "refused" : "allowed",
    file: found[2] ?? "",
    profile: found[3] === undefined ? "imported" : "compiled",
    code: found[4] ?? "",
  }));
}

describe("the rule catalogue", () => {
  it("has one page per rule and no other page", () => {
    expect(readdirSync(folder).sort()).toEqual(RULES.map((rule) => `${rule.id}.md`).sort());
  });

  it("names every rule once", () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });

  it("gives the shipped policy a weight for exactly the soft rules", () => {
    expect(Object.keys(POLICY.scan.weights).sort()).toEqual([...SOFT_RULE_IDS].sort());
  });

  it("has the committed policy schema that the code describes", () => {
    expect(readFileSync(new URL("../policy.schema.json", folder), "utf8")).toBe(policySchemaText());
  });

  for (const rule of RULES) {
    const page = readFileSync(new URL(`${rule.id}.md`, folder), "utf8");
    for (const { kind, file, profile, code } of examplesOf(page)) {
      it(`${rule.id} ${kind === "refused" ? "finds" : "leaves alone"} the example of its page`, () => {
        const report = scanOf({ [file]: code }, profile);
        const hits = report.findings.filter((one) => one.ruleId === rule.id);
        if (kind === "refused") expect(hits.map((one) => one.disposition)).toContain(rule.disposition);
        else expect(report.findings.filter((one) => one.disposition !== "note" || one.ruleId === rule.id)).toEqual([]);
      });
    }
  }
});
