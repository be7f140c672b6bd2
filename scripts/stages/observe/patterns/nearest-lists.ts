import type { Known } from "./known-work.ts";
import { Index } from "./nearest.ts";
import type { Postings } from "./postings.ts";
import { sharedFloats, sharedInts } from "./shared-numbers.ts";
import type { Vectors } from "./terms.ts";

/** The nearest of each text, the most alike first: those of text t are `texts[t * width..(t + 1) * width)`, -1 where there are no more. */
export type NearestLists = Readonly<{ size: number; width: number; texts: Int32Array; likeness: Float32Array }>;

/** What the nearest of texts are looked for in, and the lists that they are written to, as data that two threads can have. */
export type Search = Readonly<{ vectors: Vectors; postings: Postings; known: Known | null; lists: NearestLists }>;

/** Texts that are looked at in one piece. A thread is waited for as long as one takes at most. */
const PIECE = 256;

/** Vectors of texts, and how many of the nearest of each are wanted -> the search for them, which nobody has begun. */
export function searchOf({ size, starts, ids, weights, counts }: Vectors, { postings }: Index, known: Known | null, width: number): Search {
  const lists = { size, width, texts: sharedInts(size * width).fill(-1), likeness: sharedFloats(size * width) };
  return { vectors: { size, starts, ids, weights, counts }, postings, known, lists };
}

export function piecesOf({ lists }: Search): number {
  return Math.ceil(lists.size / PIECE);
}

/** Search -> does a piece of it. What is written is the same whoever does it, and whatever was done before. */
export function searching({ vectors, postings, known, lists }: Search, index = new Index(vectors, postings)): (piece: number) => void {
  const { size, width, texts, likeness } = lists;
  return (piece) => {
    for (let text = piece * PIECE; text < Math.min(size, (piece + 1) * PIECE); text++) {
      const found = index.nearestTo(vectors, text, { most: width, but: text, known });
      for (let at = 0; at < found.count; at++) {
        texts[text * width + at] = found.texts[at] ?? 0;
        likeness[text * width + at] = found.likeness[at] ?? 0;
      }
    }
  };
}
