import type { Concept } from "../lexicon/concepts.ts";
import { LANGUAGES } from "../lexicon/languages.ts";
import { type Occurrence, phrasesOf, type Trie, trieOf } from "../lexicon/trie.ts";
import { viewOf } from "../../text/view.ts";
import { thingsOf } from "./things.ts";
import { SENTENCE, type Token, tokensOf } from "./tokens.ts";

/** A concept at a place of a sentence, counted in tokens; `language` is the index of the lexicon it comes from, -1 for a shape. */
export type Place = Readonly<{ concept: Concept; from: number; to: number; form: Occurrence["form"]; language: number }>;

/** One sentence: its tokens, what they stand for, and its text in the view. */
export type Sentence = Readonly<{
  tokens: readonly Token[];
  places: ReadonlyMap<Concept, readonly Place[]>;
  start: number;
  end: number;
  text: string;
  asks: boolean;
}>;

/** Made when a text is first read in that language: most skills need one of sixteen. */
const tries = new Map<number, Trie>();

function trieFor(language: number): Trie | null {
  const known = tries.get(language);
  const lexicon = LANGUAGES[language]?.lexicon;
  if (known !== undefined || lexicon === undefined) return known ?? null;
  const made = trieOf(lexicon);
  tries.set(language, made);
  return made;
}

const COMMON: ReadonlyMap<string, readonly number[]> = commonWords();
/** A sentence that never ends is read in overlapping pieces, so that no gap is longer than a person could mean. */
const LONGEST = 140;
const OVERLAP = 40;

/** View -> its sentences. Linear: every token is looked up once in each language that its sentence can be in. */
export function sentencesOf(view: string): readonly Sentence[] {
  const tokens = tokensOf(view);
  const shapes = shapesOf(view, tokens);
  const sentences: Sentence[] = [];
  let next = 0;
  for (let from = 0; from < tokens.length; ) {
    let to = from + 1;
    while (to < tokens.length && tokens[to]?.gap !== SENTENCE && to - from < LONGEST) to++;
    while (next < shapes.length && (shapes[next]?.from ?? 0) < from) next++;
    sentences.push(sentenceOf(view, tokens, shapes, next, from, to));
    const isCut = to < tokens.length && tokens[to]?.gap !== SENTENCE;
    if (isCut) while (next > 0 && (shapes[next - 1]?.from ?? 0) >= to - OVERLAP) next--;
    from = isCut ? to - OVERLAP : to;
  }
  return sentences;
}

function sentenceOf(view: string, tokens: readonly Token[], shapes: readonly Place[], next: number, from: number, to: number): Sentence {
  const own = tokens.slice(from, to);
  const start = own[0]?.start ?? 0;
  const end = own.at(-1)?.end ?? start;
  const text = view.slice(start, end);
  const found: Place[] = [];
  for (const language of languagesOf(text, wordsAmong(own, shapes, next, from, to))) {
    const trie = trieFor(language);
    if (trie !== null) for (const one of phrasesOf(trie, own)) found.push({ ...one, language });
  }
  for (let at = next; at < shapes.length; at++) {
    const place = shapes[at];
    if (place === undefined || place.from >= to) break;
    if (place.from >= from && place.to <= to) found.push({ ...place, from: place.from - from, to: place.to - from });
  }
  found.sort((a, b) => a.from - b.from || a.to - b.to);
  const places = new Map<Concept, Place[]>();
  for (const place of found) {
    const list = places.get(place.concept);
    if (list === undefined) places.set(place.concept, [place]);
    else list.push(place);
  }
  return { tokens: own, places, start, end, text, asks: /^["')\]\s]{0,3}[?？؟]/.test(view.slice(end, end + 5)) };
}

/** Tokens that are no part of an address or a path: a long one says nothing about the language around it. */
function wordsAmong(own: readonly Token[], shapes: readonly Place[], next: number, from: number, to: number): readonly Token[] {
  const named = new Set<number>();
  for (let at = next; at < shapes.length; at++) {
    const place = shapes[at];
    if (place === undefined || place.from >= to) break;
    for (let token = place.from; token < place.to; token++) named.add(token - from);
  }
  return named.size === 0 ? own : own.filter((_, at) => !named.has(at));
}

/** Two sentences read as one, for an act whose object stands in the sentence before it. */
export function together(first: Sentence, second: Sentence): Sentence {
  const shift = first.tokens.length;
  const places = new Map<Concept, Place[]>();
  for (const [concept, list] of first.places) places.set(concept, [...list]);
  for (const [concept, list] of second.places) {
    const moved = list.map((place) => ({ ...place, from: place.from + shift, to: place.to + shift }));
    places.set(concept, [...(places.get(concept) ?? []), ...moved]);
  }
  return {
    tokens: [...first.tokens, ...second.tokens],
    places,
    start: first.start,
    end: second.end,
    text: `${first.text}. ${second.text}`,
    asks: first.asks || second.asks,
  };
}

function shapesOf(view: string, tokens: readonly Token[]): readonly Place[] {
  const found: Place[] = [];
  let covered = 0;
  for (const thing of [...thingsOf(view)].sort((a, b) => a.start - b.start)) {
    while (covered < tokens.length && (tokens[covered]?.end ?? 0) <= thing.start) covered++;
    let to = covered;
    while (to < tokens.length && (tokens[to]?.start ?? 0) < thing.end) to++;
    if (to > covered) found.push({ concept: thing.concept, from: covered, to, form: 0, language: -1 });
  }
  return found;
}

/** Which languages can a text be in? English always; others by their script, or by their commonest words. */
function languagesOf(view: string, tokens: readonly Token[]): readonly number[] {
  const counts = LANGUAGES.map(() => 0);
  for (const { word } of tokens) for (const language of COMMON.get(word) ?? []) counts[language] = (counts[language] ?? 0) + 1;
  const english = counts[0] ?? 0;
  return LANGUAGES.flatMap((language, index) => {
    if (index === 0) return [index];
    if (language.script !== null) return language.script.test(view) ? [index] : [];
    const hits = counts[index] ?? 0;
    return hits >= 1 && hits >= english / 3 && hits * 12 >= tokens.length ? [index] : [];
  });
}

function commonWords(): ReadonlyMap<string, readonly number[]> {
  const words = new Map<string, number[]>();
  LANGUAGES.forEach((language, index) => {
    for (const word of new Set(viewOf(language.common).text.trim().split(" "))) if (word !== "") words.set(word, [...(words.get(word) ?? []), index]);
  });
  return words;
}
