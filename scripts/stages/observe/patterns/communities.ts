import type { Edge } from "./neighbours.ts";

type Graph = Readonly<{ size: number; starts: Int32Array; targets: Int32Array; weights: Float64Array; degrees: Float64Array; total: number }>;

/**
 * Weighted graph -> community number of each node, by local moving and aggregation of modularity (Blondel et al. 2008). `resolution` scales
 * the null model; it has to grow with the number of nodes, or small communities in a large graph are swallowed (Fortunato and
 * Barthélemy 2007). Deterministic: nodes move in order and ties go to the lower number.
 */
export function communitiesOf(size: number, edges: readonly Edge[], resolution: number): Int32Array {
  let graph = graphOf(size, edges, new Float64Array(size));
  let assigned = Int32Array.from({ length: size }, (_unused, node) => node);
  for (let level = 0; level < 20; level++) {
    const moved = moveLocally(graph, resolution);
    const count = renumber(moved);
    assigned = assigned.map((community) => moved[community] ?? 0);
    if (count === graph.size) break;
    graph = aggregate(graph, moved, count);
  }
  return assigned;
}

function graphOf(size: number, edges: readonly Edge[], loops: Float64Array): Graph {
  const starts = new Int32Array(size + 1);
  for (const { a, b } of edges) {
    starts[a + 1] = (starts[a + 1] ?? 0) + 1;
    starts[b + 1] = (starts[b + 1] ?? 0) + 1;
  }
  for (let node = 0; node < size; node++) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const targets = new Int32Array(edges.length * 2);
  const weights = new Float64Array(edges.length * 2);
  const next = starts.slice();
  const degrees = Float64Array.from(loops);
  let total = loops.reduce((sum, loop) => sum + loop, 0);
  const put = (from: number, to: number, weight: number): void => {
    const place = next[from] ?? 0;
    targets[place] = to;
    weights[place] = weight;
    next[from] = place + 1;
    degrees[from] = (degrees[from] ?? 0) + weight;
  };
  for (const { a, b, weight } of edges) {
    put(a, b, weight);
    put(b, a, weight);
    total += 2 * weight;
  }
  return { size, starts, targets, weights, degrees, total: total || 1 };
}

function moveLocally(graph: Graph, resolution: number): Int32Array {
  const community = Int32Array.from({ length: graph.size }, (_unused, node) => node);
  const sums = Float64Array.from(graph.degrees);
  const links = new Float64Array(graph.size);
  for (let round = 0; round < 30; round++) {
    let moves = 0;
    for (let node = 0; node < graph.size; node++) if (moveOne(node, graph, resolution, community, sums, links)) moves++;
    if (moves <= graph.size * 0.001) break;
  }
  return community;
}

function moveOne(node: number, graph: Graph, resolution: number, community: Int32Array, sums: Float64Array, links: Float64Array): boolean {
  const own = community[node] ?? 0;
  const degree = graph.degrees[node] ?? 0;
  const near: number[] = [own];
  const end = graph.starts[node + 1] ?? 0;
  for (let place = graph.starts[node] ?? 0; place < end; place++) {
    const other = community[graph.targets[place] ?? 0] ?? 0;
    if (links[other] === 0 && other !== own) near.push(other);
    links[other] = (links[other] ?? 0) + (graph.weights[place] ?? 0);
  }
  sums[own] = (sums[own] ?? 0) - degree;
  let best = own;
  let bestGain = (links[own] ?? 0) - (resolution * degree * (sums[own] ?? 0)) / graph.total;
  for (const other of near) {
    const gain = (links[other] ?? 0) - (resolution * degree * (sums[other] ?? 0)) / graph.total;
    if (gain > bestGain + 1e-12 || (gain > bestGain - 1e-12 && other < best && gain > 0)) {
      best = other;
      bestGain = Math.max(gain, bestGain);
    }
  }
  sums[best] = (sums[best] ?? 0) + degree;
  community[node] = best;
  for (const other of near) links[other] = 0;
  return best !== own;
}

/** Community numbers -> 0.. without gaps, in place, in order of first appearance. */
function renumber(community: Int32Array): number {
  const names = new Map<number, number>();
  for (const [node, name] of community.entries()) {
    if (!names.has(name)) names.set(name, names.size);
    community[node] = names.get(name) ?? 0;
  }
  return names.size;
}

function aggregate(graph: Graph, community: Int32Array, count: number): Graph {
  const between = new Map<number, number>();
  const loops = new Float64Array(count);
  const inner = new Float64Array(count);
  for (let node = 0; node < graph.size; node++) {
    const from = community[node] ?? 0;
    let linked = 0;
    for (let place = graph.starts[node] ?? 0; place < (graph.starts[node + 1] ?? 0); place++) {
      const weight = graph.weights[place] ?? 0;
      const to = community[graph.targets[place] ?? 0] ?? 0;
      linked += weight;
      if (to === from) inner[from] = (inner[from] ?? 0) + weight;
      else if (from < to) between.set(from * count + to, (between.get(from * count + to) ?? 0) + weight);
    }
    loops[from] = (loops[from] ?? 0) + (graph.degrees[node] ?? 0) - linked;
  }
  const edges = [...between].map(([key, weight]) => ({ a: Math.floor(key / count), b: key % count, weight }));
  return graphOf(
    count,
    edges,
    loops.map((loop, at) => loop + (inner[at] ?? 0)),
  );
}
