import type { Rejection } from "#kernel/pattern";
import type { ShareWork } from "#kernel/powers";
import { type Chance, chanceOf } from "./chance.ts";
import { clustersOf } from "./clusters.ts";
import { averageLink, type Merge } from "./dendrogram.ts";
import type { Group } from "./group.ts";
import { withLateComers } from "./joins.ts";
import { knownWork } from "./known-work.ts";
import { similarities } from "./neighbours.ts";
import type { Node } from "./nodes.ts";
import { belongs, type Candidate, candidateOf, contradicts, hanging, type Holding, holdingOf } from "./repeat.ts";
import { joinedByWork } from "./same-work.ts";
import { tiesOf } from "./ties.ts";
import { spaceOf } from "./vectors.ts";
import { agreement } from "./work.ts";

/** Groups that passed, and those that were seen often enough and did not. */
export type Grouping = Readonly<{ groups: readonly Group[]; failed: readonly Readonly<{ nodes: readonly number[]; reason: Rejection["reason"] }>[] }>;

/** `supported`: were these nodes seen in enough sessions and days? `weights`: sessions of each node. `share`: how work is shared with another thread. */
export type GroupSettings = Readonly<{ weights: readonly number[]; supported: (nodes: readonly number[]) => boolean; share: ShareWork }>;

/** So many nodes are compared pair by pair; more are first cut into clusters. */
const PAIRWISE = 500;
/** Averages below this are not even tried: nothing is alike. */
const WEAKEST = 0.13;
/** Where this share of a cluster did special work, the work says what belongs together. */
const WORKED = 0.2;
/** Share of all sessions with some work that a group has to hold before the work alone proves it: a program that was used for other things as often is good for much. */
const OWN_WORK = 0.6;
/** And this share of it has to have a word in common with another: of three wordings two meet in one by chance. */
const HANGING = 0.7;
/** More than half: of the members, and of what they did. */
const MOST_OF = 0.5;

type Failed = Readonly<{ nodes: readonly number[]; reason: Rejection["reason"] }>;

/** Nodes -> groups that are true repeats: by their words and work, and then by the same work alone. */
export function groupsOf(nodes: readonly Node[], settings: GroupSettings): Grouping {
  const isOwn = ownWorkIn(nodes, settings.weights);
  const { groups, failed } = groupsByWords(nodes, settings, isOwn);
  return { groups: joinedByWork(groups, nodes, settings.weights, isOwn), failed };
}

/** Few are compared pair by pair; many are first clustered, and those clusters judged that no work speaks for. */
function groupsByWords(nodes: readonly Node[], settings: GroupSettings, isOwn: OwnWork): Grouping {
  const candidatesOf = (part: readonly number[]): readonly Candidate[] =>
    part.flatMap((at) => {
      const node = nodes[at];
      return node === undefined ? [] : [candidateOf(node, settings.weights[at] ?? 1)];
    });
  if (nodes.length <= PAIRWISE) {
    const all = nodes.map((_node, at) => at);
    const candidates = candidatesOf(all);
    return pairwiseGroups(all, candidates, proofOf(isOwn, chanceOf(candidates)), settings);
  }
  const { clusters, beside } = clustersOf(nodes, settings.weights, knownWork(nodes), settings.share, () => ({
    proof: proofOf(isOwn, chanceOf(oneByOne(nodes, settings.weights))),
    areTied: tiesOf(nodes),
  }));
  const { proof, areTied } = beside;
  const groups: Group[] = [];
  const failed: Failed[] = [];
  for (const { nodes: part, cohesion } of clusters) {
    if (!settings.supported(part)) continue;
    const members = candidatesOf(part);
    if (isWorked(members)) {
      const found = pairwiseGroups(part, members, proof, settings);
      groups.push(...found.groups);
      failed.push(...found.failed);
      continue;
    }
    // By words alone: shared beyond chance, or tied to each other.
    const holding = holdingOf(members);
    if (proof(members, holding) || areTied(part, cohesion)) groups.push({ nodes: part, holding });
    else failed.push({ nodes: part, reason: holding.reason ?? "not-cohesive" });
  }
  return { groups, failed };
}

