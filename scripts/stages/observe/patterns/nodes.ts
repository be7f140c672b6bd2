import { habitsOf } from "./habits.ts";
import { type Bare, type Token, tokensOf } from "./tokens.ts";
import { type Work, workOf } from "./work.ts";
import type { Action, OutcomeLabel } from "#kernel/trace";

/** One request to mine, or one line of a file. `speaker` tells people of a group apart; `at` is milliseconds or null. */
export type MineItem = Readonly<{
  id: string;
  text: string;
  session: string;
  at: number | null;
  speaker?: string | null;
  actions: readonly Action[];
  outcome: Readonly<{ label: OutcomeLabel }>;
}>;

/** Requests with the same masked words and the same work: what is compared. `members` are indices of items. */
export type Node = Readonly<{ tokens: readonly Bare[]; work: Work; members: readonly number[] }>;

/** Masked words, and the nodes that they are of: the one without work apart, because most have no other. */
type Wording = { readonly tokens: readonly Bare[]; idle: Growing | null; worked: Map<string, Growing> | null };
type Growing = Node & Readonly<{ members: number[] }>;

/** Items -> nodes, in order of first appearance. A thousand wordings that differ in a date are one node, which keeps the rest cheap. */
export function nodesOf(items: readonly MineItem[], indices: readonly number[]): readonly Node[] {
  const nodes: Growing[] = [];
  const read = new Map<string, Wording>();
  const known: Known = { wordings: new Map(), tokens: new Map(), works: new Map() };
  const habits = habitsOf(indices.map((index) => items[index]).filter((item) => item !== undefined));
  for (const index of indices) {
    const item = items[index];
    if (item === undefined) continue;
    // The very same text is read once, and the same masked words are kept once.
    let wording = read.get(item.text);
    if (wording === undefined) {
      wording = wordingOf(item.text, known);
      read.set(item.text, wording);
    }
    if (wording.tokens.length === 0) continue;
    const work =
      item.actions.length === 0
        ? IDLE
        : sameWork(
            workOf(item.actions, (verb) => habits(item, verb)),
            known,
          );
    const key = keyOf(work);
    const node = key === "" ? wording.idle : wording.worked?.get(key);
    if (node != null) node.members.push(index);
    else nodes.push(newNode(wording, key, work, index));
  }
  return nodes;
}

const IDLE = workOf([]);

/** Work -> what makes it other work for a wording; empty where nothing was done. */
function keyOf(work: Work): string {
  const { special, everyday, objects } = work;
  if (work === IDLE || special.length + everyday.length + objects.length === 0) return "";
  return `${special.join("|")}\n${everyday.join("|")}\n${objects.join("|")}`;
}

function newNode(wording: Wording, key: string, work: Work, index: number): Growing {
  const node = { tokens: wording.tokens, work, members: [index] };
  if (key === "") wording.idle = node;
  else (wording.worked ??= new Map<string, Growing>()).set(key, node);
  return node;
}

/** Wordings by their masked words, and tokens and works by themselves: a million texts share a few ten thousand, and one that carried its place would be kept for each. */
type Known = Readonly<{ wordings: Map<string, Wording>; tokens: Map<string, Bare>; works: Map<string, Work> }>;

function sameWork(work: Work, { works }: Known): Work {
  const key = `${keyOf(work)}\n${work.given.join("|")}`;
  const same = works.get(key);
  if (same === undefined) works.set(key, work);
  return same ?? work;
}

function wordingOf(text: string, known: Known): Wording {
  const tokens = tokensOf(text);
  let key = "";
  for (const token of tokens) key += `${token.key}${token.kind === "mask" && token.type === "path" ? token.sub : ""} `;
  const same = known.wordings.get(key);
  if (same !== undefined) return same;
  const wording = { tokens: tokens.map((token) => bareOf(token, known.tokens)), idle: null, worked: null };
  known.wordings.set(key, wording);
  return wording;
}

function bareOf(token: Token, known: Map<string, Bare>): Bare {
  const { key, dense } = token;
  const name = token.kind === "mask" ? `${key}${token.sub}` : token.tied === true ? `-${token.text}` : token.text;
  const same = known.get(name);
  if (same !== undefined) return same;
  const bare: Bare =
    token.kind === "mask"
      ? { kind: "mask", key, dense, type: token.type, sub: token.sub }
      : { kind: "word", text: token.text, key, dense, ...(token.tied === true ? { tied: true } : {}) };
  known.set(name, bare);
  return bare;
}
