import { aggregate, membersOf, renumber, volumesOf } from "./communities.ts";
import type { Graph } from "./graph.ts";
import { logGamma } from "./log-gamma.ts";

/** Texts as sets of words, row by row; `prior`: share of each word in all texts. */
export type Words = Readonly<{ size: number; starts: Int32Array; ids: Int32Array; prior: Float64Array }>;

/** Lists of words of texts -> their word sets by number. */
export function wordsOf(texts: Iterable<readonly string[]>): Words {
  const numbers = new Map<string, number>();
  const starts = [0];
  const ids: number[] = [];
  for (const words of texts) {
    for (const word of new Set(words)) {
      const id = numbers.get(word) ?? numbers.size;
      numbers.set(word, id);
      ids.push(id);
    }
    starts.push(ids.length);
  }
  const prior = new Float64Array(numbers.size);
  for (const id of ids) prior[id] = (prior[id] ?? 0) + 1 / ids.length;
  return { size: starts.length - 1, starts: Int32Array.from(starts), ids: Int32Array.from(ids), prior };
}

/** The words of all texts together count as so many words of each cluster, before its own are counted (strength of the Dirichlet prior). */
const PRIOR_WORDS = 40;
/** What a text's neighbours say, beside its words; and the likelihood that they are all wrong. */
const NEIGHBOURS = 3;
const WRONG = 0.02;
const SWEEPS = 5;
const SETTLED = 0.002;
/** Share of the smaller cluster's edges that must lead to the larger one, or they are not looked at. */
const LINKED = 0.06;
/** Odds against two clusters being one before their words are read (logarithm). */
const APART = Math.log(10);

/**
 * Clusters of texts -> the same after each text has moved to that cluster of its neighbours which its words and its neighbours make most likely
 * (Dirichlet-multinomial mixture, collapsed; Yin and Wang 2014), until hardly one moves. Numbers have no gaps. Deterministic.
 */
export function refined(words: Words, graph: Graph, given: Int32Array): Int32Array {
  const community = given.slice();
  const clusters = renumber(community);
  const affinity = new Float64Array(clusters);
  const near = new Int32Array(clusters);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const counts = new Counts(words, community, clusters);
    let moves = 0;
    for (let text = 0; text < words.size; text++) {
      const own = community[text] ?? 0;
      counts.add(text, own, -1);
      let [count, total] = [0, 0];
      for (let place = graph.starts[text] ?? 0; place < (graph.starts[text + 1] ?? 0); place++) {
        const cluster = community[graph.targets[place] ?? 0] ?? 0;
        const weight = graph.weights[place] ?? 0;
        if (affinity[cluster] === 0) near[count++] = cluster;
        affinity[cluster] = (affinity[cluster] ?? 0) + weight;
        total += weight;
      }
      if (affinity[own] === 0) near[count++] = own;
      let best = own;
      let most = Number.NEGATIVE_INFINITY;
      for (let at = 0; at < count; at++) {
        const cluster = near[at] ?? 0;
        const share = (affinity[cluster] ?? 0) / (total || 1);
        affinity[cluster] = 0;
        const log = counts.logLikelihood(text, cluster) + NEIGHBOURS * Math.log(share + WRONG);
        if (log > most + 1e-9 || (log > most - 1e-9 && cluster < best)) {
          most = Math.max(log, most);
          best = cluster;
        }
      }
      if (best !== own) moves++;
      community[text] = best;
      counts.add(text, best, 1);
    }
    if (moves <= SETTLED * words.size) break;
  }
  renumber(community);
  return community;
}

/** How often each word stands in each cluster: an open hash table, because most words stand in few clusters. */
class Counts {
  readonly #words: Words;
  readonly #sizes: Float64Array;
  readonly #totals: Float64Array;
  readonly #keys: Float64Array;
  readonly #values: Int32Array;
  readonly #mask: number;

  constructor(words: Words, community: Int32Array, clusters: number) {
    this.#words = words;
    this.#sizes = new Float64Array(clusters);
    this.#totals = new Float64Array(clusters);
    // Texts that move leave their old places behind: each word of each text may take one more.
    const places = 2 ** Math.ceil(Math.log2(Math.max(16, words.ids.length * 3)));
    this.#keys = new Float64Array(places).fill(-1);
    this.#values = new Int32Array(places);
    this.#mask = places - 1;
    for (let text = 0; text < words.size; text++) this.add(text, community[text] ?? 0, 1);
  }

  add(text: number, cluster: number, by: 1 | -1): void {
    const { starts, ids } = this.#words;
    const [from, to] = [starts[text] ?? 0, starts[text + 1] ?? 0];
    for (let at = from; at < to; at++) {
      const place = this.#place(ids[at] ?? 0, cluster);
      this.#keys[place] = cluster * this.#words.prior.length + (ids[at] ?? 0);
      this.#values[place] = (this.#values[place] ?? 0) + by;
    }
    this.#sizes[cluster] = (this.#sizes[cluster] ?? 0) + by;
    this.#totals[cluster] = (this.#totals[cluster] ?? 0) + by * (to - from);
  }

