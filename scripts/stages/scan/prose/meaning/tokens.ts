/** How much a token is cut off from the one before it. */
export const SAME = 0;
export const CLAUSE = 1;
export const SENTENCE = 2;

/** A word of a view (or one letter of Chinese and Japanese): its place, what boundary stands before it, and what marks follow it. */
export type Token = Readonly<{ word: string; start: number; end: number; gap: 0 | 1 | 2 }>;

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]|[\p{L}\p{N}\p{M}]+(?:'(?:t|s|re|ve|ll|d|m)(?![\p{L}]))?/gu;
const HARD = /[。！？؟।|\n]|[.!?](?=[\s"')\]*_])/;
const SOFT = /[,;:،、()[\]{}—…→⇒➜]|(?:^|\s)-+(?=\s)/;
const MAX_WORD = 64;

/** View -> words with the boundaries between them. Linear; a word longer than 64 letters is cut, as no lexicon holds one. */
export function tokensOf(view: string): readonly Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of view.matchAll(WORD)) {
    const between = view.slice(last, Math.min(match.index, last + 200));
    const gap = tokens.length === 0 ? SAME : HARD.test(between) ? SENTENCE : SOFT.test(between) ? CLAUSE : SAME;
    tokens.push({ word: match[0].slice(0, MAX_WORD), start: match.index, end: match.index + match[0].length, gap });
    last = match.index + match[0].length;
  }
  return tokens;
}
