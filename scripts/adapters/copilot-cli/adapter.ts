import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { rootsOf } from "./places.ts";
import { accepts, sourcesOf } from "./read.ts";

/** GitHub Copilot CLI: one event log a session, in 2025 one document. */
export const copilotCli: LogAdapter = Object.freeze({
  id: "copilot-cli",
  label: "GitHub Copilot CLI",
  version: 3,
  roots: (host: HostFacts): readonly LogRoot[] => rootsOf(host),
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => sourcesOf(root, powers, options),
});
