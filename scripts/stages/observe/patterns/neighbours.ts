import type { Node } from "./nodes.ts";
import { cosine, type Space } from "./vectors.ts";
import { agreement } from "./work.ts";

/** Undirected edge between two nodes with a weight in 0..1. */
export type Edge = Readonly<{ a: number; b: number; weight: number }>;

/** `nearest`: edges a node asks for; `floor`: weakest edge; `reach`: longest posting list that proposes candidates, which keeps the cost linear. */
export type GraphSettings = Readonly<{ nearest: number; floor: number; reach: number }>;

/** How far shared special work lifts a pair whose words differ, and contradicting work lowers one whose words agree. */
const LIFT = 0.62;
const CONTRADICTED = 0.45;
/** What is left of the likeness of words when both name a thing, or a kind of work, and not the same one. */
const OTHER_THING = 0.7;
const OTHER_WORK = 0.8;

/** Similarity of two nodes: their words, lifted where the same special work answered both, lowered where different work did. */
export function similarity(nodes: readonly Node[], space: Space, a: number, b: number): number {
  const left = nodes[a];
  const right = nodes[b];
  const x = space.vectors[a];
  const y = space.vectors[b];
  if (left === undefined || right === undefined || x === undefined || y === undefined) return 0;
  const words = cosine(x, y) * apart(space.things[a], space.things[b], OTHER_THING) * apart(space.works[a], space.works[b], OTHER_WORK);
  const work = agreement(left.work, right.work);
  return work < 0 ? words * CONTRADICTED : 1 - (1 - words) * (1 - LIFT * work);
}

function apart(a: readonly string[] | undefined, b: readonly string[] | undefined, left: number): number {
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0) return 1;
  return a.some((one) => b.includes(one)) ? 1 : left;
}

/** Nodes -> graph of nearest neighbours by words and by work, edges sorted, each pair once. */
export function neighbourGraph(nodes: readonly Node[], space: Space, settings: GraphSettings): readonly Edge[] {
  const postings = postingsOf(space, settings.reach);
  const byWork = workIndex(nodes, settings.reach);
  const edges = new Map<number, Edge>();
  const score = new Float32Array(nodes.length);
  for (let a = 0; a < nodes.length; a++) {
    const candidates = candidatesOf(a, space, postings, score, settings);
    for (const key of nodes[a]?.work.special ?? []) for (const b of byWork.get(key) ?? []) candidates.add(b);
    candidates.delete(a);
    const near = [...candidates]
      .map((b) => ({ b, weight: similarity(nodes, space, a, b) }))
      .filter((one) => one.weight >= settings.floor)
      .sort((p, q) => q.weight - p.weight || p.b - q.b)
      .slice(0, settings.nearest);
    for (const { b, weight } of near) {
      const [low, high] = a < b ? [a, b] : [b, a];
      edges.set(low * nodes.length + high, { a: low, b: high, weight });
    }
  }
  return [...edges.entries()].sort(([p], [q]) => p - q).map(([, edge]) => edge);
}

type Postings = Readonly<{ starts: Int32Array; nodes: Int32Array; weights: Float32Array }>;

/** Feature -> nodes that have it, for features that are rare enough to propose anything. */
function postingsOf(space: Space, reach: number): Postings {
  const starts = new Int32Array(space.features + 1);
  for (let id = 0; id < space.features; id++) {
    const count = space.documentCounts[id] ?? 0;
    starts[id + 1] = (starts[id] ?? 0) + (count > reach ? 0 : count);
  }
  const nodes = new Int32Array(starts[space.features] ?? 0);
  const weights = new Float32Array(nodes.length);
  const next = starts.slice();
  for (const [node, vector] of space.vectors.entries()) {
    for (const [at, id] of vector.ids.entries()) {
      if ((space.documentCounts[id] ?? 0) > reach) continue;
      const place = next[id] ?? 0;
      nodes[place] = node;
      weights[place] = vector.weights[at] ?? 0;
      next[id] = place + 1;
    }
  }
  return { starts, nodes, weights };
}

/** Features of a node that propose candidates: its weightiest, which are also its rarest. */
const PROPOSING = 28;

/** Node -> those that share most of its weightiest features (twice as many as edges are wanted). */
function candidatesOf(a: number, space: Space, postings: Postings, score: Float32Array, settings: GraphSettings): Set<number> {
  const touched: number[] = [];
  const vector = space.vectors[a] ?? { ids: new Int32Array(0), weights: new Float32Array(0) };
  for (const at of weightiest(vector.weights)) {
    const id = vector.ids[at] ?? 0;
    const weight = vector.weights[at] ?? 0;
    const end = postings.starts[id + 1] ?? 0;
    for (let place = postings.starts[id] ?? 0; place < end; place++) {
      const node = postings.nodes[place] ?? 0;
      if (score[node] === 0) touched.push(node);
      score[node] = (score[node] ?? 0) + weight * (postings.weights[place] ?? 0);
    }
  }
  const best = highest(touched, score, settings.nearest * 2 + 1);
  for (const node of touched) score[node] = 0;
  return new Set(best);
}

function weightiest(weights: Float32Array): Iterable<number> {
  if (weights.length <= PROPOSING) return weights.keys();
  return [...weights.keys()].sort((p, q) => (weights[q] ?? 0) - (weights[p] ?? 0) || p - q).slice(0, PROPOSING);
}

/** The nodes with the highest scores, by insertion: sorting all that was touched would be most of the whole cost. */
function highest(touched: readonly number[], score: Float32Array, wanted: number): readonly number[] {
  if (touched.length <= wanted) return touched;
  const best: number[] = [];
  for (const node of touched) {
    const own = score[node] ?? 0;
    if (best.length === wanted && own <= (score[best[wanted - 1] ?? 0] ?? 0)) continue;
    let at = best.length === wanted ? wanted - 1 : best.length;
    for (; at > 0 && (score[best[at - 1] ?? 0] ?? 0) < own; at--) best[at] = best[at - 1] ?? 0;
    best[at] = node;
  }
  return best;
}

/** Special work -> nodes answered by it; a key that a great many share proposes only the first of them. */
function workIndex(nodes: readonly Node[], reach: number): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [node, { work }] of nodes.entries()) {
    for (const key of work.special) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [node]);
      else if (list.length < reach / 4) list.push(node);
    }
  }
  return index;
}
