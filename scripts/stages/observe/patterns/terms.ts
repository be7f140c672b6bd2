import { sharedFloats, sharedInts } from "./shared-numbers.ts";
import type { Bare } from "./tokens.ts";

/** Texts as bare lists, by place: a list of lists, or what reads one when it is asked. */
export type Texts = Readonly<{ length: number; at: (place: number) => readonly Bare[] | undefined }>;

/**
 * Sparse unit vectors of texts, row by row: text t has the features `ids[starts[t]..starts[t + 1])`, in the order of their hashes, with their weights. Only features
 * that one of the indexed texts has are kept, numbered without gaps, the commonest first. `counts`: in how many texts a feature stands. Two threads may have them.
 */
export type Vectors = Readonly<{ size: number; starts: Int32Array; ids: Int32Array; weights: Float32Array; counts: Int32Array }>;

/** `numbers`: hash of a feature -> its number. */
export type Terms = Vectors & Readonly<{ numbers: Int32Array }>;

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

/** Bare lists of texts -> their vectors, by words, word pairs, groups of three and four letters across words, and kinds of masked values. */
export function termsOf(texts: Texts): Terms {
  const read = amountsOf(texts);
  const among = new Int32Array(FEATURES);
  for (const hash of read.hashes) among[hash] = (among[hash] ?? 0) + 1;
  return weighed(read, { size: texts.length, ...numbered(among) });
}

/** How often each hash occurs -> the number of each that does, the commonest first: what is asked for most lies together in memory. */
function numbered(among: Int32Array): Pick<Terms, "counts" | "numbers"> {
  let size = 0;
  for (const count of among) if (count > 0) size++;
  const hashes = new Int32Array(size);
  let end = 0;
  for (let hash = 0; hash < FEATURES; hash++) if ((among[hash] ?? 0) > 0) hashes[end++] = hash;
  hashes.sort((a, b) => (among[b] ?? 0) - (among[a] ?? 0) || a - b);
  const numbers = new Int32Array(FEATURES).fill(-1);
  const counts = sharedInts(size);
  for (const [number, hash] of hashes.entries()) {
    numbers[hash] = number;
    counts[number] = among[hash] ?? 0;
  }
  return { counts, numbers };
}

/** Bare lists -> their vectors as texts among others, which say how common each feature is. */
export function termsAmong(texts: Texts, others: Terms): Terms {
  return weighed(amountsOf(texts), others);
}

/** Features of texts by their hashes, row by row and ascending, with how much of each there is. */
type Amounts = Readonly<{ starts: Int32Array; hashes: Int32Array; amounts: Float32Array }>;

function amountsOf(texts: Texts): Amounts {
  const starts = new Int32Array(texts.length + 1);
  const row = new Int32Array(MOST);
  const sorter = new HashSorter();
  // Made once and never made larger: what is not written takes no memory, and a copy would be of most that is known.
  let room = 0;
  for (let text = 0; text < texts.length; text++) room += mostFeatures(texts.at(text) ?? []);
  const hashes = sharedInts(room);
  const amounts = sharedFloats(room);
  let end = 0;
  for (let text = 0; text < texts.length; text++) {
    const size = featuresOf(texts.at(text) ?? [], row);
    const found = sorter.sorted(row, size);
    for (let at = 0; at < size; ) {
      const hash = found[at] ?? 0;
      let next = at + 1;
      while (next < size && found[next] === hash) next++;
      hashes[end] = hash;
      amounts[end++] = Math.sqrt((next - at) * (AMOUNT[hash & 3] ?? 1));
      at = next;
    }
    starts[text + 1] = end;
  }
  return { starts, hashes: hashes.subarray(0, end), amounts: amounts.subarray(0, end) };
}

/** Hashes are spread evenly over so many buckets, so that of a text hardly two fall into one. */
const BUCKETS = 128;
const BUCKET = Math.log2(FEATURES / BUCKETS);
/** Longer rows are sorted in the usual way, whatever somebody has put into one bucket. */
const LONG = 512;

/** Sorts the hashes of one text: by bucket, and then the few that share one by insertion. That is a third of what it takes to compare each with others. */
class HashSorter {
  readonly #next = new Int32Array(BUCKETS + 1);
  readonly #sorted = new Int32Array(LONG);

