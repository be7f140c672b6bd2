import type { Card } from "#kernel/card";
import { lineOf } from "./lines.ts";
import { benefitText, supportText } from "./card.ts";

/** So much of a quote is enough to be recognised. */
const QUOTE = 160;

/**
 * Card -> a short plain text that an assistant shows to its person word for word: risk first, then what it does and why, the question, and the exact
 * commands for yes and no. The yes is bound to the bytes of this card; a high risk is confirmed by its name, which is for the person to say.
 */
export function toldText(card: Card): string {
  const { skill, why, confirm, treeDigest } = card;
  const [quote] = why.quotes;
  return [
    lineOf(card.headline),
    "",
    `Proposed skill: ${lineOf(skill)}. ${lineOf(card.sentence)}`,
    `Why: ${supportText(why)}.${quote === undefined ? "" : ` For example: "${lineOf(quote.slice(0, QUOTE))}"`}`,
    `Benefit: ${benefitText(card.replay)}.`,
    ...(card.edited === null ? [] : [`Edited by hand on ${card.edited.at.slice(0, 10)}.`]),
    ...(confirm === "none" ? ["", "It cannot be approved as it is.", ...no(skill)] : question(skill, confirm, treeDigest)),
    `Whole card: forge review --skill ${skill}`,
  ].join("\n");
}

function question(skill: string, confirm: "key" | "name", tree: string): readonly string[] {
  return [
    "",
    `Do you want to approve ${skill}?${confirm === "name" ? ` The risk is high: please answer with its name, "${skill}", if so.` : ""}`,
    `Yes: forge review --skill ${skill} --approve --tree ${tree.slice(0, 16)}${confirm === "name" ? ` --confirm ${skill}` : ""}`,
    ...no(skill),
  ];
}

function no(skill: string): readonly string[] {
  return [`No: forge review --skill ${skill} --reject --reason "WHY NOT"`];
}
