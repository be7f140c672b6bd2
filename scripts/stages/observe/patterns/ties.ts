import type { Node } from "./nodes.ts";

/** So few members prove nothing by ties alone. */
const LEAST = 6;
/** Share of a cluster that must be near enough to stay, and of those that must be tied. */
const COHESION = 0.6;
const TIED = 2 / 3;
/** Two texts are tied when the words they share, the rarest left aside, would stand together in fewer than one of so many texts by chance. */
const RARE = Math.log(100);
/** So many members are compared pair by pair. */
const COMPARED = 120;

/**
 * All nodes -> the test of clusters whose wordings share no two words throughout, but hang together by ever other ones ("how old are you", "tell
 * me your age", "what age are you"): is nearly every member tied to another? One shared word is no tie, however rare. Works without any table of
 * common words: how common a word is, the data say.
 */
export function tiesOf(nodes: readonly Node[]): (members: readonly number[], cohesion: number) => boolean {
  const counts = new Map<string, number>();
  for (const node of nodes) for (const word of new Set(wordsOf(node))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = (word: string): number => Math.log(nodes.length / (counts.get(word) ?? 1));
  return (members, cohesion) => {
    if (members.length < LEAST || cohesion < COHESION) return false;
    const compared = spread(members).map((at) => new Map(wordsOf(nodes[at]).map((word) => [word, rarity(word)])));
    const tied = compared.filter((one) => compared.some((other) => other !== one && areTied(one, other)));
    return tied.length >= TIED * compared.length;
  };
}

/** Words of a node; the two halves of "sock-drawer" always stand together: that is one word. */
function wordsOf(node: Node | undefined): readonly string[] {
  const words: string[] = [];
  for (const token of node?.tokens ?? []) {
    const before = token.kind === "word" && token.tied === true ? words.pop() : undefined;
    words.push(before === undefined ? token.key : `${before}-${token.key}`);
  }
  return words;
}

function areTied(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  let [sum, rarest] = [0, 0];
  for (const [word, rarity] of a) {
    if (!b.has(word)) continue;
    sum += rarity;
    rarest = Math.max(rarest, rarity);
  }
  return sum - rarest >= RARE;
}

function spread(members: readonly number[]): readonly number[] {
  if (members.length <= COMPARED) return members;
  return Array.from({ length: COMPARED }, (_unused, at) => members[Math.floor((at * members.length) / COMPARED)] ?? 0);
}
