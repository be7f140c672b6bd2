import type { Corrected, Index } from "./nearest.ts";
import type { Terms } from "./terms.ts";

/** Undirected weighted graph, row by row: node n has the neighbours `targets[starts[n]..starts[n + 1])`. `loops` are weights of nodes to themselves. */
export type Graph = Readonly<{ size: number; starts: Int32Array; targets: Int32Array; weights: Float32Array; loops: Float64Array }>;

/** A neighbour graph, and beside each edge how alike its ends are. */
export type NeighbourGraph = Graph & Readonly<{ likeness: Float32Array }>;

/** What is known of texts besides their words: `more` proposes further neighbours, `corrected` their likeness. */
export type Known = Readonly<{ more: (text: number) => readonly number[]; corrected: Corrected }>;

/** So many of the nearest of each text are its neighbours. */
const NEAREST = 10;

/**
 * Vectors of texts -> their neighbour graph. An edge that only one end asks for weighs half: a text that is nobody's nearest hangs loosely.
 */
export function neighbourGraph(terms: Terms, index: Index, known: Known | null): NeighbourGraph {
  const near = new Int32Array(terms.size * NEAREST).fill(-1);
  const likeness = new Float32Array(terms.size * NEAREST);
  const degrees = new Int32Array(terms.size);
  for (let text = 0; text < terms.size; text++) {
    const found = index.nearestTo(terms, text, { most: NEAREST, but: text, more: known?.more(text) ?? [], corrected: known?.corrected ?? null });
    for (let at = 0; at < found.count; at++) {
      near[text * NEAREST + at] = found.texts[at] ?? 0;
      likeness[text * NEAREST + at] = found.likeness[at] ?? 0;
    }
  }
  const mutual = askedBack(near);
  for (let place = 0; place < near.length; place++) {
    const [a, b] = [Math.floor(place / NEAREST), near[place] ?? -1];
    if (b < 0) continue;
    degrees[a] = (degrees[a] ?? 0) + 1;
    if (mutual[place] === 0) degrees[b] = (degrees[b] ?? 0) + 1;
  }
  const starts = new Int32Array(terms.size + 1);
  for (let text = 0; text < terms.size; text++) starts[text + 1] = (starts[text] ?? 0) + (degrees[text] ?? 0);
  const next = starts.slice();
  const targets = new Int32Array(starts[terms.size] ?? 0);
  const weights = new Float32Array(targets.length);
  const alike = new Float32Array(targets.length);
  const put = (from: number, to: number, weight: number, share: number): void => {
    const place = next[from] ?? 0;
    targets[place] = to;
    weights[place] = weight * share;
    alike[place] = weight;
    next[from] = place + 1;
  };
  for (let place = 0; place < near.length; place++) {
    const [a, b, weight] = [Math.floor(place / NEAREST), near[place] ?? -1, likeness[place] ?? 0];
    if (b < 0) continue;
    put(a, b, weight, mutual[place] === 1 ? 1 : 0.5);
    if (mutual[place] === 0) put(b, a, weight, 0.5);
  }
  return { size: terms.size, starts, targets, weights, likeness: alike, loops: new Float64Array(terms.size) };
}

/** Nearest of each, row by row -> for each of them, whether it asks for the text back. */
function askedBack(near: Int32Array): Uint8Array {
  const mutual = new Uint8Array(near.length);
  for (let place = 0; place < near.length; place++) {
    const [text, other] = [Math.floor(place / NEAREST), near[place] ?? -1];
    if (other < 0) continue;
    const end = (other + 1) * NEAREST;
    for (let back = other * NEAREST; back < end && mutual[place] === 0; back++) if (near[back] === text) mutual[place] = 1;
  }
  return mutual;
}
