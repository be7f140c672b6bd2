import { ADAPTERS } from "#adapters/list";
import type { LogAdapter, LogRoot, ReadOptions } from "#adapters/contract";
import { countDropped, type Dropped } from "#kernel/dropped";
import { ForgeError } from "#kernel/errors";
import type { Pattern, Rejection } from "#kernel/pattern";
import type { Request, Trace } from "#kernel/trace";
import { observe, type ObserveSettings } from "#stages/observe/observe";
import { makeRedactor } from "#stages/observe/redaction/redact";
import { absolute } from "./places.ts";
import { changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { mine } from "./patterns.ts";
import { openTraces } from "./traces.ts";

export type ReadingOptions = Readonly<{ days: number | null; source: string; path: string | null; includeGroups: boolean; includeDeleted: boolean }>;

export type ObserveResult = Readonly<{
  schemaVersion: 1;
  counts: Readonly<{
    sessions: number;
    userPrompts: number;
    assistantMessages: number;
    toolCalls: number;
    requests: number;
    redactions: number;
    dropped: Readonly<Record<string, number>>;
  }>;
  sources: readonly Readonly<{ adapter: string; label: string; path: string; sessions: number }>[];
  window: Readonly<{ days: number | null; since: string | null }>;
  patterns: readonly Pattern[];
  rejected: readonly Rejection[];
  stored: boolean;
}>;

/** What observe found, and the requests that were mined: the window of days, not all that was read. */
export type Observed = Readonly<{ result: ObserveResult; requests: readonly Request[] }>;

type Found = Readonly<{ traces: Trace[]; dropped: Dropped[] }>;

/** How much of one long message is kept. */
const TEXT_CHARS = 4000;

type ReadSource = Readonly<{ root: LogRoot; label: string; sessions: number }>;

/** Logs -> traces, kept in the trace store, and the patterns of the days looked at. Nothing is sent anywhere. */
export function observeLogs(context: Context, options: ReadingOptions): Observed {
  context.powers.note({ kind: "stage", stage: "observe" });
  const found: Found = { traces: [], dropped: [] };
  const settings: ObserveSettings = { redact: makeRedactor(), home: context.powers.host.home, textChars: TEXT_CHARS };
  const sources = sourcesOf(context, options).map((source) => ({ ...source, sessions: readSource(context, source, options, settings, found) }));
  const { traces, dropped } = found;
  const days = options.path === null ? (options.days ?? context.policy.read.days) : options.days;
  const since = days === null ? null : context.powers.clock.now() - days * 86_400_000;
  const requests = traces.flatMap((trace) => trace.requests).filter((request) => since === null || request.at === null || request.at >= since);
  const { patterns, rejected } = mine(requests, context.policy);
  const stored = keep(context, traces);
  const counts = { ...countsOf(traces), dropped: countDropped(dropped) };
  const window = { days, since: since === null ? null : new Date(since).toISOString() };
  const shown = sources.map(({ root, label, sessions }) => ({ adapter: root.adapter, label, path: root.path, sessions }));
  return { result: { schemaVersion: 1, counts, sources: shown, window, patterns, rejected, stored }, requests };
}

function sourcesOf(context: Context, { source, path }: ReadingOptions): readonly (ReadSource & { adapter: LogAdapter })[] {
  const { host, files } = context.powers;
  const wanted = ADAPTERS.filter((adapter) => source === "auto" || adapter.id === source);
  if (wanted.length === 0) throw new ForgeError("USAGE", `there is no source "${source}"; there are auto, ${ADAPTERS.map((one) => one.id).join(", ")}`);
  if (path !== null) {
    const whole = absolute(host, path);
    if (files.facts(whole) === null) throw new ForgeError("FILE_UNREADABLE", `${whole} is not there`);
    const adapter = wanted.find((one) => one.accepts(whole, context.powers)) ?? (source === "auto" ? undefined : wanted[0]);
    if (adapter === undefined)
      throw new ForgeError("FILE_UNREADABLE", `${whole} holds no session logs that are known`, {
        details: { known: ADAPTERS.map((one) => one.label).join(", ") },
      });
    return [{ adapter, label: adapter.label, root: { adapter: adapter.id, path: whole, why: "--path" }, sessions: 0 }];
  }
  return wanted.flatMap((adapter) =>
    adapter
      .roots(host)
      .filter((root) => files.facts(root.path) !== null)
      .map((root) => ({ adapter, label: adapter.label, root, sessions: 0 })),
  );
}

/** Reads one source to its end; gives the number of sessions, and adds to the traces and to what was left out. */
function readSource(
  context: Context,
  source: Readonly<{ adapter: LogAdapter; root: LogRoot }>,
  options: ReadingOptions,
  settings: ObserveSettings,
  found: Found,
): number {
  const reading: ReadOptions = { includeGroups: options.includeGroups, includeDeleted: options.includeDeleted, lineBytes: context.policy.read.lineBytes };
  let sessions = 0;
  for (const one of source.adapter.sources(source.root, context.powers, reading)) {
    for (const { conversation, dropped } of one.read()) {
      found.dropped.push(...dropped);
      if (conversation === null) continue;
      const seen = observe(conversation, settings);
      found.dropped.push(...seen.dropped);
      found.traces.push(seen.trace);
      sessions += 1;
      if (sessions % 100 === 0) context.powers.note({ kind: "progress", stage: "observe", done: sessions, total: sessions, unit: "sessions" });
    }
  }
  return sessions;
}

function keep(context: Context, traces: readonly Trace[]): boolean {
  if (context.dryRun || traces.length === 0) return false;
  return changing(context, ({ record }) => {
    const store = openTraces(context);
    try {
      store.put(traces);
    } finally {
      store.close();
    }
    record("observe.done", { sessions: traces.length, requests: countsOf(traces).requests });
    return true;
  });
}

function countsOf(traces: readonly Trace[]) {
  const sum = (of: (trace: Trace) => number) => traces.reduce((total, trace) => total + of(trace), 0);
  return {
    sessions: traces.length,
    userPrompts: sum((one) => one.counts.userPrompts),
    assistantMessages: sum((one) => one.counts.assistantMessages),
    toolCalls: sum((one) => one.counts.toolCalls),
    requests: sum((one) => one.counts.requests),
    redactions: sum((one) => one.counts.redactions),
  };
}
