import type { Report } from "../mark.ts";
import { findCommands } from "./commands.ts";
import { judgeText } from "./instructions.ts";

/** A code span (CommonMark 6.1: as many backticks behind it as before). */
const SPAN = /(`+)(?!`)([^\n]{1,2000}?)(?<!`)\1(?!`)/gu;
/** What stands between two quotation marks that follow each other. Which of them opens and which closes is not asked: in YAML a quote holds escaped quotes. */
const BETWEEN = /(?<=["“”])([^"“”\n]{1,2000})(?=["“”])/gu;
/** Shorter ones hold no order. */
const SHORTEST = 12;

/**
 * What is quoted in a skill that we wrote is what sessions said, and a quote keeps no agent from doing as it reads: "Use when the user says …" stands in front of
 * every host's model. So each quote is judged as if the skill itself said it. Skills of others may teach by quoting; there the words around it count.
 */
export function checkQuoted(text: string, report: Report): void {
  for (const [pattern, group] of [[SPAN, 2] as const, [BETWEEN, 1] as const]) {
    for (const found of text.matchAll(pattern)) {
      const words = found[group] ?? "";
      if (words.length < SHORTEST) continue;
      const start = found.index + found[0].indexOf(words);
      judgeText(words, (from, to) => [start + from, start + to], { teaching: false, quoted: false }, null, report);
      findCommands(words, start, null, report);
    }
  }
}
