import { communitiesOf, membersOf, renumber } from "./communities.ts";
import { refined, wordsOf } from "./evidence.ts";
import { type Known, type NeighbourGraph, neighbourGraph } from "./graph.ts";
import { merged } from "./merge.ts";
import { Index } from "./nearest.ts";
import type { Node } from "./nodes.ts";
import { termsAmong, type Terms, termsOf } from "./terms.ts";
import type { Token } from "./tokens.ts";

/** Texts for each unit of resolution: the first communities are of about a dozen, and what belongs together is joined by evidence. */
const FINE = 100;
const LEAST_RESOLUTION = 8;
/** A member needs so many near ones in its own cluster, together nearer than those that three of four texts made by chance have anywhere. */
const NEAR = 3;
const CHANCE_TEXTS = 600;
const CHANCE = 0.75;

/** Nodes that belong together, and which share of those that the words put there is near enough to stay. */
export type Cluster = Readonly<{ nodes: readonly number[]; cohesion: number }>;

/** Many nodes -> clusters of those that are nearer to each other than chance would have them. `known`: what their work says; null where there is none. */
export function clustersOf(nodes: readonly Node[], known: Known | null): readonly Cluster[] {
  const texts = nodes.map((node) => node.tokens);
  const terms = termsOf(texts);
  const index = new Index(terms);
  const graph = neighbourGraph(terms, index, known);
  const words = wordsOf(nodes.map(evidenceOf));
  const fine = refined(words, graph, communitiesOf(graph, Math.max(LEAST_RESOLUTION, nodes.length / FINE)));
  const community = refined(words, graph, merged(words, graph, fine));
  const least = chanceLikeness(texts, terms, index);
  const { starts, nodes: members } = membersOf(community, renumber(community));
  return Array.from({ length: starts.length - 1 }, (_unused, cluster) => {
    const all = members.subarray(starts[cluster], starts[cluster + 1]);
    const near = [...all].filter((node) => nearness(node, graph, community) > least);
    return { nodes: near, cohesion: near.length / all.length };
  });
}

/** Words, in scripts without spaces pairs of letters, kinds of values, and the special work that was done. */
function evidenceOf({ tokens, work }: Node): readonly string[] {
  const words = tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    if (!token.dense) return [token.key];
    return next?.dense === true ? [`${token.key}${next.key}`] : [];
  });
  return [...words, ...work.special.map((key) => `work ${key}`)];
}

/** Mean likeness of the nearest members of its own cluster. */
function nearness(node: number, { starts, targets, likeness }: NeighbourGraph, community: Int32Array): number {
  const own: number[] = [];
  for (let place = starts[node] ?? 0; place < (starts[node + 1] ?? 0); place++)
    if (community[targets[place] ?? 0] === community[node]) own.push(likeness[place] ?? 0);
  return meanOfBest(own);
}

function meanOfBest(likeness: readonly number[]): number {
  return (
    [...likeness]
      .sort((a, b) => b - a)
      .slice(0, NEAR)
      .reduce((sum, one) => sum + one, 0) / NEAR
  );
}

/** How near their nearest texts are to texts of the same words in an order of chance: the words of all texts, drawn from all over. */
function chanceLikeness(texts: readonly (readonly Token[])[], terms: Terms, index: Index): number {
  const all = texts.flat();
  if (all.length === 0) return 0;
  let state = 1;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  const chance = Array.from({ length: CHANCE_TEXTS }, () => {
    const length = texts[draw(texts.length)]?.length ?? 0;
    return Array.from({ length }, () => all[draw(all.length)]).filter((token) => token !== undefined);
  });
  const among = termsAmong(chance, terms);
  const found = chance
    .map((_text, row) => meanOfBest([...index.nearestTo(among, row, { most: NEAR, but: -1, more: [], corrected: null }).likeness]))
    .sort((a, b) => a - b);
  return found[Math.floor(CHANCE * found.length)] ?? 0;
}
