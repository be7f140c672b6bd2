import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

const LEFTOVERS: readonly Readonly<{ pattern: RegExp; why: string }>[] = [
  { pattern: /\{\{|\}\}|<%|%>|\$\{[a-z]/i, why: "a template marker was left over" },
  { pattern: /\b(TODO|TBD|FIXME|XXX)\b/, why: "something was left to do" },
  { pattern: /\blorem ipsum\b|\[(placeholder|insert [^\]]{1,40}|your [^\]]{1,40})\]|<(your|insert)[ -][^>]{1,40}>/i, why: "a placeholder was left over" },
];
const PLAN = /^(proposal|proposed (skill|changes?)|implementation plan|change plan|plan|draft)\b/i;

/** A plan or half-filled template that replaces a skill destroys it. Code may hold such marks; prose may not. */
export const sf015: LintRule = {
  id: "SF015",
  check({ markdown, bodyLine }) {
    const at = (line: number) => line + bodyLine - 1;
    const left = markdown.prose.flatMap(({ line, text }) =>
      LEFTOVERS.flatMap(({ pattern, why }) => {
        const found = pattern.exec(text)?.[0];
        return found === undefined ? [] : [{ level: "error" as const, file: "SKILL.md", line: at(line), args: { found: visible(found), why } }];
      }),
    );
    const plans = markdown.headings
      .filter((heading) => heading.level <= 2 && PLAN.test(heading.text.trim()))
      .map((heading) => ({
        level: "error" as const,
        file: "SKILL.md",
        line: at(heading.line),
        args: { found: visible(heading.text.slice(0, 80)), why: "this is a plan, not a skill" },
      }));
    return [...left, ...plans];
  },
};
