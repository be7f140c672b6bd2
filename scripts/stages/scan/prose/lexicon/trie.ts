import { viewOf } from "../../text/view.ts";
import { type Token, tokensOf } from "../meaning/tokens.ts";
import { ACTS, type Concept, type Concepts, conceptsOf, type Lexicon, unionOf } from "./concepts.ts";

/** How a verb stands: as an order or infinitive (0), as "sends" (1), as "sent" (2), as "sending" (3). Words that are no verbs are 0. */
export type Form = 0 | 1 | 2 | 3;
/** A phrase of the lexicon found among the tokens: [from, to) and the form of its first word. */
export type Occurrence = Readonly<{ concept: Concept; from: number; to: number; form: Form }>;

type Meaning = Readonly<{ concept: Concept; form: Form }>;
type Deferred = Readonly<{ phrase: string; concept: Concept; isInflected: boolean }>;
/** `heads` are the first two letters of every stem: most words begin like none of them. `concepts`: those of its meanings. `deferred`, at the root: phrases that did not grow yet, by their first word. */
type Node = {
  next: Map<string, Node>;
  stems: Map<string, Node>;
  heads: Set<string>;
  shortest: number;
  meanings: Meaning[];
  concepts: Concepts;
  deferred: Map<string, Deferred[]>;
};
export type Trie = Node;
/** What a word may begin in a tree: most words begin nothing. */
export type Beginnings = readonly Node[];

const NOTHING = new Map<string, Deferred[]>();
const node = (): Node => ({ next: new Map(), stems: new Map(), heads: new Set(), shortest: 99, meanings: [], concepts: [0, 0, 0, 0], deferred: NOTHING });
const isAct = (concept: Concept): boolean => (ACTS as readonly Concept[]).includes(concept);

/** Words of a language -> a tree of words, so that a text is read once for all phrases together. Phrases grow when a text first holds their first word. */
export function trieOf(lexicon: Lexicon): Trie {
  const root: Node = { ...node(), deferred: new Map() };
  const forms = new Map<string, readonly string[]>();
  for (const part of [lexicon.acts, lexicon.things])
    for (const [concept, list] of Object.entries(part) as [Concept, string][]) {
      const isInflected = lexicon.inflect && isAct(concept);
      for (const phrase of list.split(",")) {
        const one = { phrase, concept, isInflected };
        const first = SIMPLE.exec(phrase)?.[1];
        if (first === undefined) grow(root, one, null);
        else if (!isInflected) defer(root, first, one);
        else {
          const known = forms.get(first) ?? [...new Set(formsOf(first).map(([, form]) => form))];
          forms.set(first, known);
          for (const form of known) defer(root, form, one);
        }
      }
    }
  return root;
}

/** A phrase of plain words that begins with a whole one. */
const SIMPLE = /^ *([a-z0-9]+)(?:(?: [a-z0-9]+)+\*?)? *$/;
/** A phrase whose words need no looking. */
const PLAIN = /^ *[a-z0-9]+(?: [a-z0-9]+)*\*? *$/;

function defer(root: Node, first: string, one: Deferred): void {
  const known = root.deferred.get(first);
  if (known === undefined) root.deferred.set(first, [one]);
  else known.push(one);
}

/** Adds a phrase: all of its forms, or those only that begin with the word `only`. */
function grow(root: Node, { phrase, concept, isInflected }: Deferred, only: string | null): void {
  const words = PLAIN.test(phrase) ? phrase.trim().split(" ") : wordsOf(phrase);
  if (words.length === 0) return;
  const forms = isInflected ? formsOf(words[0] ?? "") : [[0, words[0] ?? ""] as const];
  for (const [form, first] of forms) if (only === null || first === only) add(root, [first, ...words.slice(1)], { concept, form });
}

/** Grows what begins with a word, when a text holds it for the first time. */
function growAll(root: Node, word: string): void {
  const deferred = root.deferred.get(word);
  if (deferred === undefined) return;
  root.deferred.delete(word);
  for (const one of deferred) grow(root, one, word);
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
  at.concepts = unionOf(at.concepts, conceptsOf([meaning.concept]));
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

/** Word -> the phrases of a tree that begin with it. */
export function beginningsOf(trie: Trie, word: string): Beginnings {
  return branches(trie, word);
}

/** Beginnings of the token at `from`, tokens up to `to` -> the concepts of the phrases that start there are added to `found`. */
export function addConcepts(beginnings: Beginnings, tokens: readonly Token[], from: number, to: number, found: Int32Array): void {
  for (const at of beginnings) {
    for (let part = 0; part < 4; part++) found[part] = (found[part] ?? 0) | (at.concepts[part] ?? 0);
    if (from + 1 >= to || (at.next.size === 0 && at.stems.size === 0)) continue;
    const token = tokens[from + 1];
    if (token?.gap === 0) addConcepts(branches(at, token.word), tokens, from + 1, to, found);
  }
}

/** Beginnings of the token at `from`, tokens up to `to` -> the phrases that start there are added to `found`, counted from token `base`. */
export function addPhrases(beginnings: Beginnings, tokens: readonly Token[], from: number, to: number, base: number, found: Occurrence[]): void {
  walk(beginnings, tokens, from, from, to, base, found);
}

function walk(beginnings: Beginnings, tokens: readonly Token[], from: number, index: number, to: number, base: number, found: Occurrence[]): void {
  for (const at of beginnings) {
    for (const { concept, form } of at.meanings) found.push({ concept, form, from: from - base, to: index + 1 - base });
    if (index + 1 >= to || (at.next.size === 0 && at.stems.size === 0)) continue;
    const token = tokens[index + 1];
    if (token?.gap === 0) walk(branches(at, token.word), tokens, from, index + 1, to, base, found);
  }
}

const NONE: Beginnings = [];

function branches(at: Node, word: string): Beginnings {
  let all: Node[] | null = null;
  if (at.deferred.size > 0) growAll(at, word);
  const exact = at.next.get(word);
  if (exact !== undefined) all = [exact];
  if (word.charCodeAt(word.length - 2) === 39 && word.endsWith("s")) {
    if (at.deferred.size > 0) growAll(at, word.slice(0, -2));
    const bare = at.next.get(word.slice(0, -2));
    if (bare !== undefined) (all ??= []).push(bare);
  }
  // Arabic writes "and" and "so" together with the word behind them.
  const first = word.charCodeAt(0);
  if ((first === 0x648 || first === 0x641) && word.length > 3) {
    if (at.deferred.size > 0) growAll(at, word.slice(1));
    const bare = at.next.get(word.slice(1));
    if (bare !== undefined) (all ??= []).push(bare);
  }
  if (at.stems.size === 0 || (at.shortest > 1 && !at.heads.has(word.slice(0, 2)))) return all ?? NONE;
  for (let length = at.shortest; length <= Math.min(word.length, LONGEST); length++) {
    const stem = at.stems.get(word.slice(0, length));
    if (stem !== undefined) (all ??= []).push(stem);
  }
  return all ?? NONE;
}
