import { join } from "node:path";
import { type Database, IN_MEMORY } from "#kernel/powers";
import type { Request } from "#kernel/trace";
import { sweepTemporary } from "#store/sweep";
import { type TraceStore } from "#store/trace-store";
import { traceStore } from "#store/traces";
import type { Context } from "./context.ts";

/** A kept session with its requests, and its words where they were kept. */
export type KeptSession = NonNullable<ReturnType<TraceStore["session"]>>;

/** Opens the trace store, creating it at the first time. The caller closes it. */
export function openTraces(context: Context): TraceStore {
  const database = context.powers.openStore(context.places.traces);
  return traceStore(database, (version) => keepOlder(context, database, version));
}

/** A store that an older program wrote stays in `backups/` as it was, before it is brought up to date. SQLite copies it, whole; what a kill leaves of a copy has a temporary name. */
function keepOlder({ powers: { files, ids }, places }: Context, database: Database, version: number): void {
  const folder = join(places.data, "backups");
  const path = join(folder, `traces.sqlite.v${version}`);
  if (files.facts(path) !== null) return;
  files.makeFolder(folder, 0o700);
  sweepTemporary(files, folder);
  const fresh = join(folder, `.traces.sqlite.v${version}.${ids.hex(16)}.tmp`);
  database.run("VACUUM INTO ?", fresh);
  files.setMode(fresh, 0o600);
  files.rename(fresh, path);
}

/** Copies of older state repeat words of sessions: who forgets forgets them, too. */
export function dropOlder({ powers: { files }, places }: Context): void {
  const folder = join(places.data, "backups");
  if (files.facts(folder)?.kind !== "folder") return;
  for (const name of files.names(folder)) if (/^(?:traces\.sqlite\.v\d+|genes\.json\.v\d+-[0-9a-f]{12})$/.test(name)) files.removeFile(join(folder, name));
}

/** Work with the store that a run over the logs fills: in a dry run one that is in memory and gone afterwards. */
export function observing<T>(context: Context, work: (store: TraceStore) => T): T {
  const { powers, places } = context;
  if (!context.dryRun) powers.files.makeFolder(places.data, 0o700);
  const store = context.dryRun ? traceStore(powers.openStore(IN_MEMORY)) : openTraces(context);
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
