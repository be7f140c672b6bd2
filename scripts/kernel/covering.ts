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
 * Greedy, which is within 1 - 1/e of the best choice (Nemhauser, Wolsey and Fisher 1978). Ties go to the one that came first.
 */
export function inCoveringOrder<W extends Wording>(wordings: readonly W[]): readonly W[] {
  const compared = wordings.slice(0, MOST).map((one) => ({ one, words: new Set(wordsOf(one.text)), vector: vectorOf(one.text) }));
  const likeness = compared.map(({ vector }) => compared.map((other) => dot(vector, other.vector)));
  const said = compared.reduce((sum, { one }) => sum + one.count, 0) || 1;
  const counts = new Map<string, number>();
  for (const { one, words } of compared) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + one.count);
  const all = [...counts.values()].reduce((sum, count) => sum + Math.sqrt(count), 0) || 1;
  const near = compared.map(() => 0);
  const covered = new Set<string>();
  const left = new Set(compared.keys());
  const gainOf = (at: number): number => {
    const nearer = compared.reduce((sum, { one }, other) => sum + one.count * Math.max(0, (likeness[at]?.[other] ?? 0) - (near[other] ?? 0)), 0);
    const words = [...(compared[at]?.words ?? [])].reduce((sum, word) => sum + (covered.has(word) ? 0 : Math.sqrt(counts.get(word) ?? 0)), 0);
    return nearer / said + words / all;
  };
  const order: W[] = [];
  while (left.size > 0) {
    const best = [...left].map((at) => ({ at, gain: gainOf(at) })).reduce((a, b) => (b.gain > a.gain + 1e-9 ? b : a));
    const chosen = compared[best.at];
    left.delete(best.at);
    if (chosen === undefined) continue;
    order.push(chosen.one);
    for (const word of chosen.words) covered.add(word);
    for (const other of near.keys()) near[other] = Math.max(near[other] ?? 0, likeness[best.at]?.[other] ?? 0);
  }
  return [...order, ...wordings.slice(MOST)];
}

function vectorOf(text: string): ReadonlyMap<string, number> {
  const features = featuresOf(text);
  const parts = FAMILIES.flatMap((family) => [...features[family]].map(([key, count]) => [`${family} ${key}`, Math.sqrt(count) * WEIGHT[family]] as const));
  const length = Math.sqrt(parts.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return new Map(parts.map(([key, weight]) => [key, weight / length]));
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  return [...a].reduce((sum, [key, weight]) => sum + weight * (b.get(key) ?? 0), 0);
}
