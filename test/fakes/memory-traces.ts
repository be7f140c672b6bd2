import type { Request, Trace } from "#kernel/trace";
import type { SourceFacts, TraceStore } from "#store/traces";

/** A trace store that forgets when the test ends. */
export function memoryTraces(): TraceStore {
  const kept = new Map<string, Trace>();
  const sources = new Map<string, string>();
  const key = ({ bytes, modifiedMs, inode, device }: SourceFacts) => `${bytes} ${modifiedMs} ${inode} ${device}`;
  const time = (at: number | null) => (at !== null && Number.isFinite(at) ? at : Number.POSITIVE_INFINITY);
  const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  const all = (): readonly Request[] =>
    [...kept.values()]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((one) => one.requests)
      .sort((a, b) => order(time(a.at), time(b.at)));
  return {
    put: (traces) => {
      for (const trace of traces) kept.set(trace.id, structuredClone(trace));
    },
    traces: () => [...kept.values()].sort((a, b) => order(time(a.startedAt), time(b.startedAt))).map(({ requests: _, ...rest }) => rest),
    requests: (since = Number.MIN_SAFE_INTEGER) => all().filter((one) => time(one.at) >= since),
    request: (id) => all().find((one) => one.id === id) ?? null,
    counts: () => ({ sessions: kept.size, requests: all().length }),
    unchanged: (path, facts) => sources.get(path) === key(facts),
    remember: (path, facts) => void sources.set(path, key(facts)),
    close: () => undefined,
  };
}
