import { Buffer } from "node:buffer";
import { hash } from "node:crypto";

/** SHA-256 as 32 bytes. */
export type Hash = Uint8Array;

/**
 * The right edge of a tree: the roots of the perfect subtrees that it falls into, the largest first, one for each bit of `size` that is set.
 * Enough to add leaves and to know the root without the leaves before.
 */
export type Edge = Readonly<{ size: number; hashes: readonly Hash[] }>;

export const EMPTY_EDGE: Edge = { size: 0, hashes: [] };

/** Hash of a leaf. The first byte keeps a leaf from passing for an inner node (RFC 9162 section 2.1.1). */
export function leafHash(leaf: Uint8Array): Hash {
  return sha256(LEAF, leaf);
}

/** One leaf more; amortised one hash. */
export function grown(edge: Edge, leaf: Hash): Edge {
  const hashes = [...edge.hashes];
  let last = leaf;
  // as many subtrees of one size meet as there are ones at the end of the old size, as carries do in counting
  for (let size = edge.size; size % 2 === 1; size = (size - 1) / 2) last = nodeHash(hashes.pop() ?? last, last);
  return { size: edge.size + 1, hashes: [...hashes, last] };
}

/** Merkle tree hash of all leaves so far (RFC 9162 section 2.1.1); that of no leaf is the hash of nothing. */
export function rootOf({ hashes }: Edge): Hash {
  const [first, ...rest] = [...hashes].reverse();
  return first === undefined ? sha256() : rest.reduce((right, left) => nodeHash(left, right), first);
}

/** Hashes of leaves -> the edge of their tree. */
export function edgeOf(leaves: Iterable<Hash>): Edge {
  let edge = EMPTY_EDGE;
  for (const leaf of leaves) edge = grown(edge, leaf);
  return edge;
}

/**
 * Proof that leaf `index` (from 0) stands in the tree of all `leaves` (RFC 9162 section 2.1.3.1), deepest sibling first. Hashes each leaf's
 * part of the tree once: linear in the leaves. Throws RangeError for an index outside.
 */
export function inclusionProof(leaves: readonly Hash[], index: number): readonly Hash[] {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < leaves.length)) throw new RangeError(`there is no leaf ${index} of ${leaves.length}`);
  const path: Hash[] = [];
  let [start, end] = [0, leaves.length];
  while (end - start > 1) {
    const middle = start + split(end - start);
    const isLeft = index < middle;
    path.push(isLeft ? rangeRoot(leaves, middle, end) : rangeRoot(leaves, start, middle));
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  return path.reverse();
}

/** Root that a leaf and its proof lead to, null when the proof has another length than this place in such a tree asks for (RFC 9162 section 2.1.3.2). */
export function rootByInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[]): Hash | null {
  if (!(Number.isSafeInteger(size) && Number.isSafeInteger(index) && index >= 0 && index < size)) return null;
  let [at, last] = [index, size - 1];
  let root = leaf;
  for (const sibling of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else root = nodeHash(root, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : null;
}

/** Proof that the tree of the first `size` leaves is the beginning of the tree of all (RFC 9162 section 2.1.4.1). Throws RangeError for a size outside of 1 to all. */
export function consistencyProof(leaves: readonly Hash[], size: number): readonly Hash[] {
  if (!(Number.isSafeInteger(size) && size > 0 && size <= leaves.length)) throw new RangeError(`there is no tree of ${size} of ${leaves.length} leaves`);
  const path: Hash[] = [];
  let [start, end] = [0, leaves.length];
  let isKnown = true;
  while (size !== end) {
    const middle = start + split(end - start);
    if (size <= middle) {
      path.push(rangeRoot(leaves, middle, end));
      end = middle;
    } else {
      path.push(rangeRoot(leaves, start, middle));
      start = middle;
      isKnown = false;
    }
  }
  // the root of the smaller tree is what the asker has already
  if (!isKnown) path.push(rangeRoot(leaves, start, end));
  return path.reverse();
}

/** Does the tree of `size` leaves and root `root` continue the one of `firstSize` and `firstRoot` (RFC 9162 section 2.1.4.2)? */
export function isConsistent(firstSize: number, firstRoot: Hash, size: number, root: Hash, proof: readonly Hash[]): boolean {
  if (!(Number.isSafeInteger(firstSize) && Number.isSafeInteger(size)) || firstSize <= 0 || firstSize > size) return false;
  if (firstSize === size) return proof.length === 0 && isSame(firstRoot, root);
  const path = Number.isInteger(Math.log2(firstSize)) ? [firstRoot, ...proof] : [...proof];
  let [at, last] = [firstSize - 1, size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const [seed, ...rest] = path;
  if (seed === undefined) return false;
  let [first, second] = [seed, seed];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [first, second] = [nodeHash(sibling, first), nodeHash(sibling, second)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else second = nodeHash(second, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && isSame(first, firstRoot) && isSame(second, root);
}

/** A hash as people and other tools write it: base64. */
export function spelled(hash: Hash): string {
  return Buffer.from(hash).toString("base64");
}

/** Same bytes? Nothing here is secret, so no care is taken of time. */
export function isSame(one: Hash, other: Hash): boolean {
  return Buffer.compare(one, other) === 0;
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(NODE, left, right);
}

function sha256(...parts: readonly Uint8Array[]): Hash {
  return hash("sha256", Buffer.concat(parts), "buffer");
}

function rangeRoot(leaves: readonly Hash[], start: number, end: number): Hash {
  return rootOf(edgeOf(leaves.slice(start, end)));
}

/** The largest power of two smaller than n (n > 1). */
function split(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}

function half(n: number): number {
  return Math.floor(n / 2);
}
