import { join } from "node:path";
import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { acceptsRoot } from "./accepts.ts";
import { rootSources } from "./read.ts";

/** pi (the coding agent of pi-mono): one file a session, whose entries form a tree. */
export const pi: LogAdapter = Object.freeze({
  id: "pi",
  label: "pi",
  version: 1,
  roots,
  accepts: (path: string, powers: ReadPowers): boolean => acceptsRoot(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root, powers, options),
});

function roots({ env, home }: HostFacts): readonly LogRoot[] {
  const root = (path: string, why: string): LogRoot => ({ adapter: "pi", path: path.replace(/^~(?=\/|$)/, home), why });
  const sessions = env["PI_CODING_AGENT_SESSION_DIR"] ?? "";
  const agent = env["PI_CODING_AGENT_DIR"] || join(home, ".pi", "agent");
  const usual = root(join(agent, "sessions"), "sessions folder");
  return sessions === "" || sessions === usual.path ? [usual] : [root(sessions, "PI_CODING_AGENT_SESSION_DIR"), usual];
}
