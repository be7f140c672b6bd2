import { ALONE, type ShareWork } from "#kernel/powers";
import { communitiesOf, volumesOf } from "./communities.ts";
import { refined } from "./evidence.ts";
import type { Graph } from "./graph.ts";
import { merged } from "./merge.ts";
import type { Words } from "./words.ts";

/** Texts for each unit of resolution in the first look, before the data say what resolution is theirs. */
const FIRST = 150;
const LEAST_RESOLUTION = 1;
/** Coarser and finer than the resolution of the data: what stays together in all of these belongs together. */
const LOOKS = [0.5, 0.8, 1.2, 1.8] as const;
/** More texts than this are looked at once: in a crowd the looks take most of the time, and large families are split where they differ. */
export const MANY = 10_000;
/** An edge that no look keeps inside of a cluster stays, so that no text falls out of the graph. */
const LOOSE = 1e-6;

/**
 * Texts and their neighbour graph -> community of each text. How fine the communities are the graph says itself (`resolutionOf`); clusters are looked for
 * at several resolutions around it, and those are the answer that most of the looks agree on (consensus clustering, Lancichinetti and Fortunato 2012): one
 * look by itself is right about different clusters each time. Of very many texts one look is taken. Numbers have no gaps. Deterministic.
 */
export function agreedCommunities(words: Words, graph: Graph, share: ShareWork = ALONE): Int32Array {
  const look = (resolution: number): Int32Array => lookAt(words, graph, resolution, share);
  const first = resolutionOf(graph, firstLook(words, graph, share));
  if (graph.size > MANY) return look(first);
  const looks = LOOKS.map((times) => look(first * times));
  const agreed = agreement(graph, looks);
  const rough = communitiesOf(agreed, resolutionOf(agreed, looks[1] ?? new Int32Array(graph.size)));
  return refined(words, graph, communitiesOf(agreed, resolutionOf(agreed, rough)));
}

/** Texts and their neighbour graph -> communities at the resolution that is tried first, which tell about how large they are. */
export function firstLook(words: Words, graph: Graph, share: ShareWork = ALONE): Int32Array {
  return lookAt(words, graph, Math.max(LEAST_RESOLUTION, graph.size / FIRST), share);
}

function lookAt(words: Words, graph: Graph, resolution: number, share: ShareWork): Int32Array {
  const fine = refined(words, graph, communitiesOf(graph, resolution), share);
  return refined(words, graph, merged(words, graph, fine), share);
}

/**
 * Graph and communities -> the resolution at which modularity is the likelihood of a graph with as many edges inside and between communities as this one
 * has (Newman 2016).
 */
function resolutionOf(graph: Graph, community: Int32Array): number {
  const volumes = volumesOf(graph);
  const sums = new Float64Array(graph.size);
  let [total, inside, square] = [0, 0, 0];
  for (let node = 0; node < graph.size; node++) {
    const own = community[node] ?? 0;
    total += volumes[node] ?? 0;
    sums[own] = (sums[own] ?? 0) + (volumes[node] ?? 0);
    for (let place = graph.starts[node] ?? 0; place < (graph.starts[node + 1] ?? 0); place++)
      if (community[graph.targets[place] ?? 0] === own) inside += graph.weights[place] ?? 0;
  }
  for (const sum of sums) square += (sum * sum) / (total || 1);
  const [within, between] = [inside / (square || 1), (total - inside) / (total - square || 1)];
  const resolution = (within - between) / (Math.log(within) - Math.log(between));
  // One community, or none with an edge: nothing can be said.
  return Number.isFinite(resolution) && resolution > 0 ? Math.max(LEAST_RESOLUTION, resolution) : LEAST_RESOLUTION;
}

/** The same graph, each edge as heavy as the share of looks that have both its ends in one cluster. */
function agreement(graph: Graph, looks: readonly Int32Array[]): Graph {
  const weights = new Float32Array(graph.weights.length);
  for (let node = 0; node < graph.size; node++)
    for (let place = graph.starts[node] ?? 0; place < (graph.starts[node + 1] ?? 0); place++) {
      const other = graph.targets[place] ?? 0;
      let agreeing = 0;
      for (const look of looks) if (look[node] === look[other]) agreeing++;
      weights[place] = agreeing / looks.length + LOOSE;
    }
  return { ...graph, weights };
}
