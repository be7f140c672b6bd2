import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SOFT_RULE_IDS } from "#stages/scan/rules";
import { RULES } from "#stages/scan/rules.table";
import { parsePage } from "../../../scripts/cli/rule-pages.ts";
import { policySchemaText } from "../../../scripts/setup/schemas.ts";
import { examplesOf } from "./page-examples.ts";
import { POLICY } from "./samples.ts";

const folder = new URL("../../../policy/rules/", import.meta.url);

const OUTCOMES = {
  block: /\. Outcome: blocks(?:; nothing lifts it| when )/,
  grant: /\. Outcome: needs a permission that a person grants\.$/,
  warn: /\. Outcome: a warning (?:that adds to the score|of the highest weight)/,
  note: /\. Outcome: a note; it changes no verdict\.$/,
};

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
    const markdown = readFileSync(new URL(`${rule.id}.md`, folder), "utf8");
    const examples = examplesOf(markdown);

    it(`${rule.id} has a page that says what, why and what to do, with an example of each side`, () => {
      const page = parsePage(rule.id, markdown);
      expect(markdown.startsWith(`# ${rule.id}\n`)).toBe(true);
      expect(page.summary).toMatch(OUTCOMES[rule.disposition]);
      expect(page.why.length).toBeGreaterThan(20);
      expect(page.fix.length).toBeGreaterThan(9);
      expect([...new Set(examples.map((one) => one.kind))].sort()).toEqual(["allowed", "refused"]);
    });

    for (const { kind, report } of examples) {
      it(`${rule.id} ${kind === "refused" ? "finds" : "leaves alone"} the example of its page`, () => {
        const { findings } = report();
        const hits = findings.filter((one) => one.ruleId === rule.id);
        if (kind === "refused") expect(hits.map((one) => one.disposition)).toContain(rule.disposition);
        else expect(findings.filter((one) => one.disposition !== "note" || one.ruleId === rule.id).map((one) => `${one.ruleId}: ${one.message}`)).toEqual([]);
      });
    }
  }
});
