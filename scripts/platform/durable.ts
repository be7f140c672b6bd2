import { randomBytes } from "node:crypto";
import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, ftruncateSync, openSync, renameSync, unlinkSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import { errnoOf } from "./failure.ts";

// Windows has no O_NOFOLLOW: there the constant is missing although its type promises it, and `|` takes that for 0.
const NO_FOLLOW = constants.O_NOFOLLOW;

/** Makes names in a folder durable (POSIX: a renamed or created file survives a power cut only after an fsync of its folder). */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // file systems that cannot sync a folder say so with one of these; a failing disk says EIO
    if (!["EINVAL", "EPERM", "EISDIR", "EBADF", "ENOTSUP"].includes(errnoOf(error))) throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Creates a file that must not exist, with exactly this mode whatever the umask; gone again when writing fails. */
export function createFile(path: string, bytes: Uint8Array, mode: number): void {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, mode & 0o700);
  try {
    try {
      writeAll(descriptor, bytes);
      fchmodSync(descriptor, mode);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    unlinkSync(path);
    throw error;
  }
}

/** Atomic durable replace. The name of the temporary file is unguessable, so nobody can lie in wait for it with a link. */
export function replaceFile(path: string, bytes: Uint8Array, mode: number): void {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path).slice(0, 40)}.${randomBytes(8).toString("hex")}.tmp`);
  createFile(temporary, bytes, mode);
  try {
    renameSync(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  syncFolder(folder);
}

/** One write at the end of the file. A part of a line never stays: after a short write the file is cut back to what it was. */
export function appendToFile(path: string, bytes: Uint8Array, mode: number): void {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | NO_FOLLOW, mode & 0o700);
  try {
    const before = fstatSync(descriptor);
    if (!before.isFile() || before.nlink > 1) {
      throw new ForgeError("UNSAFE_PATH", `${visible(path)} is no plain file of its own (a device, or linked from elsewhere)`, { details: { path } });
    }
    if (before.size === 0) fchmodSync(descriptor, mode);
    appendOrCut(descriptor, bytes, before.size);
    fsyncSync(descriptor);
    if (before.size === 0) syncFolder(dirname(path));
  } finally {
    closeSync(descriptor);
  }
}

function appendOrCut(descriptor: number, bytes: Uint8Array, size: number): void {
  try {
    writeAll(descriptor, bytes);
  } catch (error) {
    ftruncateSync(descriptor, size);
    throw error;
  }
}

/** Cuts a file to a length. */
export function cutFile(path: string, length: number): void {
  const descriptor = openSync(path, constants.O_WRONLY | NO_FOLLOW);
  try {
    ftruncateSync(descriptor, length);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Other permissions for a plain file or a folder; a link is not followed. */
export function setFileMode(path: string, mode: number): void {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | NO_FOLLOW);
  try {
    fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.byteLength) done += writeSync(descriptor, bytes, done, bytes.byteLength - done, null);
}
