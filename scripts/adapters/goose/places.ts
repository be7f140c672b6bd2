import { basename, join } from "node:path";
import { kindOf, namesIn, rootKind } from "#adapters/common/walk";
import type { Dropped } from "#kernel/dropped";
import type { HostFacts, ReadPowers } from "#kernel/powers";

export const DATABASE_NAME = "sessions.db";
const SQLITE_MAGIC = "SQLite format 3\0";

/** Databases and transcript files of a root; both, because a folder keeps the old files after the move. */
export type Stores = Readonly<{ databases: readonly string[]; files: readonly string[]; dropped: readonly Dropped[] }>;

/** Machine -> folders in which Goose keeps its sessions. */
export function placesOf(host: HostFacts): readonly Readonly<{ path: string; why: string }>[] {
  const { env, home } = host;
  const places: { path: string; why: string }[] = [];
  const add = (path: string, why: string): void => {
    if (!places.some((one) => one.path === path)) places.push({ path, why });
  };
  const root = env["GOOSE_PATH_ROOT"] ?? "";
  if (root !== "") add(join(root, "data", "sessions"), "GOOSE_PATH_ROOT");
  const data = env["XDG_DATA_HOME"] ?? "";
  if (data !== "") add(join(data, "goose", "sessions"), "XDG_DATA_HOME");
  add(join(home, ".local", "share", "goose", "sessions"), "data folder");
  if (host.platform === "darwin") {
    add(join(home, "Library", "Application Support", "goose", "sessions"), "Application Support");
    add(join(home, "Library", "Application Support", "Block.goose", "sessions"), "Application Support");
    add(join(home, "Library", "Application Support", "Block.block.goose", "sessions"), "Application Support");
  }
  return places;
}

/** Root (sessions folder, a folder above it, a database, a transcript) -> its stores; null when nothing is there. */
export function storesAt(path: string, powers: ReadPowers): Stores | null {
  const kind = rootKind(path, powers);
  if (kind === "file") {
    const isDatabase = basename(path) === DATABASE_NAME || startsAsDatabase(path, powers);
    return { databases: isDatabase ? [path] : [], files: isDatabase ? [] : [path], dropped: [] };
  }
  if (kind !== "folder") return null;
  const inner = [path, join(path, "sessions"), join(path, "data", "sessions")].find((one) =>
    one === path ? holdsStore(one, powers) : rootKind(one, powers) === "folder",
  );
  return inner === undefined ? { databases: [], files: [], dropped: [] } : storesIn(inner, powers);
}

function holdsStore(folder: string, powers: ReadPowers): boolean {
  return namesIn(folder, powers, []).some((name) => name === DATABASE_NAME || name.endsWith(".jsonl"));
}

function storesIn(folder: string, powers: ReadPowers): Stores {
  const dropped: Dropped[] = [];
  const databases: string[] = [];
  const files: string[] = [];
  for (const name of namesIn(folder, powers, dropped)) {
    const path = join(folder, name);
    const list = name === DATABASE_NAME ? databases : name.endsWith(".jsonl") ? files : null;
    if (list === null) continue;
    const kind = kindOf(path, powers);
    if (kind === "file") list.push(path);
    else if (kind === "link") dropped.push({ reason: "source.link", place: { path, line: 0 } });
  }
  return { databases, files, dropped };
}

function startsAsDatabase(path: string, powers: ReadPowers): boolean {
  try {
    for (const chunk of powers.files.chunks(path)) return Buffer.from(chunk.subarray(0, 16)).toString("latin1") === SQLITE_MAGIC;
  } catch {
    return false;
  }
  return false;
}
