import { DatabaseSync } from "node:sqlite";
import { mutateLine } from "./mutate.ts";
import type { Random } from "../fuzz/random.ts";

const VALUES: readonly (null | number | bigint | string | Uint8Array)[] = [
  null,
  0,
  -1,
  1.5,
  9223372036854775807n,
  "",
  "x",
  "\u0000",
  "[]",
  "{",
  new Uint8Array([0xff, 0, 1]),
  "2026-13-45",
];

/** Breaks values of random rows, now and then a column or a table. Returns how many rows were touched. */
export function mutateDatabase(path: string, random: Random, rows: number, lines: readonly string[]): number {
  const db = new DatabaseSync(path);
  try {
    db.exec("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
    const tables = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all()
      .map((one) => String(one["name"]));
    if (tables.length === 0) return 0;
    for (let touched = 0; touched < rows; touched += 1) attempt(() => touch(db, random.pick(tables), random, lines));
    if (random.chance(0.05)) attempt(() => db.exec(`DROP TABLE ${quoted(random.pick(tables))}`));
    return rows;
  } finally {
    db.close();
  }
}

function touch(db: DatabaseSync, table: string, random: Random, lines: readonly string[]): void {
  const columns = db
    .prepare(`SELECT name FROM pragma_table_info(?)`)
    .all(table)
    .map((one) => String(one["name"]));
  const rows = db.prepare(`SELECT rowid AS at, * FROM ${quoted(table)} LIMIT 200`);
  rows.setReadBigInts(true);
  const row = random.pick(rows.all());
  const column = random.pick(columns);
  const old = row[column];
  const set = (value: null | number | bigint | string | Uint8Array): void =>
    void db.prepare(`UPDATE ${quoted(table)} SET ${quoted(column)} = ? WHERE rowid = ?`).run(value, row["at"] ?? 0);
  random.weighted<() => void>([
    [
      6,
      () =>
        set(
          typeof old === "string" && /^[[{]/.test(old)
            ? Buffer.from(mutateLine(old, lines.length === 0 ? [old] : lines, random).bytes).toString("utf8")
            : random.pick(VALUES),
        ),
    ],
    [3, () => set(random.pick(VALUES))],
    [1, () => void db.prepare(`DELETE FROM ${quoted(table)} WHERE rowid = ?`).run(row["at"] ?? 0)],
    [0.3, () => db.exec(`ALTER TABLE ${quoted(table)} DROP COLUMN ${quoted(column)}`)],
  ])();
}

/** A constraint that refuses a value is no fault of a reader. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error) || !("errcode" in error || error.message.startsWith("there is nothing to pick"))) throw error;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
