import { type Counted, imaginedIn, KNOWN, Likelihoods, placeIn, STRIDE, FROM, MASK, SIZE, TOTAL } from "./likelihoods.ts";
import { sharedInts } from "./shared-numbers.ts";
import type { Words } from "./words.ts";

/** Places that a cluster has at first, and the share of them that is filled before it gets more. */
const FIRST = 8;
const FILLED = 0.7;
/** So many times as much room as there are words is set aside; what is not written takes none. */
const ROOM = 3;
/**
 * How often each word stands in each cluster: for each cluster an open hash table, because most words stand in few clusters. All of them are parts of one
 * array, so that the words of a text are looked for in one stretch of memory and not all over what is known of a million texts.
 */
export class Counts {
  readonly #words: Words;
  #counted: Counted;
  #likelihoods: Likelihoods;
  /** How many places of a cluster may still be filled. */
  readonly #free: Int32Array;
  /** Where no part was yet; and parts that clusters left for larger ones, by their number of places. */
  #end = 0;
  readonly #left = new Map<number, number[]>();

  constructor(words: Words, community: Int32Array, clusters: number) {
    this.#words = words;
    const table = sharedInts((clusters * FIRST + words.ids.length) * STRIDE * ROOM);
    this.#counted = { words, imagined: imaginedIn(words), table, known: sharedInts(clusters * KNOWN) };
    this.#likelihoods = new Likelihoods(this.#counted);
    this.#free = new Int32Array(clusters);
    for (let cluster = 0; cluster < clusters; cluster++) this.#give(cluster, FIRST);
    for (let text = 0; text < words.size; text++) this.#add(text, community[text] ?? 0, 1);
  }

  /** What another thread may read: other data where it was put elsewhere, because it got larger than anybody thought. */
  get counted(): Counted {
    return this.#counted;
  }

  logLikelihood(text: number, cluster: number, inside: boolean, least: number): number {
    return this.#likelihoods.logLikelihood(text, cluster, inside, least);
  }

  /** Reads what the likelihoods of so many clusters are asked for first. */
  touch(text: number, clusters: Int32Array, count: number): number {
    return this.#likelihoods.touch(text, clusters, count);
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
      if (this.#counted.table[place] === -1) {
        if (this.#free[cluster] === 0) {
          this.#makeRoom(cluster);
          place = this.#place(id, cluster);
        }
        this.#counted.table[place] = id;
        this.#counted.table[place + 1] = 0;
        this.#free[cluster] = (this.#free[cluster] ?? 0) - 1;
      }
      this.#counted.table[place + 1] = (this.#counted.table[place + 1] ?? 0) + by;
    }
    const known = cluster * KNOWN;
    this.#counted.known[known + SIZE] = (this.#counted.known[known + SIZE] ?? 0) + by;
    this.#counted.known[known + TOTAL] = (this.#counted.known[known + TOTAL] ?? 0) + by * (to - from);
  }

  /** Moves a cluster into a part twice as large, with what is counted and not left behind by texts that moved. */
  #makeRoom(cluster: number): void {
    const [from, places] = [this.#counted.known[cluster * KNOWN + FROM] ?? 0, (this.#counted.known[cluster * KNOWN + MASK] ?? 0) + 1];
    this.#give(cluster, places * 2);
    for (let old = from; old < from + places * STRIDE; old += STRIDE) {
      const [id, count] = [this.#counted.table[old] ?? 0, this.#counted.table[old + 1] ?? 0];
      if (id === -1 || count === 0) continue;
      const place = this.#place(id, cluster);
      this.#counted.table[place] = id;
      this.#counted.table[place + 1] = count;
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
      if (this.#end > this.#counted.table.length) {
        const table = sharedInts(Math.ceil(this.#end * 1.5));
        table.set(this.#counted.table);
        this.#counted = { ...this.#counted, table };
        this.#likelihoods = new Likelihoods(this.#counted);
      }
    }
    this.#counted.table.fill(-1, from, from + length);
    this.#counted.known[cluster * KNOWN + FROM] = from;
    this.#counted.known[cluster * KNOWN + MASK] = places - 1;
    this.#free[cluster] = Math.floor(places * FILLED);
  }

  /** Where the count of a word in a cluster stands, or would. */
  #place(word: number, cluster: number): number {
    return placeIn(this.#counted.table, this.#counted.known[cluster * KNOWN + FROM] ?? 0, this.#counted.known[cluster * KNOWN + MASK] ?? 0, word);
  }
}
