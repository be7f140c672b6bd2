import { hasHidden } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

/** The description is always in the agent's context, so what hides in it is read before anything else. */
export const sf004: LintRule = {
  id: "SF004",
  check({ head }) {
    if (head === null) return [];
    const { description } = head;
    if (typeof description !== "string") return [{ level: "error", file: "SKILL.md", line: 1, args: { why: "is missing or no text" } }];
    const text = description.trim();
    const reasons = [
      text.length < 1 || text.length > 1024 ? "is not 1 to 1,024 characters long" : null,
      /[<>]/.test(text) ? "holds an angle bracket" : null,
      hasHidden(text) ? "holds control, bidi or zero-width characters" : null,
    ];
    return reasons.filter((why) => why !== null).map((why) => ({ level: "error", file: "SKILL.md", line: 1, args: { why } }));
  },
};
