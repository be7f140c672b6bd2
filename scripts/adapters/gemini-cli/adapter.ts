import { join } from "node:path";
import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { acceptsRoot, rootSources } from "./read.ts";

/** Gemini CLI: one document a session (older) or one file of lines. The first releases of Qwen Code wrote the same. */
export const geminiCli: LogAdapter = Object.freeze({
  id: "gemini-cli",
  label: "Gemini CLI",
  version: 3,
  roots,
  accepts: (path: string, powers: ReadPowers): boolean => acceptsRoot(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root, powers, options),
});

function roots({ env, home }: HostFacts): readonly LogRoot[] {
  const root = (path: string, why: string): LogRoot => ({ adapter: "gemini-cli", path, why });
  return [root(join(env["GEMINI_CLI_HOME"] || home, ".gemini", "tmp"), "sessions by project"), root(join(home, ".qwen", "tmp"), "early Qwen Code")];
}
