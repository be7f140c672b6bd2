import type { NeighbourGraph } from "./graph.ts";
import type { Index } from "./nearest.ts";
import { termsAmong, type Terms } from "./terms.ts";
import type { Bare } from "./tokens.ts";

/** A member needs so many near texts, in its own cluster and anywhere. */
const NEAR = 4;
/** As many texts are made by chance, and a member has to be nearer than this share of them. */
const CHANCE_TEXTS = 600;
const CHANCE = 0.9;
/** Of so many nearest texts a text of chance takes the cluster that most of them are in. */
const ASKED = 10;

/** What clusters were found in: the texts, their vectors, the index of these, and the graph of nearest ones. */
export type Clustered = Readonly<{ texts: readonly (readonly Bare[])[]; terms: Terms; index: Index; graph: NeighbourGraph }>;

/**
 * Texts and the community of each -> is a text nearer to what is near it than nine of ten texts of its length are that were made by chance: the words of
 * all texts, drawn from all over? Half of it counts its own cluster and half what is nearest anywhere, for both alike.
 */
export function nearEnough({ texts, terms, index, graph }: Clustered, community: Int32Array): (text: number) => boolean {
  const chance = chanceTexts(texts);
  const among = termsAmong(chance, terms);
  const lengths = chance.map(lengthOf);
  const found = chance.map((_text, row) => {
    const near = index.nearestTo(among, row, { most: ASKED, but: -1, more: [], corrected: null });
    return nearness(near.texts.subarray(0, near.count), near.likeness.subarray(0, near.count), community, null);
  });
  // Long texts are less like anything.
  const slope = slopeOf(lengths, found);
  const least = found.map((one, at) => one - slope * (lengths[at] ?? 0)).sort((a, b) => a - b)[Math.floor(CHANCE * CHANCE_TEXTS)] ?? 0;
  return (text) => {
    const [from, to] = [graph.starts[text] ?? 0, graph.starts[text + 1] ?? 0];
    const own = nearness(graph.targets.subarray(from, to), graph.likeness.subarray(from, to), community, community[text] ?? -1);
    return own > least + slope * lengthOf(texts[text] ?? []);
  };
}

/** Bare lists of the lengths that texts have, of the words that they have; none where there are no words. */
function chanceTexts(texts: readonly (readonly Bare[])[]): readonly (readonly Bare[])[] {
  const all = texts.flat();
  let state = 1;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  return Array.from({ length: CHANCE_TEXTS }, () => {
    const length = texts[draw(texts.length)]?.length ?? 0;
    return Array.from({ length }, () => all[draw(all.length)]).filter((token) => token !== undefined);
  });
}

/** Near texts with their likeness -> mean of the best of all and of the best in the cluster; `null`: the cluster that they are most in. */
function nearness(texts: Int32Array, likeness: Float32Array | Float64Array, community: Int32Array, cluster: number | null): number {
  const own = cluster ?? mostIn(texts, likeness, community);
  const inside = likeness.filter((_one, at) => community[texts[at] ?? 0] === own);
  return (meanOfBest(inside) + meanOfBest(likeness)) / 2;
}

function mostIn(texts: Int32Array, likeness: Float32Array | Float64Array, community: Int32Array): number {
  const sums = new Map<number, number>();
  for (const [at, text] of texts.entries()) {
    const cluster = community[text] ?? 0;
    sums.set(cluster, (sums.get(cluster) ?? 0) + (likeness[at] ?? 0));
  }
  return [...sums].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])[0];
}

function meanOfBest(likeness: Float32Array | Float64Array): number {
  const ascending = likeness.toSorted();
  let sum = 0;
  for (let at = Math.max(0, ascending.length - NEAR); at < ascending.length; at++) sum += ascending[at] ?? 0;
  return sum / NEAR;
}

function lengthOf(text: readonly Bare[]): number {
  return Math.log(1 + text.length);
}

/** Slope of the line through points (least squares); 0 where all stand above one place. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
  const [left, low] = [mean(x), mean(y)];
  const square = x.reduce((sum, one) => sum + (one - left) ** 2, 0);
  return square === 0 ? 0 : x.reduce((sum, one, at) => sum + (one - left) * ((y[at] ?? 0) - low), 0) / square;
}
