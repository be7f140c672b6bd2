import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

const MARK = /\{\{|\}\}|<%|%>|\$\{[a-z]/;

/** `open`: written by hand it may as well be a form that the skill fills in, as in "Dear [your name]". */
const LEFTOVERS: readonly Readonly<{ pattern: RegExp; why: string; open?: true }>[] = [
  { pattern: MARK, why: "a template marker was left over" },
  // at the head of a sentence or alone: a skill about such marks may name them
  { pattern: /(?:^|[:(\[]\s*|\.\s)(TODO|TBD|FIXME|XXX)(?=\s*(?:[:\])]|$|\.\s))/m, why: "something was left to do" },
  { pattern: /\blorem ipsum\b/i, why: "a placeholder was left over" },
  { pattern: /\[(placeholder|insert [^\]]{1,40}|your [^\]]{1,40})\]|<(your|insert)[ -][^>]{1,40}>/i, why: "a placeholder was left over", open: true },
];
const PLAN = /^(proposal(?=\s*(?:$|[:\u2014-]|for\b|to\b))|(proposed (skill|changes?)|implementation plan|change plan)\b)/i;

/** A plan or half-filled template that replaces a skill destroys it. Code may hold such marks; prose may not. */
export const sf015: LintRule = {
  id: "SF015",
  check({ markdown, bodyLine, generated }) {
    // a skill about templates shows their marks in code and speaks of them in prose
    const aboutMarks = !generated && markdown.code.some((one) => MARK.test(one.text));
    const at = (line: number) => line + bodyLine - 1;
    const left = markdown.prose.flatMap(({ line, text }) =>
      LEFTOVERS.filter((one) => one.pattern !== MARK || !aboutMarks).flatMap(({ pattern, why, open }) => {
        const found = pattern.exec(text)?.[0];
        return found === undefined
          ? []
          : [
              {
                level: open === true && !generated ? ("warn" as const) : ("error" as const),
                file: "SKILL.md",
                line: at(line),
                args: { found: visible(found.trim().slice(0, 80)), why },
              },
            ];
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
