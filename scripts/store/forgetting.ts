import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { readNote, writeNote } from "./note.ts";
import type { Forget } from "./trace-store.ts";

/** What a person asked to be forgotten, until all of it is gone: what, and how much of it there was when it began. */
export type Forgetting = Readonly<{ what: Forget; sessions: number; requests: number; txn: string }>;

const LIMIT = 64 << 10;

/** Null when nothing is being forgotten, "broken" for what cannot be understood. Throws STATE_TOO_NEW. */
export function readForgetting(files: ReadFiles, path: string): Forgetting | "broken" | null {
  const note = readNote(files, path, LIMIT);
  if (note === null || note === "broken") return note;
  const { schemaVersion, what, sessions, requests, txn } = note;
  const isWhole = schemaVersion === 1 && isForget(what) && Number.isSafeInteger(sessions) && Number.isSafeInteger(requests) && typeof txn === "string";
  return isWhole ? { what, sessions: Number(sessions), requests: Number(requests), txn } : "broken";
}

/** Durable before anything of it goes. It names what is to be forgotten, so it goes with it. */
export function writeForgetting(files: WriteFiles, path: string, forgetting: Forgetting): void {
  writeNote(files, path, { schemaVersion: 1, ...forgetting });
}

function isForget(value: unknown): value is Forget {
  if (typeof value !== "object" || value === null) return false;
  const { kind, value: of } = value as Record<string, unknown>;
  return kind === "before" ? Number.isFinite(of) : (kind === "session" || kind === "project") && typeof of === "string";
}
