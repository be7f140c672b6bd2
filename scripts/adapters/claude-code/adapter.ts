import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { accepts, rootSources } from "./layout.ts";
import { configFolders } from "./places.ts";

/** Claude Code: one JSONL file a session below `projects/`, since its first versions. */
export const claudeCode: LogAdapter = Object.freeze({
  id: "claude-code",
  label: "Claude Code",
  version: 2,
  roots: (host: HostFacts): readonly LogRoot[] => configFolders(host).map((folder) => ({ adapter: "claude-code", ...folder })),
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root.path, powers, options),
});
