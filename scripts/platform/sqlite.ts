import { statSync } from "node:fs";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { ForgeError } from "#kernel/errors";
import type { Row } from "#kernel/powers";
import { visible } from "#kernel/visible";

type Sqlite = typeof import("node:sqlite");

let loaded: Sqlite | null = null;

/** node:sqlite at first use: most commands never need it, and Node 22 prints a warning when it loads. */
export function sqlite(): Sqlite {
  if (loaded !== null) return loaded;
  const emit = Object.getOwnPropertyDescriptor(process, "emitWarning");
  process.emitWarning = () => undefined;
  try {
    loaded = process.getBuiltinModule("node:sqlite");
  } finally {
    if (emit === undefined) Reflect.deleteProperty(process, "emitWarning");
    else Object.defineProperty(process, "emitWarning", emit);
  }
  return loaded;
}

/** Why SQLite could not answer, in the three words of #kernel/powers (result codes: sqlite.org/rescode.html). */
export function reasonOf(error: unknown): "locked" | "corrupt" | "unreadable" {
  const code = resultCodeOf(error);
  if (code === 5 || code === 6) return "locked";
  return code === 11 || code === 26 ? "corrupt" : "unreadable";
}

/** Primary result code of an SQLite error, 0 for any other error. */
export function resultCodeOf(error: unknown): number {
  return typeof error === "object" && error !== null && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : 0;
}

/** Rows of a prepared statement. Integers past 2^53 stay bigint: one of them must not make the rest unreadable. */
export function* rowsOf(statement: StatementSync, params: readonly (null | number | string | Uint8Array)[]): Iterable<Row> {
  statement.setReadBigInts(true);
  for (const row of statement.iterate(...params)) {
    const plain: Record<string, null | number | bigint | string | Uint8Array> = {};
    for (const [name, value] of Object.entries(row)) {
      plain[name] = typeof value === "bigint" && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    }
    yield plain;
  }
}

/** Any error of SQLite -> DATABASE_UNREADABLE with its reason; a ForgeError stays as it is. */
export function databaseFailure(path: string, error: unknown): ForgeError {
  if (error instanceof ForgeError) return error;
  const reason = reasonOf(error);
  const words = {
    locked: "its writer keeps it locked",
    corrupt: "it is damaged, or no SQLite database",
    unreadable: error instanceof Error ? visible(error.message) : "unknown reason",
  };
  return new ForgeError("DATABASE_UNREADABLE", `cannot read the database ${visible(path)}: ${words[reason]}`, { details: { path, reason }, cause: error });
}

/** A database must be a plain file: SQLite would wait for ever at a pipe. Throws DATABASE_UNREADABLE. */
export function plainDatabaseFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === true) return;
  const words = stats === undefined ? "it is not there" : "it is no plain file";
  throw new ForgeError("DATABASE_UNREADABLE", `cannot read the database ${visible(path)}: ${words}`, { details: { path, reason: "unreadable" } });
}

export type { DatabaseSync };
