import { ALONE, type ShareWork } from "#kernel/powers";
import { Ahead } from "./ahead.ts";
import { Chooser } from "./chooser.ts";
import { renumber } from "./communities.ts";
import { Counts } from "./counts.ts";
import type { Graph } from "./graph.ts";
import { GrowingRows } from "./growing-rows.ts";
import { sharedBytes, sharedInts } from "./shared-numbers.ts";
import type { Words } from "./words.ts";

/** Lists of words of texts -> their word sets by number. */
export function wordsOf(texts: Iterable<readonly string[]>): Words {
  const numbers = new Map<string, number>();
  const rows = new GrowingRows();
  /** Of each word the text in which it was met last, so that it is one word of that text. */
  const met: number[] = [];
  let text = 0;
  for (const words of texts) {
    for (const word of words) {
      let id = numbers.get(word);
      if (id === undefined) {
        id = met.push(-1) - 1;
        numbers.set(word, id);
      }
      if (met[id] === text) continue;
      met[id] = text;
      rows.put(id);
    }
    text = rows.close() + 1;
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

const SWEEPS = 5;
const SETTLED = 0.002;
/** With so many texts another thread runs ahead of the sweeps. Fewer are swept before it has begun. */
const SHARED = 20_000;

/**
 * Clusters of texts -> the same after each text has moved to that cluster of its neighbours which its words and its neighbours make most likely
 * (`Chooser`), until hardly one moves. After the first sweep only those are asked again that moved or
 * whose neighbours did. Numbers have no gaps. Deterministic.
 */
export function refined(words: Words, graph: Graph, given: Int32Array, share: ShareWork = ALONE): Int32Array {
  const community = sharedInts(words.size);
  community.set(given);
  const clusters = renumber(community);
  const counts = new Counts(words, community, clusters);
  const chooser = new Chooser(graph, community, clusters, counts);
  const open = [sharedBytes(words.size).fill(1), sharedBytes(words.size)] as const;
  const { counted } = counts;
  const { starts, targets, weights } = graph;
  const ahead = words.size < SHARED ? null : new Ahead({ counted, edges: { starts, targets, weights }, community, clusters, open }, share);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const [asked, next] = sweep % 2 === 0 ? open : [open[1], open[0]];
    next.fill(0);
    ahead?.begin(sweep);
    let moves = 0;
    for (let text = 0; text < words.size; text++) {
      // Where nobody leads elsewhere there is nothing to choose.
      if (asked[text] === 0 || !chooser.look(text)) continue;
      const own = community[text] ?? 0;
      const best = ahead?.chosen(text, chooser) ?? null;
      const chosen = best === null ? chooser.choose(text) : best;
      if (best !== null) chooser.forget();
      if (chosen === own) continue;
      moves++;
      counts.move(text, own, chosen);
      community[text] = chosen;
      ahead?.moved(own, chosen);
      if (counts.counted !== counted) ahead?.leave();
      next[text] = 1;
      for (const other of targets.subarray(starts[text], starts[text + 1])) next[other] = 1;
    }
    if (moves <= SETTLED * words.size) break;
  }
  ahead?.end();
  renumber(community);
  return community;
}
