import { COMMON_WORDS, LEXICONS } from "#generated/lexicons";
import { type Concept, type Concepts, conceptsOf } from "../lexicon/concepts.ts";
import { LANGUAGES } from "../lexicon/languages.ts";
import { unpackedCommon } from "../lexicon/packed.ts";
import { addConcepts, addPhrases, type Beginnings, beginningsOf, type Occurrence, type Trie, trieOf } from "../lexicon/trie.ts";
import type { Thing } from "./things.ts";
import { readTokens, SENTENCE, type Token, type Tokens, tokensIn } from "./tokens.ts";
import type { Word } from "./vocabulary.ts";

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

/** A sentence before it is read: where it stands in the view, the concepts that it names, its text, and whether it asks something. `read` makes the sentence of it, once. */
export type Outline = Readonly<{ start: number; end: number; concepts: Concepts; text: string; asks: () => boolean; read: () => Sentence }>;

/** Made when a text is first read in that language: most skills need one of many. */
const tries = new Map<number, Trie>();

function trieFor(language: number): Trie | null {
  const known = tries.get(language);
  const lexicon = LEXICONS[language];
  if (known !== undefined || lexicon === undefined) return known ?? null;
  const made = trieOf(lexicon);
  tries.set(language, made);
  return made;
}

const COMMON = unpackedCommon(COMMON_WORDS);
/** A sentence that never ends is read in overlapping pieces, so that no gap is longer than a person could mean. */
const LONGEST = 140;
const OVERLAP = 40;

const NONE: readonly number[] = [];
const ENGLISH: readonly number[] = [0];

function beginningsIn(language: number, word: Word): Beginnings {
  const { beginnings, text } = word;
  if (language === 0) return (word.english ??= beginningsOfEnglish(text));
  const known = beginnings[language];
  if (known !== undefined) return known;
  const trie = trieFor(language);
  const made = trie === null ? [] : beginningsOf(trie, text);
  beginnings[language] = made;
  return made;
}

function beginningsOfEnglish(text: string): Beginnings {
  const trie = trieFor(0);
  return trie === null ? [] : beginningsOf(trie, text);
}

/** What may be a letter of a script: anything beyond ASCII but marks, signs and pictures (Unicode blocks General Punctuation, Arrows to Miscellaneous Symbols, and of pictures). */
const SCRIPTED = /[^\u0000-\u007f\u2000-\u206f\u2190-\u2bff\ud83d\ud83e\udc00-\udfff]/;

/** View as it is taken apart: its tokens, the things in it, and the languages with a script of their own that it is written in. */
type Text = Readonly<{ view: string; tokens: Tokens; shapes: readonly Place[]; scripts: readonly number[] }>;

/** View, and the things known by their shape in it -> its sentences in outline. Linear: every word is looked up once in each language that its sentence can be in. */
export function outlinesOf(view: string, things: readonly Thing[]): readonly Outline[] {
  const tokens = readTokens(view);
  const { count, gaps } = tokens;
  const scripts = SCRIPTED.test(view) ? LANGUAGES.flatMap(({ script }, language) => (script?.test(view) === true ? [language] : [])) : NONE;
  const text = { view, tokens, shapes: shapesOf(tokens, things), scripts };
  const outlines: Outline[] = [];
  let next = 0;
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && gaps[to] !== SENTENCE && to - from < LONGEST) to++;
    while (next < text.shapes.length && (text.shapes[next]?.from ?? 0) < from) next++;
    outlines.push(outlineOf(text, next, from, to));
    const isCut = to < count && gaps[to] !== SENTENCE;
    if (isCut) while (next > 0 && (text.shapes[next - 1]?.from ?? 0) >= to - OVERLAP) next--;
    from = isCut ? to - OVERLAP : to;
  }
  return outlines;
}

