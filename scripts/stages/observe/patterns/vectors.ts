import { stemOf } from "#kernel/stem";
import { COMMON_WORDS } from "./common-words.table.ts";
import { THING_CONCEPTS } from "./concept-roles.table.ts";
import { COMPOUNDS, conceptsBy } from "./concepts.table.ts";
import type { Node } from "./nodes.ts";
import type { Bare } from "./tokens.ts";

/** Sparse unit vector: feature numbers ascending, with their weights. */
export type Vector = Readonly<{ ids: Int32Array; weights: Float32Array }>;

/** Vectors of all nodes; in how many nodes each feature occurs; the things and the kinds of work that each node names by the thesaurus. */
export type Space = Readonly<{
  vectors: readonly Vector[];
  features: number;
  documentCounts: Int32Array;
  things: readonly (readonly string[])[];
  works: readonly (readonly string[])[];
}>;

/** Weight of each family of features. Set on the CLINC150 validation split and on agent requests; see the room's page. */
const WEIGHT = { word: 1, concept: 0.8, pair: 0.45, gram: 0.5, mask: 0.6, sub: 0.7 } as const;
type Family = keyof typeof WEIGHT;

const CONCEPTS = conceptsBy(stemOf);
/** Words that compounds begin with: few words do, and the pair need not be looked up. */
const COMPOUNDED: ReadonlySet<string> = new Set(Object.keys(COMPOUNDS).map((pair) => pair.slice(0, pair.indexOf(" "))));
const COMMON_STEMS: ReadonlySet<string> = new Set([...COMMON_WORDS].map(stemOf));
/** With so many texts the data alone say which words are common; with few, the table speaks too. */
const PRIOR_TEXTS = 150;

/** Is the word one that cannot be an action or an object by itself? */
export function isCommon(key: string): boolean {
  return COMMON_STEMS.has(key);
}

/** Is the word a kind of work by the thesaurus ("convert", "fix", "übersetze")? */
export function namesWork(word: string): boolean {
  const concept = CONCEPTS.get(stemOf(word));
  return concept !== undefined && !THING_CONCEPTS.has(concept);
}

/** Tokens -> concept of each token (null for none); compounds of two words give theirs to both. */
export function conceptsOf(tokens: readonly Bare[]): readonly (string | null)[] {
  let before: string | undefined;
  return tokens.map((token, at) => {
    const [behind, own] = [before, compoundOf(token, tokens[at + 1])];
    before = own;
    return token.kind === "mask" ? null : (own ?? behind ?? CONCEPTS.get(token.key) ?? null);
  });
}

function compoundOf(first: Bare | undefined, second: Bare | undefined): string | undefined {
  if (first?.kind !== "word" || second?.kind !== "word") return undefined;
  const start = first.text.toLowerCase();
  return COMPOUNDED.has(start) ? COMPOUNDS[`${start} ${second.text.toLowerCase()}`] : undefined;
}

/** Nodes -> their vectors: words, word pairs, letter groups, concepts and kinds of masked values, weighted by rarity in these nodes. */
export function spaceOf(nodes: readonly Node[]): Space {
  const features = new Features();
  const texts = nodes.map((node) => node.tokens);
  const concepts = texts.map(conceptsOf);
  const raw = texts.map((tokens, at) => countsOf(tokens, concepts[at] ?? [], features));
  const documentCounts = new Int32Array(features.weights.length);
  for (const counts of raw) for (const id of counts.keys()) documentCounts[id] = (documentCounts[id] ?? 0) + 1;
  const trust = nodes.length / (nodes.length + PRIOR_TEXTS);
  const weights = new Float64Array(features.weights.length);
  for (const [id, weight] of features.weights.entries()) {
    const rarity = Math.log(1 + nodes.length / (documentCounts[id] ?? 1));
    weights[id] = weight * rarity * (features.common[id] === true ? 0.25 + 0.75 * trust : 1);
  }
  const named = concepts.map((list) => [...new Set(list)].filter((one) => one !== null));
  return {
    vectors: raw.map((counts) => unit(counts, weights)),
    features: weights.length,
    documentCounts,
    things: named.map((list) => list.filter((one) => THING_CONCEPTS.has(one))),
    works: named.map((list) => list.filter((one) => !THING_CONCEPTS.has(one))),
  };
}

/** Numbers of features in order of first appearance, what their family counts, and which are made of common words alone. */
class Features {
  readonly weights: number[] = [];
  readonly common: boolean[] = [];
  readonly #numbers: Readonly<Record<Family, Map<string, number>>> = {
    word: new Map(),
    concept: new Map(),
    pair: new Map(),
    gram: new Map(),
    mask: new Map(),
    sub: new Map(),
  };

  numberOf(family: Family, value: string): number {
    const known = this.#numbers[family].get(value);
    if (known !== undefined) return known;
    const number = this.weights.length;
    this.#numbers[family].set(value, number);
    this.weights.push(WEIGHT[family]);
    this.common.push(family === "word" ? isCommon(value) : family === "pair" && value.split(" ").every(isCommon));
    return number;
  }
}

function countsOf(tokens: readonly Bare[], concepts: readonly (string | null)[], features: Features): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const add = (family: Family, value: string, amount = 1): void => {
    const id = features.numberOf(family, value);
    counts.set(id, (counts.get(id) ?? 0) + amount);
  };
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (token.kind === "mask") {
      add("mask", token.key);
      if (token.sub !== "") add("sub", `${token.key}${token.sub}`);
    } else {
      // One letter of a script without spaces is no word; two neighbours are about one.
      add("word", token.key, token.dense ? 0.3 : 1);
      const concept = concepts[at] ?? null;
      if (concept !== null && concepts[at - 1] !== concept) add("concept", concept);
      if (!token.dense) for (const gram of gramsOf(token.key)) add("gram", gram, 1 / Math.max(1, token.key.length - 2));
    }
    if (before !== undefined) add("pair", `${before.key} ${token.key}`, token.kind === "word" && token.dense ? 2 : 1);
  }
  return counts;
}

/** Letter groups of a word with its borders: inflections and compounds of one word share most of them. */
function gramsOf(word: string): readonly string[] {
  if (word.length < 4) return [];
  const marked = `^${word}$`;
  const grams = [];
  for (let at = 0; at + 4 <= marked.length; at++) grams.push(marked.slice(at, at + 4));
  return grams;
}

function unit(counts: ReadonlyMap<number, number>, weightOf: Float64Array): Vector {
  const ids = new Int32Array(counts.size);
  let end = 0;
  for (const id of counts.keys()) ids[end++] = id;
  ids.sort();
  const weights = new Float32Array(ids.length);
  let square = 0;
  for (let at = 0; at < ids.length; at++) {
    weights[at] = Math.sqrt(counts.get(ids[at] ?? 0) ?? 0) * (weightOf[ids[at] ?? 0] ?? 0);
    square += (weights[at] ?? 0) * (weights[at] ?? 0);
  }
  const length = Math.sqrt(square) || 1;
  for (let at = 0; at < ids.length; at++) weights[at] = (weights[at] ?? 0) / length;
  return { ids, weights };
}

/** Two vectors -> their cosine. */
export function cosine(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.ids.length && j < b.ids.length; ) {
    const left = a.ids[i] ?? 0;
    const right = b.ids[j] ?? 0;
    if (left === right) sum += (a.weights[i++] ?? 0) * (b.weights[j++] ?? 0);
    else if (left < right) i++;
    else j++;
  }
  return sum;
}
