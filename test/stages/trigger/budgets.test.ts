import { listingBudgets } from "#stages/trigger/budgets";
import { describe, expect, it } from "vitest";

const one = (name: string, length: number) => ({ name, description: "é".repeat(length) });

describe("listingBudgets", () => {
  it("counts names and descriptions in characters, before and after, with the proposal in the place of its older version", () => {
    const [openclaw] = listingBudgets([one("old", 97), one("new", 97)], one("new", 197));
    expect(openclaw).toEqual({ host: "openclaw", limit: 18_000, before: 200, after: 300, state: "fits" });
    expect(listingBudgets([one("old", 97)], null)[0]).toMatchObject({ before: 100, after: 100 });
  });

  it("counts a name that two roots hold once, as the nearest root has it", () => {
    expect(listingBudgets([one("same", 16), one("same", 9996)], null)[0]).toMatchObject({ before: 20 });
  });

  it("warns above four fifths of the limit of each host, and says what is over", () => {
    const states = (length: number) => listingBudgets([], one("new", length - 3)).map((budget) => [budget.host, budget.state]);
    expect(states(6400)).toEqual([
      ["openclaw", "fits"],
      ["claude-code", "fits"],
    ]);
    expect(states(6401)[1]).toEqual(["claude-code", "near"]);
    expect(states(8001)[1]).toEqual(["claude-code", "over"]);
    expect(states(18_001)[0]).toEqual(["openclaw", "over"]);
  });
});
