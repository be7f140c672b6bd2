import type { Token } from "./tokens.ts";

/**
 * Sparse unit vectors of texts, row by row: text t has the features `ids[starts[t]..starts[t + 1])`, ascending, with their weights.
 * `counts`: in how many texts a feature stands.
 */
export type Terms = Readonly<{ size: number; starts: Int32Array; ids: Int32Array; weights: Float32Array; counts: Int32Array }>;

/** Families of features: the lowest two bits of a feature's number. */
const WORD = 0;
const PAIR = 1;
const GRAM = 2;
const VALUE = 3;
/** Weight of a family, and what one occurrence counts: a word holds many groups of letters. Set on the validation split of CLINC150. */
const WEIGHT = [1, 0.45, 1, 0.6] as const;
const AMOUNT = [1, 1, 0.2, 1] as const;
/** Features are numbered by a hash, so that no dictionary has to grow: collisions among four million numbers are rare and harmless. */
const FEATURES = 1 << 22;
/** Rarity is damped: the rarest words are names and slips, and frequent ones say what kind of sentence it is. */
const RARITY = 0.7;
/** Features of one text before they are counted: a head of eighty words and their letters stays below. */
const MOST = 2048;

/** Token lists of texts -> their vectors, by words, word pairs, groups of three and four letters across words, and kinds of masked values. */
export function termsOf(texts: readonly (readonly Token[])[]): Terms {
  return vectorsOf(texts, null);
}

/** Token lists -> their vectors as texts among others, which say how common each feature is. */
export function termsAmong(texts: readonly (readonly Token[])[], others: Terms): Terms {
  return vectorsOf(texts, others);
}

function vectorsOf(texts: readonly (readonly Token[])[], others: Terms | null): Terms {
  const counts = others?.counts ?? new Int32Array(FEATURES);
  const starts = new Int32Array(texts.length + 1);
  const row = new Int32Array(MOST);
  let ids = new Int32Array(1 << 16);
  let weights = new Float32Array(1 << 16);
  let end = 0;
  for (const [text, tokens] of texts.entries()) {
    const found = row.subarray(0, featuresOf(tokens, row)).sort();
    if (end + found.length > ids.length) {
      ids = doubled(ids, new Int32Array(ids.length * 2));
      weights = doubled(weights, new Float32Array(weights.length * 2));
    }
    for (let at = 0; at < found.length; ) {
      const id = found[at] ?? 0;
      let next = at + 1;
      while (next < found.length && found[next] === id) next++;
      ids[end] = id;
      weights[end++] = Math.sqrt((next - at) * (AMOUNT[id & 3] ?? 1));
      if (others === null) counts[id] = (counts[id] ?? 0) + 1;
      at = next;
    }
    starts[text + 1] = end;
  }
  const terms = { size: texts.length, starts, ids: ids.slice(0, end), weights: weights.slice(0, end), counts };
  weigh(terms, others?.size ?? texts.length);
  return terms;
}

function doubled<T extends Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Amounts -> weights by rarity among so many texts, each row of length one, in place. */
function weigh({ size, starts, ids, weights, counts }: Terms, among: number): void {
  for (let text = 0; text < size; text++) {
    const [from, to] = [starts[text] ?? 0, starts[text + 1] ?? 0];
    let square = 0;
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0;
      const weight = (weights[at] ?? 0) * (WEIGHT[id & 3] ?? 1) * Math.log(1 + among / Math.max(1, counts[id] ?? 0)) ** RARITY;
      weights[at] = weight;
      square += weight * weight;
    }
    const length = Math.sqrt(square) || 1;
    for (let at = from; at < to; at++) weights[at] = (weights[at] ?? 0) / length;
  }
}

/** Writes the features of a text, each as often as it occurs -> how many. */
function featuresOf(tokens: readonly Token[], row: Int32Array): number {
  let size = 0;
  const add = (family: number, hash: number): void => {
    if (size < MOST) row[size++] = ((hash << 2) & (FEATURES - 1)) | family;
  };
  let before = 0;
  let letters = "^";
  for (const [at, token] of tokens.entries()) {
    const hash = hashOf(token.key, 0, token.key.length, 0);
    const joined = token.dense && tokens[at - 1]?.dense === true;
    if (token.kind === "mask") {
      add(VALUE, hash);
      if (token.sub !== "") add(VALUE, hashOf(token.sub, 0, token.sub.length, hash));
      // One letter of a script without spaces is no word; two neighbours are about one.
    } else if (!token.dense) add(WORD, hash);
    if (at > 0) add(joined ? WORD : PAIR, Math.imul(before, 0x01000193) ^ hash);
    before = hash;
    letters += joined || at === 0 ? token.key : ` ${token.key}`;
  }
  letters += "$";
  for (let at = 0; at + 3 <= letters.length; at++) {
    add(GRAM, hashOf(letters, at, at + 3, 0));
    if (at + 4 <= letters.length) add(GRAM, hashOf(letters, at, at + 4, 0));
  }
  return size;
}

/** FNV-1a over UTF-16 units, mixed at the end (murmur3's finaliser), because only some of its bits are used. */
function hashOf(text: string, from: number, to: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
