/** A sequence that occurs, in this order but with gaps, in `support` (indices) of the given ones. */
export type Frequent = Readonly<{ keys: readonly string[]; support: readonly number[] }>;

const LONGEST = 12;
const BUDGET = 20_000;

/**
 * Sequences of keys -> the closed frequent subsequence that says most: the largest sum of weights, then the widest support (PrefixSpan,
 * Pei et al. 2001, over keys that are frequent by themselves). Closed by choice: a longer one with the same support always weighs more.
 * Null when no key is in `least` of them. The search is bounded; past the bound the best so far is given.
 */
export function mainSequence(sequences: readonly (readonly string[])[], least: number, weightOf: (key: string) => number): Frequent | null {
  const frequent = frequentKeys(sequences, least);
  let best: Frequent | null = null;
  let bestScore = 0;
  let budget = BUDGET;
  const grow = (keys: readonly string[], score: number, ends: ReadonlyMap<number, number>): void => {
    if (keys.length > 0 && (score > bestScore + 1e-9 || (score > bestScore - 1e-9 && ends.size > (best?.support.length ?? 0)))) {
      best = { keys, support: [...ends.keys()].sort((a, b) => a - b) };
      bestScore = score;
    }
    if (keys.length >= LONGEST) return;
    for (const key of frequent) {
      if (--budget < 0) return;
      const next = advance(sequences, ends, key);
      if (next.size >= least) grow([...keys, key], score + weightOf(key), next);
    }
  };
  grow([], 0, new Map(sequences.map((_sequence, at) => [at, -1])));
  return best;
}

function frequentKeys(sequences: readonly (readonly string[])[], least: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const sequence of sequences) for (const key of new Set(sequence)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))
    .map(([key]) => key)
    .slice(0, 24);
}

function advance(sequences: readonly (readonly string[])[], ends: ReadonlyMap<number, number>, key: string): ReadonlyMap<number, number> {
  const next = new Map<number, number>();
  for (const [at, end] of ends) {
    const place = sequences[at]?.indexOf(key, end + 1) ?? -1;
    if (place >= 0) next.set(at, place);
  }
  return next;
}
