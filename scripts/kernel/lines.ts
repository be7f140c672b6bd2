/**
 * One line of a log. `bytes` is null when the line is over the cap (its content was never held), `complete` says that
 * its line end was there: a last line without one may be half written. `number` is 1-based, `start` the place of its first byte.
 */
export type Line = Readonly<{ number: number; start: number; bytes: Uint8Array | null; length: number; complete: boolean }>;

/** A line by its number and the place of its first byte. */
export type LineStart = Readonly<{ line: number; start: number }>;

const LINE_END = 0x0a;

/**
 * Pieces of a file -> its lines, each without its line end and at most `limit` bytes long. `bytes` is only valid until
 * the next line is asked for, as a piece is until the next piece. Holds one line at most, never a file. The pieces begin at the line `from`.
 */
export function* linesOf(chunks: Iterable<Uint8Array>, limit: number, from: LineStart = { line: 1, start: 0 }): Generator<Line> {
  const rest = new Rest(limit);
  let number = from.line;
  let start = from.start;
  for (const chunk of chunks) {
    // the same bytes: a buffer is searched many times as fast as other arrays
    const searched = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let at = 0;
    for (let end = searched.indexOf(LINE_END); end >= 0; end = searched.indexOf(LINE_END, at)) {
      const length = rest.length + end - at;
      yield rest.length === 0
        ? lineOf(chunk.subarray(at, end), number, start, limit)
        : { ...rest.take(chunk.subarray(at, end)), number, start, complete: true };
      number += 1;
      start += length + 1;
      at = end + 1;
    }
    if (at < chunk.byteLength) rest.add(chunk.subarray(at));
  }
  if (rest.length > 0) yield { ...rest.take(new Uint8Array(0)), number, start, complete: false };
}

function lineOf(bytes: Uint8Array, number: number, start: number, limit: number): Line {
  return { number, start, bytes: bytes.byteLength > limit ? null : bytes, length: bytes.byteLength, complete: true };
}

/** The beginning of a line that goes on in the next piece: copied, because the piece is gone by then, and dropped past the cap. */
class Rest {
  length = 0;
  private readonly limit: number;
  private parts: Uint8Array[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  add(part: Uint8Array): void {
    this.length += part.byteLength;
    if (this.length > this.limit) this.parts = [];
    else this.parts.push(part.slice());
  }

  take(last: Uint8Array): Readonly<{ bytes: Uint8Array | null; length: number }> {
    this.length += last.byteLength;
    const length = this.length;
    const bytes = length > this.limit ? null : joined([...this.parts, last], length);
    this.length = 0;
    this.parts = [];
    return { bytes, length };
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
