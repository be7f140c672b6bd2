import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, realpathSync } from "node:fs";
import type { BigIntStats } from "node:fs";
import { ForgeError } from "#kernel/errors";
import type { FileFacts, FileKind, ReadFiles } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { errnoOf, failureOf, guarded } from "./failure.ts";
import { openReadDatabase } from "./read-database.ts";

const PAGE = 4096;
const CHUNK = 1 << 20;
/** The first piece is small and the next ones grow: a listing looks at the head of many files and goes on. */
const FIRST_CHUNK = 1 << 14;

/** Reading of the real file system, as #kernel/powers describes it. */
export function readFiles(): ReadFiles {
  return {
    facts: (path) => {
      const stats = guarded("FILE_UNREADABLE", "look at", path, () => lstatOrNull(path));
      return stats === null ? null : factsOf(stats);
    },
    names: (folder) => guarded("FILE_UNREADABLE", "list", folder, () => readdirSync(folder).sort()),
    bytes: readWhole,
    chunks: readChunks,
    realPath: (path) => guarded("FILE_UNREADABLE", "resolve", path, () => realpathSync.native(path)),
    linkTarget: (path) => guarded("FILE_UNREADABLE", "read the link", path, () => readlinkSync(path)),
    openDatabase: openReadDatabase,
  };
}

/** A path below something that is no folder is as absent as a missing one. */
function lstatOrNull(path: string): BigIntStats | null {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

function factsOf(stats: BigIntStats): FileFacts {
  return {
    kind: kindOf(stats),
    bytes: Number(stats.size),
    mode: Number(stats.mode & 0o7777n),
    links: Number(stats.nlink),
    device: String(stats.dev),
    inode: String(stats.ino),
    modifiedMs: Number(stats.mtimeNs) / 1e6,
  };
}

function kindOf(stats: BigIntStats): FileKind {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "folder";
  return stats.isSymbolicLink() ? "link" : "other";
}

/** Opens a plain file for reading. Without O_NONBLOCK a pipe with nobody at its other end would hang the program. */
function openPlain(path: string): Readonly<{ descriptor: number; size: number }> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new ForgeError("FILE_UNREADABLE", `cannot read ${visible(path)}: it is no plain file`, { details: { path, reason: "no-file" } });
    return { descriptor, size: stats.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function readWhole(path: string, limit: number): Uint8Array {
  return guarded("FILE_UNREADABLE", "read", path, () => {
    const { descriptor, size } = openPlain(path);
    try {
      const parts: Uint8Array[] = [];
      let total = 0;
      // one byte more than the file says: a file that grows (or /proc, which says 0) is read to its end or to the limit. What is left is nearly always nothing
      for (;;) {
        const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(limit + 1 - total, total === 0 ? size + 1 : Math.max(PAGE, total))));
        const count = readSync(descriptor, buffer, 0, buffer.byteLength, null);
        if (count === 0) return parts.length === 1 && parts[0] !== undefined ? parts[0] : new Uint8Array(Buffer.concat(parts));
        total += count;
        if (total > limit) {
          throw new ForgeError("FILE_TOO_LARGE", `${visible(path)} has more than ${limit} bytes`, { details: { path, limit: String(limit) } });
        }
        parts.push(new Uint8Array(buffer.buffer, buffer.byteOffset, count));
      }
    } finally {
      closeSync(descriptor);
    }
  });
}

/** What nobody reads into at the moment: fresh memory for every file would cost as much as reading it. */
const spare: Uint8Array[] = [];

function* readChunks(path: string, from = 0): Iterable<Uint8Array> {
  const { descriptor } = guarded("FILE_UNREADABLE", "read", path, () => openPlain(path));
  const buffer = spare.pop() ?? new Uint8Array(CHUNK);
  try {
    let size = FIRST_CHUNK;
    for (let at = from; ; size = Math.min(CHUNK, 4 * size)) {
      const count = readPiece(descriptor, buffer.subarray(0, size), at, path);
      if (count === 0) return;
      at += count;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(descriptor);
    spare.push(buffer);
  }
}

function readPiece(descriptor: number, buffer: Uint8Array, at: number, path: string): number {
  try {
    return readSync(descriptor, buffer, 0, buffer.byteLength, at);
  } catch (error) {
    throw failureOf("FILE_UNREADABLE", "read", path, error);
  }
}
