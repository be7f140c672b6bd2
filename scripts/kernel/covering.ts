import { FAMILIES, type Family, featuresOf, wordsOf } from "./features.ts";

/** More wordings than this are not compared with each other. */
const MOST = 60;
/** What a family of features counts in the likeness of two wordings. */
const WEIGHT: Readonly<Record<Family, number>> = { word: 1, pair: 0.4, gap: 0.3, letters: 0.3 };

/** A wording, and how often it was said. */
export type Wording = Readonly<{ text: string; count: number }>;

/**
 * Wordings -> the same in an order in which every beginning stands for all of them as well as it can: each next one adds most to the likeness of every
 * wording with its nearest chosen one (facility location) and to the words that are covered, common words first; what was said more often counts more.
 * Greedy, which is within 1 - 1/e of the best choice (Nemhauser, Wolsey and Fisher 1978). Ties go to the one that came first. `first`: only so many are
 * put in that order, and the rest follow as they came.
 */
export function inCoveringOrder<W extends Wording>(wordings: readonly W[], first = MOST): readonly W[] {
  const compared = wordings.slice(0, MOST).map((one) => ({ one, words: new Set(wordsOf(one.text)) }));
  const likeness = likenessOf(compared.map(({ one }) => vectorOf(one.text)));
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
  const order: W[] = [];
  while (left.size > 0 && order.length < first) {
    let [best, most] = [-1, 0];
    for (const at of left) {
      const gain = gainOf(at);
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

type Feature = { readonly family: Family; readonly key: string; weight: number };

function vectorOf(text: string): readonly Readonly<Feature>[] {
  const features = featuresOf(text);
  const parts: Feature[] = [];
  let square = 0;
  for (const family of FAMILIES)
    for (const [key, count] of features[family]) {
      const weight = Math.sqrt(count) * WEIGHT[family];
      square += weight * weight;
      parts.push({ family, key, weight });
    }
  const length = Math.sqrt(square) || 1;
  for (const one of parts) one.weight /= length;
  return parts;
}

/** Unit vectors -> the cosine of each with each, row by row: from each feature to those that have it, because most pairs share few. */
function likenessOf(vectors: readonly (readonly Readonly<Feature>[])[]): Float64Array {
  const size = vectors.length;
  const likeness = new Float64Array(size * size);
  type Having = Readonly<{ texts: number[]; weights: number[] }>;
  const having: Readonly<Record<Family, Map<string, Having>>> = { word: new Map(), pair: new Map(), gap: new Map(), letters: new Map() };
  for (const [at, vector] of vectors.entries())
    for (const { family, key, weight } of vector) {
      const { texts, weights } = having[family].get(key) ?? { texts: [], weights: [] };
      if (texts.length === 0) having[family].set(key, { texts, weights });
      texts.push(at);
      weights.push(weight);
      for (let nth = 0; nth < texts.length; nth++) {
        const place = at * size + (texts[nth] ?? 0);
        likeness[place] = (likeness[place] ?? 0) + weight * (weights[nth] ?? 0);
      }
    }
  for (let at = 0; at < size; at++) for (let other = 0; other < at; other++) likeness[other * size + at] = likeness[at * size + other] ?? 0;
  return likeness;
}
