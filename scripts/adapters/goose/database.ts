import { withDatabase } from "#adapters/common/databases";
import { parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import { dropOf } from "#adapters/common/sources";
import type { LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { Dropped, DropReason } from "#kernel/dropped";
import type { ReadDatabase, ReadPowers, Row } from "#kernel/powers";
import type { Place } from "#kernel/trace";
import { otherThanPerson, Telling } from "./session.ts";

/** Sessions of a database as sources, their ids, and why there are none. */
export type Listed = Readonly<{ sources: readonly LogSource[]; ids: ReadonlySet<string>; dropped: readonly Dropped[] }>;

const FACTS = ["name", "description", "session_type", "working_dir", "created_at", "updated_at", "schedule_id", "recipe_json"];

/** Database -> a source for each session; it is opened anew for each, as it is only open that long. Never throws. */
export function listSessions(path: string, powers: ReadPowers, options: ReadOptions): Listed {
  const none = (reason: DropReason, detail?: string): Listed => ({ sources: [], ids: new Set(), dropped: [dropOf(reason, path, detail)] });
  const listed = withDatabase(path, powers, (db): Listed => {
    const columns = new Set(db.columns("messages"));
    if (!["session_id", "role", "content_json"].every((one) => columns.has(one))) return none("source.unknown-shape", "messages");
    const sessions = db.columns("sessions");
    if (!sessions.includes("id")) return none("source.unknown-shape", "sessions");
    const facts = FACTS.filter((one) => sessions.includes(one)).map((one) => `s.${one} AS ${one}`);
    const last = columns.has("id") ? "max(m.id)" : "max(m.rowid)";
    const sql = `SELECT s.id AS session, ${[...facts, "count(m.session_id) AS messages", `${last} AS last`, "sum(length(m.content_json)) AS size"].join(", ")}
      FROM sessions AS s LEFT JOIN messages AS m ON m.session_id = s.id GROUP BY s.id ORDER BY s.id`;
    const rows = [...db.rows(sql)].filter((row) => textOrNull(row["session"]) !== null);
    const copied = columns.has("created_timestamp") ? copiedMessages(db, rows) : new Map<string, ReadonlySet<string>>();
    const sources = rows.map((row): LogSource => {
      const id = String(row["session"]);
      const copies = copied.get(id) ?? new Set<string>();
      const fingerprint = JSON.stringify([row["updated_at"], row["messages"], row["last"], row["size"], copies.size].map(String));
      return { id: `sessions.db ${id}`, fingerprint, read: () => [readSession(path, id, row, copies, powers, options)] };
    });
    return { sources, ids: new Set(rows.map((row) => String(row["session"]))), dropped: [] };
  });
  return typeof listed === "string" ? none(listed) : listed;
}

/** What tells a message from all others: a copied session keeps time and text and gets ids of its own. */
const NAME = "created_timestamp || ' ' || role || ' ' || length(content_json) || ' ' || substr(content_json, 1, 200)";

/** Session -> names of its messages that stand in an older session, too: a copy repeats the history of the one it was made from. */
function copiedMessages(db: ReadDatabase, sessions: readonly Row[]): ReadonlyMap<string, ReadonlySet<string>> {
  const age = new Map(sessions.map((row) => [String(row["session"]), String(row["created_at"] ?? "")]));
  const owners = new Map<string, string>();
  const shared = `SELECT ${NAME} AS name FROM messages GROUP BY name HAVING count(DISTINCT session_id) > 1`;
  const rows = [...db.rows(`SELECT DISTINCT session_id AS session, ${NAME} AS name FROM messages WHERE name IN (${shared}) ORDER BY session_id`)];
  const isOlder = (one: string, other: string): boolean => (age.get(one) ?? "") < (age.get(other) ?? "");
  for (const row of rows) {
    const [name, session] = [String(row["name"]), String(row["session"])];
    const owner = owners.get(name);
    if (owner === undefined || isOlder(session, owner)) owners.set(name, session);
  }
  const copied = new Map<string, Set<string>>();
  for (const row of rows) {
    const [name, session] = [String(row["name"]), String(row["session"])];
    if (owners.get(name) !== session) copied.set(session, (copied.get(session) ?? new Set()).add(name));
  }
  return copied;
}

function readSession(path: string, id: string, row: Row, copies: ReadonlySet<string>, powers: ReadPowers, options: ReadOptions): Reading {
  const other = otherThanPerson(row, path);
  if (other !== null) return other;
  if (Number(row["messages"]) === 0) return { conversation: null, dropped: [dropOf("source.not-transcript", path, "empty")] };
  const telling = new Telling(path, id, row);
  const failed = withDatabase(path, powers, (db) => {
    const columns = new Set(db.columns("messages"));
    const wanted = ["message_id", "created_timestamp", "metadata_json"].filter((one) => columns.has(one));
    const order = columns.has("id") ? "id" : "rowid";
    const sql = `SELECT ${order} AS line, role, ${[...wanted, `CASE WHEN length(content_json) > ? THEN NULL ELSE content_json END AS content`, "length(content_json) AS size", columns.has("created_timestamp") ? `${NAME} AS name` : "NULL AS name"].join(", ")}
      FROM messages WHERE session_id = ? ORDER BY ${columns.has("created_timestamp") ? "created_timestamp, " : ""}${order}`;
    // a copy is how a session begins: behind its own first message what looks alike was said in two sessions at once
    let isCopy = true;
    for (const message of db.rows(sql, options.lineBytes, id)) {
      isCopy &&= copies.has(String(message["name"]));
      if (isCopy) telling.copy(message["role"], placeOf(path, message));
      else tellRow(telling, path, message, options);
    }
    return null;
  });
  if (failed !== null) telling.story.dropped.push(dropOf(failed, path));
  return telling.reading();
}

function tellRow(telling: Telling, path: string, row: Row, options: ReadOptions): void {
  const place = placeOf(path, row);
  if (Number(row["size"]) > options.lineBytes) {
    telling.story.drop("record.too-long", place);
    return;
  }
  const json = row["content"];
  const content = typeof json === "string" ? parsedOrUndefined(json) : undefined;
  if (content === undefined) {
    telling.story.drop(typeof json === "string" ? "record.not-json" : "record.wrong-shape", place, "content_json");
    return;
  }
  const metadata = parsedOrUndefined(String(row["metadata_json"] ?? "null"));
  telling.message({ id: row["message_id"], role: row["role"], content, metadata, created: row["created_timestamp"] }, place);
}

/** A row is found again by its number, which a damaged table may have made anything. */
function placeOf(path: string, row: Row): Place {
  const line = Number(row["line"]);
  return { path, line: Number.isSafeInteger(line) && line >= 0 ? line : 0 };
}
