import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { rootsOf } from "./places.ts";
import { accepts, sourcesOf } from "./read.ts";

/** Cursor: agent transcripts, chats of its command line, conversations of the editor. */
export const cursor: LogAdapter = Object.freeze({
  id: "cursor",
  label: "Cursor",
  version: 2,
  roots: (host: HostFacts): readonly LogRoot[] => rootsOf(host),
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => sourcesOf(root, powers, options),
});
