import type { Vectors } from "./terms.ts";

/** One row is laid out over all features, and others are held against it: a quarter of the time of walking both rows for each pair. */
export class Rows {
  readonly #terms: Vectors;
  readonly #laidOut: Float32Array;
  #used: Int32Array = new Int32Array(0);

  constructor(terms: Vectors) {
    this.#terms = terms;
    this.#laidOut = new Float32Array(terms.counts.length);
  }

  /** Lays out the row that others are compared with from now on. */
  ask({ starts, ids, weights }: Vectors, row: number): void {
    for (const id of this.#used) this.#laidOut[id] = 0;
    const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    for (let at = from; at < to; at++) this.#laidOut[ids[at] ?? 0] = weights[at] ?? 0;
    this.#used = ids.subarray(from, to);
  }

  /** Cosine of the row that is laid out and an indexed text. */
  likenessTo(text: number): number {
    const starts = this.#terms.starts;
    return this.#rest(starts[text] ?? 0, starts[text + 1] ?? 0, 0);
  }

  /** Cosines of the row that is laid out and so many of the indexed texts, written beside them. */
  likenessToAll(texts: Int32Array, count: number, likeness: Float64Array): void {
    let nth = 0;
    for (; nth + 4 <= count; nth += 4) this.#likenessToFour([texts[nth] ?? 0, texts[nth + 1] ?? 0, texts[nth + 2] ?? 0, texts[nth + 3] ?? 0], likeness, nth);
    for (; nth < count; nth++) likeness[nth] = this.likenessTo(texts[nth] ?? 0);
  }

  /**
   * Four texts at a time: each sum waits for its last addition and each row for memory, and one waits while the others do. Every sum is added up in the
   * order in which it would be alone.
   */
  #likenessToFour([one, two, three, four]: readonly [number, number, number, number], likeness: Float64Array, nth: number): void {
    const laidOut = this.#laidOut;
    const { starts, ids, weights } = this.#terms;
    let [a, b, c, d] = [starts[one] ?? 0, starts[two] ?? 0, starts[three] ?? 0, starts[four] ?? 0];
    const [aEnd, bEnd, cEnd, dEnd] = [starts[one + 1] ?? 0, starts[two + 1] ?? 0, starts[three + 1] ?? 0, starts[four + 1] ?? 0];
    let [ofA, ofB, ofC, ofD] = [0, 0, 0, 0];
    for (let left = Math.min(aEnd - a, bEnd - b, cEnd - c, dEnd - d); left > 0; left--) {
      ofA += (laidOut[ids[a] ?? 0] ?? 0) * (weights[a++] ?? 0);
      ofB += (laidOut[ids[b] ?? 0] ?? 0) * (weights[b++] ?? 0);
      ofC += (laidOut[ids[c] ?? 0] ?? 0) * (weights[c++] ?? 0);
      ofD += (laidOut[ids[d] ?? 0] ?? 0) * (weights[d++] ?? 0);
    }
    likeness[nth] = this.#rest(a, aEnd, ofA);
    likeness[nth + 1] = this.#rest(b, bEnd, ofB);
    likeness[nth + 2] = this.#rest(c, cEnd, ofC);
    likeness[nth + 3] = this.#rest(d, dEnd, ofD);
  }

  /** What was added up so far, and the part of a row that is left. */
  #rest(from: number, to: number, before: number): number {
    const laidOut = this.#laidOut;
    const { ids, weights } = this.#terms;
    let sum = before;
    for (let at = from; at < to; at++) sum += (laidOut[ids[at] ?? 0] ?? 0) * (weights[at] ?? 0);
    return sum;
  }
}
