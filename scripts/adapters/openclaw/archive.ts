import type { ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { type Item, itemDropped, itemsOfLines } from "./source.ts";

/** Largest compressed archive and largest transcript that comes out of one; an archive is read whole. */
const ARCHIVE_BYTES = 128 * 1024 * 1024;
const UNPACKED_BYTES = 512 * 1024 * 1024;

/** Path of a zstd-compressed transcript -> its records. Without a decoder, or for a damaged frame, the reason. */
export function* archiveItems(path: string, powers: ReadPowers, options: ReadOptions): Generator<Item> {
  const place = { path, line: 0 };
  let packed: Uint8Array;
  try {
    packed = powers.files.bytes(path, ARCHIVE_BYTES);
  } catch {
    yield itemDropped("source.unreadable", place);
    return;
  }
  yield* packedItems(packed, path, powers, options);
}

/** Compressed bytes of a transcript -> its records. */
export function* packedItems(packed: Uint8Array, path: string, powers: ReadPowers, options: ReadOptions): Generator<Item> {
  const bytes = unpacked(packed, UNPACKED_BYTES, powers);
  if (bytes === null) yield itemDropped("record.undecodable", { path, line: 0 }, powers.zstd === null ? "no zstd in this Node" : "damaged");
  else yield* itemsOfLines([bytes], path, options.lineBytes);
}

/** Compressed bytes -> at most `limit` bytes, null when they cannot be decoded. */
export function unpacked(packed: Uint8Array, limit: number, powers: ReadPowers): Uint8Array | null {
  if (powers.zstd === null) return null;
  try {
    const bytes = powers.zstd(packed, limit);
    return bytes.byteLength > limit ? null : bytes;
  } catch {
    return null;
  }
}
