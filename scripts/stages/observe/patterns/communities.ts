import type { Graph } from "./graph.ts";

/**
 * Graph -> community number of each node, by local moving and aggregation of modularity (Blondel et al. 2008). `resolution` scales the null
 * model; it has to grow with the number of nodes, or small communities in a large graph are swallowed (Fortunato and Barthélemy 2007).
 * Deterministic: nodes move in order and ties go to the lower number.
 */
export function communitiesOf(given: Graph, resolution: number): Int32Array {
  let graph = given;
  let assigned = Int32Array.from({ length: graph.size }, (_unused, node) => node);
  for (let level = 0; level < 20; level++) {
    const moved = moveLocally(graph, resolution);
    const count = renumber(moved);
    assigned = assigned.map((community) => moved[community] ?? 0);
    if (count === graph.size) break;
    graph = aggregate(graph, moved, count);
  }
  return assigned;
}

/** Weight of all edges of each node, loops among them. */
export function volumesOf({ size, starts, weights, loops }: Graph): Float64Array {
  const volumes = loops.slice();
  for (let node = 0; node < size; node++)
    for (let place = starts[node] ?? 0; place < (starts[node + 1] ?? 0); place++) volumes[node] = (volumes[node] ?? 0) + (weights[place] ?? 0);
  return volumes;
}

const ROUNDS = 12;
/** Share of nodes that still move when a level is left. */
const SETTLED = 0.002;

function moveLocally(graph: Graph, resolution: number): Int32Array {
  const community = Int32Array.from({ length: graph.size }, (_unused, node) => node);
  const degrees = volumesOf(graph);
  const state: State = {
    community,
    degrees,
    known: new Float64Array(graph.size * KNOWN),
    near: new Int32Array(graph.size),
    scale: resolution / (degrees.reduce((sum, one) => sum + one, 0) || 1),
  };
  for (let node = 0; node < graph.size; node++) state.known[node * KNOWN + SUM] = degrees[node] ?? 0;
  for (let round = 0; round < ROUNDS; round++) {
    let moves = 0;
    for (let node = 0; node < graph.size; node++) if (moveOne(node, graph, state)) moves++;
    if (moves <= graph.size * SETTLED) break;
  }
  return community;
}

/** What is known of a community stands side by side, because both are asked for together: the sum of its degrees, and the weight that leads to it from the node that moves. */
const KNOWN = 2;
const [SUM, LINK] = [0, 1];

type State = Readonly<{ community: Int32Array; degrees: Float64Array; known: Float64Array; near: Int32Array; scale: number }>;

function moveOne(node: number, graph: Graph, { community, degrees, known, near, scale }: State): boolean {
  const own = community[node] ?? 0;
  const degree = degrees[node] ?? 0;
  let count = 0;
  near[count++] = own;
  const end = graph.starts[node + 1] ?? 0;
  for (let place = graph.starts[node] ?? 0; place < end; place++) {
    const other = community[graph.targets[place] ?? 0] ?? 0;
    const link = other * KNOWN + LINK;
    if (known[link] === 0 && other !== own) near[count++] = other;
    known[link] = (known[link] ?? 0) + (graph.weights[place] ?? 0);
  }
  known[own * KNOWN + SUM] = (known[own * KNOWN + SUM] ?? 0) - degree;
  let best = own;
  let most = (known[own * KNOWN + LINK] ?? 0) - scale * degree * (known[own * KNOWN + SUM] ?? 0);
  for (let at = 0; at < count; at++) {
    const other = near[at] ?? 0;
    const gain = (known[other * KNOWN + LINK] ?? 0) - scale * degree * (known[other * KNOWN + SUM] ?? 0);
    known[other * KNOWN + LINK] = 0;
    if (gain > most + 1e-12 || (gain > most - 1e-12 && other < best && gain > 0)) {
      best = other;
      most = Math.max(gain, most);
    }
  }
  known[best * KNOWN + SUM] = (known[best * KNOWN + SUM] ?? 0) + degree;
  community[node] = best;
  return best !== own;
}

/** Community numbers -> 0.. without gaps, in place, in order of first appearance; how many there are. */
export function renumber(community: Int32Array): number {
  // A community is called by the number of a node or of an earlier community, so none is larger.
  const names = new Int32Array(community.length).fill(-1);
  let count = 0;
  for (let node = 0; node < community.length; node++) {
    const name = community[node] ?? 0;
    if (names[name] === -1) names[name] = count++;
    community[node] = names[name] ?? 0;
  }
  return count;
}

/** Graph and the communities of its nodes (0..count-1) -> the graph between the communities; what lies within one becomes its loop. */
export function aggregate(graph: Graph, community: Int32Array, count: number): Graph {
  const members = membersOf(community, count);
  const starts = new Int32Array(count + 1);
  const loops = new Float64Array(count);
  const links = new Float64Array(count);
  let targets = new Int32Array(Math.max(16, graph.targets.length >> 1));
  let weights = new Float32Array(targets.length);
  let end = 0;
  const near: number[] = [];
  for (let from = 0; from < count; from++) {
    near.length = 0;
    for (let at = members.starts[from] ?? 0; at < (members.starts[from + 1] ?? 0); at++) {
      const node = members.nodes[at] ?? 0;
      loops[from] = (loops[from] ?? 0) + (graph.loops[node] ?? 0);
      for (let place = graph.starts[node] ?? 0; place < (graph.starts[node + 1] ?? 0); place++) {
        const to = community[graph.targets[place] ?? 0] ?? 0;
        const weight = graph.weights[place] ?? 0;
        if (to === from) loops[from] = (loops[from] ?? 0) + weight;
        else {
          if (links[to] === 0) near.push(to);
          links[to] = (links[to] ?? 0) + weight;
        }
      }
    }
    if (end + near.length > targets.length) {
      const more = new Int32Array(targets.length * 2 + near.length);
      more.set(targets);
      targets = more;
      const heavier = new Float32Array(more.length);
      heavier.set(weights);
      weights = heavier;
    }
    for (const to of near) {
      targets[end] = to;
      weights[end++] = links[to] ?? 0;
      links[to] = 0;
    }
    starts[from + 1] = end;
  }
  return { size: count, starts, targets: targets.slice(0, end), weights: weights.slice(0, end), loops };
}

/** Community of each node -> the nodes of each community in order, row by row. */
export function membersOf(community: Int32Array, count: number): Readonly<{ starts: Int32Array; nodes: Int32Array }> {
  const starts = new Int32Array(count + 1);
  for (let node = 0; node < community.length; node++) {
    const one = community[node] ?? 0;
    starts[one + 1] = (starts[one + 1] ?? 0) + 1;
  }
  for (let one = 0; one < count; one++) starts[one + 1] = (starts[one + 1] ?? 0) + (starts[one] ?? 0);
  const next = starts.slice();
  const nodes = new Int32Array(community.length);
  for (let node = 0; node < community.length; node++) {
    const one = community[node] ?? 0;
    nodes[next[one] ?? 0] = node;
    next[one] = (next[one] ?? 0) + 1;
  }
  return { starts, nodes };
}
