import { stemOf } from "./stem.ts";

/** Words, neighbouring words, words with one between, groups of letters within a word. */
export const FAMILIES = ["word", "pair", "gap", "letters"] as const;
export type Family = (typeof FAMILIES)[number];

/** How often each feature of a text occurs, by family. */
export type Features = Readonly<Record<Family, ReadonlyMap<string, number>>>;

/** Of a longer text only so many words count. */
const MOST_WORDS = 2000;
/** Scripts that put no space between words: every letter is a token, and two neighbours are about a word. */
const DENSE_LETTERS = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";
const WORDS = new RegExp(`[${DENSE_LETTERS}]\\p{M}*|[[\\p{L}\\p{M}\\p{N}]--[${DENSE_LETTERS}]]+`, "gv");
const DENSE = new RegExp(`^[${DENSE_LETTERS}]`, "u");
const GROUPS = [3, 4, 5] as const;

/** Text in any language -> its words as light stems, in order. Scripts without spaces give a token for each letter. */
export function wordsOf(text: string): readonly string[] {
  return (text.normalize("NFKC").toLowerCase().match(WORDS) ?? []).slice(0, MOST_WORDS).map(stemOf);
}

/** Text -> what it is compared by. No stop list: how much a feature says is for the library to tell. */
export function featuresOf(text: string): Features {
  const words = wordsOf(text);
  const features = { word: new Map<string, number>(), pair: new Map<string, number>(), gap: new Map<string, number>(), letters: new Map<string, number>() };
  const add = (family: Family, key: string) => features[family].set(key, (features[family].get(key) ?? 0) + 1);
  for (const [at, word] of words.entries()) {
    const [before, first] = [words[at - 1], words[at - 2]];
    const dense = DENSE.test(word);
    if (!dense) add("word", word);
    if (before !== undefined) add(dense && DENSE.test(before) ? "word" : "pair", `${before} ${word}`);
    if (first !== undefined) add("gap", `${first} ${word}`);
    const marked = `^${word}$`;
    for (const size of GROUPS) for (let from = 0; size < marked.length && from + size <= marked.length; from++) add("letters", marked.slice(from, from + size));
  }
  return features;
}
