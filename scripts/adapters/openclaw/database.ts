import { textOrNull } from "#adapters/common/fields";
import type { DropReason } from "#kernel/dropped";
import { ForgeError } from "#kernel/errors";
import type { ReadDatabase, ReadFiles, Row } from "#kernel/powers";
import { joinFacts, NO_FACTS, type SessionFacts } from "./filter.ts";

/** What a database says about a session beside its records: facts, the session whose entries it may repeat. */
export type SessionRow = Readonly<{ facts: SessionFacts; previous: string | null }>;

/** Path of a database -> the open database, or the reason why it cannot be read. */
export function openAgentDatabase(path: string, files: ReadFiles): ReadDatabase | DropReason {
  try {
    return files.openDatabase(path);
  } catch (error) {
    const reason = error instanceof ForgeError ? error.details["reason"] : undefined;
    return reason === "locked" ? "source.locked" : reason === "corrupt" ? "source.corrupt" : "source.unreadable";
  }
}

/**
 * Database -> the sessions it knows, by whatever tables this release has. Features decide, not `user_version`: that
 * number moved while tables came without it. Only columns that are there are named in a query.
 */
export function sessionRows(db: ReadDatabase): ReadonlyMap<string, SessionRow> {
  const sessions = new Map<string, SessionRow>();
  const add = (id: string | null, facts: SessionFacts, previous: string | null): void => {
    if (id === null) return;
    const before = sessions.get(id) ?? { facts: NO_FACTS, previous: null };
    sessions.set(id, { facts: joinFacts(before.facts, facts), previous: before.previous ?? previous });
  };
  for (const row of windowRows(db)) add(textOrNull(row["session_id"]), factsOf(row), previousOf(row));
  for (const table of ["session_nodes", "sessions", "session_entries"]) {
    for (const row of nodeRows(db, table)) add(textOrNull(row["session"]), factsOf(row), null);
  }
  return sessions;
}

/** Database -> the release that wrote it last, null when it does not say. */
export function releaseOf(db: ReadDatabase): Readonly<{ agent: string | null; release: string | null }> {
  const columns = new Set(db.columns("schema_meta"));
  if (!columns.has("app_version") && !columns.has("agent_id")) return { agent: null, release: null };
  const wanted = ["app_version", "agent_id"].filter((column) => columns.has(column)).join(", ");
  const filter = columns.has("role") ? " WHERE role = 'agent'" : "";
  const [row] = [...db.rows(`SELECT ${wanted} FROM schema_meta${filter} LIMIT 1`)];
  return { agent: textOrNull(row?.["agent_id"]), release: textOrNull(row?.["app_version"]) };
}

const WINDOW_COLUMNS = ["session_key", "previous_session_id", "reason", "chat_type", "spawned_by", "plugin_owner_id", "hook_external_content_source"];
const REPEATING = new Set(["fork", "rewind", "compaction"]);

function windowRows(db: ReadDatabase): Iterable<Row> {
  const columns = new Set(db.columns("session_windows"));
  if (!columns.has("session_id")) return [];
  const wanted = ["session_id", ...WINDOW_COLUMNS.filter((column) => columns.has(column))];
  return db.rows(`SELECT ${wanted.join(", ")} FROM session_windows ORDER BY session_id`);
}

/** `session_nodes`, in earlier releases another table: whatever maps a session id to a session key. Of the large `entry_json` only the few values needed are taken. */
function nodeRows(db: ReadDatabase, table: string): Iterable<Row> {
  const columns = new Set(db.columns(table));
  if (!columns.has("session_key")) return [];
  const json = columns.has("entry_json") ? (key: string) => `CASE WHEN json_valid(entry_json) THEN json_extract(entry_json, '$.${key}') END` : null;
  const id = ["current_session_id", "session_id"].find((column) => columns.has(column)) ?? json?.("sessionId");
  if (id === undefined) return [];
  const plain = ["created_via", "created_actor_type", "chat_type", "spawned_by", "plugin_owner_id", "hook_external_content_source"];
  const wanted = [
    `${id} AS session`,
    "session_key",
    ...plain.filter((column) => columns.has(column)),
    ...(json === null ? [] : ENTRY_KEYS.map(([key, alias]) => `${json(key)} AS ${alias}`)),
  ];
  return db.rows(`SELECT ${wanted.join(", ")} FROM ${table} ORDER BY session_key`);
}

const ENTRY_KEYS = [
  ["chatType", "entry_chat_type"],
  ["spawnedBy", "entry_spawned_by"],
  ["spawnDepth", "entry_spawn_depth"],
  ["pluginOwnerId", "entry_plugin_owner"],
  ["hookExternalContentSource", "entry_hook_source"],
] as const;

function factsOf(row: Row): SessionFacts {
  const texts = (...columns: readonly string[]) => columns.map((column) => textOrNull(row[column])).filter((value) => value !== null);
  return {
    keys: texts("session_key"),
    chatTypes: texts("chat_type", "entry_chat_type"),
    spawned: texts("spawned_by", "entry_spawned_by").length > 0 || Number(row["entry_spawn_depth"] ?? 0) > 0,
    machine: texts("plugin_owner_id", "hook_external_content_source", "entry_plugin_owner", "entry_hook_source").length > 0,
    createdVia: texts("created_via"),
    actors: texts("created_actor_type"),
  };
}

function previousOf(row: Row): string | null {
  return REPEATING.has(String(row["reason"])) ? textOrNull(row["previous_session_id"]) : null;
}
