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
  if (code === 39 && end > start) {
    const close = clippedEnd(view, end + 1);
    if (close >= 0) return close;
  } else if (!(code >= 65 && code <= 90) && (!(code >= 128) || isSign(code, view, end))) return end;
  WORD.lastIndex = start;
  return start + (WORD.exec(view)?.[0].length ?? 0);
}

/** Dashes, arrows, boxes, pictures: blocks of Unicode without a letter, a number or a mark. The pattern would know, but takes longer to compile than a small text to read. */
function isSign(code: number, view: string, at: number): boolean {
  if (code < 0xd800) return (code >= 0x2000 && code < 0x2070) || (code >= 0x2190 && code < 0x2400) || (code >= 0x2500 && code < 0x2776);
  const point = code < 0xdc00 ? (view.codePointAt(at) ?? 0) : 0;
  return point >= 0x1f300 && point < 0x1fb00;
}

/** Where the word ends whose apostrophe stands before `at`: behind "don't" and "we've", else before the apostrophe; -1 where a letter beyond ASCII may go on. */
function clippedEnd(view: string, at: number): number {
  const first = view.charCodeAt(at);
  const second = view.charCodeAt(at + 1);
  // of t, s, d, m a single one; of re, ve, ll both
  const isOne = first === 116 || first === 115 || first === 100 || first === 109;
  const isTwo = first === 108 ? second === 108 : (first === 114 || first === 118) && second === 101;
  if (!isOne && !isTwo) return at - 1;
  const end = isOne ? at + 1 : at + 2;
  const next = view.charCodeAt(end);
  if (next >= 128) return -1;
  return (next >= 97 && next <= 122) || (next >= 65 && next <= 90) ? at - 1 : end;
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
