import type { ContentKey } from "./content.ts";
import type { Candidate } from "./repeat.ts";
import { isCommon } from "./vectors.ts";

/** Could these members share what they share by chance alone, given how common each word is in the data? */
export type Chance = Readonly<{ beyond(members: readonly Candidate[]): boolean }>;

/** As many texts without any of the words are imagined besides: in a short list every word is common. */
const PRIOR = 150;
/** Share of neighbours that a grammar word is of any word, before there are data. */
const PRIOR_FRAME = 0.04;
/** So many chance groups are accepted in all of the data, on average. */
const FALSE_GROUPS = 0.05;
/** Share of members that has a key before it is looked at. */
const SHARED = 0.25;
/** And in so many sessions: what stands in one is not shared, however rare. */
const SHARED_BY = 2;
const LOOKED_AT = 8;
/** Made of one word and hardly anything else: said again, not shared by chance. */
const ALONE = 0.75;
/** How much a grammar word counts as something else. */
const GRAMMAR = 0.3;
/** The very same words in so many sessions are no chance. */
const REPEATED = 3;

/**
 * Candidates -> the test of groups that no work speaks for. One shared word proves nothing: any word gives a group. Two or three words have to
 * stand together more often than independent words would, after as many comparisons as there are pairs and triples of words (upper tail of the
 * Poisson distribution, Bonferroni); or one word stands beside the same grammar word ("weather in") more often than words do.
 */
export function chanceOf(candidates: Iterable<Candidate>): Chance {
  let total = PRIOR;
  const counts = new Map<string, number>();
  const frames = new Map<string, number>();
  const tied = new Set<string>();
  let places = 0;
  for (const one of candidates) {
    const { keys, weight } = one;
    total += weight;
    for (const pair of tiedPairs(one)) tied.add(pair);
    for (const key of namesToo(one)) counts.set(key, (counts.get(key) ?? 0) + weight);
    for (const { side } of framesOf(one)) frames.set(side, (frames.get(side) ?? 0) + weight);
    places += weight * keys.size;
  }
  const able = Math.max(2, [...counts.values()].filter((count) => count > 2).length);
  const rate = (key: ContentKey): number => (counts.get(key) ?? 0) / total;
  return {
    beyond(members) {
      const all = weightOf(members);
      const shared = sharedKeys(members);
      if (
        isRepeated(
          members,
          shared.find((key) => key !== NAME),
          all,
        )
      )
        return true;
      for (const set of setsOf(shared)) {
        // The two halves of "sock-drawer" always stand together: that is one word.
        if (set.some((a) => set.some((b) => tied.has(pairOf(a, b))))) continue;
        const seen = weightOf(members.filter((one) => set.every((key) => one.keys.has(key) || (key === NAME && hasName(one, set)))));
        const expected = set.reduce((product, key) => product * rate(key), total);
        const tests = set.length === 2 ? (able * (able - 1)) / 2 : (able * able * able) / 6;
        if (seen >= Math.max(SHARED_BY, SHARED * all) && Math.log(tests) + logTail(seen, expected) < Math.log(FALSE_GROUPS)) return true;
      }
      const found = new Map<string, Readonly<{ side: string; seen: number }>>();
      for (const one of members)
        for (const { key, side } of framesOf(one))
          if (shared.includes(key)) found.set(`${key} ${side}`, { side, seen: one.weight + (found.get(`${key} ${side}`)?.seen ?? 0) });
      return [...found].some(([name, { side, seen }]) => {
        const share = ((frames.get(side) ?? 0) + PRIOR_FRAME * PRIOR) / (places + PRIOR);
        const expected = (counts.get(name.slice(0, name.length - side.length - 1)) ?? 0) * share;
        return seen >= Math.max(SHARED_BY, SHARED * all) && Math.log(2 * able) + logTail(seen, expected) < Math.log(FALSE_GROUPS);
      });
    },
  };
}

function tiedPairs({ node: { tokens }, content: keys }: Candidate): readonly string[] {
  if (!tokens.some((token) => token.kind === "word" && token.tied === true)) return [];
  return tokens.flatMap((token, at) => {
    const [before, own] = [keys[at - 1], keys[at]];
    return token.kind === "word" && token.tied === true && before != null && own != null ? [pairOf(before, own)] : [];
  });
}

function pairOf(a: ContentKey, b: ContentKey): string {
  return `${a}\n${b}`;
}

/** Stands for any name: "the weather in Oslo" and "in Rome" share that there is one. */
const NAME = "<name>";

function namesToo(one: Pick<Candidate, "keys" | "node" | "content">): readonly ContentKey[] {
  return hasName(one) ? [...one.keys.keys(), NAME] : [...one.keys.keys()];
}

/** Is there a name besides these words? */
function hasName({ node, content }: Pick<Candidate, "node" | "content">, besides: readonly ContentKey[] = []): boolean {
  return node.tokens.some((token, at) => at > 0 && token.kind === "word" && /^\p{Lu}\p{Ll}/u.test(token.text) && !besides.includes(content[at] ?? ""));
}

function weightOf(members: readonly Candidate[]): number {
  return members.reduce((sum, one) => sum + one.weight, 0);
}

function sharedKeys(members: readonly Candidate[]): readonly ContentKey[] {
  const shares = new Map<ContentKey, number>();
  for (const one of members) for (const key of namesToo(one)) shares.set(key, (shares.get(key) ?? 0) + one.weight);
  const all = weightOf(members);
  return [...shares]
    .filter(([, share]) => share >= SHARED * all)
    .sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))
    .slice(0, LOOKED_AT)
    .map(([key]) => key);
}

/** Is most of it the very same words, or one word with next to nothing beside it? */
function isRepeated(members: readonly Candidate[], key: ContentKey | undefined, all: number): boolean {
  if (key === undefined) return false;
  const alone = members.filter(({ keys, node }) => {
    const grammar = node.tokens.filter((token) => token.kind === "word" && !token.dense && isCommon(token.key)).length;
    const burden = [...keys].reduce((sum, [other, one]) => sum + (other === key ? 0 : one), GRAMMAR * grammar);
    return keys.has(key) && 1 / (1 + burden) >= ALONE;
  });
  return weightOf(alone) >= ALONE * all || members.some(({ weight }) => weight >= REPEATED && weight >= ALONE * all);
}

function setsOf(keys: readonly ContentKey[]): readonly (readonly ContentKey[])[] {
  const sets: ContentKey[][] = [];
  for (const [i, a] of keys.entries())
    for (const [j, b] of keys.slice(i + 1).entries()) {
      sets.push([a, b]);
      for (const c of keys.slice(i + j + 2)) sets.push([a, b, c]);
    }
  return sets;
}

/** Content words of a node with the grammar word right before or behind each. */
function framesOf({ node: { tokens }, content }: Candidate): readonly Readonly<{ key: ContentKey; side: string }>[] {
  const frames: { key: ContentKey; side: string }[] = [];
  for (const [at, key] of content.entries()) {
    if (key === null) continue;
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (before?.kind === "word" && content[at - 1] === null) frames.push({ key, side: `<${before.key}` });
    if (after?.kind === "word" && content[at + 1] === null) frames.push({ key, side: `>${after.key}` });
  }
  return frames;
}

/** Logarithm of an upper bound of P(X >= seen) for Poisson X with the given mean; 0 where it is no rarity at all. */
function logTail(seen: number, mean: number): number {
  if (seen <= mean + 1) return 0;
  let log = -mean + seen * Math.log(mean);
  for (let factor = 2; factor <= seen; factor++) log -= Math.log(factor);
  return Math.min(0, log - Math.log(1 - mean / (seen + 1)));
}
