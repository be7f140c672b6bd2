import type { Rejection } from "#kernel/pattern";
import { type ContentKey, contentKeys, isKnownKey, isValueKey, isWorkKey } from "./content.ts";
import type { Node } from "./nodes.ts";
import type { Bare } from "./tokens.ts";

/** A node as the second test sees it: `content` at the place of each token, `keys` with their burden; `weight` is in how many sessions it was asked. */
export type Candidate = Readonly<{ node: Node; content: readonly (ContentKey | null)[]; keys: ReadonlyMap<ContentKey, number>; weight: number }>;

/**
 * What holds a group together, or why it is none. `core` are keys that most members share, `work` the special work of most, `works` all of it
 * that most did, `objects` the classes of things that it was done to.
 */
export type Holding = Readonly<{
  reason: Rejection["reason"] | null;
  core: readonly ContentKey[];
  work: string | null;
  works: readonly string[];
  objects: readonly string[];
  /** What the programs were given by two members or more. */
  given: ReadonlySet<string>;
  /** Did most members take any work? */
  active: boolean;
  /** Did most of them take the same work, special or such as answers many requests? Then they need no words beyond chance. */
  worked: boolean;
  cohesion: number;
}>;

/** Share of members (by sessions) that has to have a word or a piece of work before it counts as shared. */
const SHARED = 0.6;
const FEW = 3;
/** Mean share of a member's content that the group shares: with two anchors, with one. */
const COHESION_TWO = 0.42;
const COHESION_ONE = 0.48;
/** Share of its content that a request without work has to share with a group that worked. */
const COVERED = 0.34;

export function candidateOf(node: Node, weight: number): Candidate {
  const keys = new Map<ContentKey, number>();
  const { tokens } = node;
  const content = contentKeys(tokens);
  for (const [at, key] of content.entries()) {
    const token = tokens[at];
    if (key !== null && token !== undefined) keys.set(key, Math.max(keys.get(key) ?? 0, burdenOf(token, at)));
  }
  return { node, content, keys, weight };
}

/** How much a content word speaks against a group that does not share it: names and details of time and number are what varies. */
function burdenOf(token: Bare, at: number): number {
  if (token.kind === "mask") return token.type === "date" || token.type === "number" ? 0.1 : 1;
  return at > 0 && /^\p{Lu}\p{Ll}/u.test(token.text) ? 0.5 : 1;
}

/**
 * Group -> is it one request that keeps coming back? Either special work answers most of it, or its words share an action and an object
 * (or a value in the object's place) that make up enough of each member. Words alone never outvote work that contradicts them.
 */
export function holdingOf(group: readonly Candidate[]): Holding {
  const total = group.reduce((sum, one) => sum + one.weight, 0);
  const { work, share, worked, works } = mainWork(group);
  // Two of three is no majority to go by where nothing was done.
  const least = group.every(isIdle) && total <= FEW ? total : SHARED * total;
  const core = [...sharesOf(group)]
    .filter(([, shared]) => shared >= least)
    .map(([key]) => key)
    .sort();
  const active = group.reduce((sum, one) => sum + (isIdle(one) ? 0 : one.weight), 0);
  const cohesion = group.reduce((sum, one) => sum + one.weight * coverage(one, core), 0) / (total || 1);
  const objects = sharedObjects(group, worked);
  // What one of many did is not the work of the group.
  const telling = share >= 0.5 * active;
  const sharesWork = work !== null && worked >= 0.5 * total && share >= SHARED * active;
  const holds = (reason: Holding["reason"]): Holding => ({
    reason,
    core,
    work: telling ? work : null,
    works: telling ? works : [],
    objects,
    given: sharedGiven(group),
    active: active >= SHARED * total,
    worked: (sharesWork && !isEverOther(group, total)) || hasRoutine(group, total),
    cohesion,
  });
  // The same program alone is not the same request when it was asked in other words for other things, or in words that nobody else used.
  const onThings = group.reduce((sum, one) => sum + (one.node.work.objects.length > 0 ? one.weight : 0), 0);
  const apart = core.length === 0 && ((objects.length === 0 && onThings >= 0.5 * total) || hanging(group) <= 0.5);
  if (sharesWork) return holds(apart ? "no-shared-object" : null);
  // Special work is there and most of it is something else: the words only look alike.
  if (worked >= 0.5 * total && share < SHARED * worked) return holds("no-shared-action");
  const anchors = core.filter((key) => !isValueKey(key));
  if (anchors.length === 0) return holds("no-shared-action");
  const thing = core.some((key) => isValueKey(key)) || anchors.some((key) => !isWorkKey(key));
  if (!thing) return holds("no-shared-object");
  const enough = anchors.length > 1 || core.length > 1 ? COHESION_TWO : COHESION_ONE;
  return holds(cohesion >= enough ? null : anchors.length > 1 ? "not-cohesive" : "no-shared-object");
}

