import { FAMILIES, type Family, featuresOf, wordsOf } from "#kernel/features";

/** More wordings than this are not compared with each other. */
const MOST = 60;
/** What a family of features counts in the likeness of two wordings. */
const WEIGHT: Readonly<Record<Family, number>> = { word: 1, pair: 0.4, gap: 0.3, letters: 0.3 };

/**
 * Wordings -> the same in an order in which every beginning stands for all of them as well as it can: each next one adds most to the likeness of every
 * wording with its nearest chosen one (facility location) and to the words that are covered, common words first. Greedy, which is within 1 - 1/e of the
 * best choice (Nemhauser, Wolsey and Fisher 1978). Ties go to the one that came first.
 */
export function inCoveringOrder(wordings: readonly string[]): readonly string[] {
  const compared = wordings.slice(0, MOST).map((text) => ({ text, words: new Set(wordsOf(text)), vector: vectorOf(text) }));
  const counts = new Map<string, number>();
  for (const { words } of compared) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const all = [...counts.values()].reduce((sum, count) => sum + Math.sqrt(count), 0) || 1;
  const near = compared.map(() => 0);
  const covered = new Set<string>();
  const left = new Set(compared.keys());
  const gainOf = (at: number): number => {
    const one = compared[at];
    if (one === undefined) return 0;
    const likeness = compared.reduce((sum, other, index) => sum + Math.max(0, dot(one.vector, other.vector) - (near[index] ?? 0)), 0);
    const words = [...one.words].reduce((sum, word) => sum + (covered.has(word) ? 0 : Math.sqrt(counts.get(word) ?? 0)), 0);
    return likeness / compared.length + words / all;
  };
  const order: string[] = [];
  while (left.size > 0) {
    const best = [...left].map((at) => ({ at, gain: gainOf(at) })).reduce((a, b) => (b.gain > a.gain + 1e-9 ? b : a));
    const one = compared[best.at];
    left.delete(best.at);
    if (one === undefined) continue;
    order.push(one.text);
    for (const word of one.words) covered.add(word);
    for (const [index, other] of compared.entries()) near[index] = Math.max(near[index] ?? 0, dot(one.vector, other.vector));
  }
  return [...order, ...wordings.slice(MOST)];
}

/** Wordings that are quoted and those that are not -> words of the others that no quoted one holds, the commonest first, each as it was typed first. */
export function furtherWords(quoted: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(quoted.flatMap(wordsOf));
  const found = new Map<string, { word: string; count: number }>();
  for (const text of others) {
    const here = new Set<string>();
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]+/gu)) {
      const [stem, ...more] = wordsOf(word);
      if (stem === undefined || more.length > 0 || known.has(stem) || here.has(stem) || isShort(word)) continue;
      here.add(stem);
      found.set(stem, { word: found.get(stem)?.word ?? word, count: (found.get(stem)?.count ?? 0) + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count).map(({ word }) => word);
}

/** In alphabets with short function words a word of three letters or fewer seldom says what a request is about. */
function isShort(word: string): boolean {
  return /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{1,3}$/u.test(word);
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
