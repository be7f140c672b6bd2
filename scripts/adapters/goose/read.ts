import { dropOf, leftOut } from "#adapters/common/sources";
import type { LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { listSessions } from "./database.ts";
import { exportSource } from "./export.ts";
import { fileSource } from "./files.ts";
import type { Stores } from "./places.ts";

/** Root and its stores -> a source for each session. What the database took over from a file is read once. */
export function* storeSources(root: string, stores: Stores | null, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  if (stores === null || stores.databases.length + stores.files.length === 0) {
    const absent = stores === null ? dropOf("source.absent", root) : dropOf("source.absent", root, "no sessions of Goose in it");
    yield* leftOut("nothing", [absent, ...(stores?.dropped ?? [])]);
    return;
  }
  yield* leftOut("left-out", stores.dropped);
  const taken = new Set<string>();
  for (const path of stores.databases) {
    const { sources, ids, dropped } = listSessions(path, powers, options);
    yield* leftOut("sessions.db", sources.length === 0 && dropped.length === 0 ? [dropOf("source.absent", path, "no sessions")] : dropped);
    for (const id of ids) taken.add(id);
    yield* sources;
  }
  for (const path of stores.files) yield path.endsWith(".json") ? exportSource(path, powers) : fileSource(path, taken, powers, options);
}