/** Does a member belong, given what holds the group: by its work or by enough of its words, the object among them? */
export function belongs(one: Candidate, holding: Holding): boolean {
  const worked = workShare(one, holding);
  if (worked > 0.5) return !isElsewhere(one, holding);
  if (one.node.work.special.length > 0 && (holding.work !== null || holding.active) && worked === 0) return false;
  if (!namesThing(one, holding)) return false;
  const has = holding.core.filter((key) => one.keys.has(key)).length;
  // Done in part only, or not at all: then the words have to say the more.
  if (worked > 0) return has > 0.5 * holding.core.length;
  if (isIdle(one) && holding.active) return has > 0.5 * holding.core.length && coverage(one, holding.core) >= COVERED;
  return has > 0 && (has >= 0.5 * holding.core.length || coverage(one, holding.core) >= 0.6);
}

/** May a wording that stood outside join? Stricter than staying: the same work, or all that is named in the core and little else. */
export function joins(one: Candidate, holding: Holding): boolean {
  const worked = workShare(one, holding);
  if (worked > 0.5) return !isElsewhere(one, holding);
  if ((one.node.work.special.length > 0 && worked === 0) || !namesThing(one, holding)) return false;
  const anchors = holding.core.filter((key) => !isValueKey(key));
  if (worked > 0 && holding.core.filter((key) => one.keys.has(key)).length <= 0.5 * holding.core.length) return false;
  return anchors.length > 0 && anchors.every((key) => one.keys.has(key)) && coverage(one, holding.core) >= COHESION_ONE;
}

/** Share of the group's work that a member did: a part of it (`magick identify` without the resizing) is other work. */
function workShare(one: Candidate, holding: Holding): number {
  if (holding.work === null) return 0;
  const works = holding.works.length > 0 ? holding.works : [holding.work];
  return works.filter((work) => one.node.work.special.includes(work)).length / works.length;
}

function isIdle({ node }: Candidate): boolean {
  return node.work.special.length + node.work.everyday.length === 0;
}

/** Is the same program used on other things, and asked for in other words? */
export function isElsewhere(one: Candidate, holding: Holding): boolean {
  const { objects } = one.node.work;
  const others = objects.length > 0 && holding.objects.length > 0 && !objects.some((object) => holding.objects.includes(object));
  const { given } = one.node.work;
  // The database of somebody else: the same program, and neither a word nor a file in common.
  if (given.length > 0 && holding.given.size > 0 && !given.some((word) => holding.given.has(word)) && !holding.core.some((key) => one.keys.has(key)))
    return true;
  return others && holding.core.filter((key) => one.keys.has(key)).length <= 0.5 * holding.core.length;
}

/** "summarise what we know about bees" shares the verb with "summarise a.csv", not the kind of thing. */
function namesThing(one: Candidate, holding: Holding): boolean {
  const things = holding.core.filter((key) => !isWorkKey(key));
  return things.length === 0 || things.some((key) => one.keys.has(key));
}

/** Made of the core and of next to nothing else: then it is the same request however it is spelled. */
export function isCore(one: Candidate, holding: Holding): boolean {
  return holding.core.length > 1 && holding.core.every((key) => one.keys.has(key)) && coverage(one, holding.core) >= 0.75;
}

