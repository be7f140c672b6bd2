import type { Hit } from "./match.ts";
import type { Sentence } from "./sentences.ts";

/** The words of a sentence from the first to the last part of a hit, joined by blanks. */
export function said(sentence: Sentence, hit: Hit): string {
  return wordsOf(sentence, hit.from, hit.to);
}

/** Tokens [from, to) of a sentence as words joined by blanks. */
export function wordsOf(sentence: Sentence, from: number, to: number): string {
  return sentence.tokens
    .slice(from, to)
    .map((token) => token.word)
    .join(" ");
}
