import { DROP_REASONS, type DropReason } from "#kernel/dropped";
import type { Pattern, Rejection } from "#kernel/pattern";
import { REJECTIONS } from "#kernel/pattern";
import { visible } from "#kernel/visible";
import type { ObserveResult } from "#pipeline/observe";
import { plural, table } from "./table.ts";

/** What observe found, for a person: sources, counts, patterns, near misses, and everything left out with its reason. */
export function observeText(result: ObserveResult): readonly string[] {
  const { counts } = result;
  return [
    ...sourcesShown(result).map((one) => `Read ${plural(one.sessions, "session")} of ${one.label} in ${one.path}`),
    ...(result.sources.length === 0 ? ["No session logs were found. Give a place with --path FOLDER."] : []),
    ...(result.logs.unchanged > 0 ? [`${plural(result.logs.read, "log")} read, ${result.logs.unchanged} unchanged since last time`] : []),
    `${plural(counts.userPrompts, "prompt")}, ${plural(counts.assistantMessages, "answer")}, ${plural(counts.toolCalls, "tool call")}, ${plural(counts.requests, "request")}${result.window.days === null ? "" : `; mined: the last ${plural(result.window.days, "day")}`}`,
    "",
    ...patternsText(result.patterns, result.rejected),
    ...droppedText(counts.dropped),
  ];
}

/** Places with sessions; without any, every place that was looked at. */
export function sourcesShown({ sources }: Pick<ObserveResult, "sources">): ObserveResult["sources"] {
  const full = sources.filter((one) => one.sessions > 0);
  return full.length > 0 ? full : sources;
}

export function patternsText(patterns: readonly Pattern[], rejected: readonly Rejection[]): readonly string[] {
  const rows = patterns.map((one) => [
    one.id,
    visible(one.title),
    String(one.requests.length),
    String(one.sessions.length),
    one.days.length === 0 ? "-" : String(one.days.length),
    one.slots.map((slot) => `{${slot.name}}`).join(" ") || "-",
  ]);
  return [
    patterns.length === 0 ? "Nothing keeps coming back often enough." : `${plural(patterns.length, "pattern")}:`,
    ...table([["id", "what", "times", "sessions", "days", "slots"], ...rows], patterns.length),
    ...rejectedText(rejected),
  ];
}

export function rejectedText(rejected: readonly Rejection[]): readonly string[] {
  const near = rejected.filter((one) => one.requests.length > 1);
  return near.length === 0
    ? []
    : [
        "",
        "Not enough for a pattern:",
        ...near.slice(0, 8).map((one) => `  ${visible(one.title)}: ${REJECTIONS[one.reason]}${one.detail === "" ? "" : ` (${visible(one.detail)})`}`),
      ];
}

export function droppedText(dropped: Readonly<Record<string, number>>): readonly string[] {
  const rows = Object.entries(dropped).map(([reason, count]) => [String(count), reason, words(reason)]);
  return rows.length === 0 ? [] : ["", "Left out:", ...table(rows, rows.length)];
}

function words(reason: string): string {
  return isReason(reason) ? DROP_REASONS[reason] : "";
}

function isReason(reason: string): reason is DropReason {
  return Object.hasOwn(DROP_REASONS, reason);
}