function outlineOf(text: Text, next: number, from: number, to: number): Outline {
  const { tokens } = text;
  const start = tokens.starts[from] ?? 0;
  const end = tokens.ends[to - 1] ?? start;
  const languages = languagesOf(text, start, end, next, from, to);
  FOUND.fill(0);
  for (const language of languages)
    for (let at = from; at < to; at++) {
      const word = tokens.known[at];
      const beginnings = word === undefined ? [] : beginningsIn(language, word);
      if (beginnings.length > 0) addConcepts(beginnings, tokens, at, to, FOUND);
    }
  for (let at = next; at < text.shapes.length && (text.shapes[at]?.from ?? to) < to; at++) addShape(text.shapes[at], from, to);
  const concepts: Concepts = [FOUND[0] ?? 0, FOUND[1] ?? 0, FOUND[2] ?? 0, FOUND[3] ?? 0];
  let sentence: Sentence | null = null;
  return {
    start,
    end,
    concepts,
    text: text.view.slice(start, end),
    asks: () => isAsked(text.view, end),
    read: () => (sentence ??= sentenceOf(text, languages, next, from, to)),
  };
}

/** Does a mark of a question stand where a sentence ends? */
function isAsked(view: string, end: number): boolean {
  return /^["')\]\s]{0,3}[?？؟]/.test(view.slice(end, end + 5));
}

/** The concepts of the sentence in hand. */
const FOUND = new Int32Array(4);

function addShape(place: Place | undefined, from: number, to: number): void {
  if (place === undefined || place.from < from || place.to > to) return;
  for (const [part, bits] of conceptsOf([place.concept]).entries()) FOUND[part] = (FOUND[part] ?? 0) | bits;
}

function sentenceOf({ view, tokens, shapes }: Text, languages: readonly number[], next: number, from: number, to: number): Sentence {
  const own = tokensIn(tokens, from, to);
  const start = own[0]?.start ?? 0;
  const end = own.at(-1)?.end ?? start;
  const found: Place[] = [];
  for (const language of languages) {
    const phrases: Occurrence[] = [];
    for (let at = from; at < to; at++) {
      const word = tokens.known[at];
      const beginnings = word === undefined ? [] : beginningsIn(language, word);
      if (beginnings.length > 0) addPhrases(beginnings, tokens, at, to, from, phrases);
    }
    for (const { concept, from, to, form } of phrases) found.push({ concept, from, to, form, language });
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
  return { tokens: own, places, start, end, text: view.slice(start, end), asks: isAsked(view, end) };
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

function shapesOf({ count, starts, ends }: Tokens, things: readonly Thing[]): readonly Place[] {
  if (things.length === 0) return NO_PLACES;
  const found: Place[] = [];
  let covered = 0;
  for (const thing of [...things].sort((a, b) => a.start - b.start)) {
    while (covered < count && (ends[covered] ?? 0) <= thing.start) covered++;
    let to = covered;
    while (to < count && (starts[to] ?? 0) < thing.end) to++;
    if (to > covered) found.push({ concept: thing.concept, from: covered, to, form: 0, language: -1 });
  }
  return found;
}

const NO_PLACES: readonly Place[] = [];

/** How often each language's common words stand in the sentence in hand. */
const COUNTS = new Int32Array(LANGUAGES.length);

/** Which languages can a sentence be in? English always; others by their script, or by their commonest words. */
function languagesOf(text: Text, start: number, end: number, next: number, from: number, to: number): readonly number[] {
  const { view, tokens, shapes, scripts } = text;
  COUNTS.fill(0);
  let most = 0;
  let total = 0;
  let named = from;
  for (let at = from, shape = next; at < to; at++) {
    // An address or a path says nothing about the language around it.
    for (; shape < shapes.length && (shapes[shape]?.from ?? to) <= at; shape++) named = Math.max(named, shapes[shape]?.to ?? 0);
    if (at < named) continue;
    total++;
    const word = tokens.known[at];
    if (word === undefined) continue;
    word.common ??= COMMON.get(word.text) ?? NONE;
    const { common } = word;
    for (let of = 0; of < common.length; of++) {
      const language = common[of] ?? 0;
      const count = (COUNTS[language] ?? 0) + 1;
      COUNTS[language] = count;
      if (language > 0 && count > most) most = count;
    }
  }
  const english = COUNTS[0] ?? 0;
  // most sentences are of no other language
  if (scripts.length === 0 && (most === 0 || most < english / 3 || most * 12 < total)) return ENGLISH;
  const own = scripts.length === 0 ? "" : view.slice(start, end);
  return LANGUAGES.flatMap((language, index) => {
    if (index === 0) return [index];
    if (language.script !== null) return scripts.includes(index) && language.script.test(own) ? [index] : [];
    const hits = COUNTS[index] ?? 0;
    return hits >= 1 && hits >= english / 3 && hits * 12 >= total ? [index] : [];
  });
}
