import type { Pattern, Rejection } from "#kernel/pattern";
import { ALONE, type ShareWork } from "#kernel/powers";
import { dayOf } from "#kernel/trace";
import { toldMarks } from "../redaction/marks.ts";
import { describe } from "./describe.ts";
import type { Group } from "./group.ts";
import { groupsOf } from "./groups.ts";
import { type MineItem, type Node, nodesOf } from "./nodes.ts";
import { phrasesOf } from "./phrases.ts";

export type { MineItem };

/** So many patterns are described while their phrases are chosen: the wordings of all there may be would be held at once. */
const TOGETHER = 4_000;

/** Least distinct sessions, and least distinct UTC days; the day rule is off for a group in which a member has no time. */
export type MineSettings = Readonly<{ sessions: number; days: number }>;
export type Mined = Readonly<{ patterns: readonly Pattern[]; rejected: readonly Rejection[]; assignments: readonly (string | null)[] }>;

/**
 * Requests -> patterns, what was repeated but is no pattern (with the reason), and for each request the id of its pattern or null.
 * Every person of a group is mined apart: two people's messages are never one person's repetition. The same items give the same answer, on one thread and on two.
 */
export function minePatterns(items: readonly MineItem[], settings: MineSettings, share: ShareWork = ALONE): Mined {
  const patterns: Pattern[] = [];
  const rejected: Rejection[] = [];
  const assignments: (string | null)[] = items.map(() => null);
  const sessionNumbers = numbered(items);
  const taken = { names: new Set<string>(), ids: new Set<string>() };
  for (const indices of bySpeaker(items)) {
    const nodes = nodesOf(items, indices);
    const membersOf = (group: readonly number[]) => group.flatMap((node) => nodes[node]?.members ?? []);
    const sessions = (group: readonly number[], enough?: number) => sessionsOf(group, nodes, sessionNumbers, enough);
    const weights = nodes.map(({ members }, at) => (members.length === 1 ? 1 : sessions([at])));
    const { groups, failed } = groupsOf(nodes, { weights, supported: (group) => sessions(group, settings.sessions) >= settings.sessions, share });
    const largest = ordered(groups, nodes);
    for (let from = 0; from < largest.length; from += TOGETHER) {
      const batch = largest.slice(from, from + TOGETHER).map((group) => {
        const members = membersOf(group.nodes).sort((a, b) => a - b);
        const days = daysOf(members, items);
        return { group, members, days, enough: days === null || days.length >= settings.days };
      });
      const passing = batch.filter(({ enough }) => enough);
      const phrases = phrasesOf(
        passing.map(({ members }) => members.map((at) => items[at]?.text ?? "")),
        share,
      );
      const described: Pattern[] = [];
      for (const { group, members, days, enough } of batch) {
        const pattern = describe(group, nodes, items, days ?? knownDays(members, items), taken);
        if (!enough) {
          rejected.push({ reason: "too-few-days", title: pattern.title, requests: pattern.requests, detail: `${days?.length ?? 0} of ${settings.days} days` });
          continue;
        }
        taken.names.add(pattern.name);
        taken.ids.add(pattern.id);
        described.push(pattern);
        for (const at of members) assignments[at] = pattern.id;
      }
      const chosen = phrases();
      patterns.push(...described.map((pattern, at) => ({ ...pattern, phrases: chosen[at] ?? [] })));
    }
    for (const { nodes: group, reason } of failed) {
      const members = membersOf(group);
      if (members.some((at) => assignments[at] !== null)) continue;
      rejected.push({ reason, title: titleOf(items[members[0] ?? 0]), requests: idsOf(members, items), detail: `${sessions(group)} sessions` });
    }
    rejected.push(...tooFewSessions(nodes, items, settings, weights));
  }
  return {
    patterns: patterns.sort(bySupport),
    rejected: rejected.sort((a, b) => b.requests.length - a.requests.length || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)),
    assignments,
  };
}

function bySpeaker(items: readonly MineItem[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [at, item] of items.entries()) {
    const speaker = JSON.stringify(item.speaker ?? null);
    const group = groups.get(speaker);
    if (group === undefined) groups.set(speaker, [at]);
    else group.push(at);
  }
  return [...groups.values()];
}

/** Session of each item by its number: a million names would be compared again for each group. */
function numbered(items: readonly MineItem[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(items, ({ session }) => {
    const number = numbers.get(session) ?? numbers.size;
    numbers.set(session, number);
    return number;
  });
}

/** In how many sessions nodes were asked; counting ends where there are enough. */
function sessionsOf(group: readonly number[], nodes: readonly Node[], sessions: Int32Array, enough = Number.POSITIVE_INFINITY): number {
  const seen = new Set<number>();
  for (const node of group)
    for (const at of nodes[node]?.members ?? []) {
      if (seen.size >= enough) return seen.size;
      seen.add(sessions[at] ?? -1);
    }
  return seen.size;
}

/** Largest first, so that the best known pattern gets the plain name. */
function ordered(groups: readonly Group[], nodes: readonly Node[]): readonly Group[] {
  const size = (group: Group): number => group.nodes.reduce((sum, node) => sum + (nodes[node]?.members.length ?? 0), 0);
  return [...groups].sort((a, b) => size(b) - size(a) || (a.nodes[0] ?? 0) - (b.nodes[0] ?? 0));
}

/** Distinct days, or null when a member has no time and so nobody can say. */
function daysOf(members: readonly number[], items: readonly MineItem[]): readonly string[] | null {
  return members.some((at) => dayOf(items[at]?.at ?? null) === null) ? null : knownDays(members, items);
}

function knownDays(members: readonly number[], items: readonly MineItem[]): readonly string[] {
  return [...new Set(members.map((at) => dayOf(items[at]?.at ?? null)).filter((day) => day !== null))].sort();
}

/** The very same words again and again, but in too few sessions: one afternoon's work, not a habit. */
function tooFewSessions(nodes: readonly Node[], items: readonly MineItem[], settings: MineSettings, weights: readonly number[]): readonly Rejection[] {
  return nodes.flatMap((node, at): readonly Rejection[] => {
    const sessions = weights[at] ?? 0;
    if (node.members.length < settings.sessions || sessions >= settings.sessions) return [];
    return [
      {
        reason: "too-few-sessions",
        title: titleOf(items[node.members[0] ?? 0]),
        requests: idsOf(node.members, items),
        detail: `${sessions} of ${settings.sessions} sessions`,
      },
    ];
  });
}

function idsOf(members: readonly number[], items: readonly MineItem[]): readonly string[] {
  return members.map((at) => items[at]?.id ?? "").sort();
}

function titleOf(item: MineItem | undefined): string {
  return toldMarks(item?.text ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 100)
    .toWellFormed();
}

function bySupport(a: Pattern, b: Pattern): number {
  return b.sessions.length - a.sessions.length || b.requests.length - a.requests.length || (a.name < b.name ? -1 : 1);
}
