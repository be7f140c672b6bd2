import { renumber } from "./communities.ts";
import { Counts, type Words } from "./counts.ts";
import type { Graph } from "./graph.ts";
import { GrowingRows } from "./growing-rows.ts";

/** Lists of words of texts -> their word sets by number. */
export function wordsOf(texts: Iterable<readonly string[]>): Words {
  const numbers = new Map<string, number>();
  const rows = new GrowingRows();
  for (const words of texts) {
    for (const word of new Set(words)) {
      const id = numbers.get(word) ?? numbers.size;
      numbers.set(word, id);
      rows.put(id);
    }
    rows.close();
  }
  const { starts, numbers: ids } = rows.taken();
  const prior = new Float64Array(numbers.size);
  for (const id of ids) prior[id] = (prior[id] ?? 0) + 1 / ids.length;
  const words = { size: starts.length - 1, starts, ids, prior };
  rareFirst(words);
  return words;
}

/** Puts the rarest words of each text in front, by insertion: they soonest say that a text is not of a cluster. */
function rareFirst({ size, starts, ids, prior }: Words): void {
  for (let text = 0; text < size; text++) {
    const from = starts[text] ?? 0;
    for (let next = from + 1; next < (starts[text + 1] ?? 0); next++) {
      const id = ids[next] ?? 0;
      const share = prior[id] ?? 0;
      let at = next;
      for (; at > from && (prior[ids[at - 1] ?? 0] ?? 0) > share; at--) ids[at] = ids[at - 1] ?? 0;
      ids[at] = id;
    }
  }
}

/** The likelihood that a text's neighbours are all wrong. */
const WRONG = 0.02;
const SWEEPS = 5;
const SETTLED = 0.002;

/**
 * Clusters of texts -> the same after each text has moved to that cluster of its neighbours which its words and its neighbours make most likely
 * (Dirichlet-multinomial mixture, collapsed; Yin and Wang 2014), until hardly one moves. After the first sweep only those are asked again that moved or
 * whose neighbours did. Numbers have no gaps. Deterministic.
 */
export function refined(words: Words, graph: Graph, given: Int32Array): Int32Array {
  const community = given.slice();
  const clusters = renumber(community);
  const affinity = new Float64Array(clusters);
  const near = new Int32Array(clusters);
  const counts = new Counts(words, community, clusters);
  let open = new Uint8Array(words.size).fill(1);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const next = new Uint8Array(words.size);
    let moves = 0;
    for (let text = 0; text < words.size; text++) {
      if (open[text] === 0) continue;
      const own = community[text] ?? 0;
      // Its own cluster first: most texts stay, and then the others are soon seen to be less likely.
      near[0] = own;
      let [count, total] = [1, 0];
      const [from, to] = [graph.starts[text] ?? 0, graph.starts[text + 1] ?? 0];
      for (let place = from; place < to; place++) {
        const cluster = community[graph.targets[place] ?? 0] ?? 0;
        const weight = graph.weights[place] ?? 0;
        if (affinity[cluster] === 0 && cluster !== own) near[count++] = cluster;
        affinity[cluster] = (affinity[cluster] ?? 0) + weight;
        total += weight;
      }
      // Where nobody leads elsewhere there is nothing to choose.
      if (count === 1) {
        affinity[own] = 0;
        continue;
      }
      let best = own;
      let [most, likelihood] = [Number.NEGATIVE_INFINITY, 0];
      for (let at = 0; at < count; at++) {
        const cluster = near[at] ?? 0;
        const share = (affinity[cluster] ?? 0) / total + WRONG;
        // What the neighbours say counts three times beside the words.
        const told = share * share * share;
        affinity[cluster] = 0;
        const words = counts.logLikelihood(text, cluster, at === 0, likelihood / told);
        if (words === Number.NEGATIVE_INFINITY) continue;
        const log = words + Math.log(told);
        if (log > most + 1e-9 || (log > most - 1e-9 && cluster < best)) {
          most = Math.max(log, most);
          likelihood = Math.exp(most);
          best = cluster;
        }
      }
      if (best === own) continue;
      moves++;
      counts.move(text, own, best);
      community[text] = best;
      next[text] = 1;
      for (const other of graph.targets.subarray(from, to)) next[other] = 1;
    }
    if (moves <= SETTLED * words.size) break;
    open = next;
  }
  renumber(community);
  return community;
}
