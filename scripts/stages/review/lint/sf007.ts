import type { LintRule } from "./rule.ts";

const WORDS = 60;
const ANCHORS = 3;
/** Words any description could hold: they tell nothing apart. */
const COMMON = new Set(
  "about after also and any are ask asked asks can does for from has have help helps into its more not other skill some such than that the their them then they this tool use used user uses using want wants when which will with work works you your".split(
    " ",
  ),
);

/** The description is the only thing a host routes by: it must say what, when, and in distinctive words. Quoted requests may be in the first person. */
export const sf007: LintRule = {
  id: "SF007",
  check({ head }) {
    const description = head?.["description"];
    if (typeof description !== "string") return [];
    const own = description.replace(/"[^"]*"|“[^”]*”/g, " ");
    const words = description.split(/\s+/).filter((word) => word !== "");
    const anchors = new Set((description.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !COMMON.has(word)));
    const reasons = [
      /\b(when|whenever|if the (user|person))\b|\buse (this |it )?(for|to)\b/i.test(own) ? null : "does not say when to use it",
      /\b(I|I'm|I'll|me|my|we|our|you|your)\b/.test(own) ? "speaks in the first or second person" : null,
      words.length > WORDS ? `has ${words.length} words, more than ${WORDS}` : null,
      anchors.size < ANCHORS ? "has hardly a word that tells it from other skills" : null,
    ];
    return reasons.filter((why) => why !== null).map((why) => ({ level: "warn", file: "SKILL.md", line: 1, args: { why } }));
  },
};
