import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";
import { sectionAt } from "./sections.ts";

const BOUND: readonly Readonly<{ pattern: RegExp; what: string }>[] = [
  { pattern: /(?<![\w/])\/(home|Users)\/(?!user\b|you\b|me\b|username\b|name\b)[\w.-]+/, what: "one person's home folder" },
  { pattern: /\b[A-Za-z]:\\Users\\[\w.-]+/, what: "one person's home folder" },
  {
    pattern: /\b(as of|since|until|before|after) (20\d\d-\d\d-\d\d|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2}, )?20\d\d)/i,
    what: "a date",
  },
  { pattern: /(?<![\w.@/-])(?!host\.docker|metadata\.google)[\w-]+\.(local|lan|internal|corp)(?![\w(]|\.\w)/, what: "one network" },
];
/** In a generated skill these sections show values as they were seen; that is their purpose. */
const QUOTES = new Set(["When to use", "Inputs", "Provenance"]);

/** A step that names one person's folder fails for everyone else. */
export const sf014: LintRule = {
  id: "SF014",
  check({ markdown, body, bodyLine, generated }) {
    const pieces = [...markdown.prose.map((one) => ({ ...one, code: false })), ...markdown.code.map((one) => ({ ...one, code: true }))];
    return pieces.flatMap(({ line, text, code }) => {
      if (generated && QUOTES.has(sectionAt(body, line))) return [];
      // a date in code is an example of one
      return BOUND.filter((one) => !code || one.what !== "a date").flatMap(({ pattern, what }) => {
        const found = pattern.exec(text)?.[0];
        return found === undefined ? [] : [{ level: "warn", file: "SKILL.md", line: line + bodyLine - 1, args: { found: visible(found.slice(0, 80)), what } }];
      });
    });
  },
};
