import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";
import type { Reading, ReadOptions } from "#adapters/contract";
import { openclaw } from "#adapters/openclaw/adapter";
import { countDropped } from "#kernel/dropped";
import type { Conversation, TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { readingsOf } from "../../contracts/adapter-contract.ts";
import { nodePowers } from "#platform/powers";

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new home folder, removed when the process ends (samples are also made without a test runner). */
export function aHome(): string {
  const folder = mkdtempSync(join(tmpdir(), "openclaw-home-"));
  folders.push(folder);
  return folder;
}

export function write(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export type LogRecord = Readonly<Record<string, unknown>>;

export const header = (id: string, more: LogRecord = {}): LogRecord => ({
  type: "session",
  version: 3,
  id,
  timestamp: "2026-03-02T08:00:00.000Z",
  cwd: "/home/ana/claw",
  ...more,
});
export const message = (id: string, fields: LogRecord, minute = 1): LogRecord => ({
  type: "message",
  id,
  parentId: null,
  timestamp: `2026-03-02T08:${String(minute).padStart(2, "0")}:00.000Z`,
  message: fields,
});
export const user = (id: string, content: unknown, more: LogRecord = {}, minute = 1): LogRecord =>
  message(id, { role: "user", content, timestamp: 1772438405000, ...more }, minute);
export const answer = (id: string, text: string, more: LogRecord = {}, minute = 1): LogRecord =>
  message(id, { role: "assistant", content: [{ type: "text", text }], provider: "example", model: "example-1", stopReason: "stop", ...more }, minute);
export const call = (id: string, callId: string, tool: string, input: LogRecord, minute = 1): LogRecord =>
  message(
    id,
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "so" },
        { type: "toolCall", id: callId, name: tool, arguments: input },
      ],
      provider: "example",
      model: "example-1",
      stopReason: "toolUse",
    },
    minute,
  );
export const result = (id: string, callId: string, tool: string, text: string, more: LogRecord = {}, minute = 1): LogRecord =>
  message(id, { role: "toolResult", toolCallId: callId, toolName: tool, content: [{ type: "text", text }], isError: false, ...more }, minute);

export const jsonl = (...records: readonly LogRecord[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join("");
export const zstd = (text: string): Uint8Array => new Uint8Array(zstdCompressSync(text));

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, SQLInputValue>>[]>>;

/** Tables of the newest known schema with their columns; a test takes the part it needs. */
export const SCHEMA_23: Readonly<Record<string, string>> = {
  transcript_events: "session_id TEXT, seq INTEGER, event_json TEXT, created_at INTEGER, event_zstd BLOB, event_utf8_bytes INTEGER, navigation_json TEXT",
  session_windows:
    "session_id TEXT, session_key TEXT, previous_session_id TEXT, reason TEXT, created_at INTEGER, updated_at INTEGER, chat_type TEXT, channel TEXT, parent_session_key TEXT, spawned_by TEXT, plugin_owner_id TEXT, hook_external_content_source TEXT, display_name TEXT",
  session_nodes: "session_key TEXT, current_session_id TEXT, entry_json TEXT, created_via TEXT, created_actor_type TEXT",
  session_transcript_archives:
    "session_id TEXT, generation TEXT, session_key TEXT, reason TEXT, encoding TEXT, archive_blob BLOB, archive_name TEXT, created_at INTEGER",
  session_transcript_cold_archives:
    "session_id TEXT, archive_name TEXT, event_count INTEGER, raw_bytes INTEGER, last_seq INTEGER, storage TEXT, archive_blob BLOB",
  schema_meta: "meta_key TEXT, role TEXT, schema_version INTEGER, agent_id TEXT, app_version TEXT",
};

/** Writes a database with these tables and rows; returns its path. */
export function writeDatabase(path: string, rows: Rows, schema: Readonly<Record<string, string>> = SCHEMA_23): string {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA user_version = 999");
  for (const [table, columns] of Object.entries(schema)) db.exec(`CREATE TABLE ${table} (${columns})`);
  for (const [table, list] of Object.entries(rows)) {
    for (const row of list) {
      const columns = Object.keys(row);
      db.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`).run(...Object.values(row));
    }
  }
  db.close();
  return path;
}

export const eventRows = (session: string, ...records: readonly LogRecord[]): readonly Readonly<Record<string, SQLInputValue>>[] =>
  records.map((record, seq) => ({ session_id: session, seq, event_json: JSON.stringify(record), created_at: 1772438400000 + seq }));

export const DATABASE = "agents/main/agent/openclaw-agent.sqlite";
export const SESSIONS = "agents/main/sessions";

export function powersFor(home: string, env: Readonly<Record<string, string>> = {}) {
  return nodePowers({ home, cwd: home, env });
}

export function readAll(path: string, options: Partial<ReadOptions> = {}, home = path): readonly Reading[] {
  return readingsOf(openclaw, path, powersFor(home), { includeGroups: false, includeDeleted: false, lineBytes: 1 << 22, ...options });
}

export const conversations = (readings: readonly Reading[]): readonly Conversation[] => readings.flatMap((one) => one.conversation ?? []);
export const reasons = (readings: readonly Reading[]): Readonly<Record<string, number>> => countDropped(readings.flatMap((one) => one.dropped));
export const eventsOf = <K extends TraceEvent["kind"]>(readings: readonly Reading[], kind: K): readonly Extract<TraceEvent, { kind: K }>[] =>
  conversations(readings).flatMap((one) => one.events.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind));
export const words = (readings: readonly Reading[]): readonly string[] => eventsOf(readings, "prompt").map((event) => wordsOfPerson(event.spans));
