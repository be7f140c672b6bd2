import type { OpenAsk } from "./ask.ts";
import type { Note } from "./notes.ts";

/** Everything the program can do to the world, as types. The Node versions live in platform/; tests pass fakes. */

export type FileKind = "file" | "folder" | "link" | "other";
export type FileFacts = Readonly<{ kind: FileKind; bytes: number; mode: number; links: number; device: string; inode: string; modifiedMs: number }>;

export type Row = Readonly<Record<string, null | number | bigint | string | Uint8Array>>;
export type Param = null | number | string | Uint8Array;

/** A foreign database, opened read-only in one read transaction. */
export type ReadDatabase = Readonly<{
  /** Column names of a table; empty when there is no such table. */
  columns(table: string): readonly string[];
  rows(sql: string, ...params: readonly Param[]): Iterable<Row>;
  /** As `rows`, of a query that gives the records of one log in their order: a log that grew gives those it gave before, and more. */
  logRows(sql: string, ...params: readonly Param[]): Iterable<Row>;
  close(): void;
}>;

export type ReadFiles = Readonly<{
  /** Facts of the path itself (a link is not followed); null when nothing is there. Throws FILE_UNREADABLE otherwise. */
  facts(path: string): FileFacts | null;
  /** Names in a folder, sorted by code unit. Throws FILE_UNREADABLE. */
  names(folder: string): readonly string[];
  /** Whole content. Throws FILE_UNREADABLE, or FILE_TOO_LARGE past `limit` bytes. */
  bytes(path: string, limit: number): Uint8Array;
  /** Content from a byte on (default the first) in pieces of about 1 MiB; each piece is only valid until the next is asked for. Nothing when the file ends before. */
  chunks(path: string, from?: number): Iterable<Uint8Array>;
  /** Real path with every link resolved. Throws FILE_UNREADABLE. */
  realPath(path: string): string;
  /** What a symbolic link says, as it was written; the target need not be there. Throws FILE_UNREADABLE. */
  linkTarget(path: string): string;
  /** Opens an SQLite file read-only. Throws DATABASE_UNREADABLE with details.reason `locked`, `corrupt` or `unreadable`. */
  openDatabase(path: string): ReadDatabase;
}>;

/** Every write of state goes through here: one place to fsync, to count operations and to break in a crash test. */
export type WriteFiles = ReadFiles &
  Readonly<{
    /** Creates the folder and its missing parents; an existing folder stays as it is. */
    makeFolder(path: string, mode: number): void;
    /** Creates a file that must not exist, writes, fsyncs file and folder. */
    writeNew(path: string, bytes: Uint8Array, mode: number): void;
    /** Creates a folder that must not exist in one that is there; its name the caller makes durable, by `sync` of the one it is in. */
    makePart(path: string, mode: number): void;
    /** As writeNew without the fsync of the folder: for many files in one, whose names the caller makes durable together, by `sync`. */
    writePart(path: string, bytes: Uint8Array, mode: number): void;
    /** Replaces or creates atomically: temporary file beside it, fsync, rename, fsync of the folder. */
    replace(path: string, bytes: Uint8Array, mode: number): void;
    /** Appends in one write (O_APPEND) and fsyncs; creates the file with the mode when absent. */
    append(path: string, bytes: Uint8Array, mode: number): void;
    /** Cuts the file to a length and fsyncs. */
    truncate(path: string, length: number): void;
    /** Gives a plain file other permissions, durably; follows no link. */
    setMode(path: string, mode: number): void;
    /** Renames within a file system and fsyncs both folders. The target must not exist, except as an empty folder. */
    rename(from: string, to: string): void;
    /** Makes a symbolic link, or replaces the one at `path` in one rename: made at `via` beside it (what lies there goes), then fsync of the folder. Nothing but a link may stand at `path`. */
    link(target: string, path: string, via: string): void;
    /** fsync of a file or of the names in a folder, which an earlier process may have written and not synced; absent is fine. */
    sync(path: string): void;
    /** Removes one file or link; absent is fine. */
    removeFile(path: string): void;
    /** Removes a folder with all in it, following no link; absent is fine. */
    removeTree(path: string): void;
  }>;

