import { sharedFloats, sharedInts } from "./shared-numbers.ts";
import type { Vectors } from "./terms.ts";

/** A feature that more texts than this have proposes no neighbours. */
export const REACH = 2000;

/** Of each feature that two texts or more have the texts, ascending, with its weight in them: those of feature f are `texts[starts[f]..starts[f + 1])`. Two threads may have them. */
export type Postings = Readonly<{ starts: Int32Array; texts: Int32Array; weights: Float32Array }>;

export function postingsOf({ size, starts, ids, weights, counts }: Vectors): Postings {
  const first = sharedInts(counts.length + 1);
  for (let id = 0; id < counts.length; id++) first[id + 1] = (first[id] ?? 0) + (proposes(counts[id] ?? 0) ? (counts[id] ?? 0) : 0);
  const next = first.slice();
  const found = { starts: first, texts: sharedInts(first[counts.length] ?? 0), weights: sharedFloats(first[counts.length] ?? 0) };
  for (let text = 0; text < size; text++) {
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const id = ids[at] ?? 0;
      if (!proposes(counts[id] ?? 0)) continue;
      const place = next[id] ?? 0;
      found.texts[place] = text;
      found.weights[place] = weights[at] ?? 0;
      next[id] = place + 1;
    }
  }
  return found;
}

function proposes(count: number): boolean {
  return count > 1 && count <= REACH;
}