  /** The first so many numbers of a row, ascending, as long as nothing else is sorted; what is behind them is not of them. */
  sorted(row: Int32Array, size: number): Int32Array {
    if (size > LONG) return row.subarray(0, size).sort();
    const [next, sorted] = [this.#next.fill(0), this.#sorted];
    for (let at = 0; at < size; at++) {
      const bucket = ((row[at] ?? 0) >>> BUCKET) + 1;
      next[bucket] = (next[bucket] ?? 0) + 1;
    }
    for (let bucket = 0; bucket < BUCKETS; bucket++) next[bucket + 1] = (next[bucket + 1] ?? 0) + (next[bucket] ?? 0);
    for (let at = 0; at < size; at++) {
      const hash = row[at] ?? 0;
      const bucket = hash >>> BUCKET;
      const place = next[bucket] ?? 0;
      sorted[place] = hash;
      next[bucket] = place + 1;
    }
    for (let at = 1; at < size; at++) {
      const hash = sorted[at] ?? 0;
      let to = at;
      for (; to > 0 && (sorted[to - 1] ?? 0) > hash; to--) sorted[to] = sorted[to - 1] ?? 0;
      sorted[to] = hash;
    }
    return sorted;
  }
}

/** No text has more features than this: two for each letter, and those of its words. */
function mostFeatures(tokens: readonly Bare[]): number {
  let letters = 2;
  for (const token of tokens) letters += token.key.length + 1;
  return Math.min(MOST, 2 * letters + 3 * tokens.length);
}

/** Amounts, which are used up -> weights by rarity among so many texts, each row of length one. A feature that none of them has counts for the length alone. */
function weighed({ starts: from, hashes, amounts }: Amounts, { size: among, counts, numbers }: Pick<Terms, "size" | "counts" | "numbers">): Terms {
  const rarity = (count: number): number => Math.log(1 + among / count) ** RARITY;
  const rarities = Float64Array.from(counts, rarity);
  const unknown = rarity(1);
  const size = from.length - 1;
  const starts = sharedInts(size + 1);
  // What a row becomes takes no more room than the row, so it is written over those that were read.
  const [ids, weights] = [hashes, amounts];
  let end = 0;
  for (let text = 0; text < size; text++) {
    let square = 0;
    for (let at = from[text] ?? 0; at < (from[text + 1] ?? 0); at++) {
      const hash = hashes[at] ?? 0;
      const id = numbers[hash] ?? -1;
      const weight = (amounts[at] ?? 0) * (WEIGHT[hash & 3] ?? 1) * ((id < 0 ? unknown : rarities[id]) ?? 0);
      square += weight * weight;
      if (id < 0) continue;
      ids[end] = id;
      weights[end++] = weight;
    }
    starts[text + 1] = end;
    const length = Math.sqrt(square) || 1;
    for (let at = starts[text] ?? 0; at < end; at++) weights[at] = (weights[at] ?? 0) / length;
  }
  return { size, starts, ids: ids.subarray(0, end), weights: weights.subarray(0, end), counts, numbers };
}

/** Writes the features of a text, each as often as it occurs -> how many. */
function featuresOf(tokens: readonly Bare[], row: Int32Array): number {
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
    if (at > 0) add(joined ? WORD : PAIR, Math.imul(before, PRIME) ^ hash);
    before = hash;
    letters += joined || at === 0 ? token.key : ` ${token.key}`;
  }
  letters += "$";
  for (let at = 0; at + 3 <= letters.length; at++) {
    const three = unmixed(letters, at, at + 3, 0);
    add(GRAM, mixed(three));
    if (at + 4 <= letters.length) add(GRAM, mixed(Math.imul(three ^ letters.charCodeAt(at + 3), PRIME)));
  }
  return size;
}

const PRIME = 0x01000193;

function hashOf(text: string, from: number, to: number, seed: number): number {
  return mixed(unmixed(text, from, to, seed));
}

/** FNV-1a over UTF-16 units. */
function unmixed(text: string, from: number, to: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash;
}

/** Mixed at the end (murmur3's finaliser), because only some of its bits are used. */
function mixed(unmixed: number): number {
  let hash = Math.imul(unmixed ^ (unmixed >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
