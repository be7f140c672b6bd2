import type { Group } from "./group.ts";
import { similarity } from "./neighbours.ts";
import type { Node } from "./nodes.ts";
import { type Candidate, isCore, joins } from "./repeat.ts";
import type { Space } from "./vectors.ts";
import { agreement } from "./work.ts";

/** Members of a group a late comer is compared with. */
const COMPARED = 24;
/** Share of the group's own mean likeness that a late comer needs. */
const LIKE = 0.6;

/**
 * Groups and all nodes -> the groups with the nodes that belong to exactly one of them by the second test but were left outside when the tree was
 * cut: a wording of its own, answered by the same work or made of the same core.
 */
export function withLateComers(groups: readonly Group[], nodes: readonly Node[], space: Space, candidates: readonly Candidate[]): readonly Group[] {
  const inside = new Set(groups.flatMap((group) => group.nodes));
  const byKey = new Map<string, number[]>();
  for (const [at, { holding }] of groups.entries()) {
    for (const key of [...holding.core, ...(holding.work === null ? [] : [`work ${holding.work}`])]) byKey.set(key, [...(byKey.get(key) ?? []), at]);
  }
  const means = groups.map((group) => meanWithin(group, nodes, space));
  const added = new Map<number, number[]>();
  for (const [node, candidate] of candidates.entries()) {
    if (inside.has(node)) continue;
    const near = new Set([...candidate.keys.keys(), ...candidate.node.work.special.map((key) => `work ${key}`)].flatMap((key) => byKey.get(key) ?? []));
    const best = [...near]
      .filter((at) => isFit(groups[at], candidate, candidates))
      .map((at) => {
        const group = groups[at];
        const likeness = meanTo(node, group?.nodes ?? [], nodes, space) / Math.max(0.05, means[at] ?? 1);
        return { at, likeness: group !== undefined && isCore(candidate, group.holding) ? 1 + likeness : likeness };
      })
      .sort((a, b) => b.likeness - a.likeness || a.at - b.at)[0];
    if (best !== undefined && best.likeness >= LIKE) added.set(best.at, [...(added.get(best.at) ?? []), node]);
  }
  return groups.map((group, at) => ({ ...group, nodes: [...group.nodes, ...(added.get(at) ?? [])].sort((a, b) => a - b) }));
}

function isFit(group: Group | undefined, candidate: Candidate, candidates: readonly Candidate[]): boolean {
  if (group === undefined || !joins(candidate, group.holding)) return false;
  const worked = group.nodes.map((node) => candidates[node]?.node.work).find((work) => (work?.special.length ?? 0) > 0);
  return worked === undefined || agreement(worked, candidate.node.work) >= 0;
}

function meanWithin(group: Group, nodes: readonly Node[], space: Space): number {
  const looked = group.nodes.slice(0, COMPARED);
  if (looked.length < 2) return 0.5;
  return (
    looked.reduce(
      (sum, node) =>
        sum +
        meanTo(
          node,
          looked.filter((other) => other !== node),
          nodes,
          space,
        ),
      0,
    ) / looked.length
  );
}

function meanTo(node: number, others: readonly number[], nodes: readonly Node[], space: Space): number {
  const looked = others.slice(0, COMPARED);
  return looked.reduce((sum, other) => sum + similarity(nodes, space, node, other), 0) / (looked.length || 1);
}
