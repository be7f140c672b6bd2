import { volumesOf } from "./communities.ts";
import type { Graph } from "./graph.ts";

/** Share of the smaller cluster's edges that must lead to the larger one, or the two are not weighed. */
const LINKED = 0.06;

/** Pairs of linked clusters, and the place of the link. */
type Pairs = Readonly<{ lower: Int32Array; upper: Int32Array; places: Int32Array }>;

/**
 * A graph whose nodes join each other, and what pairs of linked ones gain by that. It is what aggregating the whole graph after each round would give, but
 * only rows beside a node that went are written anew. Numbers stay: a node that joined another has no links any more.
 */
export class Links {
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #targets: Int32Array;
  #weights: Float32Array;
  readonly #loops: Float64Array;
  readonly #volumes: Float64Array;
  /** Beside each link of a lower node: what the two gain, and the round in which it was weighed. */
  #gains: Float64Array;
  #weighed: Uint8Array;
  /** Round in which a node was joined last. */
  readonly #joined: Uint8Array;
  /** Where new rows are put. */
  #end: number;
  readonly #into: Int32Array;
  readonly #sums: Float64Array;
  readonly #near: Int32Array;
  readonly #first: Int32Array;
  readonly #found: Pairs;

  constructor(graph: Graph) {
    const { size, starts, targets, weights, loops } = graph;
    this.#starts = starts.slice(0, size);
    this.#ends = starts.slice(1);
    [this.#targets, this.#weights, this.#loops, this.#volumes] = [targets, weights, loops.slice(), volumesOf(graph)];
    this.#gains = new Float64Array(targets.length);
    this.#weighed = new Uint8Array(targets.length);
    this.#joined = new Uint8Array(size);
    this.#end = targets.length;
    this.#into = Int32Array.from({ length: size }, (_unused, node) => node);
    [this.#sums, this.#near, this.#first] = [new Float64Array(size), new Int32Array(size), new Int32Array(size)];
    const pairs = targets.length >> 1;
    this.#found = { lower: new Int32Array(pairs), upper: new Int32Array(pairs), places: new Int32Array(pairs) };
  }

  /** Linked pairs of which one is new since they were weighed, or that never were. */
  open(): Pairs {
    const joined = this.#joined;
    const weighed = this.#weighed;
    return this.#pairs((a, b, place) => (weighed[place] ?? 0) <= Math.max(joined[a] ?? 0, joined[b] ?? 0));
  }

  weigh(place: number, gain: number, round: number): void {
    this.#gains[place] = gain;
    this.#weighed[place] = round;
  }

  /** With whom each node gains most; -1 for nobody. */
  bestPartners(): Int32Array {
    const best = new Int32Array(this.#starts.length).fill(-1);
    const most = new Float64Array(best.length);
    const gains = this.#gains;
    const { lower, upper, places } = this.#pairs((_a, _b, place) => (gains[place] ?? 0) > 0);
    for (const [at, place] of places.entries()) {
      const [a, b, gain] = [lower[at] ?? 0, upper[at] ?? 0, gains[place] ?? 0];
      if (gain > (most[a] ?? 0)) {
        most[a] = gain;
        best[a] = b;
      }
      if (gain > (most[b] ?? 0)) {
        most[b] = gain;
        best[b] = a;
      }
    }
    return best;
  }

  /** Linked pairs that pass a test, in order of the lower one; the next question overwrites them. */
  #pairs(passes: (a: number, b: number, place: number) => boolean): Pairs {
    const [starts, ends, targets, weights, volumes] = [this.#starts, this.#ends, this.#targets, this.#weights, this.#volumes];
    const { lower, upper, places } = this.#found;
    let count = 0;
    for (let a = 0; a < starts.length; a++)
      for (let place = starts[a] ?? 0; place < (ends[a] ?? 0); place++) {
        const b = targets[place] ?? 0;
        if (b <= a || !passes(a, b, place) || (weights[place] ?? 0) < LINKED * Math.min(volumes[a] ?? 0, volumes[b] ?? 0)) continue;
        lower[count] = a;
        upper[count] = b;
        places[count++] = place;
      }
    return { lower: lower.subarray(0, count), upper: upper.subarray(0, count), places: places.subarray(0, count) };
  }

  /** Nodes join lower ones; the links of both become one row, and whoever was linked to one that went is linked to what it joined. */
  join(joining: readonly (readonly [number, number])[], round: number): void {
    const touched = new Set<number>();
    for (const [gone, kept] of joining) this.#into[gone] = kept;
    for (const [gone, kept] of joining) {
      this.#joined[kept] = round;
      for (let place = this.#starts[gone] ?? 0; place < (this.#ends[gone] ?? 0); place++) touched.add(this.#into[this.#targets[place] ?? 0] ?? 0);
    }
    for (const [gone, kept] of joining) {
      this.#write(kept, [kept, gone]);
      this.#ends[gone] = this.#starts[gone] ?? 0;
      touched.delete(kept);
    }
    for (const node of touched) this.#write(node, [node]);
  }

  /** Writes the row of a node from the rows of those that it is now, in their order. */
  #write(node: number, members: readonly number[]): void {
    const [sums, near, first] = [this.#sums, this.#near, this.#first];
    let [count, loops] = [0, 0];
    for (const member of members) {
      loops += this.#loops[member] ?? 0;
      for (let place = this.#starts[member] ?? 0; place < (this.#ends[member] ?? 0); place++) {
        const to = this.#into[this.#targets[place] ?? 0] ?? 0;
        const weight = this.#weights[place] ?? 0;
        if (to === node) {
          loops += weight;
          continue;
        }
        if (sums[to] === 0) {
          near[count++] = to;
          first[to] = place;
        }
        sums[to] = (sums[to] ?? 0) + weight;
      }
    }
    const start = this.#roomFor(node, members, count);
    let volume = loops;
    for (let at = 0; at < count; at++) {
      const to = near[at] ?? 0;
      // A link that was put together leads to a node that joined, and is weighed again whatever is written here.
      this.#gains[start + at] = this.#gains[first[to] ?? 0] ?? 0;
      this.#weighed[start + at] = this.#weighed[first[to] ?? 0] ?? 0;
      this.#targets[start + at] = to;
      this.#weights[start + at] = sums[to] ?? 0;
      volume += this.#weights[start + at] ?? 0;
      sums[to] = 0;
    }
    this.#loops[node] = loops;
    this.#volumes[node] = volume;
    [this.#starts[node], this.#ends[node]] = [start, start + count];
  }

  /** Where the row of a node is written: over itself, where it cannot have become longer, or behind all rows. */
  #roomFor(node: number, members: readonly number[], count: number): number {
    const start = this.#starts[node] ?? 0;
    if (members.length === 1 || start + count <= (this.#ends[node] ?? 0)) return start;
    const end = this.#end;
    this.#end += count;
    if (this.#end > this.#targets.length) {
      const room = Math.ceil(this.#end * 1.5);
      [this.#targets, this.#weights, this.#gains] = [
        larger(new Int32Array(room), this.#targets),
        larger(new Float32Array(room), this.#weights),
        larger(new Float64Array(room), this.#gains),
      ];
      this.#weighed = larger(new Uint8Array(room), this.#weighed);
    }
    return end;
  }
}

function larger<T extends Int32Array | Float32Array | Float64Array | Uint8Array>(room: T, before: T): T {
  room.set(before);
  return room;
}
