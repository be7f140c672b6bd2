import { basename, dirname, join } from "node:path";
import type { ReadPowers } from "#kernel/powers";

/** What a root path is: a whole state directory, one agent's folder, a folder of transcripts, one file of either storage, or nothing we know. */
export type Layout = Readonly<{ kind: "state" | "agent" | "sessions" | "transcript" | "database" | "unknown" | "absent" | "unreadable"; path: string }>;

export const DATABASE_NAME = "openclaw-agent.sqlite";
const SQLITE_MAGIC = "SQLite format 3\0";

/** Path -> layout, by content where names do not decide. A linked root is followed: the person named it. Throws nothing. */
export function layoutOf(path: string, powers: ReadPowers): Layout {
  const { files } = powers;
  try {
    const facts = files.facts(path);
    if (facts === null) return { kind: "absent", path };
    const real = facts.kind === "link" ? files.realPath(path) : path;
    const kind = facts.kind === "link" ? (files.facts(real)?.kind ?? "other") : facts.kind;
    if (kind === "folder") return folderLayout(real, powers);
    return kind === "file" ? { kind: isDatabase(real, powers) ? "database" : "transcript", path: real } : { kind: "unknown", path };
  } catch {
    return { kind: "unreadable", path };
  }
}

/** Database of an agent -> its sessions folder, when the two lie in the usual places. */
export function sessionsBeside(database: string): string | null {
  const folder = dirname(database);
  return basename(folder) === "agent" ? join(dirname(folder), "sessions") : null;
}

/** Path inside `<state>/agents/<agentId>/...` -> state directory and agent; null elsewhere. */
export function agentOf(path: string): Readonly<{ stateDir: string; agent: string }> | null {
  const parts = path.split("/");
  const at = parts.lastIndexOf("agents");
  const agent = parts[at + 1] ?? "";
  return at <= 0 || agent === "" ? null : { stateDir: parts.slice(0, at).join("/"), agent };
}

function folderLayout(path: string, powers: ReadPowers): Layout {
  const names = new Set(powers.files.names(path));
  if (names.has("agents")) return { kind: "state", path };
  if (names.has("sessions") || (names.has("agent") && basename(dirname(path)) === "agents")) return { kind: "agent", path };
  if (names.has(DATABASE_NAME)) return { kind: "database", path: join(path, DATABASE_NAME) };
  if (names.has("agent") && powers.files.facts(join(path, "agent", DATABASE_NAME)) !== null) return { kind: "agent", path };
  if (names.has("sessions.json") || [...names].some((name) => name.includes(".jsonl"))) return { kind: "sessions", path };
  if (names.has(".openclaw")) return folderLayout(join(path, ".openclaw"), powers);
  return { kind: names.has("openclaw.json") ? "state" : "unknown", path };
}

function isDatabase(path: string, powers: ReadPowers): boolean {
  for (const chunk of powers.files.chunks(path)) return new TextDecoder("latin1").decode(chunk.subarray(0, 16)) === SQLITE_MAGIC || path.endsWith(".sqlite");
  return path.endsWith(".sqlite");
}
