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
  const wordAt = (at: number): string => words[at] ?? "";
  walkFeatures(
    words.length,
    (at) => isDense(wordAt(at)),
    (family, at, from) => {
      if (family === "letters") for (const group of groupsOf(wordAt(at))) add(family, group);
      else add(family, from === at ? wordAt(at) : `${wordAt(from)} ${wordAt(at)}`);
    },
  );
  return features;
}

/** So many words -> where in them each feature stands: the word at a place, with one before it (`from`), or the letters of it. Each family in the order of its places. */
export function walkFeatures(words: number, isDenseAt: (at: number) => boolean, visit: (family: Family, at: number, from: number) => void): void {
  let before = false;
  for (let at = 0; at < words; at++) {
    const dense = isDenseAt(at);
    if (!dense) visit("word", at, at);
    if (at > 0) visit(dense && before ? "word" : "pair", at, at - 1);
    if (at > 1) visit("gap", at, at - 2);
    visit("letters", at, at);
    before = dense;
  }
}

export function isDense(word: string): boolean {
  return DENSE.test(word);
}

/** Groups of letters of a word with its borders, but not the whole of it. */
export function groupsOf(word: string): readonly string[] {
  const marked = `^${word}$`;
  const groups: string[] = [];
  for (const size of GROUPS) for (let from = 0; size < marked.length && from + size <= marked.length; from++) groups.push(marked.slice(from, from + size));
  return groups;
}
