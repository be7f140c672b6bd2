import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { accepts } from "./accepts.ts";
import { stateDirs } from "./places.ts";
import { rootSources } from "./read.ts";

/** OpenClaw: session logs of both storages, files (up to 2026.7.1) and one SQLite database per agent (since 2026.7.2). */
export const openclaw: LogAdapter = Object.freeze({
  id: "openclaw",
  label: "OpenClaw",
  version: 2,
  roots: (host): readonly LogRoot[] => stateDirs(host).map(({ path, why }) => ({ adapter: "openclaw", path, why })),
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root, powers, options),
});
