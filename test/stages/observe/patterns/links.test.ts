import { aggregate } from "#stages/observe/patterns/communities";
import type { Graph } from "#stages/observe/patterns/graph";
import { type Joining, Links, type Pairs } from "#stages/observe/patterns/links";
import fc from "fast-check";
import { expect, test } from "vitest";

const NODES = 12;
const LINKED = 0.06;

/** Edges of an undirected graph -> the graph, row by row. */
function graphOf(edges: readonly (readonly [number, number, number])[]): Graph {
  const rows = Array.from({ length: NODES }, () => new Map<number, number>());
  for (const [a, b, weight] of edges) {
    rows[a]?.set(b, weight);
    rows[b]?.set(a, weight);
  }
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.size);
  const links = rows.flatMap((row) => [...row]);
  return {
    size: NODES,
    starts: Int32Array.from(starts),
    targets: Int32Array.from(links, ([to]) => to),
    weights: Float32Array.from(links, ([, weight]) => weight),
    loops: new Float64Array(NODES),
  };
}

/** Linked pairs of the whole graph, aggregated anew: names of both, the lower first, in order. */
function pairsOf(graph: Graph, into: readonly number[]): readonly string[] {
  const between = aggregate(graph, Int32Array.from(into), NODES);
  const row = (node: number) =>
    Array.from({ length: (between.starts[node + 1] ?? 0) - (between.starts[node] ?? 0) }, (_unused, at) => (between.starts[node] ?? 0) + at);
  const volume = (node: number): number => row(node).reduce((sum, place) => sum + (between.weights[place] ?? 0), between.loops[node] ?? 0);
  return into.flatMap((_into, a) =>
    row(a).flatMap((place) => {
      const b = between.targets[place] ?? 0;
      return b > a && (between.weights[place] ?? 0) >= LINKED * Math.min(volume(a), volume(b)) ? [`${a}-${b}`] : [];
    }),
  );
}

const node = fc.nat(NODES - 1);
const edges = fc
  .array(
    fc.tuple(
      node,
      node,
      fc.integer({ min: 1, max: 400 }).map((weight) => weight / 64),
    ),
    { maxLength: 60 },
  )
  .map((list) => list.filter(([a, b]) => a !== b));

test("nodes that join have the links that aggregating the whole graph anew would give them, and only pairs of one that was joined are weighed again", () => {
  fc.assert(
    fc.property(edges, fc.array(fc.tuple(node, node), { maxLength: 8 }), (drawn, wanted) => {
      const graph = graphOf(drawn);
      const links = new Links(graphOf(drawn));
      const into = Array.from({ length: NODES }, (_unused, at) => at);
      let joining: readonly Joining[] | null = null;
      for (const [one, other] of wanted) {
        const { lower, upper, places }: Pairs = joining === null ? links.all() : links.beside(joining);
        const all = pairsOf(graph, into);
        const isNew = (pair: string): boolean => joining === null || joining.some(({ kept }) => pair.split("-").includes(String(kept)));
        expect([...lower].map((a, at) => `${a}-${upper[at] ?? 0}`).sort()).toEqual(all.filter(isNew).sort());
        for (const [at, place] of places.entries()) links.weigh(lower[at] ?? 0, place, (lower[at] ?? 0) + (upper[at] ?? 0) + 1);
        const best = links.bestPartners();
        // The gain of a pair is the sum of its numbers, so the best partner is the highest one.
        for (const name of into.keys()) {
          const partners = all.map((pair) => pair.split("-").map(Number)).filter((pair) => pair.includes(name));
          expect(best[name]).toBe(Math.max(-1, ...partners.map(([a = 0, b = 0]) => (a === name ? b : a))));
        }
        const [kept = 0, gone = 0] = [into[one] ?? 0, into[other] ?? 0].sort((a, b) => a - b);
        joining = kept === gone ? [] : [{ gone, kept }];
        links.join(joining);
        for (const [at, name] of into.entries()) if (name === gone) into[at] = kept;
      }
    }),
    { numRuns: 300 },
  );
});
