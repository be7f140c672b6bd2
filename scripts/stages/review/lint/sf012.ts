import type { LintRule } from "./rule.ts";

/** What a procedure needs to be followed: what to do, how to know that it worked, what went wrong before. */
export const sf012: LintRule = {
  id: "SF012",
  check({ markdown, text }) {
    if (text === null) return [];
    const headed = (words: RegExp) => markdown.headings.some((heading) => words.test(heading.text));
    const missing = [
      markdown.numbered || headed(/\b(steps?|procedure|workflow|usage|how to)\b/i) ? null : "list of steps",
      headed(/\b(checks?|checking|verif\w*|validat\w*|confirm\w*|test(s|ing)?|done when)\b/i) ? null : "check that shows success",
      headed(/\b(gotchas?|pitfalls?|troubleshooting|caveats?|common (problems|mistakes|errors)|known issues|limits|limitations)\b/i)
        ? null
        : "section about gotchas",
    ];
    return missing.filter((what) => what !== null).map((what) => ({ level: "warn", file: "SKILL.md", line: 0, args: { what } }));
  },
};
