import { existsSync, lstatSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { StatementSync } from "node:sqlite";
import { ForgeError } from "#kernel/errors";
import { type Database, IN_MEMORY, type Param, type Row } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { createFile, syncFolder } from "./durable.ts";
import { errnoOf, failureOf, guarded } from "./failure.ts";
import { type DatabaseSync, databaseFailure, plainDatabaseFile, resultCodeOf, rowsOf, sqlite } from "./sqlite.ts";

/**
 * Opens or creates a database of our own, readable by its owner only. A rollback journal and not a write-ahead log: one
 * file at rest, and with secure_delete what was forgotten is gone from the disk file. Throws DATABASE_UNREADABLE.
 */
export function openDatabase(path: string): Database {
  const whole = path === IN_MEMORY ? path : resolve(path);
  const database = open(whole);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw failure(whole, error);
    }
  };
  return {
    run: (sql, ...params: readonly Param[]) => attempt(() => void prepare(sql).run(...params)),
    rows: (sql, ...params: readonly Param[]): Iterable<Row> => attempt(() => [...rowsOf(prepare(sql), params)]),
    transaction: (work) => {
      attempt(() => database.exec("BEGIN IMMEDIATE"));
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error instanceof ForgeError || resultCodeOf(error) === 0 ? error : failure(whole, error);
      }
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function open(path: string): DatabaseSync {
  if (path !== IN_MEMORY && !existsSync(path)) guarded("FILE_UNWRITABLE", "create", path, () => createDatabase(path));
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new ForgeError("UNSAFE_PATH", `${visible(path)} is a symbolic link`, { details: { path } });
  }
  if (path !== IN_MEMORY) plainDatabaseFile(path);
  let database: DatabaseSync | null = null;
  try {
    const { DatabaseSync: Opened } = sqlite();
    database = new Opened(path, { timeout: 5000, allowExtension: false });
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    database.prepare("SELECT count(*) AS tables FROM sqlite_master").get();
    return database;
  } catch (error) {
    database?.close();
    throw failure(path, error);
  }
}

/** Another process that begins at the same time may have made it since: an empty file is an empty database to both. What else may lie there by then is asked when it is opened. */
function createDatabase(path: string): void {
  try {
    createFile(path, new Uint8Array(), 0o600);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
  }
  syncFolder(dirname(path));
}

/** 8 read-only, 13 full: the disk, not the database, is what a person has to look at. */
function failure(path: string, error: unknown): ForgeError {
  const code = resultCodeOf(error);
  return code === 8 || code === 13 ? failureOf("FILE_UNWRITABLE", "write", path, error) : databaseFailure(path, error);
}