/** Shared work proves a repeat where most of what it was used for is in the group; words alone have to be shared beyond chance. */
type Proof = (members: readonly Candidate[], holding: Holding) => boolean;
type OwnWork = (members: readonly Candidate[], work: string) => boolean;

function proofOf(isOwn: OwnWork, chance: Chance): Proof {
  return (members, holding) => (holding.worked && (holding.work === null || isOwn(members, holding.work))) || chance.beyond(members);
}

function ownWorkIn(nodes: readonly Node[], weights: readonly number[]): OwnWork {
  const uses = new Map<string, number>();
  for (const [at, { work }] of nodes.entries()) for (const key of work.special) uses.set(key, (uses.get(key) ?? 0) + (weights[at] ?? 1));
  return (members, work) => {
    const own = members.reduce((sum, { node, weight }) => sum + (node.work.special.includes(work) ? weight : 0), 0);
    return own >= OWN_WORK * (uses.get(work) ?? 0) && hanging(members) > HANGING && isMostOf(members);
  };
}

/** Is what most of them did most of what they did? Who only began alike ("who sings this song", "add it to my list": both look it up) asked for ever other things. */
function isMostOf(members: readonly Candidate[]): boolean {
  const all = members.reduce((sum, { weight }) => sum + weight, 0);
  const shares = new Map<string, number>();
  const doneBy = ({ node: { work } }: Candidate): readonly string[] => [...work.special, ...work.everyday];
  for (const one of members) for (const key of doneBy(one)) shares.set(key, (shares.get(key) ?? 0) + one.weight);
  const common = new Set([...shares].filter(([, share]) => share > MOST_OF * all).map(([key]) => key));
  const did = members.filter((one) => doneBy(one).length > 0);
  const part = did.reduce((sum, one) => sum + one.weight * (doneBy(one).filter((key) => common.has(key)).length / doneBy(one).length), 0);
  return part > MOST_OF * did.reduce((sum, { weight }) => sum + weight, 0);
}

/** A million candidates are more than all else that is known of them: each is made when it is looked at, and those of a cluster once more. */
function* oneByOne(nodes: readonly Node[], weights: readonly number[]): Iterable<Candidate> {
  for (const [at, node] of nodes.entries()) yield candidateOf(node, weights[at] ?? 1);
}

function isWorked(members: readonly Candidate[]): boolean {
  const weigh = (list: readonly Candidate[]): number => list.reduce((sum, one) => sum + one.weight, 0);
  return weigh(members.filter(({ node }) => node.work.special.length > 0)) >= WORKED * weigh(members);
}

/** Part, and its nodes as candidates -> the largest subtrees of its dendrogram that pass the second test, from the top down, and who joins them afterwards. */
function pairwiseGroups(part: readonly number[], candidates: readonly Candidate[], proof: Proof, settings: GroupSettings): Grouping {
  const supported = (group: readonly number[]): boolean => settings.supported(group.map((at) => part[at] ?? 0));
  const nodes = candidates.map(({ node }) => node);
  const space = spaceOf(nodes);
  const compared = heaviest(candidates);
  const size = compared.length;
  const merges = averageLink(similarities(nodes, space, compared), size);
  const groups: Group[] = [];
  const failed: Failed[] = [];
  descend(size + merges.length - 1, { merges, part: compared, candidates, proof }, { ...settings, supported }, groups, failed);
  const outside = (list: readonly number[]): readonly number[] => list.map((at) => part[at] ?? 0);
  return {
    groups: withLateComers(groups, nodes, space, candidates).map((group) => ({ ...group, nodes: outside(group.nodes) })),
    failed: failed.map((one) => ({ ...one, nodes: outside(one.nodes) })),
  };
}

/** Of more than can be compared pair by pair, those that were asked most often; the others may join later. */
function heaviest(candidates: readonly Candidate[]): readonly number[] {
  const all = candidates.map((_one, at) => at);
  if (all.length <= PAIRWISE) return all;
  return all
    .sort((a, b) => (candidates[b]?.weight ?? 0) - (candidates[a]?.weight ?? 0) || a - b)
    .slice(0, PAIRWISE)
    .sort((a, b) => a - b);
}

