import { wordsOf } from "#kernel/features";

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
