import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { accepts, rootsOf, sourcesOf } from "./read.ts";

/** Hermes agent: one database for each profile, exports, and the documents of earlier releases. */
export const hermes: LogAdapter = Object.freeze({
  id: "hermes",
  label: "Hermes",
  version: 3,
  roots: (host: HostFacts): readonly LogRoot[] => rootsOf(host),
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => sourcesOf(root, powers, options),
});
