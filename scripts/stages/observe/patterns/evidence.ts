import { renumber } from "./communities.ts";
import type { Graph } from "./graph.ts";

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
export const PRIOR_WORDS = 40;
/** What a text's neighbours say, beside its words; and the likelihood that they are all wrong. */
const NEIGHBOURS = 3;
const WRONG = 0.02;
const SWEEPS = 5;
const SETTLED = 0.002;

/**
 * Clusters of texts -> the same after each text has moved to that cluster of its neighbours which its words and its neighbours make most likely
 * (Dirichlet-multinomial mixture, collapsed; Yin and Wang 2014), until hardly one moves. After the first sweep only those are asked again that moved or
 * whose neighbours did. Numbers have no gaps. Deterministic.
 */
export function refined(words: Words, graph: Graph, given: Int32Array): Int32Array {
  const community = given.slice();
  const clusters = renumber(community);
  const affinity = new Float64Array(clusters);
  const near = new Int32Array(clusters);
  const counts = new Counts(words, community, clusters);
  let open = new Uint8Array(words.size).fill(1);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const next = new Uint8Array(words.size);
    let moves = 0;
    for (let text = 0; text < words.size; text++) {
      if (open[text] === 0) continue;
      const own = community[text] ?? 0;
      // Its own cluster first: most texts stay, and then the others are soon seen to be less likely.
      near[0] = own;
      let [count, total] = [1, 0];
      const [from, to] = [graph.starts[text] ?? 0, graph.starts[text + 1] ?? 0];
      for (let place = from; place < to; place++) {
        const cluster = community[graph.targets[place] ?? 0] ?? 0;
        const weight = graph.weights[place] ?? 0;
        if (affinity[cluster] === 0 && cluster !== own) near[count++] = cluster;
        affinity[cluster] = (affinity[cluster] ?? 0) + weight;
        total += weight;
      }
      let best = own;
      let most = Number.NEGATIVE_INFINITY;
      for (let at = 0; at < count; at++) {
        const cluster = near[at] ?? 0;
        const told = NEIGHBOURS * Math.log((affinity[cluster] ?? 0) / (total || 1) + WRONG);
        affinity[cluster] = 0;
        const log = counts.logLikelihood(text, cluster, at === 0, most - told) + told;
        if (log > most + 1e-9 || (log > most - 1e-9 && cluster < best)) {
          most = Math.max(log, most);
          best = cluster;
        }
      }
      if (best === own) continue;
      moves++;
      counts.move(text, own, best);
      community[text] = best;
      next[text] = 1;
      for (let place = from; place < to; place++) next[graph.targets[place] ?? 0] = 1;
    }
    if (moves <= SETTLED * words.size) break;
    open = next;
  }
  renumber(community);
  return community;
}

/** Word, cluster and count of one place of the table side by side, so that a look at it is one look into memory. */
const STRIDE = 4;

/** How often each word stands in each cluster: an open hash table, because most words stand in few clusters. */
class Counts {
  readonly #words: Words;
  readonly #sizes: Float64Array;
  readonly #totals: Float64Array;
  #table: Int32Array = new Int32Array(0);
  #mask = 0;
  #free = 0;

  constructor(words: Words, community: Int32Array, clusters: number) {
    this.#words = words;
    this.#sizes = new Float64Array(clusters);
    this.#totals = new Float64Array(clusters);
    this.#makeRoom(words.ids.length * 2);
    for (let text = 0; text < words.size; text++) this.#add(text, community[text] ?? 0, 1);
  }

  move(text: number, from: number, to: number): void {
    this.#add(text, from, -1);
    this.#add(text, to, 1);
  }

  #add(text: number, cluster: number, by: 1 | -1): void {
    const { starts, ids } = this.#words;
    const [from, to] = [starts[text] ?? 0, starts[text + 1] ?? 0];
    if (this.#free < to - from) this.#makeRoom(this.#table.length / STRIDE);
    const table = this.#table;
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0;
      const place = this.#place(id, cluster);
      if (table[place] === -1) {
        table[place] = id;
        table[place + 1] = cluster;
        table[place + 2] = 0;
        this.#free--;
      }
      table[place + 2] = (table[place + 2] ?? 0) + by;
    }
    this.#sizes[cluster] = (this.#sizes[cluster] ?? 0) + by;
    this.#totals[cluster] = (this.#totals[cluster] ?? 0) + by * (to - from);
  }

  /** A table of more places than that, with what is counted and not left behind by texts that moved. */
  #makeRoom(places: number): void {
    const before = this.#table;
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, places + 1)));
    this.#table = new Int32Array(size * STRIDE).fill(-1);
    this.#mask = size - 1;
    this.#free = Math.floor(size * 0.7);
    for (let old = 0; old < before.length; old += STRIDE) {
      if (before[old] === -1 || before[old + 2] === 0) continue;
      const place = this.#place(before[old] ?? 0, before[old + 1] ?? 0);
      for (let field = 0; field < 3; field++) this.#table[place + field] = before[old + field] ?? 0;
      this.#free--;
    }
  }

  /**
   * Logarithm of how likely the text's words are in the cluster, times the size of the cluster, the text itself left aside where it is `inside`; minus
   * infinity as soon as it is sure to be below `least`.
   */
  logLikelihood(text: number, cluster: number, inside: boolean, least: number): number {
    const { starts, ids, prior } = this.#words;
    const from = starts[text] ?? 0;
    const to = starts[text + 1] ?? 0;
    const aside = inside ? 1 : 0;
    const size = (this.#sizes[cluster] ?? 0) - aside;
    if (size <= 0) return Number.NEGATIVE_INFINITY;
    let product = size;
    let log = 0;
    const hopeless = Math.exp(least) * (1 - 1e-6);
    const total = (this.#totals[cluster] ?? 0) - aside * (to - from) + PRIOR_WORDS;
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0;
      const place = this.#place(id, cluster);
      const count = this.#table[place] === -1 ? 0 : (this.#table[place + 2] ?? 0) - aside;
      product *= (count + PRIOR_WORDS * (prior[id] ?? 0)) / (total + at - from);
      // Each word makes it less likely.
      if (log === 0 && product < hopeless) return Number.NEGATIVE_INFINITY;
      if (product < 1e-200) {
        log += Math.log(product);
        product = 1;
      }
    }
    return log + Math.log(product);
  }

  /** Where the count of a word in a cluster stands, or would. */
  #place(word: number, cluster: number): number {
    const [table, mask] = [this.#table, this.#mask];
    let hash = Math.imul(word, 0x9e3779b1) + Math.imul(cluster, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = (hash ^ (hash >>> 13)) & mask;
    while (table[hash * STRIDE] !== -1 && (table[hash * STRIDE] !== word || table[hash * STRIDE + 1] !== cluster)) hash = (hash + 1) & mask;
    return hash * STRIDE;
  }
}
