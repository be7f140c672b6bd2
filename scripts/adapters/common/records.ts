import type { ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import { type LineStart, linesOf } from "#kernel/lines";
import type { ReadPowers } from "#kernel/powers";
import type { Place } from "#kernel/trace";

/** One line of a JSONL log, where it begins, and the value it holds or why it is left out. */
export type JsonLine = Readonly<{ place: Place; start: number }> & (Readonly<{ value: unknown; dropped: null }> | Readonly<{ dropped: Dropped }>);

/** Lines looked at before a file is known, and how long one of them may be. */
const HEAD_LINES = 20;
const HEAD_BYTES = 4 * 1024 * 1024;

/**
 * Path of a JSONL log -> its lines in order, blank ones left out. A last line without a line end that does not parse is
 * not there yet (`record.half-written`). A file that cannot be read ends with `source.unreadable`. Never throws. Begins at the line `from`.
 */
export function* jsonLines(path: string, powers: ReadPowers, options: Pick<ReadOptions, "lineBytes">, from?: LineStart): Generator<JsonLine> {
  try {
    yield* linesOfChunks(powers.files.chunks(path, from?.start), path, options.lineBytes, from);
  } catch {
    const place = { path, line: 0 };
    yield { place, start: 0, dropped: { reason: "source.unreadable", place } };
  }
}

/** As `jsonLines`, of a file that is held in memory already (unpacked). */
export function* linesOfChunks(chunks: Iterable<Uint8Array>, path: string, lineBytes: number, from?: LineStart): Generator<JsonLine> {
  for (const { bytes, number, start, complete } of linesOf(chunks, lineBytes, from)) {
    const place = { path, line: number };
    if (bytes === null) yield { place, start, dropped: { reason: "record.too-long", place } };
    else if (!isBlank(bytes)) yield lineOf(bytes, place, start, complete);
  }
}

function lineOf(bytes: Uint8Array, place: Place, start: number, complete: boolean): JsonLine {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  try {
    return { place, start, value: JSON.parse(place.line === 1 ? text.replace(/^\uFEFF/, "") : text) as unknown, dropped: null };
  } catch {
    return { place, start, dropped: { reason: complete ? "record.not-json" : "record.half-written", place } };
  }
}

function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  return true;
}

/** Is one of the first records of this file such a record? False for what cannot be read. */
export function someRecord(path: string, powers: ReadPowers, is: (value: unknown) => boolean): boolean {
  let tried = 0;
  for (const line of jsonLines(path, powers, { lineBytes: HEAD_BYTES })) {
    tried += 1;
    if (line.dropped === null && is(line.value)) return true;
    if (tried >= HEAD_LINES) return false;
  }
  return false;
}

/** A file that is one JSON document -> its value, or why there is none. `limit` in bytes. Never throws. */
export function jsonDocument(path: string, powers: ReadPowers, limit: number): Readonly<{ value: unknown; dropped: null }> | Readonly<{ dropped: Dropped }> {
  const place = { path, line: 0 };
  let text: string;
  try {
    text = Buffer.from(powers.files.bytes(path, limit)).toString("utf8");
  } catch (error) {
    const isLarge = error instanceof Error && "code" in error && error.code === "FILE_TOO_LARGE";
    return { dropped: { reason: isLarge ? "record.too-long" : "source.unreadable", place } };
  }
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown, dropped: null };
  } catch {
    return { dropped: { reason: "record.not-json", place } };
  }
}
