import { type ErrorCode, ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";

/** What the common error numbers mean to a person. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "it is not there",
  ENOTDIR: "a part of the path is no folder",
  EISDIR: "it is a folder",
  EACCES: "not allowed",
  EPERM: "not allowed",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  EEXIST: "something is there already",
  ENOTEMPTY: "something is there already",
  ELOOP: "it is a symbolic link, or links run in a circle",
  EMFILE: "too many open files",
  ENFILE: "too many open files on this machine",
  EIO: "the device failed",
  EXDEV: "it lies on another file system",
  ENAMETOOLONG: "the name is too long",
};

/** Runs file work; a system error comes out as a ForgeError that says what was tried and where (`details.reason` is the errno name). */
export function guarded<T>(code: ErrorCode, act: string, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw failureOf(code, act, path, error);
  }
}

/** Unknown error of a system call -> ForgeError; a ForgeError stays as it is. */
export function failureOf(code: ErrorCode, act: string, path: string, error: unknown): ForgeError {
  if (error instanceof ForgeError) return error;
  const reason = errnoOf(error);
  const words = WORDS[reason] ?? (error instanceof Error ? visible(error.message) : "unknown reason");
  return new ForgeError(code, `cannot ${act} ${visible(path)}: ${words}`, { details: { path, reason }, cause: error });
}

/** `ENOENT` and its like; empty when the error is none of a system call. */
export function errnoOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
}
