import type { Group } from "./group.ts";
import type { Node } from "./nodes.ts";
import { type Candidate, candidateOf, holdingOf, isElsewhere } from "./repeat.ts";

/** Was most of what a work was used for in these members? */
type OwnWork = (members: readonly Candidate[], work: string) => boolean;

/**
 * Groups that words made, nodes and in how many sessions each was asked -> the groups by what was done: those that the very same special work answered, on the
 * same things, are one however they are worded, and who did all of it and stands in no group joins them. Only work that was hardly used for anything else says so.
 */
export function joinedByWork(groups: readonly Group[], nodes: readonly Node[], weights: readonly number[], isOwn: OwnWork): readonly Group[] {
  const candidateAt = (at: number): readonly Candidate[] => {
    const node = nodes[at];
    return node === undefined ? [] : [candidateOf(node, weights[at] ?? 1)];
  };
  const united = (group: Group, more: readonly number[]): Group | null => {
    const all = [...group.nodes, ...more].sort((a, b) => a - b);
    const members = all.flatMap(candidateAt);
    const holding = holdingOf(members);
    return holding.worked && holding.work !== null && isOwn(members, holding.work) ? { nodes: all, holding } : null;
  };
  const joined: Group[] = [];
  const bySignature = new Map<string, number[]>();
  for (const group of groups) {
    const alike = bySignature.get(signatureOf(group)) ?? [];
    const at = alike.find((one) => isOnSame(joined[one], group) && united(joined[one] ?? group, group.nodes) !== null);
    const both = at === undefined ? null : united(joined[at] ?? group, group.nodes);
    if (at !== undefined && both !== null) joined[at] = both;
    else bySignature.set(signatureOf(group), [...alike, joined.push(group) - 1]);
  }
  bySignature.delete("");
  for (const [signature, outside] of outsideBy(joined, nodes)) {
    const [at, more] = bySignature.get(signature) ?? [];
    const group = at === undefined || more !== undefined ? undefined : joined[at];
    if (at === undefined || group === undefined) continue;
    const fit = outside.filter((node) => candidateAt(node).some((one) => !isElsewhere(one, group.holding)));
    joined[at] = (fit.length > 0 ? united(group, fit) : null) ?? group;
  }
  return joined;
}

/** Special work of a group that most of it did; empty where no work speaks for it. */
function signatureOf({ holding }: Group): string {
  return holding.worked ? holding.works.toSorted().join("\n") : "";
}

function isOnSame(a: Group | undefined, b: Group): boolean {
  if (a === undefined || signatureOf(b) === "") return false;
  const [left, right] = [a.holding.objects, b.holding.objects];
  return left.length === right.length && left.every((one) => right.includes(one));
}

/** Special work -> the nodes in no group that did all of it and nothing besides. */
function outsideBy(groups: readonly Group[], nodes: readonly Node[]): ReadonlyMap<string, readonly number[]> {
  const inside = new Set(groups.flatMap((group) => group.nodes));
  const outside = new Map<string, number[]>();
  for (const [at, { work }] of nodes.entries()) {
    if (work.special.length === 0 || inside.has(at)) continue;
    const signature = work.special.join("\n");
    const list = outside.get(signature);
    if (list === undefined) outside.set(signature, [at]);
    else list.push(at);
  }
  return outside;
}
