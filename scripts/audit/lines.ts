/** A piece of a log: complete lines, or what stands after the last line break. `end` is the byte offset after it. */
export type StoredLine = Readonly<{ text: string | null; start: number; end: number; ended: boolean; tooLong: boolean }>;

/** Longest line in bytes; the writer makes none of this length, and a reader must not be made to hold a gigabyte. */
export const LINE_BYTES = 1 << 20;

/**
 * Bytes in pieces -> lines, text null where the bytes are no UTF-8. Whole pieces are decoded at once, because decoding
 * line by line takes longer than hashing; only a piece with bad bytes goes the slow way.
 */
export function* storedLines(chunks: Iterable<Uint8Array>): Iterable<StoredLine> {
  let rest: Uint8Array = new Uint8Array();
  let offset = 0;
  for (const chunk of chunks) {
    const bytes = rest.byteLength === 0 ? chunk : joined(rest, chunk);
    const last = bytes.lastIndexOf(10);
    if (last >= 0) yield* linesOf(bytes.subarray(0, last + 1), offset);
    offset += last + 1;
    // a copy: the piece that was handed in is used again for the next one
    rest = bytes.slice(last + 1);
    if (rest.byteLength > LINE_BYTES) {
      yield { text: null, start: offset, end: offset + rest.byteLength, ended: false, tooLong: true };
      return;
    }
  }
  if (rest.byteLength > 0) yield { text: decoded(rest), start: offset, end: offset + rest.byteLength, ended: false, tooLong: false };
}

function* linesOf(bytes: Uint8Array, offset: number): Iterable<StoredLine> {
  const whole = decoded(bytes);
  if (whole === null || whole.length !== bytes.byteLength) {
    yield* slowLinesOf(bytes, offset);
    return;
  }
  // ASCII only: one unit is one byte, so offsets need no second look at the bytes
  let start = 0;
  while (start < whole.length) {
    const end = whole.indexOf("\n", start);
    yield { text: whole.slice(start, end), start: offset + start, end: offset + end + 1, ended: true, tooLong: end - start > LINE_BYTES };
    start = end + 1;
  }
}

function* slowLinesOf(bytes: Uint8Array, offset: number): Iterable<StoredLine> {
  let start = 0;
  while (start < bytes.byteLength) {
    const end = bytes.indexOf(10, start);
    yield { text: decoded(bytes.subarray(start, end)), start: offset + start, end: offset + end + 1, ended: true, tooLong: end - start > LINE_BYTES };
    start = end + 1;
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.byteLength + second.byteLength);
  both.set(first);
  both.set(second, first.byteLength);
  return both;
}
