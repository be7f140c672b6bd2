import { join, resolve } from "node:path";
import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { accepts, rootSources } from "./rollouts.ts";

/** Codex CLI: one "rollout" file a session, of three formats, plain or packed. */
export const codex: LogAdapter = Object.freeze({
  id: "codex",
  label: "Codex CLI",
  version: 4,
  roots: (host: HostFacts): readonly LogRoot[] => [{ adapter: "codex", ...homeOf(host) }],
  accepts: (path: string, powers: ReadPowers): boolean => accepts(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root.path, powers, options),
});

function homeOf(host: HostFacts): Readonly<{ path: string; why: string }> {
  const named = host.env["CODEX_HOME"]?.trim() ?? "";
  return named === "" ? { path: join(host.home, ".codex"), why: "default" } : { path: resolve(host.cwd, named), why: "$CODEX_HOME" };
}