type Tree = Readonly<{ merges: readonly Merge[]; part: readonly number[]; candidates: readonly Candidate[]; proof: Proof }>;

function descend(root: number, tree: Tree, settings: GroupSettings, groups: Group[], failed: Failed[]): void {
  const open = [root];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const nodes = leavesOf(name, tree);
    if (!settings.supported(nodes)) continue;
    const merge = tree.merges[name - tree.part.length];
    const members = nodes.map((node) => tree.candidates[node]).filter((one) => one !== undefined);
    const holding = holdingOf(members);
    const alike = merge === undefined || merge.similarity >= WEAKEST;
    if (holding.reason === null && alike && !(merge !== undefined && splits(merge, tree, settings))) {
      const kept = nodes.filter((node) => belongsTo(node, tree, holding));
      if (settings.supported(kept) && isProven(kept, tree, holding)) {
        groups.push({ nodes: kept, holding }, ...ownGroup(nodes, kept, tree, settings));
        continue;
      }
    }
    if (merge !== undefined) open.push(merge.right, merge.left);
    if (merge === undefined || !(settings.supported(leavesOf(merge.left, tree)) || settings.supported(leavesOf(merge.right, tree)))) {
      if (alike) failed.push({ nodes, reason: holding.reason ?? "not-cohesive" });
    }
  }
}

/** Those that did not belong to a group may be one by themselves, as when one program does two kinds of work. */
function ownGroup(nodes: readonly number[], kept: readonly number[], tree: Tree, settings: GroupSettings): readonly Group[] {
  const inside = new Set(kept);
  const others = nodes.filter((node) => !inside.has(node));
  if (!settings.supported(others)) return [];
  const holding = holdingOf(others.map((node) => tree.candidates[node]).filter((one) => one !== undefined));
  const own = others.filter((node) => belongsTo(node, tree, holding));
  return holding.reason === null && settings.supported(own) && isProven(own, tree, holding) ? [{ nodes: own, holding }] : [];
}

function isProven(nodes: readonly number[], { candidates, proof }: Tree, holding: Holding): boolean {
  return proof(
    nodes.map((node) => candidates[node]).filter((one) => one !== undefined),
    holding,
  );
}

function belongsTo(node: number, tree: Tree, holding: Holding): boolean {
  const one = tree.candidates[node];
  return one !== undefined && belongs(one, holding);
}

/** Two halves that each stand by themselves and name different work or things are two patterns. */
function splits(merge: Merge, tree: Tree, settings: GroupSettings): boolean {
  const [left, right] = [leavesOf(merge.left, tree), leavesOf(merge.right, tree)];
  if (!settings.supported(left) || !settings.supported(right)) return false;
  const of = (nodes: readonly number[]) => nodes.map((node) => tree.candidates[node]).filter((one) => one !== undefined);
  const [a, b] = [of(left), of(right)];
  const works = [a[0]?.node.work, b[0]?.node.work];
  const [x, y] = works;
  if (sameWorks(a, b)) return false;
  const together = x !== undefined && y !== undefined && agreement(x, y) >= 0.5;
  return contradicts(a, b, together ? "work" : "any") && holdingOf(a).reason === null && holdingOf(b).reason === null;
}

/** Did most of both do the very same special work, and on things of the same kinds? */
function sameWorks(a: readonly Candidate[], b: readonly Candidate[]): boolean {
  const [left, right] = [holdingOf(a), holdingOf(b)];
  const same = (x: readonly string[], y: readonly string[]): boolean => x.length === y.length && x.every((one) => y.includes(one));
  return left.worked && right.worked && left.works.length > 0 && same(left.works, right.works) && same(left.objects, right.objects);
}

function leavesOf(name: number, tree: Tree): readonly number[] {
  const leaves: number[] = [];
  const open = [name];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const merge = tree.merges[one - tree.part.length];
    if (one < tree.part.length) leaves.push(tree.part[one] ?? 0);
    else if (merge !== undefined) open.push(merge.right, merge.left);
  }
  return leaves.sort((a, b) => a - b);
}
