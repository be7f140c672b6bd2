import { aggregate, membersOf, renumber, volumesOf } from "./communities.ts";
import { PRIOR_WORDS, type Words } from "./counts.ts";
import type { Graph } from "./graph.ts";
import { logGamma } from "./log-gamma.ts";

/** Share of the smaller cluster's edges that must lead to the larger one, or they are not looked at. */
const LINKED = 0.06;
/** Odds against two clusters being one before their words are read (logarithm). */
const APART = Math.log(10);
const ROUNDS = 40;
/**
 * A cluster of more texts weighs as one of so many: words do not come one by one, as the mixture has it, and of enough texts any two halves of one request
 * differ beyond doubt (coarsened likelihood, Miller and Dunson 2019).
 */
const WEIGHED = 30;

/**
 * Clusters -> fewer: two that are linked become one where their words are likelier as one bag than as two (the mixture of `evidence.ts`; the number of
 * clusters comes out of the data). In rounds, each time the pairs that are each other's best. Numbers have no gaps. A round costs what changed in the
 * one before: two bags that stayed are not weighed again.
 */
export function merged(words: Words, graph: Graph, given: Int32Array): Int32Array {
  const community = given.slice();
  const count = renumber(community);
  let between = aggregate(graph, community, count);
  let bags = bagsOf(words, community, count);
  for (let round = 0; round < ROUNDS; round++) {
    const { best, gains } = bestPartners(between, bags, words.prior);
    const into = Int32Array.from(bags, (_bag, cluster) => {
      const partner = best[cluster] ?? -1;
      return partner >= 0 && (gains[cluster] ?? 0) > 0 && best[partner] === cluster ? Math.min(cluster, partner) : cluster;
    });
    if (into.every((target, cluster) => target === cluster)) break;
    const joined = new Map<number, Bag>();
    for (const [cluster, bag] of bags.entries()) {
      const target = into[cluster] ?? cluster;
      const first = joined.get(target);
      joined.set(target, first === undefined ? bag : together(first, bag));
    }
    bags = [...joined.values()];
    between = aggregate(between, into, renumber(into));
    for (let text = 0; text < community.length; text++) community[text] = into[community[text] ?? 0] ?? 0;
  }
  return community;
}

/** Words of a cluster with how often they stand there; `gains`: what it would gain with another, once that was asked. */
type Bag = Readonly<{ size: number; total: number; words: ReadonlyMap<number, number>; gains: Map<Bag, number> }>;

function bagsOf(words: Words, community: Int32Array, count: number): readonly Bag[] {
  const { starts, nodes } = membersOf(community, count);
  return Array.from({ length: count }, (_unused, cluster) => {
    const bag = new Map<number, number>();
    let total = 0;
    for (let at = starts[cluster] ?? 0; at < (starts[cluster + 1] ?? 0); at++) {
      const text = nodes[at] ?? 0;
      for (let place = words.starts[text] ?? 0; place < (words.starts[text + 1] ?? 0); place++) {
        const id = words.ids[place] ?? 0;
        bag.set(id, (bag.get(id) ?? 0) + 1);
        total++;
      }
    }
    return { size: (starts[cluster + 1] ?? 0) - (starts[cluster] ?? 0), total, words: bag, gains: new Map() };
  });
}

function together(a: Bag, b: Bag): Bag {
  const words = new Map(a.words);
  for (const [id, count] of b.words) words.set(id, (words.get(id) ?? 0) + count);
  return { size: a.size + b.size, total: a.total + b.total, words, gains: new Map() };
}

function bestPartners(between: Graph, bags: readonly Bag[], prior: Float64Array): Readonly<{ best: Int32Array; gains: Float64Array }> {
  const volumes = volumesOf(between);
  const best = new Int32Array(bags.length).fill(-1);
  const gains = new Float64Array(bags.length);
  const offer = (one: number, other: number, gain: number): void => {
    if (gain <= (gains[one] ?? 0)) return;
    gains[one] = gain;
    best[one] = other;
  };
  for (const [a, bag] of bags.entries()) {
    for (let place = between.starts[a] ?? 0; place < (between.starts[a + 1] ?? 0); place++) {
      const b = between.targets[place] ?? 0;
      const other = bags[b];
      if (b < a || other === undefined || (between.weights[place] ?? 0) < LINKED * Math.min(volumes[a] ?? 0, volumes[b] ?? 0)) continue;
      const gain = bag.gains.get(other) ?? gainOf(bag, other, prior);
      bag.gains.set(other, gain);
      offer(a, b, gain);
      offer(b, a, gain);
    }
  }
  return { best, gains };
}

/** Logarithm of how much likelier two bags of words are as one; only words that both have change more than the totals. */
function gainOf(a: Bag, b: Bag, prior: Float64Array): number {
  const [few, many] = a.words.size < b.words.size ? [a, b] : [b, a];
  const [ofFew, ofMany] = [Math.min(1, WEIGHED / few.size), Math.min(1, WEIGHED / many.size)];
  const [left, right] = [ofFew * few.size, ofMany * many.size];
  let gain = -APART + logGamma(left + right) - logGamma(left) - logGamma(right);
  const [words, others] = [ofFew * few.total, ofMany * many.total];
  gain += logGamma(PRIOR_WORDS + words) + logGamma(PRIOR_WORDS + others) - logGamma(PRIOR_WORDS + words + others) - logGamma(PRIOR_WORDS);
  for (const [id, count] of few.words) {
    const other = many.words.get(id);
    if (other === undefined) continue;
    const base = PRIOR_WORDS * (prior[id] ?? 0);
    const [own, its] = [ofFew * count, ofMany * other];
    gain += logGamma(base + own + its) - logGamma(base + own) - logGamma(base + its) + logGamma(base);
  }
  return gain;
}
