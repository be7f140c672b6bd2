import type { Rejection } from "#kernel/pattern";
import type { Request } from "#kernel/trace";

/** What a script fills into its words from run to run: numbers, dates, hashes. Other words that change may be a person's. */
const FILLED = /(?<![\p{L}\p{N}])(?=[\p{N}a-f]*\p{N})[\p{N}a-f]+(?![\p{L}\p{N}])/giu;

/**
 * Requests -> those that a person may have made, and what was left out. Runs that nobody can answer in (`codex exec`) are a person's or a script's; which one
 * stands only in the words: who types asks in other words the next time, a script never does. The very same words in `least` such sessions or more, numbers
 * aside, are a script's.
 */
export function withoutScripts(requests: readonly Request[], least: number): Readonly<{ heard: readonly Request[]; rejected: readonly Rejection[] }> {
  const groups = new Map<string, Request[]>();
  for (const request of requests) {
    if (request.unattended !== true) continue;
    const words = request.text.replace(FILLED, "0").replace(/\s+/gu, " ").trim();
    const group = groups.get(words);
    if (group === undefined) groups.set(words, [request]);
    else group.push(request);
  }
  const scripted = [...groups.values()].filter((group) => sessionsOf(group) >= least);
  const left = new Set(scripted.flat());
  return {
    heard: left.size === 0 ? requests : requests.filter((one) => !left.has(one)),
    rejected: scripted.map((group) => ({
      reason: "sent-by-program",
      title: (group[0]?.text ?? "").slice(0, 120).toWellFormed(),
      requests: group.map((one) => one.id),
      detail: `${sessionsOf(group)} sessions`,
    })),
  };
}

function sessionsOf(group: readonly Request[]): number {
  return new Set(group.map((one) => one.session)).size;
}
