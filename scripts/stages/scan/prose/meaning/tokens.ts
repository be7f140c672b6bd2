import { hashOf, type Word, wordAt } from "./vocabulary.ts";

/** How much a token is cut off from the one before it. */
export const SAME = 0;
export const CLAUSE = 1;
export const SENTENCE = 2;

/** A word of a view (or one letter of Chinese, Japanese and Thai): its letters, its place, and what boundary stands before it. */
export type Token = Readonly<{ word: string; start: number; end: number; gap: 0 | 1 | 2 }>;

/**
 * The words of a view side by side, as most of them are only passed over: what is known of each, its place, and what boundary stands before it. Read into the same
 * arrays for every view, as new ones take longer than a small text, so they hold until the next view is read.
 */
export type Tokens = { count: number; readonly known: Word[]; starts: Int32Array; ends: Int32Array; gaps: Uint8Array };

/** Letters of languages that put no blank between words are words by themselves, also right behind a Latin one ("API密钥"). */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー々]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー々])[\p{L}\p{N}\p{M}])+(?:'(?:t|s|re|ve|ll|d|m)(?![\p{L}]))?/uy;
const HARD = /[。！？؟।|\n]|[.!?](?=[\s"')\]*_])/;
const SOFT = /[,;:،、()[\]{}—…→⇒➜]|(?:^|\s)-+(?=\s)/;
const MAX_WORD = 64;

/** View -> words with the boundaries between them. */
export function tokensOf(view: string): readonly Token[] {
  const tokens = readTokens(view);
  return tokensIn(tokens, 0, tokens.count);
}

/** Words [from, to), one by one. */
export function tokensIn({ known, starts, ends, gaps }: Tokens, from: number, to: number): readonly Token[] {
  return known.slice(from, to).map(({ text }, at) => {
    const gap = gaps[from + at] ?? 0;
    return { word: text, start: starts[from + at] ?? 0, end: ends[from + at] ?? 0, gap: gap === SENTENCE ? SENTENCE : gap === CLAUSE ? CLAUSE : SAME };
  });
}

const IN_HAND: Tokens = { count: 0, known: [], starts: new Int32Array(1_024), ends: new Int32Array(1_024), gaps: new Uint8Array(1_024) };

/** View -> its words with the boundaries between them. Linear; a word longer than 64 letters is cut, as no lexicon holds one. */
export function readTokens(view: string): Tokens {
  const { known } = IN_HAND;
  let { starts, ends, gaps } = IN_HAND;
  let count = 0;
  let last = 0;
  for (let at = 0; at < view.length; ) {
    let end = at;
    let hash = 0;
    let code = view.charCodeAt(at);
    // never past the end of the view: that would make every look slower
    while (isPlain(code)) {
      hash = hashOf(hash, code);
      code = ++end < view.length ? view.charCodeAt(end) : 0;
    }
    if (end - at > MAX_WORD || mayGoOn(code)) {
      end = wordEnd(view, at);
      hash = 0;
      for (let letter = at; letter < end && letter < at + MAX_WORD; letter++) hash = hashOf(hash, view.charCodeAt(letter));
    }
    if (end === at) {
      at += code >= 0xd800 && (view.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    if (count === gaps.length) {
      starts = IN_HAND.starts = grown(starts, new Int32Array(count * 2));
      ends = IN_HAND.ends = grown(ends, new Int32Array(count * 2));
      gaps = IN_HAND.gaps = grown(gaps, new Uint8Array(count * 2));
    }
    gaps[count] = count === 0 ? SAME : gapIn(view, last, at);
    starts[count] = at;
    ends[count] = end;
    known[count++] = wordAt(view, at, Math.min(end, at + MAX_WORD), hash);
    last = at = end;
  }
  IN_HAND.count = count;
  return IN_HAND;
}

/** Most words are small letters and digits of ASCII, and need no pattern. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** May a word go on with such a letter, where plain ones end? */
function mayGoOn(code: number): boolean {
  return code >= 128 || code === 39 || (code >= 65 && code <= 90);
}

function grown<T extends Int32Array | Uint8Array>(numbers: T, into: T): T {
  into.set(numbers);
  return into;
}

/** Where the word that starts at a place ends; the place itself where none starts. */
function wordEnd(view: string, start: number): number {
  let end = start;
  let code = view.charCodeAt(end);
  while (isPlain(code)) code = ++end < view.length ? view.charCodeAt(end) : 0;
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

/** What stands between words is nearly always one of few things: one or two letters of ASCII (a gap and one more, 0 where it was not asked for yet), or others that were met before. */
const shortGaps = new Uint8Array(128 * 128);
const gaps = new Map<string, Token["gap"]>();
const MOST_GAPS = 2_048;

function gapIn(view: string, from: number, to: number): number {
  const length = to - from;
  const first = view.charCodeAt(from);
  if (length === 1 && first === 32) return SAME;
  if (length > 2 || length === 0 || first >= 128) return gapOf(view.slice(from, Math.min(to, from + 200)));
  const second = length === 1 ? 0 : view.charCodeAt(from + 1);
  if (second >= 128 || (length === 2 && second === 0)) return gapOf(view.slice(from, to));
  const known = shortGaps[first * 128 + second] ?? 0;
  if (known > 0) return known - 1;
  const made = gapOf(view.slice(from, to));
  shortGaps[first * 128 + second] = made + 1;
  return made;
}

function gapOf(between: string): Token["gap"] {
  const known = gaps.get(between);
  if (known !== undefined) return known;
  const made = HARD.test(between) ? SENTENCE : SOFT.test(between) ? CLAUSE : SAME;
  if (between.length > 8) return made;
  if (gaps.size >= MOST_GAPS) gaps.clear();
  gaps.set(between, made);
  return made;
}
