import { hasColumns, openedOrReason } from "#adapters/common/databases";
import { textOrNull } from "#adapters/common/fields";
import { dropOf, leftOut, nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { ReadDatabase, ReadPowers, Row } from "#kernel/powers";
import { type Chain, chainsOf, type SessionRow } from "./chains.ts";
import { Copies } from "./copies.ts";
import { factsOf, isGateway, isGroup } from "./facts.ts";
import { tellMessage } from "./messages.ts";

const SESSION_COLUMNS = [
  "source",
  "parent_session_id",
  "model_config",
  "started_at",
  "ended_at",
  "end_reason",
  "cwd",
  "git_repo_root",
  "session_key",
  "chat_type",
];
const MESSAGE_COLUMNS = ["tool_call_id", "tool_calls", "timestamp", "active", "compacted", "display_kind", "observed", "_compressed_summary", "message_uid"];

/** Is this a database of Hermes? By its tables. */
export function isStateDatabase(path: string, powers: ReadPowers): boolean {
  return hasColumns(path, powers, { sessions: ["id", "source"], messages: ["id", "session_id", "role", "content"] });
}

/** Database of a profile -> a source for each conversation. `known` collects the ids of its sessions. */
export function* databaseSources(
  path: string,
  name: string,
  agent: string,
  powers: ReadPowers,
  options: ReadOptions,
  known: Set<string>,
): Generator<LogSource> {
  const db = openedOrReason(path, powers);
  if (typeof db === "string") {
    yield* leftOut(`${name}:database`, [dropOf(db, path)]);
    return;
  }
  try {
    yield* chainSources(db, path, name, agent, options, known);
  } finally {
    db.close();
  }
}

function* chainSources(db: ReadDatabase, path: string, name: string, agent: string, options: ReadOptions, known: Set<string>): Generator<LogSource> {
  const columns = { sessions: new Set(columnsOf(db, "sessions")), messages: new Set(columnsOf(db, "messages")) };
  const isShape =
    ["id", "source"].every((one) => columns.sessions.has(one)) && ["id", "session_id", "role", "content"].every((one) => columns.messages.has(one));
  const rows = isShape ? sessionRows(db, columns) : "source.unknown-shape";
  if (typeof rows === "string") {
    yield* leftOut(`${name}:database`, [dropOf(rows, path)]);
    return;
  }
  for (const row of rows) known.add(row.id);
  const wanted = MESSAGE_COLUMNS.filter((column) => columns.messages.has(column));
  const sql = `SELECT id, role, content${wanted.map((column) => `, ${column}`).join("")} FROM messages WHERE session_id = ? ORDER BY id`;
  const chains = [...chainsOf(rows)];
  if (chains.length === 0) yield* leftOut(`${name}:database`, [dropOf("source.absent", path, "no sessions")]);
  for (const chain of chains) {
    const stamps = [...chain.origin, ...chain.sessions].map((one) => one.stamp);
    const id = chain.sessions[0]?.id ?? "";
    yield { id: `${name}:${id}`, fingerprint: JSON.stringify([stamps, chain.left]), read: () => [readChain(db, sql, chain, path, agent, options)] };
  }
}

function columnsOf(db: ReadDatabase, table: string): readonly string[] {
  try {
    return db.columns(table);
  } catch {
    return [];
  }
}

/** Sessions with what tells that one changed: how many messages it has, the last of them, and how many were taken back. */
function sessionRows(
  db: ReadDatabase,
  columns: Readonly<{ sessions: ReadonlySet<string>; messages: ReadonlySet<string> }>,
): readonly SessionRow[] | "source.corrupt" {
  const flags = ["active", "compacted"].filter((column) => columns.messages.has(column)).map((column) => `, sum(${column}) AS ${column}`);
  const wanted = SESSION_COLUMNS.filter((column) => columns.sessions.has(column));
  try {
    const counted = new Map(
      [...db.rows(`SELECT session_id, count(*) AS messages, max(id) AS last${flags.join("")} FROM messages GROUP BY session_id`)].map((row) => [
        String(row["session_id"]),
        [row["messages"], row["last"], row["active"], row["compacted"]].map(String).join(" "),
      ]),
    );
    return [...db.rows(`SELECT id, ${wanted.join(", ")} FROM sessions ORDER BY id`)].flatMap((row) => {
      const id = textOrNull(row["id"]);
      return id === null ? [] : [{ id, row, stamp: [id, counted.get(id) ?? "", String(row["end_reason"]), String(row["parent_session_id"])].join(" ") }];
    });
  } catch {
    return "source.corrupt";
  }
}

function readChain(db: ReadDatabase, sql: string, chain: Chain, path: string, agent: string, options: ReadOptions): Reading {
  const [first] = chain.sessions;
  if (first === undefined || chain.left !== null) return nothing(chain.left ?? "source.absent", path);
  if (isGroup(first.row) && !options.includeGroups) return nothing("session.group", path);
  const story = new Story();
  const copies = new Copies();
  const setting = { viaGateway: isGateway(first.row["source"]) };
  try {
    for (const session of chain.origin) for (const row of db.rows(sql, session.id)) copies.isCopy(row, session);
    for (const session of chain.sessions) {
      copies.begin();
      for (const row of db.rows(sql, session.id)) tellRow(row, session, { story, copies, setting, path, options });
    }
  } catch {
    story.drop("source.corrupt", { path, line: 0 }, "messages");
  }
  const { dropped, events } = story;
  if (events.length === 0) return { conversation: null, dropped: dropped.length > 0 ? dropped : nothing("source.not-transcript", path, "empty").dropped };
  return { conversation: conversationOf(factsOf(first.row, first.id, path, agent), story), dropped };
}

type Telling = Readonly<{ story: Story; copies: Copies; setting: Readonly<{ viaGateway: boolean }>; path: string; options: ReadOptions }>;

function tellRow(row: Row, session: SessionRow, { story, copies, setting, path, options }: Telling): void {
  const place = { path, line: Number(row["id"]) };
  const size = ["content", "tool_calls"].reduce((sum, column) => sum + (typeof row[column] === "string" ? row[column].length : 0), 0);
  if (size > options.lineBytes) story.drop("record.too-long", place);
  else if (copies.isCopy(row, session)) story.drop("record.duplicate", place);
  else tellMessage({ id: `message:${String(row["id"])}`, fields: row, place }, story, setting);
}
