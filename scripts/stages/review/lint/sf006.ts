import type { LintRule } from "./rule.ts";

/** Agent Skills specification: optional, 1 to 500 characters. */
export const sf006: LintRule = {
  id: "SF006",
  check({ head, headLine }) {
    const value = head?.["compatibility"];
    if (value === undefined || (typeof value === "string" && value.trim().length >= 1 && value.length <= 500)) return [];
    return [{ level: "error", file: "SKILL.md", line: headLine("compatibility"), args: { why: "is not a text of 1 to 500 characters" } }];
  },
};
