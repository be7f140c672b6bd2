import { join } from "node:path";
import { genericAdapter, genericSources } from "#adapters/common/generic";
import { kindOf, rootKind } from "#adapters/common/walk";
import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { databaseSources, holdsTraces, startsAsDatabase } from "./database.ts";
import { isOurs, tellFile } from "./traces.ts";

const FORMAT = { id: "skillloop", label: "SkillLoop", version: 2, is: isOurs, tell: tellFile } as const;
const files = genericAdapter(FORMAT);

/** SkillLoop: its store of traces, traces as JSON or JSONL, and the generic trace, one message a line. */
export const skillloop: LogAdapter = Object.freeze({
  ...files,
  accepts: (path: string, powers: ReadPowers): boolean => {
    const database = databaseAt(path, powers);
    return database === null ? files.accepts(path, powers) : holdsTraces(database, powers);
  },
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => {
    const database = databaseAt(root.path, powers);
    return database === null ? genericSources(root.path, FORMAT, powers, options) : databaseSources(database, powers, options);
  },
});

/** A project, its `.skillloop` folder or the store itself -> the store. What lies beside it, the store took in. */
function databaseAt(path: string, powers: ReadPowers): string | null {
  const kind = rootKind(path, powers);
  if (kind === "file") return path.endsWith(".db") || startsAsDatabase(path, powers) ? path : null;
  if (kind !== "folder") return null;
  return [join(path, "skillloop.db"), join(path, ".skillloop", "skillloop.db")].find((one) => kindOf(one, powers) === "file") ?? null;
}
