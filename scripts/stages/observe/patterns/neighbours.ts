import { corrected, correctedBy, worksOf } from "./known-work.ts";
import type { Node } from "./nodes.ts";
import { cosine, type Space, type Vector } from "./vectors.ts";
import { agreement } from "./work.ts";

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
  return correctedBy(agreement(left.work, right.work), words);
}

/**
 * Some of the nodes -> the similarity of each with each, row by row: as `similarity` gives it, but each node is laid out over all features once and the
 * later ones are held against it.
 */
export function similarities(nodes: readonly Node[], space: Space, compared: readonly number[]): Float32Array {
  const size = compared.length;
  const found = new Float32Array(size * size);
  const laidOut = new Float32Array(space.features);
  const works = worksOf(nodes);
  for (let i = 0; i < size; i++) {
    const a = compared[i] ?? 0;
    const own = space.vectors[a];
    if (own === undefined) continue;
    for (let at = 0; at < own.ids.length; at++) laidOut[own.ids[at] ?? 0] = own.weights[at] ?? 0;
    for (let j = i + 1; j < size; j++) {
      const b = compared[j] ?? 0;
      const words =
        heldAgainst(laidOut, space.vectors[b]) * apart(space.things[a], space.things[b], OTHER_THING) * apart(space.works[a], space.works[b], OTHER_WORK);
      found[i * size + j] = found[j * size + i] = corrected(works, a, b, words);
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
