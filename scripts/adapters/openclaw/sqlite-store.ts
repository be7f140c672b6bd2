import { textOrNull, timeOf } from "#adapters/common/fields";
import { join } from "node:path";
import type { ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { LineStart } from "#kernel/lines";
import type { ReadDatabase, ReadPowers, Row } from "#kernel/powers";
import { archiveItems, packedItems, unpacked } from "./archive.ts";
import { releaseOf, type SessionRow, sessionRows } from "./database.ts";
import { NO_FACTS } from "./filter.ts";
import { type Item, itemDropped, itemOfText, itemsOfLines, type Source } from "./source.ts";
import { textOfLine } from "./trim-line.ts";

/** Sources of a database, names of archive files whose content it holds or knows, and the agent it was made for. */
export type DatabaseStore = Readonly<{
  sources: readonly Source[];
  archived: ReadonlySet<string>;
  facts: ReadonlyMap<string, SessionRow>;
  agent: string | null;
  dropped: readonly Dropped[];
}>;

type Reader = Readonly<{
  db: ReadDatabase;
  path: string;
  sessionsFolder: string | null;
  powers: ReadPowers;
  options: ReadOptions;
  rows: ReadonlyMap<string, SessionRow>;
  release: string | null;
}>;

/** Open database -> its sources. A table or column that is missing leaves out what needs it; throws only what the database itself throws. */
export function databaseStore(db: ReadDatabase, path: string, sessionsFolder: string | null, powers: ReadPowers, options: ReadOptions): DatabaseStore {
  const { agent, release } = releaseOf(db);
  const reader: Reader = { db, path, sessionsFolder, powers, options, rows: sessionRows(db), release: release === null ? null : `openclaw ${release}` };
  const dropped: Dropped[] = [];
  const archived = new Set<string>();
  const sources = [...liveSources(reader, dropped), ...coldSources(reader, archived), ...keptArchives(reader, archived, dropped)];
  return { sources, archived, facts: reader.rows, agent, dropped };
}

function liveSources(reader: Reader, dropped: Dropped[]): readonly Source[] {
  const columns = new Set(reader.db.columns("transcript_events"));
  if (!["session_id", "seq", "event_json"].every((column) => columns.has(column))) {
    dropped.push({ reason: "source.unknown-shape", place: { path: reader.path, line: 0 }, detail: "transcript_events" });
    return [];
  }
  const optional = ["created_at", "event_zstd", "event_utf8_bytes"].filter((column) => columns.has(column));
  const sql = `SELECT ${["seq", "event_json", ...optional].join(", ")} FROM transcript_events WHERE session_id = ? ORDER BY seq`;
  const rows = [...reader.db.rows("SELECT session_id, count(*) AS events, max(seq) AS last FROM transcript_events GROUP BY session_id ORDER BY session_id")];
  return rows.flatMap((row) => {
    const id = textOrNull(row["session_id"]);
    const stamp = `${String(row["events"])} ${String(row["last"])}`;
    if (id === null) return [];
    const source = sourceOf(reader, id, "database", stamp, () => eventItems(reader, sql, id));
    // a window that repeats another's entries is told by what stands there, too
    return [source.previous === null ? { ...source, itemsFrom: ({ line }: LineStart) => eventItems(reader, sql, id, line) } : source];
  });
}

function sourceOf(reader: Reader, session: string, origin: Source["origin"], stamp: string, items: () => Iterable<Item>): Source {
  const { facts, previous } = reader.rows.get(session) ?? { facts: NO_FACTS, previous: null };
  return { session, path: reader.path, origin, facts, previous, runtime: reader.release, stamp, items, itemsFrom: null };
}

/** Rows before `from` are asked for as well: only then is it known that they are what they were. */
function* eventItems(reader: Reader, sql: string, session: string, from = 0): Generator<Item> {
  try {
    for (const row of reader.db.logRows(sql, session)) {
      const item = Number(row["seq"]) < from ? null : eventItem(row, reader);
      if (item !== null) yield item;
    }
  } catch {
    yield itemDropped("source.corrupt", { path: reader.path, line: 0 }, "transcript_events");
  }
}

/** A row holds its JSON as text or as one zstd frame, never both. The size that the row states is the cap and is checked. */
function eventItem(row: Row, reader: Reader): Item | null {
  const place = { path: reader.path, line: Number(row["seq"]) };
  const frame = row["event_zstd"];
  const json = row["event_json"];
  const stated = Number(row["event_utf8_bytes"] ?? 0);
  if (typeof json === "string") {
    if (json.startsWith('{"type":"custom",') && json.endsWith("}")) return null;
    return json.length > reader.options.lineBytes ? itemDropped("record.too-long", place) : ofRow(itemOfText(json, place, true), row);
  }
  if (!(frame instanceof Uint8Array)) return itemDropped("record.wrong-shape", place, "event_json");
  if (stated > reader.options.lineBytes) return itemDropped("record.too-long", place);
  const bytes = stated > 0 ? unpacked(frame, stated, reader.powers) : null;
  if (bytes === null || bytes.byteLength !== stated) {
    return itemDropped("record.undecodable", place, reader.powers.zstd === null ? "no zstd in this Node" : "not what its size says");
  }
  return ofRow(itemOfText(textOfLine(bytes), place, true), row);
}

/** Records of version 1 may lack a time of their own; then the row's counts. Its number is where a later reading begins. */
function ofRow(item: Item, row: Row): Item {
  const start = Number(row["seq"]);
  if (item.entry === null || item.entry.at !== null) return { ...item, start };
  return { ...item, start, entry: { ...item.entry, at: timeOf(row["created_at"]) } };
}

/** Inactive transcripts moved out of the event table: the only place of that history. */
function coldSources(reader: Reader, archived: Set<string>): readonly Source[] {
  const columns = new Set(reader.db.columns("session_transcript_cold_archives"));
  if (!columns.has("session_id") || !columns.has("archive_name")) return [];
  const storage = columns.has("storage") ? "storage" : "'file' AS storage";
  const rows = [...reader.db.rows(`SELECT session_id, archive_name, ${storage} FROM session_transcript_cold_archives ORDER BY session_id`)];
  return rows.flatMap((row) => {
    const [session, name] = [textOrNull(row["session_id"]), textOrNull(row["archive_name"])];
    if (session === null || name === null || name.includes("/") || name.includes("\\") || name.startsWith(".")) return [];
    archived.add(name);
    return [sourceOf(reader, session, "archive", name, () => coldItems(reader, session, name, row["storage"] === "sqlite" && columns.has("archive_blob")))];
  });
}

function* coldItems(reader: Reader, session: string, name: string, inside: boolean): Generator<Item> {
  const { powers, options } = reader;
  if (inside) yield* blobItems(reader, "session_transcript_cold_archives", session, name);
  else if (reader.sessionsFolder === null) yield itemDropped("source.absent", { path: reader.path, line: 0 }, "cold archive");
  else yield* archiveItems(join(reader.sessionsFolder, "cold", name), powers, options);
}

/** Archives kept in the database: reset ones are history; deleted ones were deleted by their owner. */
function keptArchives(reader: Reader, archived: Set<string>, dropped: Dropped[]): readonly Source[] {
  const table = "session_transcript_archives";
  const columns = new Set(reader.db.columns(table));
  if (!["session_id", "reason", "archive_blob", "archive_name"].every((column) => columns.has(column))) return [];
  const wanted = ["session_id", "reason", "archive_name", ...["encoding", "session_key"].filter((column) => columns.has(column))];
  const rows = [...reader.db.rows(`SELECT ${wanted.join(", ")} FROM ${table} ORDER BY archive_name`)];
  return rows.flatMap((row) => {
    const [session, name, key] = [textOrNull(row["session_id"]), textOrNull(row["archive_name"]), textOrNull(row["session_key"])];
    if (session === null || name === null) return [];
    archived.add(name);
    if (row["reason"] !== "reset" && !reader.options.includeDeleted) {
      dropped.push({ reason: "source.deleted", place: { path: reader.path, line: 0 } });
      return [];
    }
    const source = sourceOf(reader, session, "archive", name, () => blobItems(reader, table, session, name, row["encoding"] === "identity"));
    return [key === null ? source : { ...source, facts: { ...source.facts, keys: [...new Set([...source.facts.keys, key])] } }];
  });
}

function* blobItems(reader: Reader, table: string, session: string, name: string, plain = false): Generator<Item> {
  const place = { path: reader.path, line: 0 };
  try {
    const [row] = [...reader.db.rows(`SELECT archive_blob FROM ${table} WHERE session_id = ? AND archive_name = ?`, session, name)];
    const blob = row?.["archive_blob"];
    if (!(blob instanceof Uint8Array)) yield itemDropped("record.wrong-shape", place, "archive_blob");
    else if (plain) yield* itemsOfLines([blob], reader.path, reader.options.lineBytes);
    else yield* packedItems(blob, reader.path, reader.powers, reader.options);
  } catch {
    yield itemDropped("source.corrupt", place, table);
  }
}
