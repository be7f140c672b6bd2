import { describe, expect, test } from "vitest";
import { ELEMENTS } from "./planted.ts";
import { readSkill } from "./read-skill.ts";
import { measureSkills, totals } from "./skills.ts";

const SKILL = `## Inputs

- \`{repo}\`: a path, for example \`~/a b\`, \`~/c\` (2 different seen).

## Steps

1. Run \`git -C {repo} log\` (seen in 4 of 4 successful sessions) [1]
2. When needed: Use the tool \`write\` for \`{repo}/NEWS.md\` (seen in 2 of 4 successful sessions) [1]
3. Run \`\` echo \`date\` \`\` (seen in 2 of 4 successful sessions) [1]

## Check

- Done when \`wc -l {repo}/NEWS.md\` ends without an error (the last check in 4 of 4 successful sessions) [1]. Otherwise say what failed.

## Gotchas

- Use \`pnpm\`, not \`npm\`. The person said: \`use pnpm, not npm\` (in 2 sessions, kept in 2) [1].
- \`git lg\` failed; \`git log\` then worked (seen 2 times) [1].
`;

describe("skills of synthetic histories", () => {
  test("a skill is read back from its text", () => {
    expect(readSkill(SKILL)).toEqual({
      inputs: [{ name: "repo", examples: ["~/a b", "~/c"] }],
      steps: ["git -C {repo} log", "{repo}/NEWS.md", "echo `date`"],
      checks: ["wc -l {repo}/NEWS.md"],
      gotchas: [{ failed: "git lg", instead: "git log" }],
      rules: [{ use: "pnpm", avoid: "npm", quote: "use pnpm, not npm" }],
    });
    expect(readSkill("nothing")).toEqual({ inputs: [], steps: [], checks: [], gotchas: [], rules: [] });
  });

  test("every planted family becomes a skill that says the planted steps, slots, check, programs, gotchas and rules, and little else", () => {
    const measured = [measureSkills(2)];
    // a family whose first sessions were corrected to another program is not always found
    for (const one of measured) expect(one.skills).toBeGreaterThanOrEqual(one.families - 1);
    const sums = totals(measured);
    expect(sums.rules.wanted).toBeGreaterThan(0);
    for (const element of ELEMENTS) {
      const { hit, wanted, right, given } = sums[element];
      expect(hit, `${element} recall`).toBeGreaterThanOrEqual(0.9 * wanted);
      expect(right, `${element} precision`).toBeGreaterThanOrEqual(0.9 * given);
    }
  }, 400_000);
});
