import { join } from "node:path";
import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { acceptsRoot, rootSources } from "./read.ts";

/** OpenCode: the database (since about 1.2), the tree of JSON files before it, and what `opencode export` prints. */
export const opencode: LogAdapter = Object.freeze({
  id: "opencode",
  label: "OpenCode",
  version: 1,
  experimental: false,
  roots,
  accepts: (path: string, powers: ReadPowers): boolean => acceptsRoot(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root, powers, options),
});

/** The data folder is the same on every system; `OPENCODE_DB` names another database, in that folder unless it is absolute. */
function roots({ env, home }: HostFacts): readonly LogRoot[] {
  const data = join(env["XDG_DATA_HOME"] || join(home, ".local", "share"), "opencode");
  const root = (path: string, why: string): LogRoot => ({ adapter: "opencode", path, why });
  const named = env["OPENCODE_DB"] ?? "";
  if (named === "" || named === ":memory:") return [root(data, "data folder")];
  const database = named.startsWith("/") ? named : join(data, named);
  return database.startsWith(`${data}/`) && /^opencode[\w-]*\.db$/.test(database.slice(data.length + 1))
    ? [root(data, "data folder")]
    : [root(data, "data folder"), root(database, "OPENCODE_DB")];
}
