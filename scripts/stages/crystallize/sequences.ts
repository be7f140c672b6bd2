/** A sequence that occurs, in this order but with gaps, in `support` (indices) of the given ones. */
export type Frequent = Readonly<{ keys: readonly string[]; support: readonly number[] }>;

type Sequences = readonly (readonly string[])[];
/** Index of a sequence -> where the keys so far end in it when they are placed as far left as can be. */
type Ends = ReadonlyMap<number, number>;

const LONGEST = 20;
/** Sequences looked at for one more key, in the whole search. */
const BUDGET = 1_000_000;
const MOST_KEYS = 40;
const EPSILON = 1e-9;

/**
 * Sequences of keys -> the closed frequent subsequence that says most: the largest sum of weights, then the widest support (PrefixSpan, Pei et al. 2001, over the
 * commonest frequent keys; what no continuation can make better than the best so far is left out, as in branch and bound). Closed: no longer one has the
 * same support, up to twenty keys. Null when no key is in `least` of them. The search is bounded; past the bound the best so far is made closed.
 */
export function mainSequence(sequences: Sequences, least: number, weightOf: (key: string) => number): Frequent | null {
  const frequent = frequentKeys(sequences, least);
  const searched = frequent.slice(0, MOST_KEYS);
  let best: Frequent = { keys: [], support: [] };
  let bestScore = 0;
  let budget = BUDGET;
  const isBetter = (score: number, support: number): boolean => score > bestScore + EPSILON || (score > bestScore - EPSILON && support > best.support.length);
  const grow = (keys: readonly string[], score: number, ends: Ends): void => {
    if (keys.length > 0 && isBetter(score, ends.size)) {
      best = { keys, support: [...ends.keys()].sort((a, b) => a - b) };
      bestScore = score;
    }
    if (keys.length >= LONGEST) return;
    for (const { key, next } of continued(sequences, ends, searched, least)) {
      budget -= ends.size;
      if (budget < 0) return;
      const here = score + weightOf(key);
      if (isBetter(here + potential(sequences, next, searched, least, weightOf), next.size)) grow([...keys, key], here, next);
    }
  };
  grow([], 0, new Map(sequences.map((_sequence, at) => [at, -1])));
  return best.keys.length === 0 ? null : closed(best, sequences, frequent);
}

/** Keys that go on in enough of the sequences, those that come soonest first: so a long order is found before its parts. */
function continued(sequences: Sequences, ends: Ends, keys: readonly string[], least: number): readonly Readonly<{ key: string; next: Ends }>[] {
  const all = keys.map((key, rank) => ({ key, rank, next: advance(sequences, ends, key) })).filter(({ next }) => next.size >= least);
  const far = new Map(all.map(({ key, next }) => [key, [...next].reduce((sum, [at, end]) => sum + end - (ends.get(at) ?? -1), 0) / next.size]));
  return all.sort((a, b) => (far.get(a.key) ?? 0) - (far.get(b.key) ?? 0) || a.rank - b.rank);
}

/** No continuation can add more: a key can be repeated as often as it still stands in `least` of the sequences, each counted by itself. */
function potential(sequences: Sequences, ends: Ends, keys: readonly string[], least: number, weightOf: (key: string) => number): number {
  const counts = new Map<string, number[]>(keys.map((key) => [key, []]));
  for (const [at, end] of ends) {
    const here = new Map<string, number>();
    for (const key of sequences[at]?.slice(end + 1) ?? []) here.set(key, (here.get(key) ?? 0) + 1);
    for (const [key, count] of here) counts.get(key)?.push(count);
  }
  let sum = 0;
  for (const [key, list] of counts) if (list.length >= least) sum += weightOf(key) * (list.sort((a, b) => b - a)[least - 1] ?? 0);
  return sum;
}

/** A sequence -> the same with every key put in that all of its support has there: what the bounds of the search may have left out. */
function closed(found: Frequent, sequences: Sequences, keys: readonly string[]): Frequent {
  if (found.keys.length >= LONGEST) return found;
  const supporting = found.support.map((at) => sequences[at] ?? []);
  for (let place = 0; place <= found.keys.length; place++)
    for (const key of keys) {
      const longer = found.keys.toSpliced(place, 0, key);
      if (supporting.every((sequence) => holds(sequence, longer))) return closed({ ...found, keys: longer }, sequences, keys);
    }
  return found;
}

function holds(sequence: readonly string[], keys: readonly string[]): boolean {
  let next = 0;
  for (const key of sequence) if (key === keys[next]) next++;
  return next === keys.length;
}

function frequentKeys(sequences: Sequences, least: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const sequence of sequences) for (const key of new Set(sequence)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))
    .map(([key]) => key);
}

function advance(sequences: Sequences, ends: Ends, key: string): Ends {
  const next = new Map<number, number>();
  for (const [at, end] of ends) {
    const place = sequences[at]?.indexOf(key, end + 1) ?? -1;
    if (place >= 0) next.set(at, place);
  }
  return next;
}
