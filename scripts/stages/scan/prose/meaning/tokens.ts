import { hashOf, type Word, wordAt } from "./vocabulary.ts";

/** How much a token is cut off from the one before it. */
export const SAME = 0;
export const CLAUSE = 1;
export const SENTENCE = 2;

/** A word of a view (or one letter of Chinese, Japanese and Thai): its letters and what is known of them, its place, and what boundary stands before it. */
export type Token = Readonly<{ word: string; known: Word; start: number; end: number; gap: 0 | 1 | 2 }>;

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー々]|[\p{L}\p{N}\p{M}]+(?:'(?:t|s|re|ve|ll|d|m)(?![\p{L}]))?/uy;
const HARD = /[。！？؟।|\n]|[.!?](?=[\s"')\]*_])/;
const SOFT = /[,;:،、()[\]{}—…→⇒➜]|(?:^|\s)-+(?=\s)/;
const MAX_WORD = 64;

/** View -> words with the boundaries between them. Linear; a word longer than 64 letters is cut, as no lexicon holds one. */
export function tokensOf(view: string): readonly Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (let at = 0; at < view.length; ) {
    const end = wordEnd(view, at);
    if (end === at) {
      at += (view.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    const gap = tokens.length === 0 || (at - last === 1 && view.charCodeAt(last) === 32) ? SAME : gapOf(view.slice(last, Math.min(at, last + 200)));
    let hash = 0;
    for (let letter = at; letter < end && letter < at + MAX_WORD; letter++) hash = hashOf(hash, view.charCodeAt(letter));
    const known = wordAt(view, at, Math.min(end, at + MAX_WORD), hash);
    tokens.push({ word: known.text, known, start: at, end, gap });
    last = at = end;
  }
  return tokens;
}

/** Where the word that starts at a place ends; the place itself where none starts. Most words are ASCII, and need no pattern. */
function wordEnd(view: string, start: number): number {
  let end = start;
  let code = view.charCodeAt(end);
  while ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) code = view.charCodeAt(++end);
  const isAscii = end > start ? code !== 39 && !(code >= 65 && code <= 90) && !(code >= 128) : code < 128 && !(code >= 65 && code <= 90);
  if (isAscii || Number.isNaN(code)) return end;
  WORD.lastIndex = start;
  return start + (WORD.exec(view)?.[0].length ?? 0);
}

/** What stands between words is nearly always one of few things. */
const gaps = new Map<string, Token["gap"]>();
const MOST_GAPS = 2_048;

function gapOf(between: string): Token["gap"] {
  const known = gaps.get(between);
  if (known !== undefined) return known;
  const made = HARD.test(between) ? SENTENCE : SOFT.test(between) ? CLAUSE : SAME;
  if (between.length > 8) return made;
  if (gaps.size >= MOST_GAPS) gaps.clear();
  gaps.set(between, made);
  return made;
}
