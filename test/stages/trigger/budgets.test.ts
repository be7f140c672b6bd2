import { listingBudgets } from "#stages/trigger/budgets";
import { describe, expect, it } from "vitest";

const one = (name: string, length: number) => ({ name, description: "é".repeat(length) });

describe("listingBudgets", () => {
  it("counts names and descriptions in characters, before and after, with the proposal in the place of its older version", () => {
    const [openclaw] = listingBudgets([{ host: "openclaw", skills: [one("old", 97), one("new", 97)] }], one("new", 197));
    expect(openclaw).toEqual({ host: "openclaw", limit: 18_000, before: 200, after: 300, state: "fits" });
    expect(listingBudgets([{ host: "openclaw", skills: [one("old", 97)] }], null)[0]).toMatchObject({ before: 100, after: 100 });
  });

  it("counts a name that two roots hold once, as the nearest root has it", () => {
    expect(listingBudgets([{ host: "openclaw", skills: [one("same", 16), one("same", 9996)] }], null)[0]).toMatchObject({ before: 20 });
  });

  it("counts for each host what that host reads, and leaves out a host that states no limit", () => {
    const found = listingBudgets(
      [
        { host: "claude-code", skills: [one("own", 97)] },
        { host: "agent-skills", skills: [one("any", 97)] },
        { host: "openclaw", skills: [] },
      ],
      one("new", 47),
    );
    expect(found.map(({ host, before, after }) => [host, before, after])).toEqual([
      ["claude-code", 100, 150],
      ["openclaw", 0, 50],
    ]);
  });

  it("warns above four fifths of the limit of each host, and says what is over", () => {
    const empty = [
      { host: "openclaw", skills: [] },
      { host: "claude-code", skills: [] },
    ] as const;
    const states = (length: number) => listingBudgets(empty, one("new", length - 3)).map((budget) => [budget.host, budget.state]);
    expect(states(6400)).toEqual([
      ["openclaw", "fits"],
      ["claude-code", "fits"],
    ]);
    expect(states(6401)[1]).toEqual(["claude-code", "near"]);
    expect(states(8001)[1]).toEqual(["claude-code", "over"]);
    expect(states(18_001)[0]).toEqual(["openclaw", "over"]);
  });
});
