import type { NeighbourGraph } from "./graph.ts";
import type { Index } from "./nearest.ts";
import { termsAmong, type Terms, type Texts } from "./terms.ts";
import type { Bare } from "./tokens.ts";

/** A member needs so many near texts, in its own cluster and anywhere. */
const NEAR = 4;
/** As many texts are made by chance, and this share of them is how near chance comes. */
const CHANCE_TEXTS = 600;
const CHANCE = 0.91;
/**
 * So much nearer than chance a text has to be where all of its cluster are, and so much more where none is: one that came to others by chance is seldom the
 * only one there. So much less the longer it is, by the logarithm of its words: chance puts words together that nobody does, and of many words that tells
 * more. Set by logistic regression of what belongs in its cluster against what CLINC150 has as out of scope, on its training and validation split and on
 * BANKING77's training split.
 */
const BEYOND = { chance: 0.08, alone: 0.32, less: 0.06 } as const;
/** Of so many nearest texts a text of chance takes the cluster that most of them are in. */
const ASKED = 10;
/**
 * So near all its texts have to be on average, or those that stay, or a cluster is none: "how many moons has mars" and "how many wars were there" are each
 * nearer to the other than chance has it, and are two requests. So much less the longer a text is, by the logarithm of its words. Set on texts of the CLINC150
 * validation split and of BANKING77's training split, of all lengths and of long ones, among none and up to ten times as many that CLINC150 has as out of
 * scope, which people wrote.
 */
const MEAN = { all: 0.365, staying: 0.43, less: 0.03 } as const;

/** What clusters were found in: the texts, in how many sessions each was asked, the graph of nearest ones, and what is near texts of chance. */
export type Clustered = Readonly<{
  texts: Texts;
  weights: readonly number[];
  graph: NeighbourGraph;
  chance: readonly ChanceText[];
}>;

/** A text made by chance: its length (`lengthOf`), and the nearest texts with their likeness. */
export type ChanceText = Readonly<{ length: number; near: Near }>;

/** Texts, their vectors and the index of these -> texts made by chance of the words of all texts, and what is near them. */
export function chanceTexts(texts: Texts, terms: Terms, index: Index): readonly ChanceText[] {
  const drawn = drawnTexts(texts);
  const among = termsAmong(drawn, terms);
  return drawn.map((text, row) => {
    const found = index.nearestTo(among, row, { most: ASKED, but: -1, known: null });
    return { length: lengthOf(text), near: { texts: found.texts.slice(), likeness: found.likeness.slice(), from: 0, to: found.count } };
  });
}

/** Is a text near enough to stay in its cluster; and does a cluster, given all its texts and those that stay, hang together? */
export type Nearness = Readonly<{ isNear: (text: number) => boolean; hangsTogether: (all: Iterable<number>, staying: Iterable<number>) => boolean }>;

/**
 * Texts and the community of each -> is a text nearer to what is near it than most texts of its length are that were made by chance, of the words of
 * all texts, drawn from all over, and by how much, given how many of its cluster are? Half of it counts its own cluster and half what is nearest anywhere, for both alike. What was asked several times is near
 * as many times, to itself and to others.
 */
export function nearnessIn({ texts, weights, graph, chance }: Clustered, community: Int32Array): Nearness {
  const nearby = new Nearby(weights, community);
  const lengths = chance.map(({ length }) => length);
  const found = chance.map(({ near }) => nearby.meanOf(near, { cluster: mostIn(near, community), again: 0 }));
  // Long texts are less like anything.
  const slope = slopeOf(lengths, found);
  const least = found.map((one, at) => one - slope * (lengths[at] ?? 0)).sort((a, b) => a - b)[Math.floor(CHANCE * CHANCE_TEXTS)] ?? 0;
  const nearness = (text: number, again: number): number => {
    const near = { texts: graph.targets, likeness: graph.likeness, from: graph.starts[text] ?? 0, to: graph.starts[text + 1] ?? 0 };
    return nearby.meanOf(near, { cluster: community[text] ?? -1, again });
  };
  const long = Float64Array.from({ length: texts.length }, (_unused, text) => lengthOf(texts.at(text) ?? []));
  // What one text was asked again says nothing of the others.
  const once = long.map((_length, text) => nearness(text, 0));
  const often = (text: number, again: number): number => (again === 0 ? (once[text] ?? 0) : nearness(text, again));
  const beyond = long.map((length, text) => often(text, (weights[text] ?? 1) - 1) - least - slope * length);
  const alone = meansOf(community, (text) => ((beyond[text] ?? 0) > 0 ? 0 : 1));
  const even = long.map((length, text) => (once[text] ?? 0) + MEAN.less * length);
  return {
    isNear: (text) => (beyond[text] ?? 0) + BEYOND.less * (long[text] ?? 0) > BEYOND.chance + BEYOND.alone * (alone[community[text] ?? 0] ?? 0),
    hangsTogether: (all, staying) => meanOf(even, all) >= MEAN.all || meanOf(even, staying) >= MEAN.staying,
  };
}

