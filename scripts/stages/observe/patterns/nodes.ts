import { withoutAsides } from "./asides.ts";
import { constantsOf } from "./constants.ts";
import { habitsOf } from "./habits.ts";
import { GrowingRows, type NumberRows } from "./growing-rows.ts";
import { KeptNode } from "./kept-nodes.ts";
import { PairNumbers } from "./pair-numbers.ts";
import { type Bare, tokensOf } from "./tokens.ts";
import { Wordings } from "./wordings.ts";
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

/** So many texts are remembered as they stand: what is said again and again is soon said again. */
const MOST_READ = 50_000;
const NO_WORDS = -1;

/** Items -> nodes, in order of first appearance. A thousand wordings that differ in a date are one node, which keeps the rest cheap. */
export function nodesOf(items: readonly MineItem[], indices: readonly number[]): readonly Node[] {
  const wordings = new Wordings();
  const withoutPassing = withoutAsides(items, indices);
  const wordingIn = rememberingWordings(wordings, withoutPassing);
  const asked = indices.map((index) => items[index]).filter((item) => item !== undefined);
  const habits = habitsOf(asked);
  const constants = constantsOf(asked, withoutPassing);
  const known = new Map<string, Work>();
  const works: Work[] = [];
  const wordingOf = new GrowingRows();
  const numbers = new PairNumbers();
  const keys = new Map<string, number>();
  const nodeOf = new Int32Array(indices.length).fill(-1);
  for (const [at, index] of indices.entries()) {
    const item = items[index];
    if (item === undefined) continue;
    const wording = wordingIn(item.text);
    if (wording === NO_WORDS) continue;
    const work =
      item.actions.length === 0
        ? IDLE
        : sameWork(
            workOf(item.actions, (verb) => habits(item, verb), constants(item)),
            known,
          );
    const key = keyOf(work);
    const keyNumber = keys.get(key) ?? keys.size;
    keys.set(key, keyNumber);
    const node = numbers.numberOf(wording, keyNumber);
    if (node === works.length) {
      works.push(work);
      wordingOf.put(wording);
    }
    nodeOf[at] = node;
  }
  const kept = {
    tokens: wordings.tokens,
    wordings: wordings.taken(),
    wordingOf: wordingOf.taken().numbers,
    works,
    members: membersOf(indices, nodeOf, works.length),
  };
  return works.map((_work, node) => new KeptNode(kept, node));
}

/** Text -> the number of its wording. */
function rememberingWordings(wordings: Wordings, asked: (text: string) => string): (text: string) => number {
  const read = new Map<string, number>();
  return (text) => {
    const known = read.get(text);
    if (known !== undefined) return known;
    const tokens = tokensOf(asked(text));
    const wording = tokens.length === 0 ? NO_WORDS : wordings.numberOf(tokens);
    if (read.size === MOST_READ) read.clear();
    read.set(text, wording);
    return wording;
  };
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

/** Work as it was met first: most requests did what others did. */
function sameWork(work: Work, known: Map<string, Work>): Work {
  const key = `${keyOf(work)}\n${work.given.join("|")}`;
  const same = known.get(key);
  if (same === undefined) known.set(key, work);
  return same ?? work;
}
