import { ForgeError } from "#kernel/errors";
import type { Database } from "#kernel/powers";
import type { Request } from "#kernel/trace";

/** 1: sessions and requests as JSON. 2: sources with what was read of them, tool calls as spans, digests, what is to be forgotten. 3: follow-ups with their place. 4: where each log was read to, digests of sessions that can be continued. */
const VERSION = 4;

const SCHEMA = [
  "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
  `CREATE TABLE IF NOT EXISTS sources (id INTEGER PRIMARY KEY, adapter TEXT NOT NULL, root TEXT NOT NULL, name TEXT NOT NULL, read_as TEXT NOT NULL,
    adapter_version INTEGER NOT NULL, fingerprint TEXT, raw_sha256 TEXT, counts TEXT NOT NULL, dropped TEXT NOT NULL, UNIQUE (adapter, root, name, read_as)) STRICT`,
  `CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, source INTEGER NOT NULL, adapter TEXT NOT NULL, adapter_version INTEGER NOT NULL, agent TEXT NOT NULL,
    runtime TEXT, project TEXT, started_at INTEGER, normalized_sha256 TEXT NOT NULL, trace TEXT NOT NULL) STRICT`,
  "CREATE INDEX IF NOT EXISTS sessions_source ON sessions (source)",
  `CREATE TABLE IF NOT EXISTS requests (id TEXT PRIMARY KEY, session TEXT NOT NULL, source INTEGER NOT NULL, position INTEGER NOT NULL, at INTEGER, outcome TEXT NOT NULL,
    request TEXT NOT NULL) STRICT`,
  "CREATE INDEX IF NOT EXISTS requests_session ON requests (session, position)",
  "CREATE INDEX IF NOT EXISTS requests_at ON requests (at)",
  `CREATE TABLE IF NOT EXISTS calls (request TEXT NOT NULL, position INTEGER NOT NULL, session TEXT NOT NULL, id TEXT NOT NULL, tool TEXT NOT NULL, kind TEXT NOT NULL,
    verb TEXT NOT NULL, object TEXT, line TEXT NOT NULL, started_at INTEGER, duration_ms REAL, ok INTEGER, exit_code INTEGER, status TEXT, error TEXT,
    artifacts TEXT NOT NULL, PRIMARY KEY (request, position)) STRICT, WITHOUT ROWID`,
  "CREATE INDEX IF NOT EXISTS calls_session ON calls (session)",
  "CREATE TABLE IF NOT EXISTS texts (session TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER, text TEXT NOT NULL, PRIMARY KEY (session, position)) STRICT, WITHOUT ROWID",
  "CREATE TABLE IF NOT EXISTS marks (source INTEGER PRIMARY KEY, requests INTEGER NOT NULL, chain TEXT NOT NULL, mark TEXT NOT NULL) STRICT",
  "CREATE TABLE IF NOT EXISTS forgotten (kind TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, value)) STRICT, WITHOUT ROWID",
];

/**
 * Makes the tables at the first time. A store of version 1 (never released) is emptied: all of it is read from the logs again. One of version
 * 2 or 3 keeps what it has, and every log that is still there is read again, because outcomes are told better now, or to have its mark. `older` is called before an older store is
 * changed. Throws STATE_TOO_NEW for a newer program's store, and leaves it as it is.
 */
export function prepare(database: Database, older: (version: number) => void): void {
  const known = [...database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'")].length > 0;
  const [found] = known ? [...database.rows("SELECT value FROM meta WHERE key = 'version'")] : [];
  const version = Number(found?.value ?? 0);
  if (version > VERSION) throw new ForgeError("STATE_TOO_NEW", `traces.sqlite has version ${version} and this program knows ${VERSION}`);
  if (version === VERSION) return;
  if (version > 0) older(version);
  database.transaction(() => {
    if (version === 1) for (const table of ["sources", "requests", "sessions"]) database.run(`DROP TABLE IF EXISTS ${table}`);
    for (const statement of SCHEMA) database.run(statement);
    // a version of no adapter makes each source be read again
    if (version > 1) database.run("UPDATE sources SET adapter_version = -1");
    if (version === 2) placeFollowUps(database);
    database.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('version', ?)", String(VERSION));
  });
}

/** Version 2 kept follow-ups as bare texts of complaints and answers. */
function placeFollowUps(database: Database): void {
  for (const row of [...database.rows("SELECT id, request FROM requests")]) {
    const request = JSON.parse(String(row["request"])) as Request;
    const followUps = request.followUps.map((one: unknown): unknown =>
      typeof one === "string" ? { id: "", at: null, place: request.place, kind: "complaint", text: one, after: 0 } : one,
    );
    database.run("UPDATE requests SET request = ? WHERE id = ?", JSON.stringify({ ...request, followUps }), String(row["id"]));
  }
}
