import type { Database, Row } from "#kernel/powers";
import { removeRequest, removeSession } from "./trace-rows.ts";
import type { Forget, Selected, TraceStore } from "./trace-store.ts";

type Forgetting = Pick<TraceStore, "selected" | "forget" | "hasOlder" | "expire" | "forgotten">;

/** Open database and what wraps every change of it -> how things leave the trace store. */
export function forgettingOf(database: Database, changed: <T>(work: () => T) => T): Forgetting {
  const remove = (what: Forget): Selected => {
    const selected = selectionOf(database, what);
    for (const request of selected.requests) removeRequest(database, request);
    for (const session of selected.sessions) removeSession(database, session);
    database.run("DELETE FROM marks WHERE source NOT IN (SELECT source FROM sessions)");
    // a remembered result quotes the requests it was computed from
    if (selected.requests.length > 0) database.run("DELETE FROM meta WHERE key LIKE 'result %'");
    if (what.kind === "before") database.run("DELETE FROM texts WHERE at < ?", what.value);
    return selected;
  };
  return {
    selected: (what) => selectionOf(database, what),
    forget: (what, now) =>
      changed(() => {
        database.run("INSERT OR REPLACE INTO forgotten (kind, value, at) VALUES (?, ?, ?)", what.kind, String(what.value), now);
        return remove(what);
      }),
    hasOlder: (before) => [...database.rows("SELECT 1 AS found FROM requests WHERE at < ? LIMIT 1", before)].length > 0,
    expire: (before) => changed(() => remove({ kind: "before", value: before })),
    forgotten: () => {
      const rows: readonly Row[] = [...database.rows("SELECT kind, value FROM forgotten")];
      const values = (kind: string) => rows.filter((row) => row["kind"] === kind).map((row) => String(row["value"]));
      return { before: Math.max(Number.MIN_SAFE_INTEGER, ...values("before").map(Number)), sessions: new Set(values("session")), projects: values("project") };
    },
  };
}

/** Requests that are older, and sessions that began before and keep none; a session, or those of a project, with all they hold. */
function selectionOf(database: Database, what: Forget): Selected {
  const ids = (sql: string, ...params: readonly (string | number)[]) => [...database.rows(sql, ...params)].map((row) => String(row["id"]));
  if (what.kind === "before") {
    const kept = "SELECT 1 FROM requests WHERE requests.session = sessions.id AND (requests.at IS NULL OR requests.at >= ?)";
    return {
      sessions: ids(`SELECT id FROM sessions WHERE started_at < ? AND NOT EXISTS (${kept})`, what.value, what.value),
      requests: ids("SELECT id FROM requests WHERE at < ?", what.value),
    };
  }
  const sessions =
    what.kind === "session"
      ? ids("SELECT id FROM sessions WHERE id = ?", what.value)
      : [...database.rows("SELECT id, project FROM sessions WHERE project IS NOT NULL")]
          .filter((row) => isBelow(String(row["project"]), what.value))
          .map((row) => String(row["id"]));
  return { sessions, requests: sessions.flatMap((session) => ids("SELECT id FROM requests WHERE session = ?", session)) };
}

/** Does a path lie in a folder, or is it the folder? */
export function isBelow(path: string, folder: string): boolean {
  const plain = folder.replace(/\/+$/, "");
  return path === plain || path.startsWith(`${plain}/`);
}
