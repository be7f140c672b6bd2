import { corrected, type Known } from "./known-work.ts";
import { type Postings, postingsOf, REACH } from "./postings.ts";
import { Rows } from "./rows.ts";
import type { Vectors } from "./terms.ts";

/** The features of a text propose neighbours, the rarest first, until so many texts were touched: the cost of a text is the same in any crowd. */
const TOUCHED = 2_000;
/** So many of those proposed most strongly are compared in full. */
const COMPARED = 32;
/** More than any row has features. */
const ROW = 2048;

/** The nearest texts, highest likeness first, in place: the next question overwrites them. */
export type Nearest = Readonly<{ count: number; texts: Int32Array; likeness: Float64Array }>;

/** Finds the nearest of the indexed texts for any vector over the same features. */
export class Index {
  readonly #rows: Rows;
  readonly postings: Postings;
  readonly #score: Float32Array;
  readonly #proposed = new Int32Array(COMPARED);
  readonly #scores = new Float32Array(COMPARED);
  readonly #likeness = new Float64Array(COMPARED);
  readonly #found = { texts: new Int32Array(COMPARED), likeness: new Float64Array(COMPARED) };
  readonly #places = new Int32Array(ROW);
  /** Question in which a text was compared last, where others than the proposed were named. */
  readonly #asked: Int32Array;
  #question = 0;

  /** `postings` are those of the same vectors, where they were made before. */
  constructor(terms: Vectors, postings = postingsOf(terms)) {
    this.#rows = new Rows(terms);
    this.postings = postings;
    this.#score = new Float32Array(terms.size);
    this.#asked = new Int32Array(terms.size);
  }

  /**
   * Row of `from` -> its nearest texts (`most` is at most as many as are compared) among those that share most of its rarest features, never `but`. Where the work
   * of texts is known, those that share work with `but` are looked at as well, and likeness is corrected by it.
   */
  nearestTo(from: Vectors, row: number, { most, but, known }: Readonly<{ most: number; but: number; known: Known | null }>): Nearest {
    const { texts, likeness } = this.#found;
    const question = ++this.#question;
    let count = 0;
    const put = (text: number, words: number): void => {
      const own = known === null ? words : corrected(known, but, text, words);
      if (own > 0) count = inserted(this.#found, { count, most }, text, own);
    };
    const proposed = this.#proposedFor(from, row, but);
    this.#rows.ask(from, row);
    this.#rows.likenessToAll(this.#proposed, proposed, this.#likeness);
    for (let at = 0; at < proposed; at++) put(this.#proposed[at] ?? 0, this.#likeness[at] ?? 0);
    const special = known?.works[known.own[but] ?? 0]?.special ?? [];
    if (special.length > 0) for (let at = 0; at < proposed; at++) this.#asked[this.#proposed[at] ?? 0] = question;
    let gathered = 0;
    const compare = (): void => {
      this.#rows.likenessToAll(this.#proposed, gathered, this.#likeness);
      for (let at = 0; at < gathered; at++) put(this.#proposed[at] ?? 0, this.#likeness[at] ?? 0);
      gathered = 0;
    };
    for (const key of special)
      for (const text of known?.sharing[key] ?? []) {
        if (text === but || this.#asked[text] === question) continue;
        this.#asked[text] = question;
        this.#proposed[gathered++] = text;
        if (gathered === COMPARED) compare();
      }
    compare();
    return { count, texts, likeness };
  }

  /** Puts the indexed texts that share most of the rarest features of a row into `#proposed`, most first -> how many. */
  #proposedFor(from: Vectors, row: number, but: number): number {
    const { starts, texts, weights } = this.postings;
    const [score, places] = [this.#score, this.#places];
    const features = rarest(from, row, places);
    for (let nth = 0; nth < features; nth++) {
      const at = places[nth] ?? 0;
      const id = from.ids[at] ?? 0;
      const weight = from.weights[at] ?? 0;
      const end = starts[id + 1] ?? 0;
      for (let place = starts[id] ?? 0; place < end; place++) {
        const text = texts[place] ?? 0;
        score[text] = (score[text] ?? 0) + weight * (weights[place] ?? 0);
      }
    }
    if (but >= 0) score[but] = 0;
    return this.#highest(from, features);
  }

  /** Takes the texts with the highest scores, by insertion, the one that was touched first among equals, and clears all scores on the way: sorting all that was touched would be most of the whole cost. */
  #highest(from: Vectors, features: number): number {
    const { starts, texts } = this.postings;
    const [score, places, best, scores] = [this.#score, this.#places, this.#proposed, this.#scores];
    let found = 0;
    let least = 0;
    for (let nth = 0; nth < features; nth++) {
      const id = from.ids[places[nth] ?? 0] ?? 0;
      const end = starts[id + 1] ?? 0;
      for (let place = starts[id] ?? 0; place < end; place++) {
        const text = texts[place] ?? 0;
        const own = score[text] ?? 0;
        // Nothing is left where a text was met before.
        if (own === 0) continue;
        score[text] = 0;
        if (own <= least) continue;
        let at = found === COMPARED ? found - 1 : found++;
        for (; at > 0 && (scores[at - 1] ?? 0) < own; at--) {
          best[at] = best[at - 1] ?? 0;
          scores[at] = scores[at - 1] ?? 0;
        }
        best[at] = text;
        scores[at] = own;
        if (found === COMPARED) least = scores[COMPARED - 1] ?? 0;
      }
    }
    return found;
  }
}

/** Writes the places of the features of a row that propose its neighbours, the rarest first -> how many. */
function rarest({ starts, ids, counts }: Vectors, row: number, places: Int32Array): number {
  const start = starts[row] ?? 0;
  let found = 0;
  for (let at = start; at < (starts[row + 1] ?? 0); at++) {
    const count = counts[ids[at] ?? 0] ?? 0;
    // How many texts and which place, as one number.
    if (count <= REACH) places[found++] = count * ROW + at - start;
  }
  places.subarray(0, found).sort();
  let touched = 0;
  for (let nth = 0; nth < found; nth++) {
    const one = places[nth] ?? 0;
    touched += Math.floor(one / ROW);
    if (touched > TOUCHED) return nth;
    places[nth] = start + (one % ROW);
  }
  return found;
}

/** Puts a text among the most alike, the lower number first among equals -> how many there are. */
function inserted({ texts, likeness }: Omit<Nearest, "count">, { count, most }: Readonly<{ count: number; most: number }>, text: number, own: number): number {
  const isBefore = (at: number): boolean => (likeness[at] ?? 0) > own || (likeness[at] === own && (texts[at] ?? 0) < text);
  if (count === most && isBefore(count - 1)) return count;
  let at = count === most ? count - 1 : count;
  for (; at > 0 && !isBefore(at - 1); at--) {
    texts[at] = texts[at - 1] ?? 0;
    likeness[at] = likeness[at - 1] ?? 0;
  }
  texts[at] = text;
  likeness[at] = own;
  return Math.min(count + 1, most);
}
