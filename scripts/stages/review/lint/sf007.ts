import type { LintRule } from "./rule.ts";

const WORDS = 60;
const ANCHORS = 3;
/** Words any description could hold: they tell nothing apart. */
const COMMON = new Set(
  "about after also and any are ask asked asks can does for from has have help helps into its more not other skill some such than that the their them then they this tool use used user uses using want wants when which will with work works you your".split(
    " ",
  ),
);

/** A word of three letters, or a pair of signs of a script that writes without spaces. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2}|[\p{L}\p{N}]{3,}/gu;
/** In the languages in which skills are written, as far as they mark it by a word. */
const WHEN =
  /\b(when|whenever|if (the |a )?(user|person|someone|somebody)|triggers?( on|:)|activates? (on|for)|invoked? (on|for)|use[ds]? (this |it |these )?(skill )?(for|to|after|before|on|in|with)|for (requests|questions|tasks) (about|on|like)|cuando|quand|lorsque?|wenn|sobald|quando)\b|当|時に|場合|用于|用於|使用时|할 때|когда/iu;
/** A voice that speaks to the reader; "use when you need a table" speaks of the person and is common. */
const PERSON =
  /(?<![\w/])I(?:'(?:m|ll|ve))?(?![\w/.])|\b(?:me|my|we|our|us)\b(?!\.\w)|\byou (?:can|will|may|should|must)\b|\b(?:helps?|lets?|assists?|allows?|enables?|gives?) you\b/;

/** The description is the only thing a host routes by: it must say what, when, and in distinctive words. Quoted requests may be in the first person. */
export const sf007: LintRule = {
  id: "SF007",
  check({ head, headLine }) {
    const description = head?.["description"];
    if (typeof description !== "string") return [];
    const own = description.replace(/"[^"]*"|“[^”]*”|(?<!\p{L})'[^']*'(?!\p{L})/gu, " ");
    const words = description.split(/\s+/).filter((word) => word !== "");
    const anchors = new Set((description.toLowerCase().match(WORD) ?? []).filter((word) => !COMMON.has(word)));
    const reasons = [
      WHEN.test(own) ? null : "does not say when to use it",
      PERSON.test(own) ? "speaks in the first or second person" : null,
      words.length > WORDS ? `has ${words.length} words, more than ${WORDS}` : null,
      anchors.size < ANCHORS ? "has hardly a word that tells it from other skills" : null,
    ];
    return reasons.filter((why) => why !== null).map((why) => ({ level: "warn", file: "SKILL.md", line: headLine("description"), args: { why } }));
  },
};
