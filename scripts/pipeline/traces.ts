import type { Request } from "#kernel/trace";
import { type TraceStore, traceStore } from "#store/traces";
import type { Context } from "./context.ts";

/** Opens the trace store, creating it at the first time. The caller closes it. */
export function openTraces(context: Context): TraceStore {
  return traceStore(context.powers.openStore(context.places.traces));
}

/** Work with the trace store; `absent` is the answer when nothing was observed yet, and then nothing is created. */
export function withTraces<T>(context: Context, absent: T, work: (store: TraceStore) => T): T {
  if (context.powers.files.facts(context.places.traces) === null) return absent;
  const store = openTraces(context);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** Every request observed so far. */
export function allRequests(context: Context): readonly Request[] {
  return withTraces(context, [], (store) => store.requests());
}
