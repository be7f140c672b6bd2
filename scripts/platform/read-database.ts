import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ForgeError } from "#kernel/errors";
import type { Param, ReadDatabase, Row } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { type DatabaseSync, databaseFailure, plainDatabaseFile, reasonOf, rowsOf, sqlite } from "./sqlite.ts";

/** How long a reader waits for a writer that is just committing. */
const PATIENCE_MS = 2000;

/**
 * Opens another program's live database: read-only, one read transaction, so that all that is read is one state. A
 * database at rest (no log beside it) is opened as immutable, because SQLite would otherwise leave two files in a folder
 * that is not ours; whenever there is a log it is never immutable, for the newest conversation stands in the log.
 */
export function openReadDatabase(path: string): ReadDatabase {
  // an absolute path cannot be taken for a `file:` URI
  const whole = resolve(path);
  const rest = restingState(whole);
  const database = open(whole, rest !== null);
  const rows = (sql: string, params: readonly Param[]) => guardedRows({ path: whole, rest }, database, sql, params);
  return {
    columns: (table) => [...rows(COLUMNS, [table])].map((row) => String(row.name)),
    rows: (sql, ...params) => rows(sql, params),
    logRows: (sql, ...params) => rows(sql, params),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Real tables only: a view or a virtual table of that name would run what the file's author wrote. */
const COLUMNS = `SELECT i.name AS name FROM sqlite_master AS m, pragma_table_info(m.name) AS i
  WHERE m.type = 'table' AND m.name = ? AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY i.cid`;

/** Facts of a database in WAL mode that nobody has open, null when a log stands beside it. In the other modes reading leaves nothing behind. */
function restingState(path: string): string | null {
  const busy = ["-wal", "-shm", "-journal"].some((end) => existsSync(`${path}${end}`));
  const facts = busy || !keepsLog(path) ? undefined : statSync(path, { throwIfNoEntry: false, bigint: true });
  return facts === undefined ? null : `${facts.dev} ${facts.ino} ${facts.size} ${facts.mtimeNs}`;
}

function open(path: string, immutable: boolean): DatabaseSync {
  plainDatabaseFile(path);
  let database: DatabaseSync | null = null;
  try {
    const { DatabaseSync: Opened } = sqlite();
    const address = immutable ? `${pathToFileURL(path).href}?immutable=1` : path;
    database = new Opened(address, { readOnly: true, timeout: PATIENCE_MS, allowExtension: false });
    database.exec("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; BEGIN");
    // the read transaction begins with the first read: a damaged or locked file shows here and not in the middle
    database.prepare("SELECT count(*) AS tables FROM sqlite_master").get();
    return database;
  } catch (error) {
    database?.close();
    if (reasonOf(error) === "unreadable" && needsSharedMemory(path)) {
      const words = "it keeps a write-ahead log, and reading that needs its -shm file or a folder that may be written to";
      throw new ForgeError("DATABASE_UNREADABLE", `cannot read the database ${visible(path)}: ${words}`, {
        details: { path, reason: "unreadable", why: "wal-without-shm" },
        cause: error,
      });
    }
    throw databaseFailure(path, error);
  }
}

type Opened = Readonly<{ path: string; rest: string | null }>;

function* guardedRows({ path, rest }: Opened, database: DatabaseSync, sql: string, params: readonly Param[]): Iterable<Row> {
  try {
    yield* rowsOf(database.prepare(sql), params);
  } catch (error) {
    throw databaseFailure(path, error);
  }
  // its owner started while we read without a lock: what was read may be half of one state and half of another
  if (rest !== null && restingState(path) !== rest) {
    throw new ForgeError("DATABASE_UNREADABLE", `cannot read the database ${visible(path)}: its program started writing while it was read`, {
      details: { path, reason: "locked" },
    });
  }
}

function needsSharedMemory(path: string): boolean {
  return keepsLog(path) && !existsSync(`${path}-shm`) && !mayWrite(dirname(path));
}

/** Is it in WAL mode? Bytes 18 and 19 of the header are 2 then (sqlite.org/fileformat2.html). */
function keepsLog(path: string): boolean {
  try {
    const head = new Uint8Array(20);
    const descriptor = openSync(path, "r");
    try {
      readSync(descriptor, head, 0, 20, 0);
    } finally {
      closeSync(descriptor);
    }
    return head[18] === 2 && head[19] === 2;
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
