import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { placesOf, storesAt } from "./places.ts";
import { isDatabaseOfGoose, isFileOfGoose } from "./accepts.ts";
import { storeSources } from "./read.ts";

/** Goose: one database of all sessions, before 1.10 one JSONL file a session; the database took the files over. */
export const goose: LogAdapter = Object.freeze({
  id: "goose",
  label: "Goose",
  version: 2,
  roots: (host): readonly LogRoot[] => placesOf(host).map(({ path, why }) => ({ adapter: "goose", path, why })),
  accepts: (path: string, powers: ReadPowers): boolean => {
    const stores = storesAt(path, powers);
    if (stores === null) return false;
    return stores.databases.some((one) => isDatabaseOfGoose(one, powers)) || stores.files.slice(0, 20).some((one) => isFileOfGoose(one, powers));
  },
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> =>
    storeSources(root.path, storesAt(root.path, powers), powers, options),
});
