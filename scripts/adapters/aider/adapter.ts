import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { accepts, historiesAt, placesOf } from "./places.ts";
import { historySources } from "./read.ts";

/** Aider: one Markdown file per repository with all of its sessions, and the typed input with times beside it. */
export const aider: LogAdapter = Object.freeze({
  id: "aider",
  label: "Aider",
  version: 2,
  roots: (host): readonly LogRoot[] => placesOf(host).map(({ path, why }) => ({ adapter: "aider", path, why })),
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> =>
    historySources(root.path, historiesAt(root.path, powers), powers, options),
});
