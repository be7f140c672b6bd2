import { parseFrontmatter } from "#kernel/frontmatter";
import type { Skill } from "#kernel/skill";
import { textOf } from "#kernel/tree";
import { readMarkdown } from "./markdown.ts";
import type { LintFacts, LintSubject } from "./rule.ts";

/** Skill and facts -> the subject all rules look at. Never throws: what cannot be parsed is `head` null with the reason. */
export function subjectOf(skill: Skill, facts: LintFacts): LintSubject {
  const file = skill.files.find((one) => one.path === "SKILL.md");
  const text = file === undefined ? null : textOf(file).replace(/\r\n/g, "\n");
  const parts = parseFrontmatter(text ?? "");
  const lines = (text ?? "").split("\n").slice(0, parts.bodyLine);
  const headLine = (key: string) => Math.max(1, lines.findIndex((line) => line.startsWith(`${key}:`) || line.startsWith(`"${key}":`)) + 1);
  return { ...facts, skill, text, ...parts, headLine, markdown: readMarkdown(parts.body) };
}
