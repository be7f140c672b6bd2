import { viewOf } from "../../text/view.ts";
import { type Token, tokensOf } from "../meaning/tokens.ts";
import { ACTS, type Concept, type Lexicon } from "./concepts.ts";

/** How a verb stands: as an order or infinitive (0), as "sends" (1), as "sent" (2), as "sending" (3). Words that are no verbs are 0. */
export type Form = 0 | 1 | 2 | 3;
/** A phrase of the lexicon found among the tokens: [from, to) and the form of its first word. */
export type Occurrence = Readonly<{ concept: Concept; from: number; to: number; form: Form }>;

type Meaning = Readonly<{ concept: Concept; form: Form }>;
/** `heads` are the first two letters of every stem: most words begin like none of them. */
type Node = { next: Map<string, Node>; stems: Map<string, Node>; heads: Set<string>; shortest: number; meanings: Meaning[] };
export type Trie = Node;

const node = (): Node => ({ next: new Map(), stems: new Map(), heads: new Set(), shortest: 99, meanings: [] });
const isAct = (concept: Concept): boolean => (ACTS as readonly Concept[]).includes(concept);

/** Words of a language -> a tree of words, so that a text is read once for all phrases together. */
export function trieOf(lexicon: Lexicon): Trie {
  const root = node();
  for (const part of [lexicon.acts, lexicon.things])
    for (const [concept, list] of Object.entries(part) as [Concept, string][])
      for (const phrase of list.split(",")) {
        const words = wordsOf(phrase);
        if (words.length === 0) continue;
        if (lexicon.inflect && isAct(concept)) for (const [form, first] of formsOf(words[0] ?? "")) add(root, [first, ...words.slice(1)], { concept, form });
        else add(root, words, { concept, form: 0 });
      }
  return root;
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

function add(root: Node, words: readonly string[], meaning: Meaning): void {
  let at = root;
  for (const word of words) {
    const stem = word.endsWith("*");
    const text = stem ? word.slice(0, -1) : word;
    const branch = stem ? at.stems : at.next;
    const found = branch.get(text) ?? node();
    branch.set(text, found);
    if (stem) {
      at.shortest = Math.min(at.shortest, text.length);
      at.heads.add(text.slice(0, 2));
    }
    at = found;
  }
  if (!at.meanings.some((one) => one.concept === meaning.concept && one.form === meaning.form)) at.meanings.push(meaning);
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

const LONGEST = 24;

/** Tokens -> every phrase found, in the order of their first word. Cost: tokens times the longest phrase. */
export function phrasesOf(trie: Trie, tokens: readonly Token[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (let from = 0; from < tokens.length; from++) walk(trie, tokens, from, from, found);
  return found;
}

function walk(at: Node, tokens: readonly Token[], from: number, index: number, found: Occurrence[]): void {
  const token = tokens[index];
  if (token === undefined || (index > from && token.gap > 0)) return;
  for (const next of branches(at, token.word)) {
    for (const meaning of next.meanings) found.push({ ...meaning, from, to: index + 1 });
    if (next.next.size > 0 || next.stems.size > 0) walk(next, tokens, from, index + 1, found);
  }
}

function branches(at: Node, word: string): readonly Node[] {
  const all: Node[] = [];
  const exact = at.next.get(word);
  if (exact !== undefined) all.push(exact);
  if (word.endsWith("'s")) {
    const bare = at.next.get(word.slice(0, -2));
    if (bare !== undefined) all.push(bare);
  }
  // Arabic writes "and" and "so" together with the word behind them.
  const bare = /^[\u0648\u0641]./.test(word) && word.length > 3 ? at.next.get(word.slice(1)) : undefined;
  if (bare !== undefined) all.push(bare);
  if (at.shortest > 1 && !at.heads.has(word.slice(0, 2))) return all;
  for (let length = at.shortest; length <= Math.min(word.length, LONGEST); length++) {
    const stem = at.stems.get(word.slice(0, length));
    if (stem !== undefined) all.push(stem);
  }
  return all;
}
