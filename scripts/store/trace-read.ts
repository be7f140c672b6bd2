import { ForgeError } from "#kernel/errors";
import type { Database, Row } from "#kernel/powers";
import type { Action, Request } from "#kernel/trace";
import { keyOf, type KeptText, type SourceCounts, type SourceKey, type SourceKnown, type StoredTrace, type TraceStore } from "./trace-store.ts";

/** From so many requests on, one pass over all calls costs less than a query for each. */
const MANY = 1000;

type Reading = Pick<TraceStore, "sources" | "readMark" | "traces" | "requests" | "requestIds" | "request" | "session" | "counts">;

/** Open database -> everything that is asked of the trace store without changing it. */
export function readingOf(database: Database): Reading {
  const only = (sql: string, ...params: readonly (string | number)[]): Row | undefined => [...database.rows(sql, ...params)][0];
  const callsOf = (request: string): readonly Action[] => [...database.rows("SELECT * FROM calls WHERE request = ? ORDER BY position", request)].map(actionOf);
  const wholeRequest = (row: Row): Request => ({ ...parsed<Request>(row, "request"), actions: callsOf(String(row["id"])) });
  return {
    sources: () => new Map([...database.rows("SELECT * FROM sources")].map((row) => [keyOf(keyIn(row)), knownIn(row)])),
    readMark: (source) => {
      const row = only("SELECT requests, mark FROM marks WHERE source = ?", source);
      const sessions = [...database.rows("SELECT id, trace FROM sessions WHERE source = ?", source)];
      const [session] = sessions;
      if (row === undefined || session === undefined || sessions.length > 1) return null;
      const [requests, id] = [Number(row["requests"]), String(session["id"])];
      const kept = only("SELECT count(*) AS found FROM requests WHERE session = ? AND source = ? AND position < ?", id, source, requests);
      if (Number(kept?.["found"]) !== requests) return null;
      return { mark: { requests, mark: String(row["mark"]) }, trace: parsed<StoredTrace>(session, "trace") };
    },
    traces: () => [...database.rows("SELECT trace FROM sessions ORDER BY started_at IS NULL, started_at, id")].map((row) => parsed<StoredTrace>(row, "trace")),
    requests: (wanted = {}) => {
      const rows = select(database, "id, request", wanted);
      return rows.length < MANY ? rows.map(wholeRequest) : manyRequests(database, rows);
    },
    requestIds: (wanted = {}) =>
      select(database, "id", wanted)
        .map((row) => String(row["id"]))
        .sort(),
    request: (id) => {
      const row = only("SELECT id, request FROM requests WHERE id = ?", id);
      return row === undefined ? null : wholeRequest(row);
    },
    session: (id) => {
      const row = only("SELECT trace, normalized_sha256, adapter_version FROM sessions WHERE id = ?", id);
      if (row === undefined) return null;
      const requests = [...database.rows("SELECT id, request FROM requests WHERE session = ? ORDER BY position", id)].map(wholeRequest);
      const texts = [...database.rows("SELECT kind, at, text FROM texts WHERE session = ? ORDER BY position", id)].map(textIn);
      const [normalized, adapterVersion] = [String(row["normalized_sha256"]), Number(row["adapter_version"])];
      return { trace: parsed<StoredTrace>(row, "trace"), requests, texts, normalized, adapterVersion };
    },
    counts: () => {
      const row = only("SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM requests) AS requests");
      return { sessions: Number(row?.["sessions"]), requests: Number(row?.["requests"]) };
    },
  };
}

function select(
  database: Database,
  columns: string,
  { since = Number.MIN_SAFE_INTEGER, sources }: NonNullable<Parameters<TraceStore["requests"]>[0]>,
): readonly Row[] {
  const rows = [...database.rows(`SELECT ${columns}, source FROM requests WHERE at IS NULL OR at >= ? ORDER BY at IS NULL, at, session, position`, since)];
  return sources === undefined ? rows : rows.filter((row) => sources.has(Number(row["source"])));
}

function manyRequests(database: Database, rows: readonly Row[]): readonly Request[] {
  const wanted = new Map<string, Action[]>(rows.map((row) => [String(row["id"]), []]));
  for (const call of database.rows("SELECT * FROM calls ORDER BY request, position")) wanted.get(String(call["request"]))?.push(actionOf(call));
  return rows.map((row) => ({ ...parsed<Request>(row, "request"), actions: wanted.get(String(row["id"])) ?? [] }));
}

function keyIn(row: Row): SourceKey {
  return { adapter: String(row["adapter"]), root: String(row["root"]), name: String(row["name"]), readAs: String(row["read_as"]) };
}

function knownIn(row: Row): SourceKnown {
  const fingerprint = row["fingerprint"];
  return {
    id: Number(row["id"]),
    adapterVersion: Number(row["adapter_version"]),
    fingerprint: typeof fingerprint === "string" ? fingerprint : null,
    counts: parsed<SourceCounts>(row, "counts"),
    dropped: parsed<Record<string, number>>(row, "dropped"),
  };
}

function actionOf(row: Row): Action {
  const text = (column: string): string | null => (typeof row[column] === "string" ? row[column] : null);
  const number = (column: string): number | null => (typeof row[column] === "number" ? row[column] : null);
  const ok = number("ok");
  return {
    id: String(row["id"]),
    tool: String(row["tool"]),
    kind: String(row["kind"]) as Action["kind"],
    verb: String(row["verb"]),
    object: text("object"),
    line: String(row["line"]),
    at: number("started_at"),
    ok: ok === null ? null : ok === 1,
    exitCode: number("exit_code"),
    durationMs: number("duration_ms"),
    status: text("status"),
    error: text("error") as Action["error"],
    artifacts: parsed<string[]>(row, "artifacts"),
  };
}

function textIn(row: Row): KeptText {
  return { kind: String(row["kind"]), at: typeof row["at"] === "number" ? row["at"] : null, text: String(row["text"]) };
}

/** Rows are written by this room only; a row that is no JSON is damage and is said so. */
function parsed<T>(row: Row, column: string): T {
  try {
    return JSON.parse(String(row[column])) as T;
  } catch (error) {
    throw new ForgeError("DATABASE_UNREADABLE", "a row of traces.sqlite is damaged", { details: { reason: "corrupt" }, cause: error });
  }
}