/** Community of each text, and a number of each -> mean of the numbers in each community. */
function meansOf(community: Int32Array, of: (text: number) => number): Float64Array {
  const [sums, sizes] = [new Float64Array(community.length), new Float64Array(community.length)];
  for (const [text, own] of community.entries()) {
    sums[own] = (sums[own] ?? 0) + of(text);
    sizes[own] = (sizes[own] ?? 0) + 1;
  }
  return sums.map((sum, at) => sum / (sizes[at] || 1));
}

/** Numbers and places among them -> their mean; 0 where there are none. */
function meanOf(numbers: Float64Array, places: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const at of places) {
    sum += numbers[at] ?? 0;
    count++;
  }
  return sum / (count || 1);
}

/** Near texts with their likeness: a part of two lists, because a view of it for each of a million texts would cost more than what is done with it. */
type Near = Readonly<{ texts: Int32Array; likeness: Float32Array | Float64Array; from: number; to: number }>;

/** Of a text's nearest the best, each as often as it was asked, in the cluster of the text and anywhere. */
class Nearby {
  readonly #weights: readonly number[];
  readonly #community: Int32Array;
  readonly #inside = new Float64Array(NEAR);
  readonly #anywhere = new Float64Array(NEAR);

  constructor(weights: readonly number[], community: Int32Array) {
    this.#weights = weights;
    this.#community = community;
  }

  /** Near texts -> mean of the likeness of the best in the cluster and of the best of all; `again`: how often the text itself was asked besides. */
  meanOf({ texts, likeness, from, to }: Near, { cluster, again }: Readonly<{ cluster: number; again: number }>): number {
    for (const best of [this.#inside, this.#anywhere]) best.fill(0).fill(1, 0, Math.min(NEAR, again));
    for (let at = from; at < to; at++) {
      const text = texts[at] ?? 0;
      const times = Math.min(NEAR, this.#weights[text] ?? 1);
      insert(this.#anywhere, likeness[at] ?? 0, times);
      if (this.#community[text] === cluster) insert(this.#inside, likeness[at] ?? 0, times);
    }
    const sum = (best: Float64Array): number => best.reduce((all, one) => all + one, 0);
    return (sum(this.#inside) + sum(this.#anywhere)) / (2 * NEAR);
  }
}

/** Puts a number so many times into a list of the highest, which stays as long as it is. */
function insert(best: Float64Array, value: number, times: number): void {
  for (let put = 0; put < times && value > (best[best.length - 1] ?? 0); put++) {
    let at = best.length - 1;
    for (; at > 0 && (best[at - 1] ?? 0) < value; at--) best[at] = best[at - 1] ?? 0;
    best[at] = value;
  }
}

/** Bare lists of the lengths that texts have, of the words that they have; none where there are no words. */
function drawnTexts(texts: Texts): readonly (readonly Bare[])[] {
  const ends = new Int32Array(texts.length);
  let words = 0;
  for (let text = 0; text < texts.length; text++) ends[text] = words += texts.at(text)?.length ?? 0;
  let state = 1;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  // Texts end to end would be a list of all words there are.
  const wordAt = (place: number): Bare | undefined => {
    let [low, high] = [0, texts.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    return texts.at(low)?.[place - (low === 0 ? 0 : (ends[low - 1] ?? 0))];
  };
  return Array.from({ length: CHANCE_TEXTS }, () => {
    const length = texts.at(draw(texts.length))?.length ?? 0;
    return Array.from({ length }, () => wordAt(draw(words))).filter((token) => token !== undefined);
  });
}

/** The cluster that near texts are most in. */
function mostIn({ texts, likeness, from, to }: Near, community: Int32Array): number {
  const sums = new Map<number, number>();
  for (let at = from; at < to; at++) {
    const cluster = community[texts[at] ?? 0] ?? 0;
    sums.set(cluster, (sums.get(cluster) ?? 0) + (likeness[at] ?? 0));
  }
  return [...sums].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])[0];
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
