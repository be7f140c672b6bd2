import type { Known } from "./graph.ts";
import type { Node } from "./nodes.ts";
import { cosine, type Space, type Vector } from "./vectors.ts";
import { agreement, type Compared, type Work } from "./work.ts";

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
  return corrected(words, left.work, right.work);
}

/**
 * Some of the nodes -> the similarity of each with each, row by row: as `similarity` gives it, but each node is laid out over all features once and the
 * later ones are held against it.
 */
export function similarities(nodes: readonly Node[], space: Space, compared: readonly number[]): Float32Array {
  const size = compared.length;
  const found = new Float32Array(size * size);
  const laidOut = new Float32Array(space.features);
  const works = numbered(nodes);
  for (let i = 0; i < size; i++) {
    const a = compared[i] ?? 0;
    const own = space.vectors[a];
    if (own === undefined) continue;
    for (let at = 0; at < own.ids.length; at++) laidOut[own.ids[at] ?? 0] = own.weights[at] ?? 0;
    for (let j = i + 1; j < size; j++) {
      const b = compared[j] ?? 0;
      const words =
        heldAgainst(laidOut, space.vectors[b]) * apart(space.things[a], space.things[b], OTHER_THING) * apart(space.works[a], space.works[b], OTHER_WORK);
      found[i * size + j] = found[j * size + i] = corrected(words, works[a], works[b]);
    }
    for (const id of own.ids) laidOut[id] = 0;
  }
  return found;
}

function heldAgainst(laidOut: Float32Array, other: Vector | undefined): number {
  if (other === undefined) return 0;
  const { ids, weights } = other;
  let sum = 0;
  for (let at = 0; at < ids.length; at++) sum += (laidOut[ids[at] ?? 0] ?? 0) * (weights[at] ?? 0);
  return sum;
}

function apart(a: readonly string[] | undefined, b: readonly string[] | undefined, left: number): number {
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0) return 1;
  return a.some((one) => b.includes(one)) ? 1 : left;
}

/** What the work of nodes says about who is alike, besides the words; null where no node did special work. */
export function knownWork(nodes: readonly Node[]): Known | null {
  if (nodes.every(({ work }) => work.special.length + work.everyday.length === 0)) return null;
  const index = workIndex(nodes);
  const works = numbered(nodes);
  return {
    more: (node) => {
      const special = nodes[node]?.work.special ?? [];
      return special.length === 1 ? (index.get(special[0] ?? "") ?? []) : special.flatMap((key) => index.get(key) ?? []);
    },
    corrected: (a, b, words) => corrected(words, works[a], works[b]),
  };
}

function corrected<T>(words: number, a: Compared<T> | undefined, b: Compared<T> | undefined): number {
  if (a === undefined || b === undefined) return words;
  const work = agreement(a, b);
  return work < 0 ? words * CONTRADICTED : 1 - (1 - words) * (1 - LIFT * work);
}

/** Work of each node in numbers for its names: a thousand nodes are compared a hundred times each. */
function numbered(nodes: readonly Node[]): readonly Compared<number>[] {
  const numbers = new Map<string, number>();
  const known = new Map<Work, Compared<number>>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  return nodes.map(({ work }) => {
    const { special, everyday, objects } = work;
    const compared = known.get(work) ?? { special: special.map(numberOf), everyday: everyday.map(numberOf), objects: objects.map(numberOf) };
    known.set(work, compared);
    return compared;
  });
}

/** A piece of work that more nodes share proposes only the first of them. */
const REACH = 75;

/** Special work -> nodes answered by it. */
function workIndex(nodes: readonly Node[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [node, { work }] of nodes.entries()) {
    for (const key of work.special) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [node]);
      else if (list.length < REACH) list.push(node);
    }
  }
  return index;
}
