import { volumesOf } from "./communities.ts";
import type { Graph } from "./graph.ts";

/** Share of the smaller cluster's edges that must lead to the larger one, or the two are not weighed. */
const LINKED = 0.06;

/** Pairs of linked nodes, and the place of the link of the lower one. */
export type Pairs = Readonly<{ lower: Int32Array; upper: Int32Array; places: Int32Array }>;

/** A node that joins a lower one. */
export type Joining = Readonly<{ gone: number; kept: number }>;

/**
 * A graph whose nodes join each other, and what pairs of linked ones gain by that. It is what aggregating the whole graph after each round would give, but
 * only rows beside a node that went are written anew, over those of the given graph. Numbers stay: a node that joined another has no links any more.
 */
export class Links {
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #targets: Int32Array;
  #weights: Float32Array;
  /** Of nodes that join the sum, of all others what it was. */
  readonly #volumes: Float64Array;
  /** Beside each link of a lower node what the two gain, 0 where they are not weighed; and which nodes may have such a link. */
  #gains: Float64Array;
  readonly #hopeful: Uint8Array;
  /** Where new rows are put. */
  #end: number;
  readonly #into: Int32Array;
  readonly #sums: Float64Array;
  readonly #near: Int32Array;
  readonly #first: Int32Array;

  constructor(graph: Graph) {
    const { size, starts, targets, weights } = graph;
    [this.#starts, this.#ends] = [starts.slice(0, size), starts.slice(1)];
    [this.#targets, this.#weights, this.#volumes] = [targets, weights, volumesOf(graph)];
    [this.#gains, this.#hopeful] = [new Float64Array(targets.length), new Uint8Array(size)];
    this.#end = targets.length;
    this.#into = Int32Array.from({ length: size }, (_unused, node) => node);
    [this.#sums, this.#near, this.#first] = [new Float64Array(size), new Int32Array(size), new Int32Array(size)];
  }

  /** All pairs that are to be weighed. */
  all(): Pairs {
    const pairs = new PairList(this.#targets.length >> 1);
    for (let a = 0; a < this.#starts.length; a++)
      for (let place = this.#starts[a] ?? 0; place < (this.#ends[a] ?? 0); place++) {
        const b = this.#targets[place] ?? 0;
        if (b > a && this.#isLinked(a, b, place)) pairs.add(a, b, place);
      }
    return pairs.taken();
  }

  /** The pairs that are to be weighed again, because one of them was joined: all the others gain what they did. */
  beside(joining: readonly Joining[]): Pairs {
    const kept = new Set(joining.map((one) => one.kept));
    const pairs = new PairList([...kept].reduce((sum, node) => sum + (this.#ends[node] ?? 0) - (this.#starts[node] ?? 0), 0));
    for (const node of kept)
      for (let own = this.#starts[node] ?? 0; own < (this.#ends[node] ?? 0); own++) {
        const other = this.#targets[own] ?? 0;
        if (other < node && kept.has(other)) continue;
        const [a, b] = other < node ? [other, node] : [node, other];
        const place = other < node ? this.#targets.indexOf(node, this.#starts[other]) : own;
        this.#gains[place] = 0;
        if (this.#isLinked(a, b, place)) pairs.add(a, b, place);
      }
    return pairs.taken();
  }

  #isLinked(a: number, b: number, place: number): boolean {
    return (this.#weights[place] ?? 0) >= LINKED * Math.min(this.#volumes[a] ?? 0, this.#volumes[b] ?? 0);
  }

  weigh(lower: number, place: number, gain: number): void {
    this.#gains[place] = gain;
    if (gain > 0) this.#hopeful[lower] = 1;
  }

  /** With whom each node gains most; -1 for nobody. */
  bestPartners(): Int32Array {
    const best = new Int32Array(this.#starts.length).fill(-1);
    const most = new Float64Array(best.length);
    for (let a = 0; a < best.length; a++) {
      if (this.#hopeful[a] === 0) continue;
      this.#hopeful[a] = 0;
      for (let place = this.#starts[a] ?? 0; place < (this.#ends[a] ?? 0); place++) {
        const gain = this.#gains[place] ?? 0;
        const b = this.#targets[place] ?? 0;
        if (gain <= 0 || b < a) continue;
        this.#hopeful[a] = 1;
        if (gain > (most[a] ?? 0)) {
          most[a] = gain;
          best[a] = b;
        }
        if (gain > (most[b] ?? 0)) {
          most[b] = gain;
          best[b] = a;
        }
      }
    }
    return best;
  }

  /** Nodes join lower ones: the links of both become one row, and whoever was linked to one that went is linked to what it joined. */
  join(joining: readonly Joining[]): void {
    const beside = new Set<number>();
    for (const { gone, kept } of joining) {
      this.#into[gone] = kept;
      this.#volumes[kept] = (this.#volumes[kept] ?? 0) + (this.#volumes[gone] ?? 0);
    }
    for (const { gone } of joining)
      for (let place = this.#starts[gone] ?? 0; place < (this.#ends[gone] ?? 0); place++) beside.add(this.#into[this.#targets[place] ?? 0] ?? 0);
    for (const { gone, kept } of joining) {
      this.#write(kept, [kept, gone]);
      this.#ends[gone] = this.#starts[gone] ?? 0;
      beside.delete(kept);
    }
    for (const node of beside) this.#write(node, [node]);
  }

  /** Writes the row of a node from the rows of those that it is now, in their order. */
  #write(node: number, members: readonly number[]): void {
    const [sums, near, first] = [this.#sums, this.#near, this.#first];
    let count = 0;
    for (const member of members)
      for (let place = this.#starts[member] ?? 0; place < (this.#ends[member] ?? 0); place++) {
        const to = this.#into[this.#targets[place] ?? 0] ?? 0;
        if (to === node) continue;
        if (sums[to] === 0) {
          near[count++] = to;
          first[to] = place;
        }
        sums[to] = (sums[to] ?? 0) + (this.#weights[place] ?? 0);
      }
    const start = this.#roomFor(node, members, count);
    for (let at = 0; at < count; at++) {
      const to = near[at] ?? 0;
      // What was put together leads to a node that was joined, and is weighed again whatever is written here.
      this.#gains[start + at] = this.#gains[first[to] ?? 0] ?? 0;
      this.#targets[start + at] = to;
      this.#weights[start + at] = sums[to] ?? 0;
      sums[to] = 0;
    }
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
      this.#targets = larger(new Int32Array(room), this.#targets);
      this.#weights = larger(new Float32Array(room), this.#weights);
      this.#gains = larger(new Float64Array(room), this.#gains);
    }
    return end;
  }
}

class PairList {
  readonly #parts: Pairs;
  #count = 0;

  constructor(room: number) {
    this.#parts = { lower: new Int32Array(room), upper: new Int32Array(room), places: new Int32Array(room) };
  }

  add(lower: number, upper: number, place: number): void {
    this.#parts.lower[this.#count] = lower;
    this.#parts.upper[this.#count] = upper;
    this.#parts.places[this.#count++] = place;
  }

  taken(): Pairs {
    const { lower, upper, places } = this.#parts;
    return { lower: lower.subarray(0, this.#count), upper: upper.subarray(0, this.#count), places: places.subarray(0, this.#count) };
  }
}

function larger<T extends Int32Array | Float32Array | Float64Array>(room: T, before: T): T {
  room.set(before);
  return room;
}
