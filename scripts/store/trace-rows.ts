import { digestOf } from "#kernel/digest";
import type { Database } from "#kernel/powers";
import type { Action, Request, Trace } from "#kernel/trace";
import type { SourceRead } from "./trace-store.ts";

/** Puts what was read of one source in the place of what was known of it, all of it or nothing (the caller's transaction). */
export function putSource(database: Database, read: SourceRead): void {
  removeOtherReadings(database, read);
  const [row] = [
    ...database.rows(
      `INSERT INTO sources (adapter, root, name, read_as, adapter_version, fingerprint, raw_sha256, counts, dropped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET adapter_version = excluded.adapter_version, fingerprint = excluded.fingerprint, raw_sha256 = excluded.raw_sha256,
       counts = excluded.counts, dropped = excluded.dropped RETURNING id`,
      read.adapter,
      read.root,
      read.name,
      read.readAs,
      read.adapterVersion,
      read.fingerprint,
      read.raw,
      JSON.stringify(read.counts),
      JSON.stringify(read.dropped),
    ),
  ];
  const source = Number(row?.["id"]);
  const onto = read.onto ?? 0;
  if (onto === 0) for (const old of database.rows("SELECT id FROM sessions WHERE source = ?", source)) removeSession(database, String(old["id"]));
  const before = onto === 0 ? "" : chainBefore(database, source);
  database.run("DELETE FROM marks WHERE source = ?", source);
  for (const { trace, texts } of read.sessions) {
    const chain = putSession(database, trace, source, read.adapterVersion, { requests: onto, chain: before });
    const { readMark = null } = read;
    if (readMark !== null)
      database.run("INSERT INTO marks (source, requests, chain, mark) VALUES (?, ?, ?, ?)", source, readMark.requests, chain(readMark.requests), readMark.mark);
    for (const [position, one] of texts.entries())
      database.run("INSERT INTO texts (session, position, kind, at, text) VALUES (?, ?, ?, ?, ?)", trace.id, position, one.kind, whole(one.at), one.text);
  }
}

/** A session is kept once: what the same source gave with other settings would tell of sessions that are no longer its own. */
function removeOtherReadings(database: Database, { adapter, root, name, readAs }: SourceRead): void {
  for (const old of database.rows("SELECT id FROM sources WHERE adapter = ? AND root = ? AND name = ? AND read_as <> ?", adapter, root, name, readAs)) {
    const source = Number(old["id"]);
    for (const session of database.rows("SELECT id FROM sessions WHERE source = ?", source)) removeSession(database, String(session["id"]));
    database.run("DELETE FROM marks WHERE source = ?", source);
    database.run("DELETE FROM sources WHERE id = ?", source);
  }
}

/** A session leaves with everything that hangs on it. */
export function removeSession(database: Database, id: string): void {
  database.run("DELETE FROM calls WHERE session = ?", id);
  database.run("DELETE FROM requests WHERE session = ?", id);
  database.run("DELETE FROM texts WHERE session = ?", id);
  database.run("DELETE FROM sessions WHERE id = ?", id);
}

/** A request leaves with its calls. */
export function removeRequest(database: Database, id: string): void {
  database.run("DELETE FROM calls WHERE request = ?", id);
  database.run("DELETE FROM requests WHERE id = ?", id);
}

type Chained = Readonly<{ requests: number; chain: string }>;

/**
 * Puts a session, of which so many requests are kept already, with the digest over them. -> number of requests -> digest over so many. A session's digest
 * goes over the digest of its requests, one after the other, so that requests can come to it later.
 */
function putSession(database: Database, trace: Trace, source: number, version: number, before: Chained): (requests: number) => string {
  if (before.requests === 0) removeSession(database, trace.id);
  else removeFrom(database, trace.id, before.requests);
  const { requests, ...kept } = trace;
  const chain = [before.chain];
  // the text of a request is the same in every run: its fields stand in the order in which observing writes them
  for (const request of requests) chain.push(digestOf(`${chain.at(-1) ?? ""}${JSON.stringify(request)}`));
  database.run(
    "INSERT INTO sessions (id, source, adapter, adapter_version, agent, runtime, project, started_at, normalized_sha256, trace) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    trace.id,
    source,
    trace.adapter,
    version,
    trace.agent,
    trace.runtime,
    trace.project,
    whole(trace.startedAt),
    digestOf(`${chain.at(-1) ?? ""}${JSON.stringify(kept)}`),
    JSON.stringify(kept),
  );
  for (const [at, request] of requests.entries()) putRequest(database, request, trace.id, source, before.requests + at);
  return (count) => chain[count - before.requests] ?? "";
}

function chainBefore(database: Database, source: number): string {
  const [row] = [...database.rows("SELECT chain FROM marks WHERE source = ?", source)];
  return String(row?.["chain"] ?? "");
}

/** Requests of a session from this one on leave, and what is said of the session itself. */
function removeFrom(database: Database, session: string, position: number): void {
  for (const row of database.rows("SELECT id FROM requests WHERE session = ? AND position >= ?", session, position)) removeRequest(database, String(row["id"]));
  database.run("DELETE FROM sessions WHERE id = ?", session);
}

function putRequest(database: Database, request: Request, session: string, source: number, position: number): void {
  const { actions, ...kept } = request;
  // a request that two sessions hold (history copied into a new file) stays where it was read last
  if ([...database.rows("SELECT 1 FROM requests WHERE id = ?", request.id)].length > 0) removeRequest(database, request.id);
  database.run(
    "INSERT INTO requests (id, session, source, position, at, outcome, request) VALUES (?, ?, ?, ?, ?, ?, ?)",
    request.id,
    session,
    source,
    position,
    whole(request.at),
    request.outcome.label,
    JSON.stringify(kept),
  );
  for (const [at, action] of actions.entries()) putCall(database, request.id, session, at, action);
}

function putCall(database: Database, request: string, session: string, position: number, one: Action): void {
  database.run(
    `INSERT INTO calls (request, position, session, id, tool, kind, verb, object, line, started_at, duration_ms, ok, exit_code, status, error, artifacts)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    request,
    position,
    session,
    one.id,
    one.tool,
    one.kind,
    one.verb,
    one.object,
    one.line,
    whole(one.at),
    one.durationMs !== null && Number.isFinite(one.durationMs) ? one.durationMs : null,
    one.ok === null ? null : Number(one.ok),
    one.exitCode !== null && Number.isSafeInteger(one.exitCode) ? one.exitCode : null,
    one.status,
    one.error,
    JSON.stringify(one.artifacts),
  );
}

function whole(at: number | null): number | null {
  return at !== null && Number.isSafeInteger(Math.round(at)) ? Math.round(at) : null;
}
