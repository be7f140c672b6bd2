import { membersOf } from "./communities.ts";
import { logGamma } from "./log-gamma.ts";
import { PRIOR_WORDS, type Words } from "./words.ts";

/** Odds against two clusters being one before their words are read (logarithm). */
const APART = Math.log(10);
/**
 * A cluster of more texts weighs as one of so many: words do not come one by one, as the mixture has it, and of enough texts any two halves of one request
 * differ beyond doubt (coarsened likelihood, Miller and Dunson 2019).
 */
const WEIGHED = 30;

/** Words of a cluster of so many texts: each word's number and how often it stands there, one after the other, in the order in which they came. */
export type Bag = Readonly<{ size: number; total: number; words: Int32Array }>;

/** Texts and the cluster of each -> the bag of each cluster. */
export function bagsOf(words: Words, community: Int32Array, count: number): Bag[] {
  const { starts, nodes } = membersOf(community, count);
  const layout = new Layout(words.prior.length);
  return Array.from({ length: count }, (_unused, cluster) => {
    const [from, to] = [starts[cluster] ?? 0, starts[cluster + 1] ?? 0];
    layout.clear();
    for (let at = from; at < to; at++) {
      const text = nodes[at] ?? 0;
      for (let place = words.starts[text] ?? 0; place < (words.starts[text + 1] ?? 0); place++) layout.add(words.ids[place] ?? 0, 1);
    }
    return { size: to - from, total: layout.total, words: layout.taken() };
  });
}

/** One bag laid out over all words, as there would be a Map for each. */
class Layout {
  readonly counts: Int32Array;
  total = 0;
  readonly #ids: Int32Array;
  #size = 0;

  constructor(words: number) {
    this.counts = new Int32Array(words);
    this.#ids = new Int32Array(words);
  }

  clear(): void {
    for (let at = 0; at < this.#size; at++) this.counts[this.#ids[at] ?? 0] = 0;
    this.#size = 0;
    this.total = 0;
  }

  add(id: number, count: number): void {
    if (this.counts[id] === 0) this.#ids[this.#size++] = id;
    this.counts[id] = (this.counts[id] ?? 0) + count;
    this.total += count;
  }

  addAll(words: Int32Array): void {
    for (let at = 0; at < words.length; at += 2) this.add(words[at] ?? 0, words[at + 1] ?? 0);
  }

  taken(): Int32Array {
    const words = new Int32Array(2 * this.#size);
    for (let at = 0; at < this.#size; at++) {
      words[2 * at] = this.#ids[at] ?? 0;
      words[2 * at + 1] = this.counts[this.#ids[at] ?? 0] ?? 0;
    }
    return words;
  }
}

/** What bags gain by becoming one. */
export class Gains {
  readonly #prior: Float64Array;
  /** Logarithm of the gamma function of each word's prior count, which every pair that has the word asks for. */
  readonly #base: Float64Array;
  readonly #layout: Layout;
  #laidOut: Bag | null = null;

  constructor(prior: Float64Array) {
    this.#prior = prior;
    this.#base = prior.map((share) => logGamma(PRIOR_WORDS * share));
    this.#layout = new Layout(prior.length);
  }

  /** Logarithm of how much likelier two bags of words are as one; only words that both have change more than the totals. */
  of(few: Bag, many: Bag): number {
    this.#layOut(many);
    const [ofFew, ofMany] = [Math.min(1, WEIGHED / few.size), Math.min(1, WEIGHED / many.size)];
    const [left, right] = [ofFew * few.size, ofMany * many.size];
    let gain = -APART + logGamma(left + right) - logGamma(left) - logGamma(right);
    const [words, others] = [ofFew * few.total, ofMany * many.total];
    gain += logGamma(PRIOR_WORDS + words) + logGamma(PRIOR_WORDS + others) - logGamma(PRIOR_WORDS + words + others) - logGamma(PRIOR_WORDS);
    const counts = this.#layout.counts;
    for (let at = 0; at < few.words.length; at += 2) {
      const id = few.words[at] ?? 0;
      const other = counts[id] ?? 0;
      if (other === 0) continue;
      const base = PRIOR_WORDS * (this.#prior[id] ?? 0);
      const [own, its] = [ofFew * (few.words[at + 1] ?? 0), ofMany * other];
      gain += logGamma(base + own + its) - logGamma(base + own) - logGamma(base + its) + (this.#base[id] ?? 0);
    }
    return gain;
  }

  /** Both bags as one, the words of the first in front. */
  together(first: Bag, second: Bag): Bag {
    this.#layOut(first);
    this.#layout.addAll(second.words);
    this.#laidOut = null;
    return { size: first.size + second.size, total: first.total + second.total, words: this.#layout.taken() };
  }

  #layOut(bag: Bag): void {
    if (this.#laidOut === bag) return;
    this.#layout.clear();
    this.#layout.addAll(bag.words);
    this.#laidOut = bag;
  }
}