  /** Logarithm of how likely the text's words are in the cluster, times the size of the cluster. */
  logLikelihood(text: number, cluster: number): number {
    const { starts, ids, prior } = this.#words;
    const size = this.#sizes[cluster] ?? 0;
    if (size <= 0) return Number.NEGATIVE_INFINITY;
    let product = size;
    let log = 0;
    const total = (this.#totals[cluster] ?? 0) + PRIOR_WORDS;
    const from = starts[text] ?? 0;
    const to = starts[text + 1] ?? 0;
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0;
      product *= ((this.#values[this.#place(id, cluster)] ?? 0) + PRIOR_WORDS * (prior[id] ?? 0)) / (total + at - from);
      if (product < 1e-200) {
        log += Math.log(product);
        product = 1;
      }
    }
    return log + Math.log(product);
  }

  #place(word: number, cluster: number): number {
    const key = cluster * this.#words.prior.length + word;
    let place = (Math.imul(word, 0x9e3779b1) ^ Math.imul(cluster, 0x85ebca6b)) >>> 0;
    place = (place ^ (place >>> 15)) & this.#mask;
    for (let known = this.#keys[place] ?? -1; known !== -1 && known !== key; known = this.#keys[place] ?? -1) place = (place + 1) & this.#mask;
    return place;
  }
}

/**
 * Clusters -> fewer: two that are linked become one where their words are likelier as one bag than as two (the same mixture; the number of
 * clusters comes out of the data). In rounds, each time the pairs that are each other's best. Numbers have no gaps.
 */
export function merged(words: Words, graph: Graph, given: Int32Array): Int32Array {
  const community = given.slice();
  for (let round = 0; round < 40; round++) {
    const count = renumber(community);
    const between = aggregate(graph, community, count);
    const bags = bagsOf(words, community, count);
    const { best, gains } = bestPartners(between, bags, words.prior);
    const into = Int32Array.from({ length: count }, (_unused, cluster) => {
      const partner = best[cluster] ?? -1;
      return partner >= 0 && (gains[cluster] ?? 0) > 0 && best[partner] === cluster ? Math.min(cluster, partner) : cluster;
    });
    if (into.every((target, cluster) => target === cluster)) break;
    for (let text = 0; text < community.length; text++) community[text] = into[community[text] ?? 0] ?? 0;
  }
  return community;
}

type Bag = Readonly<{ size: number; total: number; words: ReadonlyMap<number, number> }>;

function bagsOf(words: Words, community: Int32Array, count: number): readonly Bag[] {
  const { starts, nodes } = membersOf(community, count);
  return Array.from({ length: count }, (_unused, cluster) => {
    const bag = new Map<number, number>();
    let total = 0;
    for (let at = starts[cluster] ?? 0; at < (starts[cluster + 1] ?? 0); at++) {
      const text = nodes[at] ?? 0;
      for (let place = words.starts[text] ?? 0; place < (words.starts[text + 1] ?? 0); place++) {
        const id = words.ids[place] ?? 0;
        bag.set(id, (bag.get(id) ?? 0) + 1);
        total++;
      }
    }
    return { size: (starts[cluster + 1] ?? 0) - (starts[cluster] ?? 0), total, words: bag };
  });
}

function bestPartners(between: Graph, bags: readonly Bag[], prior: Float64Array): Readonly<{ best: Int32Array; gains: Float64Array }> {
  const volumes = volumesOf(between);
  const best = new Int32Array(bags.length).fill(-1);
  const gains = new Float64Array(bags.length);
  for (let a = 0; a < bags.length; a++) {
    for (let place = between.starts[a] ?? 0; place < (between.starts[a + 1] ?? 0); place++) {
      const b = between.targets[place] ?? 0;
      if (b < a || (between.weights[place] ?? 0) < LINKED * Math.min(volumes[a] ?? 0, volumes[b] ?? 0)) continue;
      const gain = gainOf(bags[a], bags[b], prior);
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const)
        if (gain > (gains[one] ?? 0)) {
          gains[one] = gain;
          best[one] = other;
        }
    }
  }
  return { best, gains };
}

/** Logarithm of how much likelier two bags of words are as one; only words that both have change more than the totals. */
function gainOf(a: Bag | undefined, b: Bag | undefined, prior: Float64Array): number {
  if (a === undefined || b === undefined) return 0;
  const [few, many] = a.words.size < b.words.size ? [a, b] : [b, a];
  let gain = -APART + logGamma(a.size + b.size) - logGamma(a.size) - logGamma(b.size);
  gain += logGamma(PRIOR_WORDS + a.total) + logGamma(PRIOR_WORDS + b.total) - logGamma(PRIOR_WORDS + a.total + b.total) - logGamma(PRIOR_WORDS);
  for (const [id, count] of few.words) {
    const other = many.words.get(id);
    if (other === undefined) continue;
    const base = PRIOR_WORDS * (prior[id] ?? 0);
    gain += logGamma(base + count + other) - logGamma(base + count) - logGamma(base + other) + logGamma(base);
  }
  return gain;
}
