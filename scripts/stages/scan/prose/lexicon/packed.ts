import { viewOf } from "../../text/view.ts";
import { tokensOf } from "../meaning/tokens.ts";
import { ACTS, type Concept, type Lexicon, THINGS } from "./concepts.ts";

/** How a verb stands: as an order or infinitive (0), as "sends" (1), as "sent" (2), as "sending" (3). Words that are no verbs are 0. */
export type Form = 0 | 1 | 2 | 3;

/** The phrases of a language: those that begin with a stem, and of the others by their first word what follows it. Each is a row of phrases as `phrasesIn` reads it. */
type Packed = Readonly<{ stems: string; firsts: Readonly<Record<string, string>> }>;

/** A phrase: what its words stand for, and the words; a star ends a stem. */
type Phrase = Readonly<{ concept: Concept; form: Form; words: readonly string[] }>;

const CONCEPTS: readonly Concept[] = [...ACTS, ...THINGS];

/** Words of a language -> the same as text, with every form of every verb: working them out takes longer than most skills take to scan. */
export function packedLexicon(lexicon: Lexicon): string {
  const stems: string[] = [];
  const firsts = new Map<string, string[]>();
  for (const part of [lexicon.acts, lexicon.things])
    for (const [concept, list] of Object.entries(part) as [Concept, string][])
      for (const phrase of list.split(",")) {
        const [head, ...rest] = wordsOf(phrase);
        if (head === undefined) continue;
        for (const [form, first] of lexicon.inflect && isAct(concept) ? formsOf(head) : ([[0, head]] as const)) {
          const heads = `${CONCEPTS.indexOf(concept)} ${form}`;
          // no verb is a stem
          if (/\*./.test(first)) continue;
          if (first.endsWith("*")) put(stems, [heads, first, ...rest].join(" "));
          else put(listOf(firsts, first), [heads, ...rest].join(" "));
        }
      }
  return JSON.stringify({
    stems: stems.join(","),
    firsts: Object.fromEntries([...firsts].map(([first, phrases]) => [first, phrases.join(",")])),
  } satisfies Packed);
}

/** Languages -> words that are common in some of them, as text; those that English has, too, tell of no other ("no UPDATE on it" is not Portuguese). */
export function packedCommon(languages: readonly Readonly<{ common: string }>[]): string {
  const words = new Map<string, number[]>();
  for (const [index, { common }] of languages.entries())
    for (const word of new Set(viewOf(common).text.trim().split(" ")))
      if (word !== "" && (index === 0 || (words.get(word)?.[0] !== 0 && word !== "no"))) listOf(words, word).push(index);
  return JSON.stringify([...words]);
}

/** What `packedCommon` wrote: each word with the numbers of its languages. */
export function unpackedCommon(packed: string): ReadonlyMap<string, readonly number[]> {
  return new Map(JSON.parse(packed) as [string, number[]][]);
}

/** What `packedLexicon` wrote. */
export function unpackedLexicon(packed: string): Packed {
  return JSON.parse(packed) as Packed;
}

/** A row of phrases -> each of them. No word of a lexicon has a comma or a blank. */
export function phrasesIn(row: string): readonly Phrase[] {
  if (row === "") return [];
  return row.split(",").flatMap((one): readonly Phrase[] => {
    const [number = "", form = "", ...words] = one.split(" ");
    const concept = CONCEPTS[Number(number)];
    return concept === undefined ? [] : [{ concept, form: FORMS[Number(form)] ?? 0, words }];
  });
}

const FORMS: readonly Form[] = [0, 1, 2, 3];
const isAct = (concept: Concept): boolean => (ACTS as readonly Concept[]).includes(concept);

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}

function put(list: string[], phrase: string): void {
  if (!list.includes(phrase)) list.push(phrase);
}

/** Phrase -> words as the tokens of a text have them; a star after a word stays with it. */
function wordsOf(phrase: string): readonly string[] {
  const view = viewOf(phrase.replaceAll("*", "\ue000").trim()).text.trim();
  const words: string[] = [];
  for (const piece of view.split("\ue000")) {
    const last = words.length - 1;
    if (piece !== view.split("\ue000")[0] && last >= 0) words[last] = `${words[last] ?? ""}*`;
    words.push(...tokensOf(piece).map((token) => token.word));
  }
  return words;
}

/** English verb -> its forms. Forms that no verb has (a doubled letter too many) match nothing and harm nothing. */
function formsOf(verb: string): readonly (readonly [Form, string])[] {
  const stem = /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}i` : verb;
  const open = /e$/.test(verb) ? verb.slice(0, -1) : verb;
  const double = /[^aeiou][aeiou][bdgklmnprt]$/.test(verb) ? `${verb}${verb.at(-1) ?? ""}` : open;
  return [
    [0, verb],
    [1, `${verb}s`],
    [1, `${stem}es`],
    [2, `${stem}ed`],
    [2, `${open}ed`],
    [2, `${double}ed`],
    [2, IRREGULAR[verb] ?? `${open}ed`],
    [3, `${open}ing`],
    [3, `${verb}ing`],
    [3, `${double}ing`],
  ];
}

const IRREGULAR: Readonly<Record<string, string>> = {
  send: "sent",
  read: "read",
  find: "found",
  take: "taken",
  get: "got",
  tell: "told",
  hide: "hidden",
  forget: "forgotten",
  write: "written",
  steal: "stolen",
  make: "made",
  pay: "paid",
  give: "given",
  override: "overridden",
  leave: "left",
  say: "said",
};
