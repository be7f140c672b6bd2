import { isAbsolute } from "node:path";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { readNote, writeNote } from "./note.ts";
import { isPlainName } from "./plain-name.ts";

/**
 * One skill of a batch: where it stands, the tree that stood there when the batch was decided, and what it goes back to: what was there before the
 * record `since`, or (null) before its last act.
 */
export type BatchItem = Readonly<{ skill: string; path: string; txn: string; since: string | null; base: Digest | null }>;

/** Acts on several skills that are one for the person, written down before the first of them, so that a later command can go on with the rest. */
export type Batch = Occurrence & Readonly<{ schemaVersion: 1; items: readonly BatchItem[] }>;

/** What all of a batch have in common. `batch` null: it is one act on one skill, which the journal alone makes whole. */
export type Occurrence = Readonly<{ batch: string | null; at: string; force: boolean }>;

const LIMIT = 16 << 20;

/** The batch that was interrupted; null when there is none, "broken" for what cannot be understood. Throws STATE_TOO_NEW. */
export function readBatch(files: ReadFiles, path: string): Batch | "broken" | null {
  const note: unknown = readNote(files, path, LIMIT);
  return note === null ? null : isBatch(note) ? note : "broken";
}

/** Throws UNEXPECTED for what could not be read back. */
export function writeBatch(files: WriteFiles, path: string, batch: Batch): void {
  const known: unknown = batch;
  if (!isBatch(known)) throw new ForgeError("UNEXPECTED", `the batch ${path} would not fit its own form; nothing was begun`);
  writeNote(files, path, batch);
}

/** It names no step and no side folder: a forged batch must not choose what is removed. Each act is planned anew from the records of the place. */
function isBatch(value: unknown): value is Batch {
  if (typeof value !== "object" || value === null) return false;
  const { schemaVersion, batch, at, force, items } = value as Record<string, unknown>;
  return (
    schemaVersion === 1 &&
    (batch === null || isHex(batch, 64)) &&
    typeof at === "string" &&
    Number.isFinite(Date.parse(at)) &&
    typeof force === "boolean" &&
    Array.isArray(items) &&
    items.every(isItem)
  );
}

function isItem(value: unknown): value is BatchItem {
  if (typeof value !== "object" || value === null) return false;
  const { skill, path, txn, since, base } = value as Record<string, unknown>;
  return (
    typeof skill === "string" &&
    isPlainName(skill) &&
    typeof path === "string" &&
    isAbsolute(path) &&
    path.endsWith(`/${skill}`) &&
    isHex(txn, 64) &&
    (since === null || typeof since === "string") &&
    (base === null || isHex(base, 64))
  );
}

function isHex(value: unknown, most: number): value is string {
  return typeof value === "string" && /^[0-9a-f]{8,}$/.test(value) && value.length <= most;
}
