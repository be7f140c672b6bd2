import { withDatabase } from "#adapters/common/databases";
import { parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import { databaseFiles, dropOf, fingerprintOf, leftOut } from "#adapters/common/sources";
import type { LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { readTrace } from "./traces.ts";

const SQLITE_MAGIC = "SQLite format 3\0";

/** Is this a store with traces? One that cannot be opened is none: there is nothing to tell it by. */
export function holdsTraces(path: string, powers: ReadPowers): boolean {
  const columns = withDatabase(path, powers, (db) => db.columns("traces"));
  return typeof columns !== "string" && isStore(columns);
}

/** Store -> a source for each trace. Never throws. */
export function* databaseSources(path: string, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const rows = withDatabase(path, powers, (db) =>
    isStore(db.columns("traces")) ? [...db.rows("SELECT id, length(payload) AS size, created_at FROM traces ORDER BY created_at, id")] : null,
  );
  if (typeof rows === "string") yield* leftOut("skillloop.db", [dropOf(rows, path)]);
  else if (rows === null) yield* leftOut("skillloop.db", [dropOf("source.unknown-shape", path, "traces")]);
  else if (rows.length === 0) yield* leftOut("skillloop.db", [dropOf("source.absent", path, "no traces")]);
  // A trace that is taken in anew replaces its row, and nothing in the row but its text tells.
  const fingerprint = fingerprintOf(databaseFiles(path), powers);
  for (const [index, row] of Array.isArray(rows) ? rows.entries() : []) {
    const id = textOrNull(row["id"]);
    const place = { path, line: index + 1 };
    const read = (): readonly Reading[] => {
      if (id === null) return [{ conversation: null, dropped: [{ reason: "record.wrong-shape", place, detail: "id" }] }];
      if (Number(row["size"]) > options.lineBytes) return [{ conversation: null, dropped: [{ reason: "record.too-long", place }] }];
      const payload = withDatabase(path, powers, (db) => ({ value: [...db.rows("SELECT payload FROM traces WHERE id = ?", id)][0]?.["payload"] }));
      if (typeof payload === "string") return [{ conversation: null, dropped: [dropOf(payload, path)] }];
      const value = typeof payload.value === "string" ? parsedOrUndefined(payload.value) : undefined;
      return [value === undefined ? { conversation: null, dropped: [{ reason: "record.not-json", place }] } : readTrace(value, path, place, id)];
    };
    yield { id: `trace ${id ?? `row ${String(index)}`}`, fingerprint, read };
  }
}

export function startsAsDatabase(path: string, powers: ReadPowers): boolean {
  try {
    for (const chunk of powers.files.chunks(path)) return Buffer.from(chunk.subarray(0, 16)).toString("latin1") === SQLITE_MAGIC;
  } catch {
    return false;
  }
  return false;
}

function isStore(columns: readonly string[]): boolean {
  return ["id", "source", "created_at", "payload"].every((one) => columns.includes(one));
}
