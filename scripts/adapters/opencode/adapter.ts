import { join } from "node:path";
import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { isDatabaseName } from "./layout.ts";
import { acceptsRoot, rootSources } from "./read.ts";

/** OpenCode, and Kilo Code since it is built on it: the database (since about 1.2), the tree of JSON files before it, and what `opencode export` prints. */
export const opencode: LogAdapter = Object.freeze({
  id: "opencode",
  label: "OpenCode, Kilo Code",
  version: 1,
  roots,
  accepts: (path: string, powers: ReadPowers): boolean => acceptsRoot(path, powers),
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => rootSources(root, powers, options),
});

/** Programs that keep this store: Kilo Code is a fork, and its editor extension runs the same program. */
const PROGRAMS = ["opencode", "kilo"] as const;

function roots(host: HostFacts): readonly LogRoot[] {
  return PROGRAMS.flatMap((program) => rootsOfProgram(program, host));
}

/** The data folder is the same on every system; `OPENCODE_DB` names another database, in that folder unless it is absolute. */
function rootsOfProgram(program: (typeof PROGRAMS)[number], { env, home }: HostFacts): readonly LogRoot[] {
  const data = join(env["XDG_DATA_HOME"] || join(home, ".local", "share"), program);
  const root = (path: string, why: string): LogRoot => ({ adapter: "opencode", path, why });
  const folder = root(data, program === "kilo" ? "data folder of Kilo Code" : "data folder");
  const variable = `${program.toUpperCase()}_DB`;
  const named = env[variable] ?? "";
  if (named === "" || named === ":memory:") return [folder];
  const database = named.startsWith("/") ? named : join(data, named);
  const isInside = database.startsWith(`${data}/`) && isDatabaseName(database.slice(data.length + 1));
  return isInside ? [folder] : [folder, root(database, variable)];
}
