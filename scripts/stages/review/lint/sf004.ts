import { hasHidden } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

const MOST = 1024;

/** The description is always in the agent's context, so what hides in it is read before anything else. */
export const sf004: LintRule = {
  id: "SF004",
  check({ head, headLine }) {
    if (head === null) return [];
    const { description } = head;
    const hit = (why: string) => ({ level: "error" as const, file: "SKILL.md", line: headLine("description"), args: { why } });
    if (typeof description !== "string") return [hit("is missing or no text")];
    const text = description.trim();
    const length = Array.from(text).length;
    const reasons = [
      length < 1 || length > MOST ? `is ${length} characters long, not 1 to 1,024` : null,
      /[<>]/.test(text) ? "holds an angle bracket" : null,
      hasHidden(withoutJoined(text)) ? "holds control, bidi or zero-width characters" : null,
    ];
    return reasons.flatMap((why) => (why === null ? [] : [hit(why)]));
  },
};

/**
 * Line breaks of a block of YAML, the selector behind a picture sign, and the joiners inside of a picture sign or of a word in a script that needs them
 * (Unicode 15, 23.2) are seen in what they do.
 */
function withoutJoined(text: string): string {
  return text
    .replace(/[\r\n\t]/g, " ")
    .replace(/(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}#*0-9])\uFE0F/gu, "")
    .replace(/(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}])\u200D(?=\p{Extended_Pictographic})/gu, "")
    .replace(/(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200C\u200D]/gu, "");
}
