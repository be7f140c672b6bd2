import { accessSync, closeSync, constants, existsSync, openSync, readSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { Param, ReadDatabase, Row } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { type DatabaseSync, databaseFailure, plainDatabaseFile, reasonOf, rowsOf, sqlite } from "./sqlite.ts";

/** How long a reader waits for a writer that is just committing. */
const PATIENCE_MS = 2000;

/**
 * Opens another program's live database: read-only, one read transaction, so that all that is read is one state. Never
 * `immutable=1`: it skips the write-ahead log, where the newest conversation stands.
 */
export function openReadDatabase(path: string): ReadDatabase {
  // an absolute path cannot be taken for a `file:` URI
  const whole = resolve(path);
  const database = open(whole);
  return {
    columns: (table) => [...guardedRows(whole, database, COLUMNS, [table])].map((row) => String(row.name)),
    rows: (sql, ...params) => guardedRows(whole, database, sql, params),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Real tables only: a view or a virtual table of that name would run what the file's author wrote. */
const COLUMNS = `SELECT i.name AS name FROM sqlite_master AS m, pragma_table_info(m.name) AS i
  WHERE m.type = 'table' AND m.name = ? AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY i.cid`;

function open(path: string): DatabaseSync {
  plainDatabaseFile(path);
  let database: DatabaseSync | null = null;
  try {
    const { DatabaseSync: Opened } = sqlite();
    database = new Opened(path, { readOnly: true, timeout: PATIENCE_MS, allowExtension: false });
    database.exec("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; BEGIN");
    // the read transaction begins with the first read: a damaged or locked file shows here and not in the middle
    database.prepare("SELECT count(*) AS tables FROM sqlite_master").get();
    return database;
  } catch (error) {
    database?.close();
    if (reasonOf(error) === "unreadable" && needsSharedMemory(path)) {
      const words = "it keeps a write-ahead log, and reading that needs its -shm file or a folder that may be written to";
      throw new ForgeError("DATABASE_UNREADABLE", `cannot read the database ${visible(path)}: ${words}`, { details: { path, reason: "unreadable", why: "wal-without-shm" }, cause: error });
    }
    throw databaseFailure(path, error);
  }
}

function* guardedRows(path: string, database: DatabaseSync, sql: string, params: readonly Param[]): Iterable<Row> {
  try {
    yield* rowsOf(database.prepare(sql), params);
  } catch (error) {
    throw databaseFailure(path, error);
  }
}

/** Bytes 18 and 19 of the header are 2 in WAL mode (sqlite.org/fileformat2.html). */
function needsSharedMemory(path: string): boolean {
  try {
    const head = new Uint8Array(20);
    const descriptor = openSync(path, "r");
    try {
      readSync(descriptor, head, 0, 20, 0);
    } finally {
      closeSync(descriptor);
    }
    return head[18] === 2 && head[19] === 2 && !existsSync(`${path}-shm`) && !mayWrite(dirname(path));
  } catch {
    return false;
  }
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
