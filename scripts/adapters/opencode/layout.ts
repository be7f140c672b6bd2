import { basename, join } from "node:path";
import { kindOf, namesIn, rootKind } from "#adapters/common/walk";
import type { ReadPowers } from "#kernel/powers";
import { type Tree, treeAround, treesIn } from "./tree.ts";

/** What a root holds: databases, folders and single files of a tree, exported documents. */
export type Layout = Readonly<{
  databases: readonly string[];
  trees: readonly Readonly<{ folder: string; tree: Tree }>[];
  files: readonly Readonly<{ file: string; tree: Tree }>[];
  exports: readonly string[];
}>;

const NONE: Layout = { databases: [], trees: [], files: [], exports: [] };
const SQLITE_MAGIC = "SQLite format 3\0";

/** Path (data folder, a folder or file in it, an export) -> what is in it. Never throws. */
export function layoutOf(path: string, powers: ReadPowers): Layout {
  const kind = rootKind(path, powers);
  try {
    const real = kind === null ? path : powers.files.realPath(path);
    if (kind === "folder") return folderLayout(real, powers);
    return kind === "file" ? fileLayout(real, powers) : NONE;
  } catch {
    return NONE;
  }
}

function folderLayout(path: string, powers: ReadPowers): Layout {
  const around = treeAround(path, powers);
  if (around !== null && basename(path) !== "storage") return { ...NONE, trees: [{ folder: path, tree: around }] };
  const names = namesIn(path, powers, []);
  const databases = names.filter(isDatabaseName).map((name) => join(path, name));
  const trees = storagesIn(path, names, powers).flatMap((storage) => treesIn(storage, powers).map((tree) => ({ folder: tree.sessions, tree })));
  if (databases.length + trees.length > 0) return { ...NONE, databases, trees };
  return { ...NONE, exports: names.filter((name) => name.endsWith(".json")).map((name) => join(path, name)) };
}

/** A channel of releases has a database of its own, and a fork of the program, too. */
export function isDatabaseName(name: string): boolean {
  return /^(?:opencode|kilo)[\w.-]*\.db$/.test(name);
}

/** `storage` itself, the one in a data folder, and the older ones of each project. */
function storagesIn(path: string, names: readonly string[], powers: ReadPowers): readonly string[] {
  if (basename(path) === "storage" || (names.includes("session") && names.includes("message"))) return [path];
  const projects = basename(path) === "project" ? path : join(path, "project");
  const old = kindOf(projects, powers) === "folder" ? namesIn(projects, powers, []).map((name) => join(projects, name, "storage")) : [];
  return [join(path, "storage"), ...old].filter((one) => kindOf(one, powers) === "folder");
}

function fileLayout(path: string, powers: ReadPowers): Layout {
  for (const chunk of powers.files.chunks(path)) {
    if (Buffer.from(chunk.subarray(0, 16)).toString("latin1") === SQLITE_MAGIC) return { ...NONE, databases: [path] };
    break;
  }
  const tree = /^ses_[\w-]+\.json$/.test(basename(path)) ? treeAround(path, powers) : null;
  return tree === null ? { ...NONE, exports: [path] } : { ...NONE, files: [{ file: path, tree }] };
}
