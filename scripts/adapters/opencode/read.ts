import { dropOf, leftOut } from "#adapters/common/sources";
import { rootKind } from "#adapters/common/walk";
import type { LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadDatabase, ReadPowers } from "#kernel/powers";
import { readSession } from "./conversation.ts";
import { databaseStore, isOpencode, openDatabase, reasonOf } from "./database.ts";
import { exportStore, isExport } from "./export.ts";
import { type Layout, layoutOf } from "./layout.ts";
import type { Store } from "./store.ts";
import { sessionFiles, treeStore } from "./tree.ts";

/** Does this place hold OpenCode's sessions? By what is in its tables and files. Never throws. */
export function acceptsRoot(path: string, powers: ReadPowers): boolean {
  const layout = layoutOf(path, powers);
  return (
    layout.databases.some((database) => holdsSessions(database, powers)) ||
    layout.trees.some(({ folder, tree }) => treeStore(tree, sessionFiles(folder, powers).files.slice(0, 20), powers, HEAD).sessions.length > 0) ||
    layout.files.some(({ file, tree }) => treeStore(tree, [file], powers, HEAD).sessions.length > 0) ||
    layout.exports.some((file) => isExport(file, powers))
  );
}

const HEAD: ReadOptions = { includeGroups: false, includeDeleted: false, lineBytes: 4 * 1024 * 1024 };

function holdsSessions(path: string, powers: ReadPowers): boolean {
  const db = openDatabase(path, powers);
  if (typeof db === "string") return false;
  try {
    return isOpencode(db);
  } catch {
    return false;
  } finally {
    db.close();
  }
}

/** Root -> a source for each session, databases first: what was moved into one is only a copy in the tree it came from. */
export function* rootSources(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const layout = layoutOf(root.path, powers);
  if (isEmpty(layout)) {
    yield* leftOut("root", [
      rootKind(root.path, powers) === null ? dropOf("source.absent", root.path, "nothing there") : dropOf("source.unknown-shape", root.path),
    ]);
    return;
  }
  const known = new Set<string>();
  const dropped: Dropped[] = [];
  for (const database of layout.databases) yield* databaseSources(database, powers, options, known, dropped);
  for (const { folder, tree } of layout.trees) {
    const found = sessionFiles(folder, powers);
    for (const one of found.dropped) dropped.push(one);
    yield* sessionSources(treeStore(tree, found.files, powers, options), known, dropped);
  }
  for (const { file, tree } of layout.files) yield* sessionSources(treeStore(tree, [file], powers, options), known, dropped);
  yield* sessionSources(exportStore(layout.exports, powers), known, dropped);
  if (known.size === 0 && dropped.length === 0) dropped.push(dropOf("source.absent", root.path, "no sessions"));
  yield* leftOut("left-out", dropped);
}

function isEmpty({ databases, trees, files, exports }: Layout): boolean {
  return databases.length + trees.length + files.length + exports.length === 0;
}

function* databaseSources(path: string, powers: ReadPowers, options: ReadOptions, known: Set<string>, dropped: Dropped[]): Generator<LogSource> {
  const db = openDatabase(path, powers);
  if (typeof db === "string") {
    dropped.push(dropOf(db, path));
    return;
  }
  try {
    yield* sessionSources(listed(db, path, options), known, dropped);
  } finally {
    db.close();
  }
}

function listed(db: ReadDatabase, path: string, options: ReadOptions): Store {
  try {
    return databaseStore(db, path, options);
  } catch (error) {
    return { sessions: [], dropped: [dropOf(reasonOf(error), path)] };
  }
}

function* sessionSources(store: Store, known: Set<string>, dropped: Dropped[]): Generator<LogSource> {
  for (const one of store.dropped) dropped.push(one);
  for (const session of store.sessions) {
    const { id } = session.head;
    if (known.has(id)) dropped.push(dropOf("session.duplicate", session.path));
    else {
      known.add(id);
      yield { id, fingerprint: session.stamp, read: () => [readSession(session)] };
    }
  }
}
