import type { Terms } from "./terms.ts";

/** How words make two texts alike is corrected by what else is known of them: numbers of texts and their likeness -> likeness. */
export type Corrected = (a: number, b: number, words: number) => number;

/** A feature that more texts than this have proposes no neighbours. */
const REACH = 2000;
/** The features of a text propose neighbours, the rarest first, until so many texts were touched: the cost of a text is the same in any crowd. */
const TOUCHED = 4_000;
/** So many of those proposed most strongly are compared in full. */
const COMPARED = 32;

/** Finds the nearest of the indexed texts for any vector over the same features. */
export class Index {
  readonly #terms: Terms;
  readonly #starts: Int32Array;
  readonly #texts: Int32Array;
  readonly #weights: Float32Array;
  readonly #score: Float32Array;
  readonly #touched: Int32Array;

  constructor(terms: Terms) {
    this.#terms = terms;
    const { counts, starts, ids, weights } = terms;
    const first = new Int32Array(counts.length + 1);
    for (let id = 0; id < counts.length; id++) first[id + 1] = (first[id] ?? 0) + (proposes(counts[id] ?? 0) ? (counts[id] ?? 0) : 0);
    const next = first.slice();
    this.#texts = new Int32Array(first[counts.length] ?? 0);
    this.#weights = new Float32Array(this.#texts.length);
    for (let text = 0; text < terms.size; text++) {
      for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
        const id = ids[at] ?? 0;
        if (!proposes(counts[id] ?? 0)) continue;
        const place = next[id] ?? 0;
        this.#texts[place] = text;
        this.#weights[place] = weights[at] ?? 0;
        next[id] = place + 1;
      }
    }
    this.#starts = first;
    this.#score = new Float32Array(terms.size);
    this.#touched = new Int32Array(terms.size);
  }

  /** Row of `from` -> the indexed texts that share most of its rarest features, most first; never `but`. */
  proposedFor(from: Terms, row: number, but: number): readonly number[] {
    const score = this.#score;
    const touched = this.#touched;
    let count = 0;
    for (const at of rarest(from, row)) {
      const id = from.ids[at] ?? 0;
      const weight = from.weights[at] ?? 0;
      const end = this.#starts[id + 1] ?? 0;
      for (let place = this.#starts[id] ?? 0; place < end; place++) {
        const text = this.#texts[place] ?? 0;
        if (score[text] === 0) touched[count++] = text;
        score[text] = (score[text] ?? 0) + weight * (this.#weights[place] ?? 0);
      }
    }
    if (but >= 0) score[but] = 0;
    const best = highest(touched, count, score, COMPARED, but);
    for (let at = 0; at < count; at++) score[touched[at] ?? 0] = 0;
    return best;
  }

  /** Cosine of a row of `from` and an indexed text. */
  cosine(from: Terms, row: number, text: number): number {
    const { starts, ids, weights } = this.#terms;
    let i = from.starts[row] ?? 0;
    let j = starts[text] ?? 0;
    const iEnd = from.starts[row + 1] ?? 0;
    const jEnd = starts[text + 1] ?? 0;
    let sum = 0;
    while (i < iEnd && j < jEnd) {
      const left = from.ids[i] ?? 0;
      const right = ids[j] ?? 0;
      if (left === right) sum += (from.weights[i++] ?? 0) * (weights[j++] ?? 0);
      else if (left < right) i++;
      else j++;
    }
    return sum;
  }
}

function proposes(count: number): boolean {
  return count > 1 && count <= REACH;
}

/** Places of the features of a row that propose its neighbours, the rarest first. */
function rarest({ starts, ids, counts }: Terms, row: number): readonly number[] {
  const places: number[] = [];
  for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
    const count = counts[ids[at] ?? 0] ?? 0;
    if (count > 0 && count <= REACH) places.push(at);
  }
  places.sort((p, q) => (counts[ids[p] ?? 0] ?? 0) - (counts[ids[q] ?? 0] ?? 0) || p - q);
  let touched = 0;
  const end = places.findIndex((at) => (touched += counts[ids[at] ?? 0] ?? 0) > TOUCHED);
  return end < 0 ? places : places.slice(0, end);
}

/** The texts with the highest scores, by insertion: sorting all that was touched would be most of the whole cost. */
function highest(touched: Int32Array, count: number, score: Float32Array, wanted: number, but: number): readonly number[] {
  const best: number[] = [];
  for (let index = 0; index < count; index++) {
    const text = touched[index] ?? 0;
    const own = score[text] ?? 0;
    if (text === but || (best.length === wanted && own <= (score[best[wanted - 1] ?? 0] ?? 0))) continue;
    let at = best.length === wanted ? wanted - 1 : best.length;
    for (; at > 0 && (score[best[at - 1] ?? 0] ?? 0) < own; at--) best[at] = best[at - 1] ?? 0;
    best[at] = text;
  }
  return best;
}

/** Row of `from` against an index -> the likeness of its nearest texts, highest first, with their numbers. */
export function nearestTo(
  index: Index,
  from: Terms,
  row: number,
  settings: Readonly<{ most: number; but: number; more: readonly number[]; corrected: Corrected | null }>,
): readonly Readonly<{ text: number; likeness: number }>[] {
  const proposed = new Set([...index.proposedFor(from, row, settings.but), ...settings.more]);
  proposed.delete(settings.but);
  return [...proposed]
    .map((text) => {
      const words = index.cosine(from, row, text);
      return { text, likeness: settings.corrected === null ? words : settings.corrected(settings.but, text, words) };
    })
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness || a.text - b.text)
    .slice(0, settings.most);
}
