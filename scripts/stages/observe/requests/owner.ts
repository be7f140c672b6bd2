import { isCommon } from "../patterns/vectors.ts";
import { stemOf } from "#kernel/stem";
import { tokensOf } from "../patterns/tokens.ts";

const CHARS = 4000;

/**
 * Requests that were spoken in one breath and the input of a call -> the one request whose words and values the call takes up most, or null
 * when there are not several or none stands out.
 */
export function ownerOf<T extends Readonly<{ text: string }>>(batch: readonly T[], input: Readonly<Record<string, unknown>>): T | null {
  if (batch.length < 2) return null;
  const text = Object.values(input)
    .filter((value) => typeof value === "string")
    .join(" ")
    .slice(0, CHARS)
    .toLowerCase();
  const words = new Set((text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(stemOf));
  const scored = batch.map((one) => ({ one, score: sharedBy(one.text, text, words) })).sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  return best !== undefined && best.score > (next?.score ?? 0) ? best.one : null;
}

/** Words in common count one, values two. */
function sharedBy(request: string, text: string, words: ReadonlySet<string>): number {
  const tokens = new Map(tokensOf(request).map((token) => [token.key + (token.kind === "mask" ? token.text : ""), token]));
  let score = 0;
  for (const token of tokens.values()) {
    if (token.kind === "mask") score += token.text.length > 1 && text.includes(token.text.toLowerCase()) ? 2 : 0;
    else if (!isCommon(token.key) && words.has(token.key)) score += 1;
  }
  return score;
}
