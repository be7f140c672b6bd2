import { describe, expect, it } from "vitest";
import { allSamples, findingsOf, type Sample } from "./samples.ts";

const { attacks, clean } = await allSamples();
const TABLES: ReadonlySet<string> = new Set(["make", "container", "awk", "bats"]);
const of = (samples: readonly Sample[]) => samples.filter((one) => TABLES.has(one.table)).map((one) => [one.table, one.name, one] as const);

describe("small languages in the hands of attackers", () => {
  it.each(of(attacks))("%s %s", (_table, _name, sample) => {
    const rules = findingsOf(sample)
      .filter((one) => one.disposition === "block")
      .map((one) => one.ruleId);
    expect(rules).not.toEqual([]);
    // That nobody reads the file is no answer to what it does.
    if (sample.expected === "block") expect(rules.some((one) => !one.startsWith("unread-"))).toBe(true);
  });
});

describe("ordinary files of small languages", () => {
  it.each(of(clean))("%s: %s", (_table, _name, sample) => {
    expect(
      findingsOf(sample)
        .filter((one) => one.disposition === "block")
        .map((one) => `${one.file}: ${one.ruleId} ${one.message}`),
    ).toEqual([]);
  });
});
