import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

const FILLER = [
  /handle (any |all )?(errors?|edge cases|exceptions) (appropriately|properly|gracefully|correctly)/i,
  /follow(ing)? (the )?best practices/i,
  /use (good|your best|common) (judge?ment|sense)/i,
  /as (appropriate|needed|necessary) and (appropriate|needed|necessary)/i,
  /make sure everything (works|is correct|is fine)/i,
  /be (very )?careful and thorough/i,
  /write (clean|good|high-quality) code/i,
];
const MENU = /\b(you (can|could|may)|either) use \S+,( \S+,){1,5} or \S+/i;
/** An order in capitals; a label ("CRITICAL:") or a grade in a table is none. */
const SHOUT = /\b(ALWAYS|NEVER|MUST NOT|DO NOT)\b(?=\s+[`"'*]?\p{Ll})/u;
const REASON =
  /\b(because|since|so that|otherwise|or else|in order to|to (avoid|keep|prevent|ensure|protect|preserve)|as (it|they|this)|which|unless|until|without|if|when|even|would|could|will|may|might|can|causes?|leads?|means?|breaks?|loses?|risks?)\b|[:;(\u2013\u2014]| - /i;

/** So many places are enough to make the point. */
const MOST_SHOUTS = 3;

/** Words that cost tokens and say nothing. Measured to do nothing at best. */
export const sf013: LintRule = {
  id: "SF013",
  check({ markdown, bodyLine }) {
    let shouts = 0;
    return markdown.prose.flatMap(({ line, text }) => {
      const hit = (phrase: string, why: string) => ({
        level: "warn" as const,
        file: "SKILL.md",
        line: line + bodyLine - 1,
        args: { phrase: visible(phrase.slice(0, 80)), why },
      });
      const filler = FILLER.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
      const menu = MENU.exec(text)?.[0];
      const shout = SHOUT.exec(text)?.[0];
      return [
        ...filler.map((phrase) => hit(phrase, "says nothing that can be followed")),
        ...(menu !== undefined && !/default|prefer/i.test(text) ? [hit(menu, "offers a choice without a default")] : []),
        ...(shout !== undefined && !REASON.test(text) && shouts++ < MOST_SHOUTS ? [hit(shout, "is shouted without a reason")] : []),
      ];
    });
  },
};
