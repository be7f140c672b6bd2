import type { Tokens } from "../meaning/tokens.ts";
import { type Concept, type Concepts, conceptsOf, unionOf } from "./concepts.ts";
import { type Form, phrasesIn, unpackedLexicon } from "./packed.ts";

/** A phrase of the lexicon found among the tokens: [from, to) and the form of its first word. */
export type Occurrence = Readonly<{ concept: Concept; from: number; to: number; form: Form }>;

type Meaning = Readonly<{ concept: Concept; form: Form }>;
/** `heads` are the first two letters of every stem: most words begin like none of them. `concepts`: those of its meanings. `deferred`, at the root: phrases that did not grow yet, by their first word. */
type Node = {
  next: Map<string, Node>;
  stems: Map<string, Node>;
  heads: Set<string>;
  shortest: number;
  meanings: Meaning[];
  concepts: Concepts;
  deferred: Map<string, string>;
};
export type Trie = Node;
/** What a word may begin in a tree: most words begin nothing. */
export type Beginnings = readonly Node[];

const NOTHING = new Map<string, string>();
const node = (): Node => ({ next: new Map(), stems: new Map(), heads: new Set(), shortest: 99, meanings: [], concepts: [0, 0, 0, 0], deferred: NOTHING });

/** Words of a language, as the build wrote them down -> a tree of words, so that a text is read once for all phrases together. Phrases grow when a text first holds their first word. */
export function trieOf(packed: string): Trie {
  const { stems, firsts } = unpackedLexicon(packed);
  const root: Node = { ...node(), deferred: new Map(Object.entries(firsts)) };
  growFrom(root, "", stems);
  return root;
}

/** Grows what begins with a word, when a text holds it for the first time. */
function growAll(root: Node, word: string): void {
  const deferred = root.deferred.get(word);
  if (deferred === undefined) return;
  root.deferred.delete(word);
  growFrom(root, word, deferred);
}

/** Adds phrases; `first` is the word that stands before what is written of each. */
function growFrom(root: Node, first: string, phrases: string): void {
  for (const { concept, form, words } of phrasesIn(phrases)) add(root, first === "" ? words : [first, ...words], { concept, form });
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

const LONGEST = 24;

/** Word -> the phrases of a tree that begin with it. */
export function beginningsOf(trie: Trie, word: string): Beginnings {
  return branches(trie, word);
}

/** Beginnings of the token at `from`, tokens up to `to` -> the concepts of the phrases that start there are added to `found`. */
export function addConcepts(beginnings: Beginnings, tokens: Tokens, from: number, to: number, found: Int32Array): void {
  for (const at of beginnings) {
    for (let part = 0; part < 4; part++) found[part] = (found[part] ?? 0) | (at.concepts[part] ?? 0);
    if (from + 1 >= to || (at.next.size === 0 && at.stems.size === 0)) continue;
    const word = tokens.known[from + 1];
    if (word !== undefined && tokens.gaps[from + 1] === 0) addConcepts(branches(at, word.text), tokens, from + 1, to, found);
  }
}

/** Beginnings of the token at `from`, tokens up to `to` -> the phrases that start there are added to `found`, counted from token `base`. */
export function addPhrases(beginnings: Beginnings, tokens: Tokens, from: number, to: number, base: number, found: Occurrence[]): void {
  walk(beginnings, tokens, from, from, to, base, found);
}

function walk(beginnings: Beginnings, tokens: Tokens, from: number, index: number, to: number, base: number, found: Occurrence[]): void {
  for (const at of beginnings) {
    for (const { concept, form } of at.meanings) found.push({ concept, form, from: from - base, to: index + 1 - base });
    if (index + 1 >= to || (at.next.size === 0 && at.stems.size === 0)) continue;
    const word = tokens.known[index + 1];
    if (word !== undefined && tokens.gaps[index + 1] === 0) walk(branches(at, word.text), tokens, from, index + 1, to, base, found);
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
