/** A piece of a log: complete lines, or what stands after the last line break. `end` is the byte offset after it. */
export type StoredLine = Readonly<{ text: string | null; start: number; end: number; ended: boolean; tooLong: boolean }>;

/** Longest line in bytes; the writer makes none of this length, and a reader must not be made to hold a gigabyte. */
export const LINE_BYTES = 1 << 20;

/** Told of each line in order; false: no more. */
export type OnLine = (line: StoredLine) => boolean;

/**
 * Bytes in pieces, which begin at `base` -> lines, text null where the bytes are no UTF-8. Whole pieces are decoded at once, because decoding
 * line by line takes longer than hashing; only a piece with bad bytes goes the slow way. Told, not yielded: a generator costs a tenth of a verification.
 */
export function eachStoredLine(chunks: Iterable<Uint8Array>, base: number, told: OnLine): void {
  let rest: Uint8Array = new Uint8Array();
  let offset = base;
  for (const chunk of chunks) {
    const bytes = rest.byteLength === 0 ? chunk : joined(rest, chunk);
    const last = bytes.lastIndexOf(10);
    if (last >= 0 && !linesOf(bytes.subarray(0, last + 1), offset, told)) return;
    offset += last + 1;
    // a copy: the piece that was handed in is used again for the next one
    rest = bytes.slice(last + 1);
    if (rest.byteLength > LINE_BYTES) {
      told({ text: null, start: offset, end: offset + rest.byteLength, ended: false, tooLong: true });
      return;
    }
  }
  if (rest.byteLength > 0) told({ text: decoded(rest), start: offset, end: offset + rest.byteLength, ended: false, tooLong: false });
}

/** The first line, null of nothing. */
export function firstStoredLine(chunks: Iterable<Uint8Array>): StoredLine | null {
  const found: StoredLine[] = [];
  eachStoredLine(chunks, 0, (line) => found.push(line) === 0);
  return found[0] ?? null;
}

function linesOf(bytes: Uint8Array, offset: number, told: OnLine): boolean {
  const whole = decoded(bytes);
  if (whole === null || whole.length !== bytes.byteLength) return slowLinesOf(bytes, offset, told);
  // ASCII only: one unit is one byte, so offsets need no second look at the bytes
  let start = 0;
  while (start < whole.length) {
    const end = whole.indexOf("\n", start);
    if (!told({ text: whole.slice(start, end), start: offset + start, end: offset + end + 1, ended: true, tooLong: end - start > LINE_BYTES })) return false;
    start = end + 1;
  }
  return true;
}

function slowLinesOf(bytes: Uint8Array, offset: number, told: OnLine): boolean {
  let start = 0;
  while (start < bytes.byteLength) {
    const end = bytes.indexOf(10, start);
    const text = decoded(bytes.subarray(start, end));
    if (!told({ text, start: offset + start, end: offset + end + 1, ended: true, tooLong: end - start > LINE_BYTES })) return false;
    start = end + 1;
  }
  return true;
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
