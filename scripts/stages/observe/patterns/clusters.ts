import { membersOf, renumber } from "./communities.ts";
import { agreedCommunities } from "./consensus.ts";
import { wordsOf } from "./evidence.ts";
import { type Known, neighbourGraph } from "./graph.ts";
import { nearEnough } from "./nearness.ts";
import { Index } from "./nearest.ts";
import type { Node } from "./nodes.ts";
import { termsOf } from "./terms.ts";

/** Nodes that belong together, and which share of those that the words put there is near enough to stay. */
export type Cluster = Readonly<{ nodes: readonly number[]; cohesion: number }>;

/** Many nodes -> clusters of those that are nearer to each other than chance would have them. `known`: what their work says; null where there is none. */
export function clustersOf(nodes: readonly Node[], known: Known | null): readonly Cluster[] {
  const texts = nodes.map((node) => node.tokens);
  const terms = termsOf(texts);
  const index = new Index(terms);
  const graph = neighbourGraph(terms, index, known);
  const community = agreedCommunities(wordsOf(nodes.map(evidenceOf)), graph);
  const isNear = nearEnough({ texts, terms, index, graph }, community);
  const { starts, nodes: members } = membersOf(community, renumber(community));
  return Array.from({ length: starts.length - 1 }, (_unused, cluster) => {
    const all = members.subarray(starts[cluster], starts[cluster + 1]);
    const near = [...all].filter(isNear);
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
