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
  const joined = alikeBy(groups, (group) => `${signatureOf(group)}\n\n${group.holding.objects.toSorted().join("\n")}`).flatMap((alike) => {
    const [first, ...others] = alike;
    if (first === undefined || others.length === 0 || signatureOf(first) === "") return alike;
    const one = united(
      first,
      others.flatMap(({ nodes: more }) => more),
    );
    return one === null ? alike : [one];
  });
  const alone = new Map(
    alikeBy(joined, signatureOf).flatMap(([group, more]) => (group === undefined || more !== undefined ? [] : [[signatureOf(group), group] as const])),
  );
  alone.delete("");
  const grown = new Map<Group, Group>();
  for (const [signature, outside] of outsideBy(joined, nodes)) {
    const group = alone.get(signature);
    if (group === undefined) continue;
    const fit = outside.filter((node) => candidateAt(node).some((one) => !isElsewhere(one, group.holding)));
    grown.set(group, (fit.length > 0 ? united(group, fit) : null) ?? group);
  }
  return joined.map((group) => grown.get(group) ?? group);
}

/** Groups -> those of the same name together, in the order of the first of each. */
function alikeBy(groups: readonly Group[], nameOf: (group: Group) => string): readonly (readonly Group[])[] {
  const alike = new Map<string, Group[]>();
  for (const group of groups) {
    const name = nameOf(group);
    const list = alike.get(name);
    if (list === undefined) alike.set(name, [group]);
    else list.push(group);
  }
  return [...alike.values()];
}

/** Special work of a group that most of it did; empty where no work speaks for it. */
function signatureOf({ holding }: Group): string {
  return holding.worked ? holding.works.toSorted().join("\n") : "";
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
