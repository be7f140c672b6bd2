import { ALONE, type ShareWork } from "#kernel/powers";
import { membersOf, renumber } from "./communities.ts";
import { agreedCommunities, firstLook, MANY } from "./consensus.ts";
import { wordsOf } from "./evidence.ts";
import { type NeighbourGraph, neighbourGraph } from "./graph.ts";
import type { Known } from "./known-work.ts";
import { type ChanceText, chanceTexts, nearnessIn } from "./nearness.ts";
import { Index } from "./nearest.ts";
import { type NearestLists, piecesOf, searching, searchOf } from "./nearest-lists.ts";
import type { Node } from "./nodes.ts";
import { termsOf, type Texts } from "./terms.ts";
import type { Words } from "./words.ts";

/** How many of its nearest are a text's neighbours: in small clusters others lead out of it, in large ones few lead no further than to the nearest wordings. */
const ASKED = { least: 6, usual: 10, most: 20, share: 0.5 } as const;

/** Nodes that belong together, and which share of those that the words put there is near enough to stay. */
export type Cluster = Readonly<{ nodes: readonly number[]; cohesion: number }>;

/** Texts whose nearest are looked for on two threads. With half as many nothing is won, because another one has to begin first. */
const SHARED = 10_000;

/**
 * Many nodes, and in how many sessions each was asked -> clusters of those that are nearer to each other than chance would have them; of a cluster that
 * does not hang together, the words that were asked more than once, each by itself. `known`: what their work says; null where there is none. `beside` is
 * made while another thread looks for what is near.
 */
export function clustersOf<T>(
  nodes: readonly Node[],
  weights: readonly number[],
  known: Known | null,
  share: ShareWork,
  beside: () => T,
): Readonly<{ clusters: readonly Cluster[]; beside: T }> {
  const texts: Texts = { length: nodes.length, at: (place) => nodes[place]?.tokens };
  const { lists, chance, made } = nearOf(texts, known, share, () => ({ beside: beside(), words: wordsOf(evidenceOf(nodes)) }));
  const graph = graphOf(made.words, lists);
  const community = agreedCommunities(made.words, graph, share);
  const { isNear, hangsTogether } = nearnessIn({ texts, weights, graph, chance }, community);
  const { starts, nodes: members } = membersOf(community, renumber(community));
  const clusters = Array.from({ length: starts.length - 1 }, (_unused, cluster) => {
    const all = members.subarray(starts[cluster], starts[cluster + 1]);
    const near = [...all].filter(isNear);
    if (!hangsTogether(all, near)) return [...all].filter((node) => (weights[node] ?? 1) > 1).map((node) => ({ nodes: [node], cohesion: 1 }));
    return [{ nodes: near, cohesion: near.length / all.length }];
  }).flat();
  return { clusters, beside: made.beside };
}

/** Texts -> the nearest of each, and what is near texts of chance. Their vectors and the index end here: they take more memory than all that follows. */
function nearOf<T>(
  texts: Texts,
  known: Known | null,
  share: ShareWork,
  beside: () => T,
): Readonly<{ lists: NearestLists; chance: readonly ChanceText[]; made: T }> {
  const terms = termsOf(texts);
  const index = new Index(terms);
  const search = searchOf(terms, index, known, texts.length > MANY ? ASKED.usual : ASKED.most);
  const finish = (texts.length < SHARED ? ALONE : share)(search, piecesOf(search));
  const made = beside();
  finish(searching(search, index));
  return { lists: search.lists, chance: chanceTexts(texts, terms, index), made };
}

/** The nearest of texts -> their neighbour graph, with about half as many neighbours for each as the clusters seem to have members. Of very many texts always as many. */
function graphOf(words: Words, lists: NearestLists): NeighbourGraph {
  const graph = neighbourGraph(lists, ASKED.usual);
  if (lists.size > MANY) return graph;
  const clusters = new Set(firstLook(words, graph)).size;
  const asked = Math.round((ASKED.share * lists.size) / clusters);
  return neighbourGraph(lists, Math.max(ASKED.least, Math.min(ASKED.most, asked)));
}

/** Of each text its words, in scripts without spaces pairs of letters, kinds of values, and the special work that was done; those of one at a time. */
function* evidenceOf(nodes: readonly Node[]): Iterable<readonly string[]> {
  for (const { tokens, work } of nodes) {
    const found: string[] = [];
    for (const [at, token] of tokens.entries()) {
      const next = tokens[at + 1];
      if (!token.dense) found.push(token.key);
      else if (next?.dense === true) found.push(`${token.key}${next.key}`);
    }
    for (const key of work.special) found.push(`work ${key}`);
    yield found;
  }
}
