import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { readNote, writeNote } from "./note.ts";

/** A command that would do something else when it is done twice: what was asked for, and the transactions that it is done by. */
export type Asked = Readonly<{ request: string; txns: readonly string[]; at: string }>;

const LIMIT = 1 << 20;
/** More are not kept: the oldest of so many that nobody asked for again. */
const MOST = 20;

/**
 * Commands of which it is not known that their result was told, oldest first. What cannot be read is as none: it only keeps a command that
 * is run again from being done again, and names nothing that is done. Throws STATE_TOO_NEW.
 */
export function readAsked(files: ReadFiles, path: string): readonly Asked[] {
  const note = readNote(files, path, LIMIT);
  if (note === null || note === "broken") return [];
  const { schemaVersion, asked } = note;
  return schemaVersion === 1 && Array.isArray(asked) ? asked.filter(isAsked) : [];
}

/** Durable; none of them is no file. */
export function writeAsked(files: WriteFiles, path: string, asked: readonly Asked[]): void {
  if (asked.length > 0) writeNote(files, path, { schemaVersion: 1, asked: asked.slice(-MOST) });
  else if (files.facts(path) !== null) files.removeFile(path);
}

function isAsked(value: unknown): value is Asked {
  if (typeof value !== "object" || value === null) return false;
  const { request, txns, at } = value as Record<string, unknown>;
  return typeof request === "string" && Array.isArray(txns) && txns.every((one) => typeof one === "string") && typeof at === "string";
}
