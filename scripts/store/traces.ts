import type { Database } from "#kernel/powers";
import { forgettingOf } from "./trace-forget.ts";
import { readingOf } from "./trace-read.ts";
import { putSource } from "./trace-rows.ts";
import { prepare } from "./trace-schema.ts";
import type { TraceStore } from "./trace-store.ts";

/** Opens the trace store on an open database, making its tables the first time. `older` is called with the version of an older program's store before it is brought up to date. Throws STATE_TOO_NEW for a newer program's store, and leaves it as it is. */
export function traceStore(database: Database, older: (version: number) => void = () => undefined): TraceStore {
  prepare(database, older);
  const setting = (key: string): string | null => {
    const [row] = [...database.rows("SELECT value FROM meta WHERE key = ?", key)];
    return row === undefined ? null : String(row["value"]);
  };
  const generation = (): number => Number(setting("generation") ?? 0);
  const changed = <T>(work: () => T): T =>
    database.transaction(() => {
      const result = work();
      database.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('generation', ?)", String(generation() + 1));
      return result;
    });
  return {
    ...readingOf(database),
    ...forgettingOf(database, changed),
    put: (sources) => {
      if (sources.length > 0)
        changed(() => {
          for (const one of sources) putSource(database, one);
        });
    },
    generation,
    remembered: (key) => setting(`result ${key}`),
    remember: (key, value) =>
      database.transaction(() => {
        database.run("DELETE FROM meta WHERE key LIKE 'result %'");
        database.run("INSERT INTO meta (key, value) VALUES (?, ?)", `result ${key}`, value);
      }),
    close: () => database.close(),
  };
}
