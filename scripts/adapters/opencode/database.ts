import { asFields, type Fields, parsedOrUndefined, textOrNull, timeOf } from "#adapters/common/fields";
import { dropOf } from "#adapters/common/sources";
import type { ReadOptions } from "#adapters/contract";
import type { Dropped, DropReason } from "#kernel/dropped";
import { ForgeError } from "#kernel/errors";
import type { ReadDatabase, ReadPowers, Row } from "#kernel/powers";
import { type Candidate, contentOf, copiesAmong, fieldsIn } from "./copies.ts";
import { NO_COPIES, revertOf, type SessionHead, type Store, type StoredMessage, type StoredSession } from "./store.ts";

type Reader = Readonly<{ db: ReadDatabase; path: string; options: ReadOptions; order: Readonly<Record<"message" | "part", string>> }>;

/** Path of a database -> the open database, or the reason why it cannot be read. */
export function openDatabase(path: string, powers: ReadPowers): ReadDatabase | DropReason {
  try {
    return powers.files.openDatabase(path);
  } catch (error) {
    return reasonOf(error);
  }
}

/** What a database that throws in the middle is counted as. */
export function reasonOf(error: unknown): DropReason {
  const reason = error instanceof ForgeError ? error.details["reason"] : undefined;
  return reason === "locked" ? "source.locked" : reason === "corrupt" ? "source.corrupt" : "source.unreadable";
}

/** Has it OpenCode's tables? */
export function isOpencode(db: ReadDatabase): boolean {
  const [session, message, part] = [db.columns("session"), db.columns("message"), db.columns("part")];
  return (
    session.includes("id") && ["id", "session_id", "data"].every((one) => message.includes(one)) && ["message_id", "data"].every((one) => part.includes(one))
  );
}

/** Open database -> its sessions. Columns come and go: only those that are there are named. Throws what the database itself throws. */
export function databaseStore(db: ReadDatabase, path: string, options: ReadOptions): Store {
  if (!isOpencode(db)) return { sessions: [], dropped: [dropOf("source.unknown-shape", path, "session, message, part")] };
  const reader: Reader = { db, path, options, order: { message: orderOf(db, "message"), part: orderOf(db, "part") } };
  const dropped: Dropped[] = [];
  const heads = [...db.rows(`SELECT ${present(db, "session", SESSION_COLUMNS)} FROM session ORDER BY ${orderOf(db, "session")}`)].flatMap((row) => {
    const head = headOfRow(row);
    if (head === null) dropped.push(dropOf("record.wrong-shape", path, "session"));
    return head === null ? [] : [{ head, updated: String(row["time_updated"]) }];
  });
  const stamps = stampsOf(reader);
  const copies = copiesAmong(
    candidates(reader),
    heads.map(({ head }) => head.id),
  );
  const sessions = heads.map(({ head, updated }): StoredSession => {
    const own = copies.get(head.id) ?? NO_COPIES;
    const stamp = JSON.stringify([updated, head, stamps.get(head.id) ?? null, own.size]);
    return { head, path, stamp, messages: () => messagesOf(head.id, reader), copies: () => own };
  });
  return { sessions, dropped };
}

const SESSION_COLUMNS = ["id", "parent_id", "title", "directory", "version", "revert", "time_created", "time_updated"];

function present(db: ReadDatabase, table: string, wanted: readonly string[]): string {
  const columns = new Set(db.columns(table));
  return wanted.filter((column) => columns.has(column)).join(", ");
}

function orderOf(db: ReadDatabase, table: string): string {
  return present(db, table, table === "part" ? ["id"] : ["time_created", "id"]) || "rowid";
}

function headOfRow(row: Row): SessionHead | null {
  const id = textOrNull(row["id"]);
  if (id === null) return null;
  return {
    id,
    parent: textOrNull(row["parent_id"]),
    title: textOrNull(row["title"]) ?? "",
    directory: textOrNull(row["directory"]),
    version: textOrNull(row["version"]),
    startedAt: timeOf(row["time_created"]),
    revert: revertOf(parsedOrUndefined(textOrNull(row["revert"]) ?? "")),
  };
}

