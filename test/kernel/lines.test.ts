import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf } from "#kernel/lines";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));

function linesIn(chunks: Iterable<Uint8Array>, limit = 1000): readonly (readonly [number, string | null, boolean])[] {
  return [...linesOf(chunks, limit)].map(({ number, bytes, complete }) => [number, decode(bytes), complete] as const);
}

/** One buffer for all pieces, overwritten each time: what a real file reader does. */
function* reused(text: Uint8Array, size: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < text.byteLength; at += size) {
    const part = text.subarray(at, at + size);
    buffer.fill(0x58);
    buffer.set(part);
    yield buffer.subarray(0, part.byteLength);
  }
}

describe("reading lines from pieces", () => {
  test("a last line without line end is marked as incomplete", () => {
    expect(linesIn([encode("a\nb")])).toEqual([
      [1, "a", true],
      [2, "b", false],
    ]);
  });

  test("a line over the cap is reported without content and the next one is read", () => {
    const [long, next] = [...linesOf([encode("aaa"), encode("aaaaaa\nok\n")], 5)];
    expect(long).toEqual({ number: 1, start: 0, bytes: null, length: 9, complete: true });
    expect(decode(next?.bytes ?? null)).toBe("ok");
  });

  test("a line that is exactly as long as the cap is read", () => {
    expect(linesIn([encode("aaaaa\n")], 5)).toEqual([[1, "aaaaa", true]]);
  });

  test("empty lines keep their numbers and nothing gives nothing", () => {
    expect(linesIn([encode("\n\nx\n")])).toEqual([
      [1, "", true],
      [2, "", true],
      [3, "x", true],
    ]);
    expect(linesIn([])).toEqual([]);
  });

  test("however the text is cut into pieces, the lines are the same, even where the reader reuses its buffer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary", maxLength: 12 }), { maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        (parts, ended, size) => {
          const text = parts.map((part) => part.replaceAll("\n", "")).join("\n") + (ended ? "\n" : "");
          const lines = text.split("\n");
          const last = lines.pop() ?? "";
          const expected = [...lines.map((line, at) => [at + 1, line, true]), ...(last === "" ? [] : [[lines.length + 1, last, false]])];
          const bytes = encode(text.toWellFormed());
          expect([...linesOf(reused(bytes, size), 1000)].length).toBe(expected.length);
          const read: (readonly [number, string | null, boolean])[] = [];
          for (const line of linesOf(reused(bytes, size), 1000)) read.push([line.number, decode(line.bytes), line.complete]);
          expect(read).toEqual(
            expected.map(([number, line, complete]) => [
              number,
              String(line)
                .toWellFormed()
                .replace(/^\uFEFF/, ""),
              complete,
            ]),
          );
        },
      ),
    );
  });
});
