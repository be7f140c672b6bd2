import { FAMILIES, type Family, groupsOf, isDense, walkFeatures } from "./features.ts";

/** What a family of features counts in the likeness of two texts. */
const WEIGHT: Readonly<Record<Family, number>> = { word: 1, pair: 0.4, gap: 0.3, letters: 0.3 };

/** No text has more words, nor do all that are compared have more that differ. */
const WORDS = 2 ** 26;

/**
 * Texts as their words -> the cosine of the features of each with each (`featuresOf`), row by row: from each feature to those that have it, because most pairs
 * share few. Words of one list of texts come again and again, so each is taken apart once.
 */
export function likenessOf(texts: readonly (readonly string[])[]): Float64Array {
  const size = texts.length;
  const numbered = new NumberedFeatures();
  const rows = texts.map((words) => rowOf(numbered.of(words)));
  // Of each feature the texts that have it and its weights there, as far as texts were come to.
  const starts = new Int32Array(numbered.size + 1);
  for (const { ids } of rows) for (const id of ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < numbered.size; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const ends = starts.slice();
  const owners = new Int32Array(starts[numbered.size] ?? 0);
  const weights = new Float64Array(owners.length);
  const likeness = new Float64Array(size * size);
  for (const [at, row] of rows.entries()) {
    const found = likeness.subarray(at * size, (at + 1) * size);
    for (let nth = 0; nth < row.ids.length; nth++) {
      const [id, weight] = [row.ids[nth] ?? 0, row.weights[nth] ?? 0];
      const end = ends[id] ?? 0;
      owners[end] = at;
      weights[end] = weight;
      ends[id] = end + 1;
      for (let place = starts[id] ?? 0; place <= end; place++) {
        const other = owners[place] ?? 0;
        found[other] = (found[other] ?? 0) + weight * (weights[place] ?? 0);
      }
    }
  }
  for (let at = 0; at < size; at++) for (let other = 0; other < at; other++) likeness[other * size + at] = likeness[at * size + other] ?? 0;
  return likeness;
}

/** Features of a text with their weights, which have a length of one together. */
function rowOf(found: Found): Readonly<{ ids: readonly number[]; weights: Float64Array }> {
  const ids = FAMILIES.flatMap((family) => found[family].ids);
  const weights = new Float64Array(ids.length);
  let [square, nth] = [0, 0];
  for (const family of FAMILIES)
    for (const count of found[family].counts) {
      const weight = Math.sqrt(count) * WEIGHT[family];
      square += weight * weight;
      weights[nth++] = weight;
    }
  const length = Math.sqrt(square) || 1;
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / length;
  return { ids, weights };
}

/** Features of a text by number, in the order in which they came, and how often each. */
type Found = Record<Family, { readonly ids: number[]; readonly counts: number[] }>;

type Word = Readonly<{ dense: boolean; own: number; letters: readonly number[] }>;

/** Features of several texts: the same feature has the same number in each. */
class NumberedFeatures {
  /** How many numbers were given. */
  size = 0;
  readonly #words: Word[] = [];
  readonly #places = new Map<string, number>();
  readonly #letters = new Map<string, number>();
  /** Of two words by their places, as one number. */
  readonly #pairs: Readonly<Record<"word" | "pair" | "gap", Map<number, number>>> = { word: new Map(), pair: new Map(), gap: new Map() };
  /** Of each feature the text that had it last, and where in what was found of that text. */
  readonly #in: number[] = [];
  readonly #at: number[] = [];
  #text = 0;

  of(words: readonly string[]): Found {
    this.#text++;
    const places = words.map((word) => this.#placeOf(word));
    const own = places.map((place) => this.#words[place]);
    const found: Found = {
      word: { ids: [], counts: [] },
      pair: { ids: [], counts: [] },
      gap: { ids: [], counts: [] },
      letters: { ids: [], counts: [] },
    };
    walkFeatures(
      words.length,
      (at) => own[at]?.dense === true,
      (family, at, from) => {
        if (family === "letters") for (const id of own[at]?.letters ?? []) this.#count(id, found[family]);
        else if (from === at) this.#count(own[at]?.own ?? 0, found[family]);
        else this.#count(this.#pairOf(family, (places[from] ?? 0) * WORDS + (places[at] ?? 0)), found[family]);
      },
    );
    return found;
  }

  #count(id: number, { ids, counts }: Found[Family]): void {
    if (this.#in[id] === this.#text) {
      const at = this.#at[id] ?? 0;
      counts[at] = (counts[at] ?? 0) + 1;
      return;
    }
    this.#in[id] = this.#text;
    this.#at[id] = ids.push(id) - 1;
    counts.push(1);
  }

  #placeOf(word: string): number {
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    const letters = groupsOf(word).map((group) => {
      const number = this.#letters.get(group) ?? this.size++;
      this.#letters.set(group, number);
      return number;
    });
    this.#places.set(word, this.#words.length);
    return this.#words.push({ dense: isDense(word), own: this.size++, letters }) - 1;
  }

  #pairOf(family: "word" | "pair" | "gap", pair: number): number {
    const known = this.#pairs[family].get(pair);
    if (known !== undefined) return known;
    this.#pairs[family].set(pair, this.size);
    return this.size++;
  }
}
