import { chmodSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { WriteFiles } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { appendToFile, createFile, cutFile, replaceFile, setFileMode, syncFolder } from "./durable.ts";
import { errnoOf, guarded } from "./failure.ts";
import { readFiles } from "./read-files.ts";

/** The real file system, as #kernel/powers describes it: every write but `makePart` and `writePart` is durable when it returns. */
export function nodeFiles(): WriteFiles {
  return {
    ...readFiles(),
    makeFolder: (path, mode) => guarded("FILE_UNWRITABLE", "create the folder", path, () => makeFolder(path, mode)),
    makePart: (path, mode) =>
      guarded("FILE_UNWRITABLE", "create the folder", path, () => {
        mkdirSync(path, mode);
        chmodSync(path, mode);
      }),
    writeNew: (path, bytes, mode) =>
      guarded("FILE_UNWRITABLE", "create", path, () => {
        createFile(path, bytes, mode);
        syncFolder(dirname(path));
      }),
    writePart: (path, bytes, mode) => guarded("FILE_UNWRITABLE", "create", path, () => createFile(path, bytes, mode)),
    replace: (path, bytes, mode) => guarded("FILE_UNWRITABLE", "write", path, () => replaceFile(path, bytes, mode)),
    append: (path, bytes, mode) => guarded("FILE_UNWRITABLE", "append to", path, () => appendToFile(path, bytes, mode)),
    truncate: (path, length) => guarded("FILE_UNWRITABLE", "cut", path, () => cutFile(path, length)),
    setMode: (path, mode) => guarded("FILE_UNWRITABLE", "change the rights of", path, () => setFileMode(path, mode)),
    rename: (from, to) => guarded("FILE_UNWRITABLE", `move ${visible(from)} to`, to, () => renameInto(from, to)),
    link: (target, path, via) => guarded("FILE_UNWRITABLE", "link", path, () => linkAt(target, path, via)),
    sync: (path) => guarded("FILE_UNWRITABLE", "sync", path, () => syncWhatIsThere(path)),
    removeFile: (path) => guarded("FILE_UNWRITABLE", "remove", path, () => removeFile(path)),
    removeTree: (path) => guarded("FILE_UNWRITABLE", "remove", path, () => removeTree(path)),
  };
}

function makeFolder(path: string, mode: number): void {
  const there = statSync(path, { throwIfNoEntry: false });
  const parent = dirname(path);
  if (there?.isDirectory() === true) {
    // whoever made it may have been killed before its name was durable; once something lies in it, it was
    if (readdirSync(path).length === 0) syncFolder(parent);
    return;
  }
  if (there === undefined && parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, mode);
  } catch (error) {
    // another process of ours may have been quicker
    if (errnoOf(error) === "EEXIST" && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
    throw error;
  }
  chmodSync(path, mode);
  syncFolder(parent);
}

/** rename(2) replaces a file without a word; here only nothing or an empty folder may be in the way. */
function renameInto(from: string, to: string): void {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (there !== undefined && !there.isDirectory()) {
    throw new ForgeError("FILE_UNWRITABLE", `cannot move ${visible(from)} to ${visible(to)}: something is there already`, {
      details: { path: to, reason: "EEXIST" },
    });
  }
  renameSync(from, to);
  syncFolder(dirname(to));
  if (dirname(from) !== dirname(to)) syncFolder(dirname(from));
}

/** symlink(2) replaces nothing and rename(2) anything: the link is made beside its place and moved over what must be a link or nothing. */
function linkAt(target: string, path: string, via: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isSymbolicLink()) {
    throw new ForgeError("FILE_UNWRITABLE", `cannot put a link at ${visible(path)}: something else is there`, { details: { path, reason: "EEXIST" } });
  }
  removeTree(via);
  symlinkSync(target, via);
  try {
    renameSync(via, path);
  } catch (error) {
    unlinkSync(via);
    throw error;
  }
  syncFolder(dirname(path));
}

function syncWhatIsThere(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) syncFolder(path);
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return;
    throw error;
  }
  syncFolder(dirname(path));
}

function removeTree(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  rmSync(path, { recursive: true, force: true });
  syncFolder(dirname(path));
}
