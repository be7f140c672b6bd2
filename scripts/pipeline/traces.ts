import { IN_MEMORY } from "#kernel/powers";
import type { Request } from "#kernel/trace";
import { type TraceStore } from "#store/trace-store";
import { traceStore } from "#store/traces";
import type { Context } from "./context.ts";

/** A kept session with its requests, and its words where they were kept. */
export type KeptSession = NonNullable<ReturnType<TraceStore["session"]>>;

/** Opens the trace store, creating it at the first time. The caller closes it. */
export function openTraces(context: Context): TraceStore {
  return traceStore(context.powers.openStore(context.places.traces));
}

/** Work with the store that a run over the logs fills: in a dry run one that is in memory and gone afterwards. */
export function observing<T>(context: Context, work: (store: TraceStore) => T): T {
  const { powers, places } = context;
  if (!context.dryRun) powers.files.makeFolder(places.data, 0o700);
  const store = traceStore(powers.openStore(context.dryRun ? IN_MEMORY : places.traces));
  try {
    return work(store);
  } finally {
    store.close();
  }
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
