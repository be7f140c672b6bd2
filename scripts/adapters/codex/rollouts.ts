import { basename, join, relative } from "node:path";
import { dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import { type Found, filesBelow, rootKind } from "#adapters/common/walk";
import type { LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { isOurLine } from "./lines.ts";
import { idIn, readSession, readSessionOn, rolloutLines } from "./session.ts";

const FILES_TRIED = 20;
const LINES_TRIED = 20;
const HEAD_BYTES = 4 * 1024 * 1024;
/** Files beside the sessions that end alike. */
const BESIDE = new Set(["history.jsonl", "session_index.jsonl"]);

/** Does this folder (home, sessions, one day) or file hold sessions of Codex? Never throws. */
export function accepts(path: string, powers: ReadPowers): boolean {
  const kind = rootKind(path, powers);
  if (kind === "file") return isOurs(path, powers);
  const { files } = kind === "folder" ? rolloutsBelow(path, powers) : { files: [] };
  return files.slice(0, FILES_TRIED).some((file) => isOurs(file, powers));
}

function isOurs(path: string, powers: ReadPowers): boolean {
  let tried = 0;
  for (const line of rolloutLines(path, powers, { lineBytes: HEAD_BYTES })) {
    tried += 1;
    if (line.dropped === null && isOurLine(line.value)) return true;
    if (tried >= LINES_TRIED) return false;
  }
  return false;
}

/** Root -> a source for each rollout. Of two files of one session the plain one counts before the packed, the living before the archived. */
export function* rootSources(root: string, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const kind = rootKind(root, powers);
  if (kind === "file") {
    yield { id: basename(root), fingerprint: fingerprintOf([root], powers), read: () => [readSession([root], powers, options, () => [])] };
    return;
  }
  if (kind !== "folder") {
    yield* leftOut("root", [dropOf(kind === null ? "source.absent" : "source.unreadable", root)]);
    return;
  }
  const { files, dropped } = rolloutsBelow(root, powers);
  const { sessions, copies } = sessionsOf(files, root);
  const parentOf = (session: string): readonly string[] => sessions.get(session.toLowerCase()) ?? [];
  for (const paths of sessions.values()) {
    const id = relative(root, paths[0] ?? root);
    const source = { id, fingerprint: fingerprintOf(paths, powers), read: () => [readSession(paths, powers, options, parentOf)] };
    const [path, ...more] = paths;
    yield path === undefined || more.length > 0 ? source : { ...source, readOn: (from) => readSessionOn(path, powers, options, from) };
  }
  for (const path of copies) yield { id: relative(root, path), fingerprint: fingerprintOf([path], powers), read: () => [nothing("session.duplicate", path)] };
  yield* leftOut("left-out", files.length === 0 ? [...dropped, dropOf("source.absent", root, "no sessions")] : dropped);
}

type Sessions = Readonly<{ sessions: ReadonlyMap<string, readonly string[]>; copies: readonly string[] }>;

/** Files -> those of each session in order, and second copies of a file: packed beside plain, archived beside living. */
function sessionsOf(files: readonly string[], root: string): Sessions {
  const kept = new Map<string, string>();
  const copies: string[] = [];
  for (const path of files.toSorted((a, b) => rank(a, root) - rank(b, root))) {
    const name = idIn(path) === null ? path : basename(path).replace(/\.zst$/, "");
    if (kept.has(name)) copies.push(path);
    else kept.set(name, path);
  }
  const sessions = new Map<string, string[]>();
  for (const [name, path] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const session = idIn(path) ?? path;
    const before = sessions.get(session);
    if (before === undefined) sessions.set(session, [path]);
    else if (name.includes("_")) before.push(path);
    else sessions.set(path, [path]);
  }
  return { sessions, copies };
}

function rank(path: string, root: string): number {
  return (path.endsWith(".zst") ? 1 : 0) + (/(^|[/\\])archived_sessions[/\\]/.test(relative(root, path)) ? 2 : 0);
}

/** The home of Codex keeps sessions in two folders; beside them lie other things. */
function rolloutsBelow(root: string, powers: ReadPowers): Found {
  const isRollout = (name: string): boolean => /\.jsonl(?:\.zst)?$/.test(name) && !BESIDE.has(basename(name));
  const home = ["sessions", "archived_sessions"];
  const isHome = home.some((name) => rootKind(join(root, name), powers) === "folder");
  return filesBelow(root, powers, isRollout, { depth: 8, enter: (below) => !isHome || home.includes(below.split("/")[0] ?? "") });
}
