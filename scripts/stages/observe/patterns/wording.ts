import type { Occurrence } from "./occurrence.ts";
import { isCommon, namesWork } from "./vectors.ts";

const POLITE =
  /(?<![\p{L}])(?:please|pls|hey|hi|hello|thanks|thank you|kindly|bitte|por favor|s'il (?:te|vous) plaît|per favore)(?![\p{L}])|^(?:can|could|would|will) (?:you|u)(?![\p{L}])/iu;
const ASKING = /[?？]\s*$/u;
const GREETING = /^(?:(?:please|pls|hey|hi|hello|kindly|bitte|por favor)(?:,| )\s*|(?:can|could|would|will) you (?:please )?){1,3}/iu;

/** Occurrences -> index of the one that is worded most like the others, an order before a question, without courtesy and without secrets; earliest first. */
export function wordingAt(occurrences: readonly Occurrence[]): number {
  const counts = new Map<string, number>();
  for (const { tokens } of occurrences) for (const key of new Set(tokens.map((token) => token.key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [at, occurrence] of occurrences.entries()) {
    const keys = [...new Set(occurrence.tokens.map((token) => token.key))];
    const usual = keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0) / (keys.length + 1.5) / occurrences.length;
    const score = usual + mannerOf(occurrence);
    if (score > most + 1e-9) {
      most = score;
      best = at;
    }
  }
  return best;
}

function mannerOf({ text, tokens }: Occurrence): number {
  const head = text.slice(0, 400);
  const first = tokens[0];
  const orders = first?.kind === "word" && namesWork(first.text) ? 0.15 : first?.kind === "word" && !isCommon(first.key) ? 0.05 : 0;
  return orders - (POLITE.test(head) ? 0.15 : 0) - (ASKING.test(head.trimEnd()) ? 0.05 : 0) - (head.includes("<secret:") ? 0.5 : 0);
}

/** Wording -> the same without courtesy in front and at the end. */
export function plainWording(wording: string): string {
  return wording
    .replace(GREETING, "")
    .replace(/,? (?:please|pls|bitte|por favor|thanks)\s?[.!?]?$/iu, "")
    .trim();
}
