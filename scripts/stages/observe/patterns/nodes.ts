import { habitsOf } from "./habits.ts";
import { GrowingRows, type NumberRows } from "./growing-rows.ts";
import { KeptNode } from "./kept-nodes.ts";
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

/** Masked words by their number, and the nodes that they are of: the one without work apart, because most have no other. -1 for none. */
type Wording = { readonly row: number; readonly isEmpty: boolean; idle: number; worked: Map<string, number> | null };

/** Items -> nodes, in order of first appearance. A thousand wordings that differ in a date are one node, which keeps the rest cheap. */
export function nodesOf(items: readonly MineItem[], indices: readonly number[]): readonly Node[] {
  const read = new Map<string, Wording>();
  const known: Known = { wordings: new Map(), rows: new GrowingRows(), numbers: new Map(), tokens: [], works: new Map() };
  const habits = habitsOf(indices.map((index) => items[index]).filter((item) => item !== undefined));
  const works: Work[] = [];
  const wordingOf = new GrowingRows();
  const nodeOf = new Int32Array(indices.length).fill(-1);
  for (const [at, index] of indices.entries()) {
    const item = items[index];
    if (item === undefined) continue;
    // The very same text is read once, and the same masked words are kept once.
    let wording = read.get(item.text);
    if (wording === undefined) {
      wording = wordingIn(item.text, known);
      read.set(item.text, wording);
    }
    if (wording.isEmpty) continue;
    const work =
      item.actions.length === 0
        ? IDLE
        : sameWork(
            workOf(item.actions, (verb) => habits(item, verb)),
            known,
          );
    const key = keyOf(work);
    let node = key === "" ? wording.idle : (wording.worked?.get(key) ?? -1);
    if (node < 0) {
      node = works.push(work) - 1;
      wordingOf.put(wording.row);
      if (key === "") wording.idle = node;
      else (wording.worked ??= new Map<string, number>()).set(key, node);
    }
    nodeOf[at] = node;
  }
  const kept = {
    tokens: known.tokens,
    wordings: known.rows.taken(),
    wordingOf: wordingOf.taken().numbers,
    works,
    members: membersOf(indices, nodeOf, works.length),
  };
  return works.map((_work, node) => new KeptNode(kept, node));
}

/** Items and the node of each -> the items of each node in order. */
function membersOf(indices: readonly number[], nodeOf: Int32Array, nodes: number): NumberRows {
  const starts = new Int32Array(nodes + 1);
  for (const node of nodeOf) if (node >= 0) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node++) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice();
  const numbers = new Int32Array(starts[nodes] ?? 0);
  for (const [at, node] of nodeOf.entries()) {
    if (node < 0) continue;
    const place = next[node] ?? 0;
    numbers[place] = indices[at] ?? 0;
    next[node] = place + 1;
  }
  return { starts, numbers };
}

const IDLE = workOf([]);

/** Work -> what makes it other work for a wording; empty where nothing was done. */
function keyOf(work: Work): string {
  const { special, everyday, objects } = work;
  if (work === IDLE || special.length + everyday.length + objects.length === 0) return "";
  return `${special.join("|")}\n${everyday.join("|")}\n${objects.join("|")}`;
}

/** Wordings by their masked words, and tokens and works by themselves: a million texts share a few ten thousand, and one that carried its place would be kept for each. */
type Known = Readonly<{ wordings: Map<string, Wording>; rows: GrowingRows; numbers: Map<string, number>; tokens: Bare[]; works: Map<string, Work> }>;

function sameWork(work: Work, { works }: Known): Work {
  const key = `${keyOf(work)}\n${work.given.join("|")}`;
  const same = works.get(key);
  if (same === undefined) works.set(key, work);
  return same ?? work;
}

function wordingIn(text: string, known: Known): Wording {
  const tokens = tokensOf(text);
  let key = "";
  for (const token of tokens) key += `${token.key}${token.kind === "mask" && token.type === "path" ? token.sub : ""} `;
  const same = known.wordings.get(key);
  if (same !== undefined) return same;
  for (const token of tokens) known.rows.put(numberOf(token, known));
  const wording = { row: known.rows.close(), isEmpty: tokens.length === 0, idle: -1, worked: null };
  known.wordings.set(key, wording);
  return wording;
}

/** Token -> the number of what it is by itself. */
function numberOf(token: Token, { numbers, tokens }: Known): number {
  const { key, dense } = token;
  const name = token.kind === "mask" ? `${key}${token.sub}` : token.tied === true ? `-${token.text}` : token.text;
  const same = numbers.get(name);
  if (same !== undefined) return same;
  const bare: Bare =
    token.kind === "mask"
      ? { kind: "mask", key, dense, type: token.type, sub: token.sub }
      : { kind: "word", text: token.text, key, dense, ...(token.tied === true ? { tied: true } : {}) };
  const number = tokens.push(bare) - 1;
  numbers.set(name, number);
  return number;
}
