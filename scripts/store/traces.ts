import { ForgeError } from "#kernel/errors";
import type { Database, FileFacts, Row } from "#kernel/powers";
import type { Request, Trace } from "#kernel/trace";

const VERSION = 1;

const SCHEMA = [
  "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
  "CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, adapter TEXT NOT NULL, agent TEXT NOT NULL, started_at INTEGER, trace TEXT NOT NULL) STRICT",
  "CREATE TABLE IF NOT EXISTS requests (id TEXT PRIMARY KEY, session TEXT NOT NULL, position INTEGER NOT NULL, at INTEGER, request TEXT NOT NULL) STRICT",
  "CREATE INDEX IF NOT EXISTS requests_session ON requests (session, position)",
  "CREATE INDEX IF NOT EXISTS requests_at ON requests (at)",
  "CREATE TABLE IF NOT EXISTS sources (path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT",
];

/** A kept session without its requests. */
export type StoredTrace = Omit<Trace, "requests">;

/** What tells that a log was read already and did not change: a writer that appends, replaces or touches it changes one of these. */
export type SourceFacts = Pick<FileFacts, "bytes" | "modifiedMs" | "inode" | "device">;

/** Where traces rest. A session put again replaces what was kept of it; everything in it is redacted already. */
export type TraceStore = Readonly<{
  put(traces: readonly Trace[]): void;
  traces(): readonly StoredTrace[];
  /** All requests, oldest first, those without a time at the end; with `since` (ms) without those that are known to be older. */
  requests(since?: number): readonly Request[];
  request(id: string): Request | null;
  counts(): Readonly<{ sessions: number; requests: number }>;
  /** Was this log read to its end with exactly these facts? */
  unchanged(path: string, facts: SourceFacts): boolean;
  remember(path: string, facts: SourceFacts): void;
  close(): void;
}>;

/** Opens the trace store on an open database, making its tables the first time. Throws STATE_TOO_NEW for a newer program's store, and leaves it as it is. */
export function traceStore(database: Database): TraceStore {
  prepare(database);
  const only = (sql: string, ...params: readonly string[]): Row | undefined => [...database.rows(sql, ...params)][0];
  return {
    put: (traces) =>
      database.transaction(() => {
        for (const trace of traces) putTrace(database, trace);
      }),
    traces: () => [...database.rows("SELECT trace FROM sessions ORDER BY started_at IS NULL, started_at, id")].map((row) => parsed<StoredTrace>(row, "trace")),
    requests: (since = Number.MIN_SAFE_INTEGER) =>
      [...database.rows("SELECT request FROM requests WHERE at IS NULL OR at >= ? ORDER BY at IS NULL, at, session, position", since)].map((row) =>
        parsed<Request>(row, "request"),
      ),
    request: (id) => {
      const row = only("SELECT request FROM requests WHERE id = ?", id);
      return row === undefined ? null : parsed<Request>(row, "request");
    },
    counts: () => {
      const row = only("SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM requests) AS requests");
      return { sessions: Number(row?.sessions), requests: Number(row?.requests) };
    },
    unchanged: (path, facts) => only("SELECT fingerprint FROM sources WHERE path = ?", path)?.fingerprint === fingerprintOf(facts),
    remember: (path, facts) => database.run("INSERT OR REPLACE INTO sources (path, fingerprint) VALUES (?, ?)", path, fingerprintOf(facts)),
    close: () => database.close(),
  };
}

function prepare(database: Database): void {
  const known = [...database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'")].length > 0;
  const [found] = known ? [...database.rows("SELECT value FROM meta WHERE key = 'version'")] : [];
  if (Number(found?.value) > VERSION)
    throw new ForgeError("STATE_TOO_NEW", `traces.sqlite has version ${String(found?.value)} and this program knows ${VERSION}`);
  if (Number(found?.value) === VERSION) return;
  database.transaction(() => {
    for (const statement of SCHEMA) database.run(statement);
    database.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('version', ?)", String(VERSION));
  });
}

function fingerprintOf({ bytes, modifiedMs, inode, device }: SourceFacts): string {
  return JSON.stringify([bytes, modifiedMs, inode, device]);
}

function putTrace(database: Database, trace: Trace): void {
  const { requests, ...kept } = trace;
  database.run(
    "INSERT OR REPLACE INTO sessions (id, adapter, agent, started_at, trace) VALUES (?, ?, ?, ?, ?)",
    trace.id,
    trace.adapter,
    trace.agent,
    whole(trace.startedAt),
    JSON.stringify(kept),
  );
  database.run("DELETE FROM requests WHERE session = ?", trace.id);
  for (const [position, request] of requests.entries()) {
    database.run(
      "INSERT OR REPLACE INTO requests (id, session, position, at, request) VALUES (?, ?, ?, ?, ?)",
      request.id,
      trace.id,
      position,
      whole(request.at),
      JSON.stringify(request),
    );
  }
}

function whole(at: number | null): number | null {
  return at !== null && Number.isSafeInteger(Math.round(at)) ? Math.round(at) : null;
}

/** Rows are written by this file only; a row that is no JSON is damage and is said so. */
function parsed<T>(row: Row, column: string): T {
  try {
    return JSON.parse(String(row[column])) as T;
  } catch (error) {
    throw new ForgeError("DATABASE_UNREADABLE", "a row of traces.sqlite is damaged", { details: { reason: "corrupt" }, cause: error });
  }
}
