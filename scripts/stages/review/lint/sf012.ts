import type { LintRule } from "./rule.ts";

const STEPS = /\b(steps?|procedure|process|workflow|usage|how to|quick ?start|instructions?|commands?|getting started|examples?|phases?)\b/i;
const CHECK = /\b(checks?|checking|checklist|verif\w*|validat\w*|confirm\w*|test(s|ing)?|done when|success criteria|quality|expected (output|result))\b/i;
const GOTCHAS =
  /\b(gotchas?|pitfalls?|troubleshooting|caveats?|(common|known) (problems|mistakes|errors|issues)|limits|limitations|errors?|error handling|edge cases|warnings?|notes?|tips|important|rules|safety|security|guardrails|constraints|anti-?patterns|red flags|faq|best practices|do(n't| not)s?|never|avoid|not for|when not)\b/i;
/** In a step or a sentence: what is looked at to know that it worked. */
const CHECKED =
  /\b(verify|check (that|whether|if|the)|confirm (that|the)|make sure|ensure (that|the)|validate|should (see|print|return|show|output)|expect(ed)?|run the tests?)\b/i;

/** What a procedure needs to be followed: what to do, how to know that it worked, what went wrong before. Told once, with all that is missing. */
export const sf012: LintRule = {
  id: "SF012",
  check({ markdown, text, generated }) {
    if (text === null) return [];
    const headed = (words: RegExp) => markdown.headings.some((heading) => words.test(heading.text));
    const said = !generated && markdown.prose.some((piece) => CHECKED.test(piece.text));
    const missing = [
      markdown.numbered || headed(STEPS) ? null : "list of steps",
      headed(CHECK) || said ? null : "check that shows success",
      headed(GOTCHAS) ? null : "section about gotchas",
    ].filter((what) => what !== null);
    return missing.length === 0 ? [] : [{ level: "warn", file: "SKILL.md", line: 0, args: { what: missing.join(", no ") } }];
  },
};