/** The program's own database (traces). */
export type Database = Readonly<{
  run(sql: string, ...params: readonly Param[]): void;
  rows(sql: string, ...params: readonly Param[]): Iterable<Row>;
  /** All or nothing. */
  transaction<T>(work: () => T): T;
  close(): void;
}>;

/** Path of a database of our own that rests nowhere and is gone when it is closed. */
export const IN_MEMORY = ":memory:";

export type Clock = Readonly<{ now(): number }>;
/** Random lower-case hex of the asked length. */
export type Ids = Readonly<{ hex(length: number): string }>;

/** Runs `work` while this process alone holds the lock file. Throws LOCKED with details.holder when another has it past `waitMs`. */
export type Lock = <T>(path: string, waitMs: number, work: () => T) => T;

export type ProgramResult = Readonly<{ exitCode: number | null; stdout: string; stderr: string; timedOut: boolean }>;
/** Starts a program without a shell, with exactly this environment; null when the program is not there. */
export type RunProgram = (
  program: string,
  args: readonly string[],
  options: Readonly<{ cwd: string; env: Readonly<Record<string, string>>; timeoutMs: number; input?: string }>,
) => ProgramResult | null;

/** A script of a skill to run where nothing of the machine is: its files (paths in the skill), what it is given, and its limits. */
export type WalledRun = Readonly<{
  files: readonly Readonly<{ path: string; text: string }>[];
  script: string;
  args: readonly string[];
  input: string;
  timeoutMs: number;
  memoryBytes: number;
}>;
/** Runs a script behind a wall of WebAssembly; null when that wall cannot be put up here. */
export type RunWalled = (request: WalledRun) => ProgramResult | null;

/**
 * A second thread at the same numbered pieces of work: each of the two does what it claims first, so that one may fall behind or end and nothing but
 * time is lost.
 */
export type Helper = Readonly<{
  /** What the helper made of this piece, waited for when it is at it; null when the asking side has to do it. Pieces are asked for in order. */
  take(piece: number): unknown;
  stop(): void;
}>;
/** The helper's own side: claims a piece (false when it is not to do it), and tells what it made of it. What is told is copied. */
export type Helping = Readonly<{ claim(piece: number): boolean; tell(piece: number, made: unknown): void }>;
/** Starts a helper at the reading of logs, which is given a copy of this; null where there is no second processor, or no thread to be had. */
export type StartHelper = (given: unknown) => Helper | null;

/**
 * Begins numbered pieces of work on a second thread, where one is to be had: each piece writes to places of its own in memory that both threads have, and `given`, of
 * which the thread gets a copy, says what the work is. What this returns does here what the other one has not begun, or began and did not end, and comes back when
 * every piece is done. A piece may be done twice, and comes out the same.
 */
export type ShareWork = (given: unknown, pieces: number) => (work: (piece: number) => void) => void;
/** All of it here. */
export const ALONE: ShareWork = (_given, pieces) => (work) => {
  for (let piece = 0; piece < pieces; piece += 1) work(piece);
};

export type Decompress = (bytes: Uint8Array, limit: number) => Uint8Array;

/** Facts about the machine and the person, read once by cli. */
export type HostFacts = Readonly<{
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  cwd: string;
  platform: string;
  user: string;
  nodeVersion: string;
  nodePath: string;
  /** Folder of the installed program (templates/, policy/). */
  programRoot: string;
  terminal: boolean;
}>;

export type Powers = Readonly<{
  host: HostFacts;
  files: WriteFiles;
  clock: Clock;
  ids: Ids;
  lock: Lock;
  openStore(path: string): Database;
  run: RunProgram;
  runWalled: RunWalled;
  startHelper: StartHelper;
  shareWork: ShareWork;
  /** Nothing speaks to a network but what this gives, and it is only called for a model that the person configured. */
  openAsk: OpenAsk;
  /** zstd; null when this Node cannot. */
  zstd: Decompress | null;
  note(note: Note): void;
}>;

/** What adapters may use: reading only. */
export type ReadPowers = Readonly<{ host: HostFacts; files: ReadFiles; zstd: Decompress | null }>;
