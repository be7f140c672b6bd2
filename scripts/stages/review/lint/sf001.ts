import type { LintRule } from "./rule.ts";

/** Without readable frontmatter a host skips the skill, or worse, reads it another way than we do. */
export const sf001: LintRule = {
  id: "SF001",
  check(subject) {
    if (subject.text === null) return [{ level: "error", file: "SKILL.md", line: 0, args: { why: "there is no SKILL.md" } }];
    return subject.headError === null ? [] : [{ level: "error", file: "SKILL.md", line: 1, args: { why: subject.headError } }];
  },
};
