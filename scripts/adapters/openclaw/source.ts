import type { Dropped, DropReason } from "#kernel/dropped";
import { type LineStart, linesOf } from "#kernel/lines";
import type { Place } from "#kernel/trace";
import type { Entry } from "./entry.ts";
import type { SessionFacts } from "./filter.ts";
import { isStateLine, readRecord } from "./records.ts";
import { textOfLine } from "./trim-line.ts";

/** One record of a source: what is kept of it, what is left out of it, or both. `start`: where it begins, the place of its first byte in a file, the number of its row in a database. */
export type Item = Readonly<{ entry: Entry | null; dropped: Dropped | null; start?: number }>;

/**
 * One place that holds records of a session. `items` reads it anew at every call and never throws; the ids of
 * `previous`' entries may be repeated in it.
 */
export type Source = Readonly<{
  session: string;
  path: string;
  origin: "database" | "archive" | "live";
  facts: SessionFacts;
  previous: string | null;
  runtime: string | null;
  /** What tells that nothing changed; null when the facts of the file at `path` do. */
  stamp: string | null;
  items: () => Iterable<Item>;
  /** Records from this line on, where records are only ever appended; null elsewhere. */
  itemsFrom: ((from: LineStart) => Iterable<Item>) | null;
}>;

/** Source -> the id in its header, null when it does not begin with one. */
export function sessionIn(source: Source): string | null {
  for (const { entry } of source.items()) if (entry !== null) return entry.kind === "header" ? entry.session : null;
  return null;
}

/** Pieces of a `.jsonl` (from this line on) and its path -> its records in order. A last line without a line end that does not parse is not there yet. */
export function* itemsOfLines(chunks: Iterable<Uint8Array>, path: string, lineBytes: number, from?: LineStart): Generator<Item> {
  for (const { bytes, number, start, complete } of linesOf(chunks, lineBytes, from)) {
    const place = { path, line: number };
    if (bytes === null) yield itemDropped("record.too-long", place);
    else if (!(complete && isStateLine(bytes)) && !isBlank(bytes)) yield { ...itemOfText(textOfLine(bytes), place, complete), start };
  }
}

/** Text of one record -> item. */
export function itemOfText(text: string, place: Place, complete: boolean): Item {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return itemDropped(complete ? "record.not-json" : "record.half-written", place);
  }
  const { entry, reason, detail } = readRecord(value, place);
  if (reason === null) return { entry, dropped: null };
  return { entry, dropped: detail === undefined ? { reason, place } : { reason, place, detail } };
}

/** Reason and place -> an item that holds nothing else. */
export function itemDropped(reason: DropReason, place: Place, detail?: string): Item {
  return { entry: null, dropped: detail === undefined ? { reason, place } : { reason, place, detail } };
}

function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  return true;
}
