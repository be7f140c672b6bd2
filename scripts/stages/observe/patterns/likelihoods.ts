import { type Words, PRIOR_WORDS } from "./words.ts";

/** A word and its count stand side by side. */
export const STRIDE = 2;
/** And so does what is known of a cluster: where its part begins, one less than its places, how many texts it has, and how many words. One stretch of memory is fetched, not four. */
export const KNOWN = 4;
export const [FROM, MASK, SIZE, TOTAL] = [0, 1, 2, 3] as const;

/**
 * How often each word stands in each cluster, as an open hash table for each in one array (`counts.ts`), as data that two threads can have. `imagined`: how
 * often each word stands in texts that are imagined in every cluster.
 */
export type Counted = Readonly<{ words: Words; imagined: Float64Array; table: Int32Array; known: Int32Array }>;

export function imaginedIn(words: Words): Float64Array {
  return words.prior.map((share) => PRIOR_WORDS * share);
}

/** What counts of words say of a text. Another thread may read them while they change: what it reads then is worth nothing, but it comes to an end. */
export class Likelihoods {
  readonly #counted: Counted;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  /**
   * Reads where a text's rarest word stands in each of so many clusters, and tells nothing of it: asked one after the other, before what was read decides what is read
   * next, they wait for memory all at once, which one by one is most of the time.
   */
  touch(text: number, clusters: Int32Array, count: number): number {
    const { table, known } = this.#counted;
    const { starts, ids } = this.#counted.words;
    const hash = Math.imul(ids[starts[text] ?? 0] ?? 0, 0x9e3779b1);
    const mixed = hash ^ (hash >>> 15);
    let seen = 0;
    for (let at = 0; at < count; at++) {
      const own = (clusters[at] ?? 0) * KNOWN;
      seen ^= table[(known[own + FROM] ?? 0) + (mixed & (known[own + MASK] ?? 0)) * STRIDE] ?? 0;
    }
    return seen;
  }

  /**
   * Logarithm of how likely the text's words are in the cluster, times the size of the cluster, the text itself left aside where it is `inside`; minus
   * infinity as soon as it is sure that it is less likely than `least`.
   */
  logLikelihood(text: number, cluster: number, inside: boolean, least: number): number {
    const { table, known, imagined } = this.#counted;
    const { starts, ids } = this.#counted.words;
    const own = cluster * KNOWN;
    const aside = inside ? 1 : 0;
    const size = (known[own + SIZE] ?? 0) - aside;
    if (size <= 0) return Number.NEGATIVE_INFINITY;
    const [from, to] = [starts[text] ?? 0, starts[text + 1] ?? 0];
    const [part, mask] = [known[own + FROM] ?? 0, known[own + MASK] ?? 0];
    let product = size;
    let log = 0;
    const total = (known[own + TOTAL] ?? 0) - aside * (to - from) + PRIOR_WORDS;
    // No word stands in more texts than there are, and none is imagined more often than the last: no word that is left is likelier than this.
    const likeliest = (size + (imagined[ids[to - 1] ?? 0] ?? 0)) / total;
    let hopeless = timesOver(least * (1 - 1e-6), 1 / likeliest, to - from);
    if (product < hopeless) return Number.NEGATIVE_INFINITY;
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0;
      const place = placeIn(table, part, mask, id);
      const count = table[place] === -1 ? 0 : (table[place + 1] ?? 0) - aside;
      product *= (count + (imagined[id] ?? 0)) / (total + at - from);
      hopeless *= likeliest;
      if (log === 0 && product < hopeless) return Number.NEGATIVE_INFINITY;
      if (product < 1e-200) {
        log += Math.log(product);
        product = 1;
      }
    }
    return log + Math.log(product);
  }
}

/** A number so many times multiplied; 0, below which nothing is, where it cannot be said any more. */
function timesOver(number: number, factor: number, times: number): number {
  let product = number;
  for (let left = times; left > 0; left--) product *= factor;
  return product < Number.POSITIVE_INFINITY ? product : 0;
}

/** Where a word stands, or would, in that part of the table. No part is full, so that the number of its places ends nothing but a look at one that is being written. */
export function placeIn(table: Int32Array, from: number, mask: number, word: number): number {
  const hash = Math.imul(word, 0x9e3779b1);
  let at = (hash ^ (hash >>> 15)) & mask;
  let place = from + at * STRIDE;
  for (let left = mask; left > 0 && table[place] !== -1 && table[place] !== word; left--) {
    at = (at + 1) & mask;
    place = from + at * STRIDE;
  }
  return place;
}
