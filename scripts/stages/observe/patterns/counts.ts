/** Texts as sets of words, row by row; `prior`: share of each word in all texts. */
export type Words = Readonly<{ size: number; starts: Int32Array; ids: Int32Array; prior: Float64Array }>;

/** The words of all texts together count as so many words of each cluster, before its own are counted (strength of the Dirichlet prior). */
export const PRIOR_WORDS = 40;
/** Places that a cluster has at first, and the share of them that is filled before it gets more. */
const FIRST = 8;
const FILLED = 0.7;
/** A word and its count stand side by side. */
const STRIDE = 2;
/** And so does what is known of a cluster: where its part begins, one less than its places, how many texts it has, and how many words. One stretch of memory is fetched, not four. */
const KNOWN = 4;
const [FROM, MASK, SIZE, TOTAL] = [0, 1, 2, 3];

/**
 * How often each word stands in each cluster: for each cluster an open hash table, because most words stand in few clusters. All of them are parts of one
 * array, so that the words of a text are looked for in one stretch of memory and not all over what is known of a million texts.
 */
export class Counts {
  readonly #words: Words;
  /** How often each word stands in texts that are imagined in every cluster. */
  readonly #imagined: Float64Array;
  #table: Int32Array;
  readonly #known: Int32Array;
  /** How many places of a cluster may still be filled. */
  readonly #free: Int32Array;
  /** Where no part was yet; and parts that clusters left for larger ones, by their number of places. */
  #end = 0;
  readonly #left = new Map<number, number[]>();

  constructor(words: Words, community: Int32Array, clusters: number) {
    this.#words = words;
    this.#imagined = words.prior.map((share) => PRIOR_WORDS * share);
    this.#table = new Int32Array((clusters * FIRST + words.ids.length) * STRIDE);
    this.#known = new Int32Array(clusters * KNOWN);
    this.#free = new Int32Array(clusters);
    for (let cluster = 0; cluster < clusters; cluster++) this.#give(cluster, FIRST);
    for (let text = 0; text < words.size; text++) this.#add(text, community[text] ?? 0, 1);
  }

  move(text: number, from: number, to: number): void {
    this.#add(text, from, -1);
    this.#add(text, to, 1);
  }

  #add(text: number, cluster: number, by: 1 | -1): void {
    const { starts, ids } = this.#words;
    const [from, to] = [starts[text] ?? 0, starts[text + 1] ?? 0];
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0;
      let place = this.#place(id, cluster);
      if (this.#table[place] === -1) {
        if (this.#free[cluster] === 0) {
          this.#makeRoom(cluster);
          place = this.#place(id, cluster);
        }
        this.#table[place] = id;
        this.#table[place + 1] = 0;
        this.#free[cluster] = (this.#free[cluster] ?? 0) - 1;
      }
      this.#table[place + 1] = (this.#table[place + 1] ?? 0) + by;
    }
    const known = cluster * KNOWN;
    this.#known[known + SIZE] = (this.#known[known + SIZE] ?? 0) + by;
    this.#known[known + TOTAL] = (this.#known[known + TOTAL] ?? 0) + by * (to - from);
  }

  /** Moves a cluster into a part twice as large, with what is counted and not left behind by texts that moved. */
  #makeRoom(cluster: number): void {
    const [from, places] = [this.#known[cluster * KNOWN + FROM] ?? 0, (this.#known[cluster * KNOWN + MASK] ?? 0) + 1];
    this.#give(cluster, places * 2);
    for (let old = from; old < from + places * STRIDE; old += STRIDE) {
      const [id, count] = [this.#table[old] ?? 0, this.#table[old + 1] ?? 0];
      if (id === -1 || count === 0) continue;
      const place = this.#place(id, cluster);
      this.#table[place] = id;
      this.#table[place + 1] = count;
      this.#free[cluster] = (this.#free[cluster] ?? 0) - 1;
    }
    const left = this.#left.get(places);
    if (left === undefined) this.#left.set(places, [from]);
    else left.push(from);
  }

  /** Gives a cluster an empty part of so many places. */
  #give(cluster: number, places: number): void {
    const length = places * STRIDE;
    let from = this.#left.get(places)?.pop();
    if (from === undefined) {
      from = this.#end;
      this.#end += length;
      if (this.#end > this.#table.length) {
        const larger = new Int32Array(Math.ceil(this.#end * 1.5));
        larger.set(this.#table);
        this.#table = larger;
      }
    }
    this.#table.fill(-1, from, from + length);
    this.#known[cluster * KNOWN + FROM] = from;
    this.#known[cluster * KNOWN + MASK] = places - 1;
    this.#free[cluster] = Math.floor(places * FILLED);
  }

  /**
   * Logarithm of how likely the text's words are in the cluster, times the size of the cluster, the text itself left aside where it is `inside`; minus
   * infinity as soon as it is sure that it is less likely than `least`.
   */
  logLikelihood(text: number, cluster: number, inside: boolean, least: number): number {
    const { starts, ids } = this.#words;
    const [table, known, imagined] = [this.#table, this.#known, this.#imagined];
    const own = cluster * KNOWN;
    const aside = inside ? 1 : 0;
    const size = (known[own + SIZE] ?? 0) - aside;
    if (size <= 0) return Number.NEGATIVE_INFINITY;
    const [from, to] = [starts[text] ?? 0, starts[text + 1] ?? 0];
    const [part, mask] = [known[own + FROM] ?? 0, known[own + MASK] ?? 0];
    let product = size;
    let log = 0;
    const hopeless = least * (1 - 1e-6);
    const total = (known[own + TOTAL] ?? 0) - aside * (to - from) + PRIOR_WORDS;
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0;
      const place = placeIn(table, part, mask, id);
      const count = table[place] === -1 ? 0 : (table[place + 1] ?? 0) - aside;
      product *= (count + (imagined[id] ?? 0)) / (total + at - from);
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
    return placeIn(this.#table, this.#known[cluster * KNOWN + FROM] ?? 0, this.#known[cluster * KNOWN + MASK] ?? 0, word);
  }
}

/** Where a word stands, or would, in that part of the table. */
function placeIn(table: Int32Array, from: number, mask: number, word: number): number {
  const hash = Math.imul(word, 0x9e3779b1);
  let at = (hash ^ (hash >>> 15)) & mask;
  let place = from + at * STRIDE;
  while (table[place] !== -1 && table[place] !== word) {
    at = (at + 1) & mask;
    place = from + at * STRIDE;
  }
  return place;
}
