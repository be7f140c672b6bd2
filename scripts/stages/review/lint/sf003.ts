import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

/** Platforms refuse skills that carry their maker's name. */
export const sf003: LintRule = {
  id: "SF003",
  check({ head, headLine }) {
    const name = head?.["name"];
    return typeof name === "string" && /anthropic|claude/i.test(name)
      ? [{ level: "error", file: "SKILL.md", line: headLine("name"), args: { name: visible(name) } }]
      : [];
  },
};
