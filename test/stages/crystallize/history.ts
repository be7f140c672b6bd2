import type { Pattern } from "#kernel/pattern";
import type { Policy } from "#kernel/policy";
import type { Action, OutcomeLabel, Request } from "#kernel/trace";

const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 5, 1);

/** What crystallize reads of the policy. */
export const POLICY: Policy = {
  schemaVersion: 1,
  support: { sessions: 3, days: 2, successRate: 0.7 },
  proposals: { atOnce: 3, expireDays: 30 },
  skill: { warnTokens: 1500, maxTokens: 5000, maxLines: 500 },
  scan: { limits: { files: 1, fileBytes: 1, totalBytes: 1, findings: 1, depth: 1, nodes: 1 }, warnScore: 1, denyScore: 1, weights: {} },
  read: { lineBytes: 1024, days: 7, keepDays: 0, keepText: false, hideEmails: false, projects: { allow: [], deny: [] } },
  approval: { mode: "open", threshold: 1 },
  grants: [],
};

/** A call; `!` in front of the line: it failed. The verb is its first word and the words after it that are no argument. */
export function ran(line: string, nth: number): Action {
  const failed = line.startsWith("!");
  const text = failed ? line.slice(1) : line;
  const verb = /^(?:gh \w+ \w+|git \w+|npm \w+|\S+)/.exec(text)?.[0] ?? "";
  const kind = verb === "read" ? "read" : "run";
  return {
    id: `call-${nth}`,
    tool: kind === "read" ? "read" : "exec",
    kind,
    verb,
    object: /\.(\w+)(?: |$)/.exec(text) === null ? null : `*.${/\.(\w+)(?: |$)/.exec(text)?.[1] ?? ""}`,
    line: text,
    ok: !failed,
    at: null,
    exitCode: failed ? 1 : 0,
    status: null,
    error: failed ? "exit" : null,
    artifacts: [],
    durationMs: 1,
  };
}

export type Asked = Readonly<{ text: string; lines: readonly string[]; outcome?: OutcomeLabel; session?: string; day?: number }>;

/** Requests of one pattern, each in a session and on a day of its own unless said otherwise. */
export function asked(prefix: string, list: readonly Asked[]): readonly Request[] {
  return list.map(({ text, lines, outcome = "success", session = "", day }, at) => ({
    id: `${prefix}-${String(at).padStart(2, "0")}`,
    session: session === "" ? `${prefix}-s${at}` : session,
    adapter: "openclaw",
    agent: "main",
    project: null,
    speaker: null,
    at: Date.UTC(2026, 2, 1) + (day ?? at) * DAY,
    place: { path: "log", line: at + 1 },
    text,
    followUps: [],
    actions: lines.map(ran),
    outcome: { label: outcome, because: [] },
  }));
}

export function aPattern(prefix: string, requests: readonly Request[], more: Partial<Pattern> = {}): Pattern {
  return {
    id: `pat-${prefix}`,
    name: prefix,
    title: `Title of ${prefix}`,
    action: "convert",
    object: "pdf",
    wording: requests[0]?.text ?? "",
    phrases: requests.map((one) => one.text),
    slots: [],
    terms: ["convert", "pdf"],
    requests: requests.map((one) => one.id),
    sessions: [...new Set(requests.map((one) => one.session))],
    days: [],
    outcomes: { success: 0, failure: 0, mixed: 0, unknown: 0 },
    ...more,
  };
}
