import { join } from "node:path";
import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { acceptsRoot, rootSources } from "./read.ts";

/** Qwen Code: one file of records a session. Its first releases wrote what Gemini CLI writes; those are read there. */
export const qwenCode: LogAdapter = Object.freeze({
  id: "qwen-code",
  label: "Qwen Code",
  version: 2,
  roots,
  accepts: (path: string, powers: ReadPowers): boolean => acceptsRoot(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root, powers, options),
});

function roots({ env, home }: HostFacts): readonly LogRoot[] {
  const named = [env["QWEN_RUNTIME_DIR"], env["QWEN_HOME"], join(home, ".qwen")].filter((path) => path !== undefined && path !== "");
  return [...new Set(named)].map((path) => ({ adapter: "qwen-code", path: join(path ?? "", "projects"), why: "sessions by project" }));
}
