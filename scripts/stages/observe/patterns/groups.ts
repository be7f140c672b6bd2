import { canonicalJson } from "#kernel/canonical-json";
import type { Rejection } from "#kernel/pattern";
import { type Chance, chanceOf } from "./chance.ts";
import { communitiesOf } from "./communities.ts";
import { averageLink, type Merge } from "./dendrogram.ts";
import type { Group } from "./group.ts";
import { withLateComers } from "./joins.ts";
import { type Edge, neighbourGraph, similarity } from "./neighbours.ts";
import type { Node } from "./nodes.ts";
import { belongs, type Candidate, candidateOf, contradicts, type Holding, holdingOf } from "./repeat.ts";
import { type Space, spaceOf } from "./vectors.ts";
import { agreement } from "./work.ts";

/** Groups that passed, and those that were seen often enough and did not. */
export type Grouping = Readonly<{ groups: readonly Group[]; failed: readonly Readonly<{ nodes: readonly number[]; reason: Rejection["reason"] }>[] }>;

/** `supported`: were these nodes seen in enough sessions and days? `weights`: sessions of each node. */
export type GroupSettings = Readonly<{ weights: readonly number[]; supported: (nodes: readonly number[]) => boolean }>;

/** So many nodes are compared pair by pair; more are first cut into communities of their neighbour graph. */
const PAIRWISE = 500;
const GRAPH = { nearest: 12, floor: 0.16, reach: 300 } as const;
/** Number of nodes at which plain modularity finds groups of the size people have; larger sets scale the null model with it. */
const PLAIN = 2000;
/** Averages below this are not even tried: nothing is alike. */
const WEAKEST = 0.13;
/**
 * Among many texts, wordings of one request share no single word but hang together by many: such a subtree passes at this average.
 * Among few, words are too rare to be weighed like that, and only what is shared counts.
 */
const DENSE = 0.2;

/** Nodes -> groups that are true repeats. */
export function groupsOf(nodes: readonly Node[], settings: GroupSettings): Grouping {
  const space = spaceOf(nodes);
  const candidates = nodes.map((node, at) => candidateOf(node, settings.weights[at] ?? 1));
  const chance = chanceOf(candidates);
  const groups: Group[] = [];
  const failed: { nodes: readonly number[]; reason: Rejection["reason"] }[] = [];
  for (const part of partsOf(nodes, space)) {
    if (!settings.supported(part)) continue;
    const found = splitPart(part, nodes, space, { candidates, chance }, settings);
    groups.push(...found.groups);
    failed.push(...found.failed);
  }
  return { groups: withLateComers(groups, nodes, space, candidates), failed };
}

function partsOf(nodes: readonly Node[], space: Space): readonly (readonly number[])[] {
  const all = nodes.map((_node, at) => at);
  if (nodes.length <= PAIRWISE) return [all];
  return communityParts(all, neighbourGraph(nodes, space, GRAPH), Math.max(1, nodes.length / PLAIN), 0);
}

/** Communities; one too large to compare pair by pair is cut again with a stricter null model. */
function communityParts(members: readonly number[], edges: readonly Edge[], resolution: number, depth: number): readonly (readonly number[])[] {
  const numbers = new Map(members.map((node, at) => [node, at]));
  const own = edges.map(({ a, b, weight }) => ({ a: numbers.get(a) ?? 0, b: numbers.get(b) ?? 0, weight }));
  const parts = new Map<number, number[]>();
  for (const [at, community] of communitiesOf(members.length, own, resolution).entries()) {
    const part = parts.get(community);
    if (part === undefined) parts.set(community, [members[at] ?? 0]);
    else part.push(members[at] ?? 0);
  }
  return [...parts.values()].flatMap((part) => {
    if (part.length <= PAIRWISE) return [part];
    if (depth > 12) return slices(part);
    const inside = new Set(part);
    return communityParts(
      part,
      edges.filter(({ a, b }) => inside.has(a) && inside.has(b)),
      depth === 0 ? 2 : resolution * 2,
      depth + 1,
    );
  });
}

function slices(part: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(part.length / PAIRWISE) }, (_unused, at) => part.slice(at * PAIRWISE, (at + 1) * PAIRWISE));
}

/** Part -> the largest subtrees of its dendrogram that pass the second test, from the top down. */
function splitPart(
  part: readonly number[],
  nodes: readonly Node[],
  space: Space,
  data: Pick<Tree, "candidates" | "chance">,
  settings: GroupSettings,
): Grouping {
  const size = part.length;
  const similarities = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) similarities[i * size + j] = similarities[j * size + i] = similarity(nodes, space, part[i] ?? 0, part[j] ?? 0);
  }
  const merges = averageLink(similarities, size);
  const tree: Tree = { many: nodes.length > PAIRWISE, merges, part, ...data };
  const groups: Group[] = [];
  const failed: { nodes: readonly number[]; reason: Rejection["reason"] }[] = [];
  descend(size + merges.length - 1, tree, settings, groups, failed);
  return { groups, failed };
}

type Tree = Readonly<{ many: boolean; merges: readonly Merge[]; part: readonly number[]; candidates: readonly Candidate[]; chance: Chance }>;

function descend(
  root: number,
  tree: Tree,
  settings: GroupSettings,
  groups: Group[],
  failed: { nodes: readonly number[]; reason: Rejection["reason"] }[],
): void {
  const open = [root];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const nodes = leavesOf(name, tree);
    if (!settings.supported(nodes)) continue;
    const merge = tree.merges[name - tree.part.length];
    const members = nodes.map((node) => tree.candidates[node]).filter((one) => one !== undefined);
    const holding = holdingOf(members);
    const alike = merge === undefined || merge.similarity >= WEAKEST;
    const dense = tree.many && merge !== undefined && merge.similarity >= DENSE;
    if ((holding.reason === null || dense) && alike && !(merge !== undefined && splits(merge, tree, settings))) {
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

/** Shared work proves a repeat; words alone have to be shared beyond chance. */
function isProven(nodes: readonly number[], tree: Tree, holding: Holding): boolean {
  if (holding.work !== null || holding.active) return true;
  return tree.chance.beyond(nodes.map((node) => tree.candidates[node]).filter((one) => one !== undefined));
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
  if (x !== undefined && y !== undefined && x.special.length > 0 && canonicalJson(x) === canonicalJson(y)) return false;
  const together = x !== undefined && y !== undefined && agreement(x, y) >= 0.5;
  return contradicts(a, b, together ? "work" : "any") && holdingOf(a).reason === null && holdingOf(b).reason === null;
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
