import type { Pattern, Rejection } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { type Mined, minePatterns } from "#stages/observe/patterns/mine";
import type { MineItem } from "#stages/observe/patterns/nodes";
import { withoutScripts } from "#stages/observe/requests/scripts";
import { isRemark } from "#stages/observe/requests/remark";
import { isAffirmation } from "#stages/observe/requests/stance";
import type { Context } from "./context.ts";

export type PatternsResult = Readonly<{
  schemaVersion: 1;
  patterns: readonly Pattern[];
  rejected: readonly Rejection[];
  /** For each non-empty line in order: the id of its pattern, or null. */
  assignments: readonly (string | null)[];
  /** Numbers of the lines that were no JSON object with a text. */
  unreadable: readonly number[];
}>;

/** Requests -> patterns by the policy's support, and what came back but is none. What a script sends over and over is no habit of a person, and a remark asks for nothing. */
export function mine(requests: readonly Request[], { policy, powers }: Context): Pick<Mined, "patterns" | "rejected"> {
  const { sessions, days } = policy.support;
  const { heard, rejected: scripted } = withoutScripts(requests, sessions);
  const asked = heard.filter(({ text }) => !isRemark(text));
  const { patterns, rejected } = minePatterns(asked, { sessions, days }, powers.shareWork);
  return { patterns, rejected: [...scripted, ...rejected] };
}

/** Lines of {text, session?, at?} -> patterns. A line without session is a session of its own; without `at` the day rule is off for it. */
export function patternsOf(context: Context, lines: readonly string[]): PatternsResult {
  const unreadable: number[] = [];
  const rows: (MineItem | null)[] = [];
  for (const [index, raw] of lines.entries()) {
    // Files written on Windows begin with a byte order mark, which is no JSON.
    const line = index === 0 && raw.startsWith("\uFEFF") ? raw.slice(1) : raw;
    if (line.trim() === "") continue;
    const item = itemOf(line, index + 1);
    if (item === null) unreadable.push(index + 1);
    rows.push(item);
  }
  // Thanks, a yes and remarks ask for nothing, in whatever language they come back.
  const isAsked = (row: MineItem | null): row is MineItem => row !== null && !isAffirmation(row.text) && !isRemark(row.text);
  const items = rows.filter(isAsked);
  const { powers, policy } = context;
  const { patterns, rejected, assignments } = minePatterns(items, { sessions: policy.support.sessions, days: policy.support.days }, powers.shareWork);
  let next = 0;
  return { schemaVersion: 1, patterns, rejected, assignments: rows.map((row) => (isAsked(row) ? (assignments[next++] ?? null) : null)), unreadable };
}

function itemOf(line: string, number: number): MineItem | null {
  const value = parsed(line);
  if (typeof value !== "object" || value === null || !("text" in value) || typeof value.text !== "string" || value.text.trim() === "") return null;
  const session = "session" in value && (typeof value.session === "string" || typeof value.session === "number") ? String(value.session) : `line-${number}`;
  return {
    id: `line-${number}`,
    text: value.text,
    session,
    at: "at" in value ? instant(value.at) : null,
    speaker: null,
    actions: [],
    outcome: { label: "unknown" },
  };
}

/** Milliseconds or an ISO 8601 time; anything else is no time. */
function instant(at: unknown): number | null {
  const value = typeof at === "number" ? at : typeof at === "string" ? Date.parse(at) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
