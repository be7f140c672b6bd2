import { type Database, IN_MEMORY, type Param, type Powers, type WriteFiles } from "#kernel/powers";
import { nodePowers } from "#platform/powers";

const { openStore } = nodePowers();

/**
 * Databases of our own on a disk in memory: the file is the list of what was committed, and opening does it all again. A commit is one replace of the
 * file, as whole as SQLite makes it: that it does is SQLite's own promise, what the program does before and after it is ours.
 */
export function memoryStore(files: WriteFiles): Powers["openStore"] {
  return (path) => {
    const database = openStore(IN_MEMORY);
    if (path === IN_MEMORY) return database;
    const done = files.facts(path) === null ? [] : (JSON.parse(new TextDecoder().decode(files.bytes(path, 1 << 26))) as [string, ...Param[]][]);
    for (const [sql, ...params] of done) database.run(sql, ...params);
    let open: typeof done | null = null;
    const commit = (more: typeof done): void => {
      if (more.length === 0) return;
      files.replace(path, new TextEncoder().encode(JSON.stringify([...done, ...more])), 0o600);
      done.push(...more);
    };
    const run: Database["run"] = (sql, ...params) => {
      database.run(sql, ...params);
      if (open === null) commit([[sql, ...params]]);
      else open.push([sql, ...params]);
    };
    return {
      run,
      rows: (sql, ...params) => database.rows(sql, ...params),
      transaction: (work) =>
        database.transaction(() => {
          open = [];
          try {
            const result = work();
            commit(open);
            return result;
          } finally {
            open = null;
          }
        }),
      close: () => database.close(),
    };
  };
}
