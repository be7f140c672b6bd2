import { digestOfJson } from "#kernel/digest";
import type { Pattern, Rejection } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { MINER } from "#generated/digests";
import type { TraceStore, Wanted } from "#store/trace-store";
import { changing, settleLeft } from "./changing.ts";
import type { Context } from "./context.ts";
import { mine } from "./patterns.ts";
import { type LogsRead, type ReadingOptions, type ReadSource, readLogs } from "./read-logs.ts";
import { dropOlder, observing, withTraces } from "./traces.ts";

export type { ReadingOptions } from "./read-logs.ts";

export type ObserveResult = Readonly<{
  schemaVersion: 1;
  /** Over every source that is there, whether it was read now or before. */
  counts: Readonly<{
    sessions: number;
    userPrompts: number;
    assistantMessages: number;
    toolCalls: number;
    requests: number;
    redactions: number;
    dropped: Readonly<Record<string, number>>;
  }>;
  sources: readonly ReadSource[];
  /** Logs read now, and logs that did not change since they were read. */
  logs: Readonly<{ read: number; unchanged: number }>;
  window: Readonly<{ days: number | null; since: string | null }>;
  patterns: readonly Pattern[];
  rejected: readonly Rejection[];
  stored: boolean;
}>;

/** What observe found, and on demand the requests it was found in: those of the days looked at, not all that was read. */
export type Observed = Readonly<{ result: ObserveResult; requests: () => readonly Request[] }>;

/** Logs -> traces, kept in the trace store, and the patterns of the days looked at. Nothing is sent anywhere. */
export function observeLogs(context: Context, options: ReadingOptions): Observed {
  const { powers, policy } = context;
  powers.note({ kind: "stage", stage: "observe" });
  const days = options.path === null ? (options.days ?? policy.read.days) : options.days;
  const since = days === null ? null : powers.clock.now() - days * 86_400_000;
  const seen = observing(context, (store): Observed => {
    const read = readLogs(context, store, options);
    expire(context, store);
    const wanted: Wanted = { sources: read.ids, ...(since === null ? {} : { since }) };
    const { requests, ...found } = patternsIn(context, store, wanted);
    return {
      result: {
        schemaVersion: 1,
        ...summary(read),
        window: { days, since: since === null ? null : new Date(since).toISOString() },
        ...found,
        stored: !context.dryRun && read.ids.size > 0,
      },
      // the store is closed by then; in a dry run, where it is gone, nothing is remembered and so they are at hand
      requests: () => requests ?? withTraces(context, [], (kept) => kept.requests(wanted)),
    };
  });
  settleLeft(context);
  return seen;
}

function summary({ counts, dropped, sources, read, unchanged }: LogsRead): Pick<ObserveResult, "counts" | "sources" | "logs"> {
  return { counts: { ...counts, dropped }, sources, logs: { read, unchanged } };
}

type Found = Readonly<{ patterns: readonly Pattern[]; rejected: readonly Rejection[] }>;

/** Mining is repeated only when something it reads changed: the requests, the policy or the program. Otherwise not even the requests are loaded. */
function patternsIn(context: Context, store: TraceStore, wanted: Wanted): Found & Readonly<{ requests: readonly Request[] | null }> {
  const key = digestOfJson([store.generation(), MINER, context.policy.support, store.requestIds(wanted)]);
  const known = store.remembered(key);
  if (known !== null) return { requests: null, ...(JSON.parse(known) as Found) };
  const requests = store.requests(wanted);
  const { patterns, rejected } = mine(requests, context);
  if (!context.dryRun && requests.length > 0) store.remember(key, JSON.stringify({ patterns, rejected }));
  return { requests, patterns, rejected };
}

/** Requests past the days that are kept leave, also those of logs that are gone. */
function expire(context: Context, store: TraceStore): void {
  const { keepDays } = context.policy.read;
  if (keepDays === 0 || context.dryRun) return;
  const before = context.powers.clock.now() - keepDays * 86_400_000;
  if (!store.hasOlder(before)) return;
  changing(context, ({ record }) => {
    const { sessions, requests } = store.selected({ kind: "before", value: before });
    const counts = { why: "keepDays", sessions: sessions.length, requests: requests.length };
    // killed in between, the next run lets go what is left
    record("forget.begun", counts);
    store.expire(before);
    dropOlder(context);
    record("traces.forgotten", counts);
  });
}