/** How many rows a session has and which was written last, of both tables, by one grouped query each. */
function stampsOf({ db }: Reader): ReadonlyMap<string, string> {
  const stamps = new Map<string, string>();
  for (const table of ["message", "part"]) {
    const columns = new Set(db.columns(table));
    if (!columns.has("session_id")) continue;
    const latest = columns.has("time_updated") ? "max(time_updated)" : "0";
    const last = columns.has("id") ? "max(id)" : "max(rowid)";
    const rows = db.rows(
      `SELECT session_id, count(*) AS rows, ${last} AS last, ${latest} AS latest, sum(length(data)) AS bytes FROM ${table} GROUP BY session_id`,
    );
    for (const row of rows) {
      const id = String(row["session_id"]);
      stamps.set(id, `${stamps.get(id) ?? ""} ${String(row["rows"])} ${String(row["last"])} ${String(row["latest"])} ${String(row["bytes"])}`);
    }
  }
  return stamps;
}

/** Messages made at the same time in two sessions: what a fork may have taken over. */
function* candidates({ db }: Reader): Generator<Candidate> {
  if (!db.columns("message").includes("time_created")) return;
  const shared = "SELECT time_created FROM message GROUP BY time_created HAVING count(DISTINCT session_id) > 1";
  const rows = [...db.rows(`SELECT id, session_id, time_created, data FROM message WHERE time_created IN (${shared})`)];
  for (const row of rows) {
    const [message, session] = [textOrNull(row["id"]), textOrNull(row["session_id"])];
    if (message === null || session === null) continue;
    const content = (): string => {
      const parts = [...db.rows("SELECT data FROM part WHERE message_id = ? ORDER BY rowid", message)].map((part) => fieldsIn(part["data"]));
      return contentOf(fieldsIn(row["data"])["role"], parts);
    };
    yield { session, message, created: Number(row["time_created"]), content };
  }
}

function* messagesOf(session: string, reader: Reader): Generator<StoredMessage | Dropped> {
  const { db, path, order } = reader;
  try {
    let line = 0;
    for (const row of [...db.rows(`SELECT id, ${bounded("data", reader)} FROM message WHERE session_id = ? ORDER BY ${order.message}`, session)]) {
      line += 1;
      const place = { path, line };
      const id = textOrNull(row["id"]);
      const info = fieldsOf(row, path, line);
      if ("reason" in info) yield info;
      else if (id === null) yield dropOf("record.wrong-shape", path, "id", line);
      else yield { id, place, info: info.fields, ...partsOf(id, reader, line) };
    }
  } catch (error) {
    yield dropOf(reasonOf(error), path, "message");
  }
}

function partsOf(message: string, reader: Reader, line: number): Readonly<{ parts: readonly Fields[]; dropped: readonly Dropped[] }> {
  const parts: Fields[] = [];
  const dropped: Dropped[] = [];
  const id = reader.db.columns("part").includes("id") ? "id, " : "";
  for (const row of reader.db.rows(`SELECT ${id}${bounded("data", reader)} FROM part WHERE message_id = ? ORDER BY ${reader.order.part}`, message)) {
    const part = fieldsOf(row, reader.path, line);
    if ("reason" in part) dropped.push(part);
    else parts.push({ id: row["id"], ...part.fields });
  }
  return { parts, dropped };
}

/** A column only as long as a record may be: pictures are never fetched. */
function bounded(column: string, { options }: Reader): string {
  return `CASE WHEN length(CAST(${column} AS BLOB)) <= ${options.lineBytes} THEN ${column} END AS data, length(CAST(${column} AS BLOB)) AS bytes`;
}

function fieldsOf(row: Row, path: string, line: number): Readonly<{ fields: Fields }> | Dropped {
  const data = row["data"];
  if (data === null && typeof row["bytes"] === "number" && row["bytes"] > 0) return dropOf("record.too-long", path, undefined, line);
  if (typeof data !== "string") return dropOf("record.wrong-shape", path, "data", line);
  const value = parsedOrUndefined(data);
  const fields = asFields(value);
  if (fields === null) return dropOf(value === undefined ? "record.not-json" : "record.wrong-shape", path, "data", line);
  return { fields };
}
