import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { rootsOf } from "./places.ts";
import { accepts, sourcesOf } from "./read.ts";

/** Cline, Roo Code and Kilo Code: tasks of the editor extensions, and sessions of Cline's command line. */
export const cline: LogAdapter = Object.freeze({
  id: "cline",
  label: "Cline, Roo Code, Kilo Code",
  version: 3,
  roots: (host: HostFacts): readonly LogRoot[] => rootsOf(host),
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => sourcesOf(root, powers, options),
});
