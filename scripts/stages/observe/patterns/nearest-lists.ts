import { membersOf } from "./communities.ts";
import type { Known } from "./known-work.ts";
import { Index } from "./nearest.ts";
import type { Postings } from "./postings.ts";
import { sharedFloats, sharedInts } from "./shared-numbers.ts";
import type { Vectors } from "./terms.ts";

/** The nearest of each text, the most alike first: those of text t are `texts[t * width..(t + 1) * width)`, -1 where there are no more. */
export type NearestLists = Readonly<{ size: number; width: number; texts: Int32Array; likeness: Float32Array }>;

/** What the nearest of texts are looked for in, the order in which they are, and the lists that they are written to, as data that two threads can have. */
export type Search = Readonly<{ vectors: Vectors; postings: Postings; known: Known | null; order: Int32Array; lists: NearestLists }>;

/** Texts that are looked at in one piece. A thread is waited for as long as one takes at most. */
const PIECE = 256;

/** Vectors of texts, and how many of the nearest of each are wanted -> the search for them, which nobody has begun. */
export function searchOf({ size, starts, ids, weights, counts }: Vectors, { postings }: Index, known: Known | null, width: number): Search {
  const lists = { size, width, texts: sharedInts(size * width).fill(-1), likeness: sharedFloats(size * width) };
  const vectors = { size, starts, ids, weights, counts };
  return { vectors, postings, known, order: byRarest(vectors), lists };
}

/** Texts by the rarest feature that they share with another: those that have one in common are compared with the same rows, which are still at hand. */
function byRarest({ size, starts, ids, counts }: Vectors): Int32Array {
  // Features are numbered by how common they are.
  let shared = counts.length;
  while (shared > 0 && (counts[shared - 1] ?? 0) < 2) shared--;
  const rarest = new Int32Array(size);
  for (let text = 0; text < size; text++)
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const id = ids[at] ?? 0;
      if (id < shared && id > (rarest[text] ?? 0)) rarest[text] = id;
    }
  return membersOf(rarest, Math.max(1, shared)).nodes;
}

export function piecesOf({ lists }: Search): number {
  return Math.ceil(lists.size / PIECE);
}

/** Search -> does a piece of it. What is written is the same whoever does it, and whatever was done before. */
export function searching({ vectors, postings, known, order, lists }: Search, index = new Index(vectors, postings)): (piece: number) => void {
  const { size, width, texts, likeness } = lists;
  return (piece) => {
    for (let nth = piece * PIECE; nth < Math.min(size, (piece + 1) * PIECE); nth++) {
      const text = order[nth] ?? 0;
      const found = index.nearestTo(vectors, text, { most: width, but: text, known });
      for (let at = 0; at < found.count; at++) {
        texts[text * width + at] = found.texts[at] ?? 0;
        likeness[text * width + at] = found.likeness[at] ?? 0;
      }
    }
  };
}
