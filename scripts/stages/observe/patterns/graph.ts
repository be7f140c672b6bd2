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
  const asks = (from: number, to: number): boolean => {
    for (let place = from * NEAREST; place < (from + 1) * NEAREST; place++) if (near[place] === to) return true;
    return false;
  };
  const each = (visit: (a: number, b: number, weight: number, mutual: boolean) => void): void => {
    for (let place = 0; place < near.length; place++) {
      const a = Math.floor(place / NEAREST);
      const b = near[place] ?? -1;
      if (b >= 0) visit(a, b, likeness[place] ?? 0, asks(b, a));
    }
  };
  each((a, b, _weight, mutual) => {
    degrees[a] = (degrees[a] ?? 0) + 1;
    if (!mutual) degrees[b] = (degrees[b] ?? 0) + 1;
  });
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
  each((a, b, weight, mutual) => {
    put(a, b, weight, mutual ? 1 : 0.5);
    if (!mutual) put(b, a, weight, 0.5);
  });
  return { size: terms.size, starts, targets, weights, likeness: alike, loops: new Float64Array(terms.size) };
}
