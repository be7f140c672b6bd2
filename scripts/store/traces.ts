import { ForgeError } from "#kernel/errors";
import type { Database, Row } from "#kernel/powers";
import type { Request, Trace } from "#kernel/trace";

const VERSION = 1;

const SCHEMA = [
  "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
  "CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, adapter TEXT NOT NULL, agent TEXT NOT NULL, started_at INTEGER, trace TEXT NOT NULL) STRICT",
  "CREATE TABLE IF NOT EXISTS requests (id TEXT PRIMARY KEY, session TEXT NOT NULL, position INTEGER NOT NULL, at INTEGER, request TEXT NOT NULL) STRICT",
  "CREATE INDEX IF NOT EXISTS requests_session ON requests (session, position)",
  "CREATE INDEX IF NOT EXISTS requests_at ON requests (at)",
];

/** A kept session without its requests. */
export type StoredTrace = Omit<Trace, "requests">;

/** Where traces rest. A session put again replaces what was kept of it; everything in it is redacted already. */
export type TraceStore = Readonly<{
  put(traces: readonly Trace[]): void;
  traces(): readonly StoredTrace[];
  /** All requests, oldest first; those without a time at the end. */
  requests(): readonly Request[];
  request(id: string): Request | null;
  close(): void;
}>;

/** Opens the trace store on an open database. Throws STATE_TOO_NEW for a newer program's store. */
export function traceStore(database: Database): TraceStore {
  for (const statement of SCHEMA) database.run(statement);
  const [found] = [...database.rows("SELECT value FROM meta WHERE key = 'version'")];
  if (found === undefined) database.run("INSERT INTO meta (key, value) VALUES ('version', ?)", String(VERSION));
  else if (Number(found.value) > VERSION) throw new ForgeError("STATE_TOO_NEW", `traces.sqlite has version ${String(found.value)} and this program knows ${VERSION}`);
  return {
    put: (traces) => database.transaction(() => traces.forEach((trace) => putTrace(database, trace))),
    traces: () => [...database.rows("SELECT trace FROM sessions ORDER BY started_at, id")].map((row) => parsed<StoredTrace>(row, "trace")),
    requests: () => [...database.rows("SELECT request FROM requests ORDER BY at IS NULL, at, session, position")].map((row) => parsed<Request>(row, "request")),
    request: (id) => {
      const [row] = [...database.rows("SELECT request FROM requests WHERE id = ?", id)];
      return row === undefined ? null : parsed<Request>(row, "request");
    },
    close: () => database.close(),
  };
}

function putTrace(database: Database, trace: Trace): void {
  const { requests, ...kept } = trace;
  database.run("INSERT OR REPLACE INTO sessions (id, adapter, agent, started_at, trace) VALUES (?, ?, ?, ?, ?)", trace.id, trace.adapter, trace.agent, whole(trace.startedAt), JSON.stringify(kept));
  database.run("DELETE FROM requests WHERE session = ?", trace.id);
  for (const [position, request] of requests.entries()) {
    database.run("INSERT OR REPLACE INTO requests (id, session, position, at, request) VALUES (?, ?, ?, ?, ?)", request.id, trace.id, position, whole(request.at), JSON.stringify(request));
  }
}

function whole(at: number | null): number | null {
  return at === null ? null : Math.round(at);
}

/** Rows are written by this file only; a row that is no JSON is damage and is said so. */
function parsed<T>(row: Row, column: string): T {
  try {
    return JSON.parse(String(row[column])) as T;
  } catch (error) {
    throw new ForgeError("DATABASE_UNREADABLE", "a row of traces.sqlite is damaged", { details: { reason: "corrupt" }, cause: error });
  }
}
