import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";
import type { Cell, SampleDatabase } from "./database.ts";
import type { SampleHome } from "./home.ts";

/** How the writer compresses (zstd); a test may hand in another. */
export type SampleIo = Readonly<{ compress: (bytes: Uint8Array) => Uint8Array }>;

const NODE_IO: SampleIo = { compress: (bytes) => zstdCompressSync(bytes) };

/** Sample as data and a folder -> the folder holds that home (`<folder>/.openclaw/...`). Only for demo and tests; files 0600 as the host writes them. */
export function writeSampleHome(home: SampleHome, folder: string, io: SampleIo = NODE_IO): void {
  for (const file of home.files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    const bytes = new TextEncoder().encode(file.text);
    writeFileSync(path, file.zstd ? io.compress(bytes) : bytes, { mode: 0o600 });
  }
  for (const database of home.databases) writeDatabase(database, folder, io);
}

function writeDatabase(database: SampleDatabase, folder: string, io: SampleIo): void {
  const path = join(folder, database.path);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path);
  try {
    for (const statement of database.schema) db.exec(statement);
    db.exec("BEGIN");
    for (const { sql, rows } of database.inserts) {
      const insert = db.prepare(sql);
      for (const row of rows) insert.run(...row.map((cell) => valueOf(cell, io)));
    }
    db.exec("COMMIT");
  } finally {
    db.close();
  }
}

function valueOf(cell: Cell, io: SampleIo): string | number | null | Uint8Array {
  return typeof cell === "object" && cell !== null ? io.compress(new TextEncoder().encode(cell.zstd)) : cell;
}
