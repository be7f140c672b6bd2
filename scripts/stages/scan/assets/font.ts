/** Tables of OpenType and TrueType that hold shapes, measures and names, and the colour and variation tables of later versions. `fpgm`, `prep` and `cvt ` move points and reach nothing else. */
const TABLES = /^(?:[A-Za-z]{4}|OS\/2|cvt |CFF |CFF2|SVG |[A-Z][A-Za-z0-9]{2}[ A-Za-z0-9]|[a-z]{3}[ 0-9])$/;
const SFNT: ReadonlySet<number> = new Set([0x00010000, 0x74727565, 0x4f54544f]);

/** Bytes -> "a font" when the directory of its tables is whole and covers the file (OpenType 1.9, "Font file"; WOFF 1.0; WOFF 2.0), otherwise why not. */
export function problemOfFont(bytes: Uint8Array): string | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < 12) return "it is too short";
  const head = data.readUInt32BE(0);
  if (head === 0x774f4646) return problemOfWoff(data);
  if (head === 0x774f4632) return problemOfWoff2(data);
  return SFNT.has(head) ? problemOfSfnt(data) : "its first bytes are those of no font";
}

function problemOfSfnt(data: Buffer): string | null {
  const count = data.readUInt16BE(4);
  if (count === 0 || count > 128 || 12 + count * 16 > data.length) return "its directory is damaged";
  const spans: (readonly [number, number])[] = [[0, 12 + count * 16]];
  for (let at = 12, left = count; left > 0; left--, at += 16) {
    const tag = data.toString("latin1", at, at + 4);
    // a table of SVG documents can hold script
    if (!TABLES.test(tag) || tag === "SVG ") return `its table "${tag.replace(/[^\x20-\x7e]/g, "?")}" is not read`;
    spans.push([data.readUInt32BE(at + 8), data.readUInt32BE(at + 12)]);
  }
  return problemOfSpans(spans, data);
}

function problemOfWoff(data: Buffer): string | null {
  if (data.length < 44) return "it is too short";
  const count = data.readUInt16BE(12);
  if (data.readUInt32BE(8) !== data.length) return "it has another length than it says";
  if (count === 0 || count > 128 || 44 + count * 20 > data.length) return "its directory is damaged";
  const spans: (readonly [number, number])[] = [[0, 44 + count * 20]];
  for (let at = 44, left = count; left > 0; left--, at += 20) {
    const tag = data.toString("latin1", at, at + 4);
    if (!TABLES.test(tag) || tag === "SVG ") return `its table "${tag.replace(/[^\x20-\x7e]/g, "?")}" is not read`;
    spans.push([data.readUInt32BE(at + 4), data.readUInt32BE(at + 8)]);
  }
  if (data.readUInt32BE(36) !== 0) return "it carries private data";
  if (data.readUInt32BE(28) > 0) spans.push([data.readUInt32BE(24), data.readUInt32BE(28)]);
  return problemOfSpans(spans, data);
}

function problemOfWoff2(data: Buffer): string | null {
  if (data.length < 48) return "it is too short";
  if (data.readUInt32BE(8) !== data.length) return "it has another length than it says";
  if (data.readUInt32BE(44) !== 0) return "it carries private data";
  const packed = data.readUInt32BE(20);
  const meta = data.readUInt32BE(32);
  // directory, packed tables, description: at most a directory's length may be left over
  return packed + meta + 48 + data.readUInt16BE(12) * 32 + 8 >= data.length && packed < data.length ? null : "other data lies in it";
}

/** Every byte belongs to a table or pads one to four bytes: nothing else lies in the file. */
function problemOfSpans(spans: readonly (readonly [number, number])[], data: Buffer): string | null {
  let end = 0;
  for (const [start, length] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (start + length > data.length) return "a table runs out of the file";
    if (start > end && (start - end > 3 || data.subarray(end, start).some((byte) => byte !== 0))) return "data lies between its tables";
    end = Math.max(end, start + length);
  }
  return data.length - end <= 3 ? null : "other data follows its tables";
}
