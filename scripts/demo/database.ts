import type { SessionPlan } from "./plan.ts";
import { type LogRecord, uuidOf } from "./records.ts";

/** A value of a row; `zstd` is text that the writer compresses. */
export type Cell = string | number | null | Readonly<{ zstd: string }>;
export type Insert = Readonly<{ sql: string; rows: readonly (readonly Cell[])[] }>;
/** A database as data: statements that make the tables, then the rows. */
export type SampleDatabase = Readonly<{ path: string; schema: readonly string[]; inserts: readonly Insert[] }>;

type Stored = Readonly<{ plan: SessionPlan; records: readonly LogRecord[] }>;

const SCHEMA = [
  "PRAGMA journal_mode = WAL",
  "PRAGMA user_version = 23",
  "CREATE TABLE schema_meta (meta_key TEXT PRIMARY KEY, role TEXT NOT NULL, schema_version INTEGER NOT NULL, agent_id TEXT, app_version TEXT, updated_at INTEGER NOT NULL)",
  "CREATE TABLE auth_profile_store (store_key TEXT PRIMARY KEY, store_json TEXT NOT NULL, updated_at INTEGER NOT NULL)",
  `CREATE TABLE transcript_events (session_id TEXT NOT NULL, seq INTEGER NOT NULL, event_json TEXT, event_zstd BLOB, event_utf8_bytes INTEGER, navigation_json TEXT, created_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, seq), CHECK ((event_json IS NULL) <> (event_zstd IS NULL)))`,
  `CREATE TABLE session_windows (session_id TEXT PRIMARY KEY, session_key TEXT NOT NULL, session_scope TEXT, previous_session_id TEXT, reason TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
    chat_type TEXT, channel TEXT, parent_session_key TEXT, spawned_by TEXT, plugin_owner_id TEXT, hook_external_content_source TEXT, display_name TEXT)`,
  "CREATE TABLE session_nodes (session_key TEXT PRIMARY KEY, current_session_id TEXT NOT NULL, entry_json TEXT NOT NULL, created_via TEXT, created_actor_type TEXT, updated_at INTEGER NOT NULL)",
  "CREATE TABLE session_transcript_active_events (session_id TEXT NOT NULL, active_position INTEGER NOT NULL, event_seq INTEGER NOT NULL, message_position INTEGER, context_eligible INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (session_id, active_position))",
  `CREATE TABLE session_transcript_archives (session_id TEXT NOT NULL, generation TEXT NOT NULL, session_key TEXT, reason TEXT NOT NULL, encoding TEXT NOT NULL, archive_blob BLOB, archive_name TEXT NOT NULL, created_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, generation))`,
];

/** Sessions of one agent -> its database in the shape of OpenClaw 2026.9.6 (schema 23), long events compressed. */
export function agentDatabase(path: string, agent: string, stored: readonly Stored[]): SampleDatabase {
  return {
    path,
    schema: SCHEMA,
    inserts: [
      { sql: "INSERT INTO schema_meta VALUES (?, ?, ?, ?, ?, ?)", rows: [["primary", "agent", 23, agent, "2026.9.6", 0]] },
      { sql: "INSERT INTO auth_profile_store VALUES (?, ?, ?)", rows: [["default", '{"note":"private, never to be read"}', 0]] },
      {
        sql: "INSERT INTO transcript_events (session_id, seq, event_json, event_zstd, event_utf8_bytes, navigation_json, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows: stored.flatMap(eventRows),
      },
      { sql: "INSERT INTO session_windows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows: stored.map(({ plan }) => windowRow(plan, stored)) },
      { sql: "INSERT OR REPLACE INTO session_nodes VALUES (?, ?, ?, ?, ?, ?)", rows: stored.map(({ plan }) => nodeRow(plan)) },
      {
        sql: "INSERT INTO session_transcript_active_events VALUES (?, ?, ?, ?, ?)",
        rows: stored.flatMap(({ plan, records }) => records.map((_, seq) => [uuidOf("session", plan.name), seq, seq, null, 1])),
      },
    ],
  };
}

function eventRows({ plan, records }: Stored): readonly (readonly Cell[])[] {
  return records.map((record, seq) => {
    const text = JSON.stringify(record);
    const bytes = new TextEncoder().encode(text).byteLength;
    const body: readonly Cell[] = bytes < 1024 ? [text, null, bytes, null] : [null, { zstd: text }, bytes, navigationOf(record)];
    return [uuidOf("session", plan.name), seq, ...body, Date.parse(record.timestamp)];
  });
}

function navigationOf(record: LogRecord): string {
  const message = record["message"];
  const role = typeof message === "object" && message !== null && "role" in message ? { message: { role: message.role } } : {};
  return JSON.stringify({
    version: 1,
    report: null,
    navigation: { type: record.type, id: record.id, parentId: record["parentId"], timestamp: record.timestamp, ...role },
    reset: null,
    model: null,
    modelBytes: 0,
  });
}

function windowRow(plan: SessionPlan, stored: readonly Stored[]): readonly Cell[] {
  const before = stored.filter((one) => one.plan.key === plan.key && one.plan.start < plan.start).at(-1);
  const spawned = plan.machine === "subagent" ? `agent:${plan.agent}:main` : null;
  const scope = plan.key.endsWith(":main") ? "shared-main" : "conversation";
  const previous = before === undefined ? null : uuidOf("session", before.plan.name);
  const chat = plan.channel === "webchat" ? null : plan.audience === "group" ? "channel" : "direct";
  return [
    uuidOf("session", plan.name),
    plan.key,
    scope,
    previous,
    previous === null ? null : "rollover",
    plan.start,
    plan.start + 900_000,
    chat,
    plan.channel === "webchat" ? null : plan.channel,
    spawned,
    spawned,
    null,
    null,
    null,
  ];
}

function nodeRow(plan: SessionPlan): readonly Cell[] {
  const id = uuidOf("session", plan.name);
  const subagent = plan.machine === "subagent";
  const entry = {
    sessionId: id,
    updatedAt: plan.start,
    skillsSnapshot: { version: 3, skills: [] },
    systemPromptReport: { chars: 18000 },
    ...(subagent ? { spawnedBy: `agent:${plan.agent}:main`, spawnDepth: 1 } : {}),
  };
  const via = subagent ? "spawn" : plan.machine === "cron" ? "cron" : null;
  return [plan.key, id, JSON.stringify(entry), via, subagent ? "agent" : plan.machine === "cron" ? "system" : null, plan.start];
}
