import { type Digest, hasher } from "#kernel/digest";
import type { ReadDatabase, ReadPowers, Row } from "#kernel/powers";

/** The bytes of one file, or those of the rows of one log in a database: how many, and their SHA-256. */
export type Raw = Readonly<{ of: "file" | "rows"; bytes: number; digest: Digest }>;

/**
 * Powers that hash what is read through them between `begin` and `take` (a listing that looks at heads is not hashed).
 * `take` gives what was hashed of the one file read to its end, null when it was none or several. With `as` a file has to begin with these bytes: it
 * is read (and hashed) from its first, though given from where it is asked for, and `take` gives null when it does not.
 */
export type Hashing = Readonly<{ powers: ReadPowers; begin(as?: Raw): void; take(): Raw | null }>;

/**
 * A trace can then be held against the bytes it came from, though they are not copied. The file of a database changes while its owner works: of one, only rows that
 * are a log are hashed, to know that it only grew.
 */
export function hashingPowers({ host, files, zstd }: ReadPowers): Hashing {
  const found = new Map<string, Raw | null>();
  let isOn = false;
  let wanted: Raw | null = null;
  const powers: ReadPowers = {
    host,
    zstd,
    files: {
      ...files,
      bytes: (path, limit) => {
        const bytes = files.bytes(path, limit);
        if (isOn) found.set(path, hashed([bytes], wanted));
        return bytes;
      },
      chunks: function* (path, from = 0) {
        if (!isOn) {
          yield* files.chunks(path, from);
          return;
        }
        found.set(path, yield* hashedFrom(files.chunks(path), from, wanted));
      },
      openDatabase: (path) => {
        const database = files.openDatabase(path);
        const logRows: ReadDatabase["logRows"] = function* (sql, ...params) {
          const rows = database.logRows(sql, ...params);
          if (isOn) found.set(JSON.stringify([path, sql, params]), yield* hashedRows(rows, wanted));
          else yield* rows;
        };
        return { ...database, logRows };
      },
    },
  };
  return {
    powers,
    begin: (as) => {
      isOn = true;
      wanted = as ?? null;
    },
    take: () => {
      isOn = false;
      const [only] = found.size === 1 ? [...found.values()] : [];
      found.clear();
      return only ?? null;
    },
  };
}

function hashed(chunks: Iterable<Uint8Array>, as: Raw | null): Raw | null {
  const reading = hashedFrom(chunks, 0, as);
  for (;;) {
    const next = reading.next();
    if (next.done === true) return next.value;
  }
}

/** Gives what stands from this byte on, and at the end what was hashed of all of it; null when it does not begin as it should. */
function* hashedFrom(chunks: Iterable<Uint8Array>, from: number, as: Raw | null): Generator<Uint8Array, Raw | null> {
  const state = hasher();
  let bytes = 0;
  let isSame = as === null;
  for (const chunk of chunks) {
    const border = as === null || isSame || bytes + chunk.byteLength < as.bytes ? 0 : as.bytes - bytes;
    if (border > 0) {
      state.add(chunk.subarray(0, border));
      if (state.soFar() !== as?.digest) return null;
      isSame = true;
    }
    state.add(chunk.subarray(border));
    const rest = chunk.subarray(Math.max(0, from - bytes));
    bytes += chunk.byteLength;
    if (rest.byteLength > 0) yield rest;
  }
  return isSame ? { of: "file", bytes, digest: state.digest() } : null;
}

/** Gives the rows, and at the end what was hashed of them; null (and no more rows) when they do not begin as they should. */
function* hashedRows(rows: Iterable<Row>, as: Raw | null): Generator<Row, Raw | null> {
  const state = hasher();
  let bytes = 0;
  let isSame = as === null;
  for (const row of rows) {
    for (const value of Object.values(row)) {
      const content = typeof value === "string" ? Buffer.from(value) : value instanceof Uint8Array ? value : Buffer.from(String(value));
      const frame = Buffer.from(`${typeof value} ${content.byteLength} `);
      state.add(frame);
      state.add(content);
      bytes += frame.byteLength + content.byteLength;
    }
    if (!isSame && bytes >= (as?.bytes ?? 0)) {
      if (bytes !== as?.bytes || state.soFar() !== as.digest) return null;
      isSame = true;
    }
    yield row;
  }
  return isSame ? { of: "rows", bytes, digest: state.digest() } : null;
}
