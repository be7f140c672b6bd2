import { constants, deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "#stages/scan/archive/crc";
import { gunzip } from "#stages/scan/archive/gzip";
import { inflate } from "#stages/scan/archive/inflate";

const MANY = { numRuns: 300, seed: 7 };
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ maxLength: 80 }).map((one) => new TextEncoder().encode(one.repeat(37))),
  fc.nat(255).map((byte) => new Uint8Array(5_000).fill(byte)),
);
const content = fc.array(piece, { maxLength: 6 }).map((parts) => Buffer.concat(parts));
const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE];

describe("inflate", () => {
  it("gives what was packed, by every strategy and level, and where it ended", () => {
    fc.assert(
      fc.property(content, fc.constantFrom(...strategies), fc.constantFrom(0, 1, 6, 9), (bytes, strategy, level) => {
        const packed = deflateRawSync(bytes, { strategy, level });
        const result = inflate(Buffer.concat([Buffer.from("head"), packed, Buffer.from("tail")]), 4, bytes.length);
        expect(result.ok && Buffer.from(result.bytes).equals(bytes)).toBe(true);
        expect(result.ok && result.end).toBe(4 + packed.length);
      }),
      MANY,
    );
  });

  it("stops at the limit", () => {
    const packed = deflateRawSync(Buffer.alloc(1_000_000));
    expect(inflate(packed, 0, 999_999)).toEqual({ ok: false, why: "it unpacks to more than the limit" });
    expect(inflate(packed, 0, 1_000_000).ok).toBe(true);
  });

  it("neither throws nor hangs on anything", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const result = inflate(bytes, 0, 100_000);
        return result.ok ? result.end <= bytes.length : result.why.length > 0;
      }),
      { numRuns: 3_000, seed: 7 },
    );
  });

  it("refuses codes that cannot be", () => {
    expect(inflate(Buffer.from([0b111]), 0, 10)).toEqual({ ok: false, why: "a block of an unknown type" });
    expect(inflate(Buffer.from([0b001, 1, 0, 0, 0, 65]), 0, 10)).toEqual({ ok: false, why: "a stored block with a wrong length" });
    expect(inflate(Buffer.alloc(0), 0, 10)).toEqual({ ok: false, why: "it ends too early" });
  });
});

describe("gunzip", () => {
  it("reads one member with any header", () => {
    const packed = gzipSync("words");
    expect(gunzip(packed, 100)).toEqual({ ok: true, bytes: new Uint8Array(Buffer.from("words")) });
    const named = Buffer.concat([
      packed.subarray(0, 3),
      Buffer.from([0x1c]),
      packed.subarray(4, 10),
      Buffer.from([3, 0, 1, 2, 3]),
      Buffer.from("a.tar\0note\0"),
      packed.subarray(10),
    ]);
    expect(gunzip(named, 100).ok).toBe(true);
  });

  it("refuses what follows, and wrong sums", () => {
    const packed = gzipSync("words");
    expect(gunzip(Buffer.concat([packed, gzipSync("more")]), 100)).toEqual({ ok: false, why: "other data follows its end" });
    const wrong = Buffer.from(packed);
    wrong.writeUInt32LE(0, packed.length - 8);
    expect(gunzip(wrong, 100)).toEqual({ ok: false, why: "its checksum is wrong" });
    expect(gunzip(packed.subarray(0, 12), 100).ok).toBe(false);
  });
});

it("crc32 of the check word of the standard", () => {
  expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
});
