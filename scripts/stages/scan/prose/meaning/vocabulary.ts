import type { Beginnings } from "../lexicon/trie.ts";

/** What is known of a word, so that it is found out once: the languages it is common in, what it begins in English (null = not asked yet), and in each other that was asked for. */
export type Word = {
  readonly text: string;
  readonly hash: number;
  common: readonly number[] | null;
  english: Beginnings | null;
  readonly beginnings: (Beginnings | undefined)[];
};

/** As many words as any skill has; a further one takes the place of another, which is then found out again. */
const SIZE = 131_072;
/** So many places a word may stand at: words made to fall together cost no more than others. */
const PLACES = 4;
const words: (Word | undefined)[] = Array.from({ length: SIZE });

/** Hash of a word, and one more of its letters -> the hash of both. */
export function hashOf(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** Most words are short, and quicker compared here than by a call. */
function stands(word: string, view: string, start: number): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== view.charCodeAt(start + at)) return false;
  return true;
}

/** The word that stands in [start, end) of a view, whose letters have this hash. Most are known, and need not be cut out of the text. */
export function wordAt(view: string, start: number, end: number, hash: number): Word {
  const first = (hash ^ (hash >>> 15)) & (SIZE - 1);
  let free = first;
  for (let place = PLACES - 1; place >= 0; place--) {
    const at = (first + place) & (SIZE - 1);
    const known = words[at];
    if (known === undefined) free = at;
    else if (known.hash === hash && known.text.length === end - start && stands(known.text, view, start)) return known;
  }
  const made: Word = { text: view.slice(start, end), hash, common: null, english: null, beginnings: [] };
  words[free] = made;
  return made;
}