/** Two groups that both name known work or things, and different ones ("pull requests" and "issues"), are two however alike the rest is. */
export function contradicts(a: readonly Candidate[], b: readonly Candidate[], only: "work" | "any"): boolean {
  const left = new Set([...knownCore(a)].filter((key) => only === "any" || isWorkKey(key)));
  const right = new Set([...knownCore(b)].filter((key) => only === "any" || isWorkKey(key)));
  return [...left].some((key) => !right.has(key) && rare(key, b)) && [...right].some((key) => !left.has(key) && rare(key, a));
}

function knownCore(group: readonly Candidate[]): ReadonlySet<ContentKey> {
  const total = group.reduce((sum, one) => sum + one.weight, 0);
  return new Set([...sharesOf(group)].filter(([key, share]) => isKnownKey(key) && share >= SHARED * total).map(([key]) => key));
}

function rare(key: ContentKey, group: readonly Candidate[]): boolean {
  const total = group.reduce((sum, one) => sum + one.weight, 0);
  return group.reduce((sum, one) => sum + (one.keys.has(key) ? one.weight : 0), 0) <= 0.15 * total;
}

function sharesOf(group: readonly Candidate[]): ReadonlyMap<ContentKey, number> {
  const shares = new Map<ContentKey, number>();
  for (const { keys, weight } of group) for (const key of keys.keys()) shares.set(key, (shares.get(key) ?? 0) + weight);
  return shares;
}

function coverage(one: Candidate, core: readonly ContentKey[]): number {
  let shared = 0;
  let open = 0;
  for (const [key, burden] of one.keys) {
    if (core.includes(key)) shared += 1;
    else open += burden;
  }
  return shared === 0 ? 0 : shared / (shared + open);
}

function sharedObjects(group: readonly Candidate[], worked: number): readonly string[] {
  const shares = new Map<string, number>();
  for (const { node, weight } of group)
    if (node.work.special.length > 0) for (const object of node.work.objects) shares.set(object, (shares.get(object) ?? 0) + weight);
  return [...shares].filter(([, share]) => share >= SHARED * worked).map(([object]) => object);
}

function sharedGiven(group: readonly Candidate[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const { node, weight } of group) for (const word of node.work.given) seen.set(word, (seen.get(word) ?? 0) + weight);
  return new Set([...seen].filter(([, count]) => count > 1).map(([word]) => word));
}

/** Was the program given ever other files that nobody asked for by name? Then it is a program that is good for much. */
function isEverOther(group: readonly Candidate[], total: number): boolean {
  const given = group.reduce((sum, { node, weight }) => sum + (node.work.given.length > 0 ? weight : 0), 0);
  return given >= SHARED * total && sharedGiven(group).size === 0;
}

/** Share of a group (by sessions) that has a word, or a kind of value, in common with another member. */
export function hanging(group: readonly Candidate[]): number {
  const seen = new Map<ContentKey, number>();
  for (const { keys } of group) for (const key of keys.keys()) seen.set(key, (seen.get(key) ?? 0) + 1);
  const alone = (one: Candidate): boolean => one.weight < 2 && ![...one.keys.keys()].some((key) => (seen.get(key) ?? 0) > 1);
  const all = group.reduce((sum, one) => sum + one.weight, 0);
  return 1 - group.reduce((sum, one) => sum + (alone(one) ? one.weight : 0), 0) / (all || 1);
}

function hasRoutine(group: readonly Candidate[], total: number): boolean {
  const shares = new Map<string, number>();
  for (const { node, weight } of group) for (const key of node.work.everyday) shares.set(key, (shares.get(key) ?? 0) + weight);
  return [...shares.values()].some((share) => share >= SHARED * total);
}

function mainWork(group: readonly Candidate[]): Readonly<{ work: string | null; share: number; worked: number; works: readonly string[] }> {
  const shares = new Map<string, number>();
  let worked = 0;
  for (const { node, weight } of group) {
    if (node.work.special.length > 0) worked += weight;
    for (const key of node.work.special) shares.set(key, (shares.get(key) ?? 0) + weight);
  }
  const best = [...shares].sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))[0];
  return { work: best?.[0] ?? null, share: best?.[1] ?? 0, worked, works: [...shares].filter(([, share]) => share >= SHARED * worked).map(([key]) => key) };
}
