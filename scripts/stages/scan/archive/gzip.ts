import { crc32 } from "./crc.ts";
import { inflate } from "./inflate.ts";

/** Gzip (RFC 1952) -> the bytes of its only member, or why not: further members and trailing data are read by some programs and not by others. Never throws. */
export function gunzip(bytes: Uint8Array, limit: number): Readonly<{ ok: true; bytes: Uint8Array }> | Readonly<{ ok: false; why: string }> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = dataStart(data);
  if (start === null) return { ok: false, why: "its header is damaged" };
  const unpacked = inflate(data, start, limit);
  if (!unpacked.ok) return unpacked;
  if (unpacked.end + 8 !== data.length) return { ok: false, why: "other data follows its end" };
  if (data.readUInt32LE(unpacked.end) !== crc32(unpacked.bytes)) return { ok: false, why: "its checksum is wrong" };
  if (data.readUInt32LE(unpacked.end + 4) !== unpacked.bytes.length >>> 0) return { ok: false, why: "its real size is not the one it states" };
  return { ok: true, bytes: unpacked.bytes };
}

function dataStart(data: Buffer): number | null {
  if (data.length < 18 || data[0] !== 0x1f || data[1] !== 0x8b || data[2] !== 8) return null;
  const flags = data[3] ?? 0;
  if ((flags & 0xe0) !== 0) return null;
  let at = 10;
  if ((flags & 4) !== 0) {
    if (at + 2 > data.length) return null;
    at += 2 + data.readUInt16LE(at);
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const end = data.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at + 8 <= data.length ? at : null;
}
