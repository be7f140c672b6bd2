import { lstatSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { Lock } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { createFile } from "./durable.ts";
import { errnoOf, failureOf, guarded } from "./failure.ts";
import { nodeFiles } from "./files.ts";
import { type DatabaseSync, databaseFailure, reasonOf, sqlite } from "./sqlite.ts";

/** Locks of this process. Taking one twice is a mistake in the program; a second handle would silently drop the first (POSIX record locks). */
const held = new Set<string>();

/**
 * One process at a time, by `BEGIN EXCLUSIVE` on a small database: the kernel frees it when the holder dies, so there is
 * no stale lock. Who holds it stands beside it, for the message only.
 */
export const lockFile: Lock = (path, waitMs, work) => {
  const whole = resolve(path);
  if (held.has(whole)) throw new ForgeError("UNEXPECTED", `the lock ${visible(whole)} is taken twice by one process`);
  const database = take(whole, waitMs);
  held.add(whole);
  note(whole);
  const release = (): void => {
    held.delete(whole);
    unnote(whole);
    database.close();
  };
  return releasing(work, release);
};

/** Work that goes on as a promise keeps the lock until it is settled. */
function releasing<T>(work: () => T, release: () => void): T {
  let later = false;
  try {
    const result = work();
    if (result instanceof Promise) {
      later = true;
      return result.finally(release) as T;
    }
    return result;
  } finally {
    if (!later) release();
  }
}

function take(path: string, waitMs: number): DatabaseSync {
  prepareFile(path);
  let database: DatabaseSync | null = null;
  try {
    const { DatabaseSync: Opened } = sqlite();
    database = new Opened(path, { timeout: Math.max(0, Math.floor(waitMs)), allowExtension: false });
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database?.close();
    if (reasonOf(error) !== "locked") throw databaseFailure(path, error);
    const holder = holderOf(path);
    throw new ForgeError("LOCKED", `another forge process is at work${holder === "" ? "" : `: ${holder}`}`, { details: { path, holder }, cause: error });
  }
}

function prepareFile(path: string): void {
  nodeFiles().makeFolder(dirname(path), 0o700);
  const there = guarded("FILE_UNWRITABLE", "look at", path, () => lstatSync(path, { throwIfNoEntry: false }));
  if (there !== undefined && !there.isFile()) throw new ForgeError("UNSAFE_PATH", `${visible(path)} is no plain file`, { details: { path } });
  if (there !== undefined) return;
  try {
    createFile(path, new Uint8Array(), 0o600);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw failureOf("FILE_UNWRITABLE", "create", path, error);
  }
}

function holderFile(path: string): string {
  return `${path}.holder`;
}

/** Only the command's name: its arguments can hold what a person wrote. */
function note(path: string): void {
  const command = [basename(process.argv[1] ?? "forge"), process.argv[2] ?? ""].join(" ").trim();
  try {
    rmSync(holderFile(path), { force: true });
    writeFileSync(holderFile(path), `${JSON.stringify({ pid: process.pid, command, since: new Date().toISOString() })}\n`, { mode: 0o600, flag: "wx" });
  } catch {
    // the message of another process will know less; the lock holds all the same
  }
}

/** What was done is done, whether the note of it goes or not: the next holder writes over it. */
function unnote(path: string): void {
  try {
    rmSync(holderFile(path), { force: true });
  } catch {
    // a disk that removes nothing; the message of a process that waits may name one that is gone
  }
}

function holderOf(path: string): string {
  try {
    // through the file power: a pipe that somebody put there would keep a plain read waiting for ever
    const value: unknown = JSON.parse(new TextDecoder().decode(nodeFiles().bytes(holderFile(path), 1000)));
    if (typeof value !== "object" || value === null) return "";
    const field = (name: string): string => {
      const one: unknown = Reflect.get(value, name);
      return typeof one === "string" || typeof one === "number" ? String(one) : "unknown";
    };
    return visible(`process ${field("pid")} (${field("command")}) since ${field("since")}`).slice(0, 200);
  } catch {
    return "";
  }
}
