import type { NearestLists } from "./nearest-lists.ts";
import { sharedFloats, sharedInts } from "./shared-numbers.ts";

/** Undirected weighted graph, row by row: node n has the neighbours `targets[starts[n]..starts[n + 1])`. `loops` are weights of nodes to themselves. */
export type Graph = Readonly<{ size: number; starts: Int32Array; targets: Int32Array; weights: Float32Array; loops: Float64Array }>;

/** A neighbour graph, and beside each edge how alike its ends are. */
export type NeighbourGraph = Graph & Readonly<{ likeness: Float32Array }>;

/**
 * Lists of the nearest, and how many of each list are neighbours -> the neighbour graph. An edge that only one end asks for weighs half: a text that is
 * nobody's nearest hangs loosely.
 */
export function neighbourGraph(lists: NearestLists, asked: number): NeighbourGraph {
  const { size, texts: near, likeness } = shortened(lists, asked);
  const degrees = new Int32Array(size);
  const mutual = askedBack(near, asked);
  for (let place = 0; place < near.length; place++) {
    const [a, b] = [Math.floor(place / asked), near[place] ?? -1];
    if (b < 0) continue;
    degrees[a] = (degrees[a] ?? 0) + 1;
    if (mutual[place] === 0) degrees[b] = (degrees[b] ?? 0) + 1;
  }
  const starts = sharedInts(size + 1);
  for (let text = 0; text < size; text++) starts[text + 1] = (starts[text] ?? 0) + (degrees[text] ?? 0);
  const next = starts.slice();
  const targets = sharedInts(starts[size] ?? 0);
  const weights = sharedFloats(targets.length);
  const alike = new Float32Array(targets.length);
  const put = (from: number, to: number, weight: number, share: number): void => {
    const place = next[from] ?? 0;
    targets[place] = to;
    weights[place] = weight * share;
    alike[place] = weight;
    next[from] = place + 1;
  };
  for (let place = 0; place < near.length; place++) {
    const [a, b, weight] = [Math.floor(place / asked), near[place] ?? -1, likeness[place] ?? 0];
    if (b < 0) continue;
    put(a, b, weight, mutual[place] === 1 ? 1 : 0.5);
    if (mutual[place] === 0) put(b, a, weight, 0.5);
  }
  return { size, starts, targets, weights, likeness: alike, loops: new Float64Array(size) };
}

/** The same lists, each no longer than that. */
function shortened(lists: NearestLists, width: number): NearestLists {
  if (width >= lists.width) return lists;
  const texts = new Int32Array(lists.size * width);
  const likeness = new Float32Array(lists.size * width);
  for (let text = 0; text < lists.size; text++) {
    const from = text * lists.width;
    texts.set(lists.texts.subarray(from, from + width), text * width);
    likeness.set(lists.likeness.subarray(from, from + width), text * width);
  }
  return { size: lists.size, width, texts, likeness };
}

/** Nearest of each, row by row -> for each of them, whether it asks for the text back. */
function askedBack(near: Int32Array, asked: number): Uint8Array {
  const mutual = new Uint8Array(near.length);
  for (let place = 0; place < near.length; place++) {
    const [text, other] = [Math.floor(place / asked), near[place] ?? -1];
    // A pair is looked at once, from its lower end.
    if (other < text) continue;
    const end = (other + 1) * asked;
    for (let back = other * asked; back < end && mutual[place] === 0; back++) if (near[back] === text) mutual[place] = mutual[back] = 1;
  }
  return mutual;
}
