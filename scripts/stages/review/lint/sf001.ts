import type { LintRule } from "./rule.ts";

/** Without readable frontmatter a host skips the skill, or worse, reads it another way than we do. */
export const sf001: LintRule = {
  id: "SF001",
  check({ text, headError, skill }) {
    const hit = (line: number, why: string) => [{ level: "error" as const, file: "SKILL.md", line, args: { why } }];
    if (text !== null) return headError === null ? [] : hit(1, opening(text) ?? headError.replace(/:$/, ""));
    const other = skill.files.find(({ path }) => path.toLowerCase() === "skill.md");
    return hit(0, other === undefined ? "there is no SKILL.md" : `the file is called ${other.path}: only SKILL.md is found where case counts`);
  },
};

/** What stands between the file's first byte and a first line of three hyphens; null when something else is wrong. */
function opening(text: string): string | null {
  if (text.startsWith("\uFEFF")) return "a byte order mark stands before ---";
  if (/^\s+---[ \t]*\n/.test(text)) return "blank space stands before ---";
  return /^---[ \t]+\n/.test(text) ? "blank space stands after ---" : null;
}
