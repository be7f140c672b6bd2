import { asFields } from "./fields.ts";
import type { DropReason } from "#kernel/dropped";
import { ForgeError } from "#kernel/errors";
import type { ReadDatabase, ReadPowers } from "#kernel/powers";

/** Path of a database -> the open database, or the reason why it cannot be read. The caller closes it. */
export function openedOrReason(path: string, { files }: ReadPowers): ReadDatabase | DropReason {
  try {
    return files.openDatabase(path);
  } catch (error) {
    const reason = error instanceof ForgeError ? error.details["reason"] : undefined;
    return reason === "locked" ? "source.locked" : reason === "corrupt" ? "source.corrupt" : "source.unreadable";
  }
}

/** Does this file begin as an SQLite database does? */
export function isDatabaseFile(path: string, { files }: ReadPowers): boolean {
  try {
    for (const chunk of files.chunks(path)) return Buffer.from(chunk.subarray(0, 15)).toString("latin1") === "SQLite format 3";
    return false;
  } catch {
    return false;
  }
}

/** Does this database have such tables and columns? False for one that cannot be read. */
export function hasColumns(path: string, powers: ReadPowers, wanted: Readonly<Record<string, readonly string[]>>): boolean {
  const db = openedOrReason(path, powers);
  if (typeof db === "string") return false;
  try {
    return Object.entries(wanted).every(([table, columns]) => {
      const there = new Set(db.columns(table));
      return columns.every((column) => there.has(column));
    });
  } catch {
    return false;
  } finally {
    db.close();
  }
}

/** Opens, works and closes; text is the reason why that did not succeed. */
export function withDatabase<T>(path: string, powers: ReadPowers, work: (db: ReadDatabase) => T): T | DropReason {
  let db: ReadDatabase | null = null;
  try {
    db = powers.files.openDatabase(path);
    return work(db);
  } catch (error) {
    const reason = error instanceof Error && "details" in error ? asFields(error.details)?.["reason"] : null;
    return reason === "locked" ? "source.locked" : reason === "unreadable" ? "source.unreadable" : "source.corrupt";
  } finally {
    db?.close();
  }
}
