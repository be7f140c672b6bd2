import { wordsOf } from "./features.ts";
import { likenessOf } from "./likeness.ts";

/** More wordings than this are not compared with each other. */
const MOST = 60;

/** A wording, and how often it was said. */
export type Wording = Readonly<{ text: string; count: number }>;

/**
 * Wordings -> the same in an order in which every beginning stands for all of them as well as it can: each next one adds most to the likeness of every
 * wording with its nearest chosen one (facility location) and to the words that are covered, common words first; what was said more often counts more.
 * Greedy, which is within 1 - 1/e of the best choice (Nemhauser, Wolsey and Fisher 1978). Ties go to the one that came first. `first`: only so many are
 * put in that order, and the rest follow as they came.
 */
export function inCoveringOrder<W extends Wording>(wordings: readonly W[], first = MOST): readonly W[] {
  const texts = wordings.slice(0, MOST).map(({ text }) => wordsOf(text));
  const compared = wordings.slice(0, MOST).map((one, at) => ({ one, words: new Set(texts[at]) }));
  const likeness = likenessOf(texts);
  const said = compared.reduce((sum, { one }) => sum + one.count, 0) || 1;
  const counts = new Map<string, number>();
  for (const { one, words } of compared) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + one.count);
  const worth = new Map([...counts].map(([word, count]) => [word, Math.sqrt(count)]));
  const all = [...worth.values()].reduce((sum, one) => sum + one, 0) || 1;
  const often = Float64Array.from(compared, ({ one }) => one.count);
  const near = new Float64Array(compared.length);
  const left = new Set(compared.keys());
  const gainOf = (at: number): number => {
    let nearer = 0;
    for (let other = 0, place = at * compared.length; other < near.length; other++, place++)
      nearer += (often[other] ?? 0) * Math.max(0, (likeness[place] ?? 0) - (near[other] ?? 0));
    let words = 0;
    for (const word of compared[at]?.words ?? []) words += worth.get(word) ?? 0;
    return nearer / said + words / all;
  };
  // What one adds only gets less, so it is looked at again only where what it added before would be enough.
  const gains = new Float64Array(compared.length).fill(Number.POSITIVE_INFINITY);
  const order: W[] = [];
  while (left.size > 0 && order.length < first) {
    let [best, most] = [-1, 0];
    for (const at of left) {
      if (best >= 0 && !((gains[at] ?? 0) > most + 1e-9)) continue;
      const gain = gainOf(at);
      gains[at] = gain;
      if (best >= 0 && !(gain > most + 1e-9)) continue;
      best = at;
      most = gain;
    }
    const chosen = compared[best];
    left.delete(best);
    if (chosen === undefined) continue;
    order.push(chosen.one);
    // What is covered is worth no more.
    for (const word of chosen.words) worth.delete(word);
    for (const other of near.keys()) near[other] = Math.max(near[other] ?? 0, likeness[best * compared.length + other] ?? 0);
  }
  return [...order, ...wordings.filter((_one, at) => at >= MOST || left.has(at))];
}
