import { type Bag, bagsOf, Gains } from "./bags.ts";
import { aggregate, membersOf, renumber } from "./communities.ts";
import type { Graph } from "./graph.ts";
import { type Joining, Links, type Pairs } from "./links.ts";
import type { Words } from "./words.ts";

const ROUNDS = 40;
const NONE: Bag = { size: 0, total: 0, words: new Int32Array(0) };

/**
 * Clusters -> fewer: two that are linked become one where their words are likelier as one bag than as two (the mixture of `evidence.ts`; the number of
 * clusters comes out of the data). In rounds, each time the pairs that are each other's best. Numbers have no gaps. A round costs what changed in the
 * one before: two bags that stayed are not weighed again, and only clusters beside one that joined another get new links.
 */
export function merged(words: Words, graph: Graph, given: Int32Array): Int32Array {
  const community = given.slice();
  const count = renumber(community);
  const links = new Links(aggregate(graph, community, count));
  const bags = bagsOf(words, community, count);
  const gains = new Gains(words.prior);
  const into = Int32Array.from({ length: count }, (_unused, cluster) => cluster);
  let open = links.all();
  for (let round = 0; round < ROUNDS; round++) {
    weigh(open, links, bags, gains);
    const joining = joiningOf(links.bestPartners());
    if (joining.length === 0) break;
    for (const { gone, kept } of joining) {
      into[gone] = kept;
      bags[kept] = gains.together(bags[kept] ?? NONE, bags[gone] ?? NONE);
      bags[gone] = NONE;
    }
    links.join(joining);
    open = links.beside(joining);
  }
  // Clusters joined lower ones, which may have joined still lower ones in a later round.
  for (let cluster = 0; cluster < count; cluster++) into[cluster] = into[into[cluster] ?? 0] ?? 0;
  for (let text = 0; text < community.length; text++) community[text] = into[community[text] ?? 0] ?? 0;
  renumber(community);
  return community;
}

/** Weighs pairs, those with the same larger bag after each other: it is laid out once for all. */
function weigh({ lower, upper, places }: Pairs, links: Links, bags: readonly Bag[], gains: Gains): void {
  const wordsIn = (cluster: number): number => bags[cluster]?.words.length ?? 0;
  const larger = lower.map((a, at) => (wordsIn(a) < wordsIn(upper[at] ?? 0) ? (upper[at] ?? 0) : a));
  for (const at of membersOf(larger, bags.length).nodes) {
    const [a, b, many] = [lower[at] ?? 0, upper[at] ?? 0, larger[at] ?? 0];
    links.weigh(a, places[at] ?? 0, gains.of(bags[many === a ? b : a] ?? NONE, bags[many] ?? NONE));
  }
}

/** Best partner of each cluster -> those whose best is a lower one that has them as its best. */
function joiningOf(best: Int32Array): readonly Joining[] {
  const joining: Joining[] = [];
  for (const [gone, kept] of best.entries()) if (kept >= 0 && kept < gone && best[kept] === gone) joining.push({ gone, kept });
  return joining;
}
