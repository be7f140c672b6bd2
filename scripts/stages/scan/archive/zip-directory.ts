/** One line of a zip's central directory. `name` keeps the raw bytes, because the local header must repeat them. */
export type ZipEntry = Readonly<{
  name: Buffer;
  path: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
  host: number;
  attributes: number;
}>;

export type ZipDirectory = Readonly<{ entries: readonly ZipEntry[]; start: number }> | Readonly<{ why: string }>;

export const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;

/**
 * Bytes of a zip -> its central directory (APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16), or why it is refused. Readers look for
 * the end record from behind and differ in what they take for it, so it must be the only one, end the file, and describe
 * one disk without zip64.
 */
export function readDirectory(data: Buffer, maxEntries: number): ZipDirectory {
  const end = endOf(data);
  if (typeof end === "string") return { why: end };
  const count = data.readUInt16LE(end + 10);
  const size = data.readUInt32LE(end + 12);
  const start = data.readUInt32LE(end + 16);
  if (data.readUInt16LE(end + 4) !== 0 || data.readUInt16LE(end + 6) !== 0 || data.readUInt16LE(end + 8) !== count)
    return { why: "it is split over several disks" };
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) return { why: "it uses zip64" };
  if (start + size !== end) return { why: "its directory does not lie where its end says" };
  if (count > maxEntries) return { why: "it has too many entries" };
  const entries: ZipEntry[] = [];
  let at = start;
  for (let left = count; left > 0; left--) {
    const entry = readEntry(data, at, end);
    if (typeof entry === "string") return { why: entry };
    entries.push(entry.entry);
    at = entry.next;
  }
  return at === end ? { entries, start } : { why: "its directory holds more than its end says" };
}

function endOf(data: Buffer): number | string {
  const found: number[] = [];
  for (let at = data.length - END_BYTES; at >= 0 && at >= data.length - END_BYTES - 0xffff; at--) if (data.readUInt32LE(at) === END) found.push(at);
  const [end] = found;
  if (end === undefined) return "it has no end record, so it is cut off or followed by other data";
  if (found.length > 1) return "it has several end records, so readers differ in what it holds";
  const comment = data.subarray(end + END_BYTES);
  if (data.readUInt16LE(end + 20) !== comment.length) return "other data follows its end";
  if (comment.length > 1_024 || !/^[\x20-\x7e\r\n\t]*$/.test(comment.toString("latin1"))) return "its comment is no short text";
  if (end >= 20 && data.readUInt32LE(end - 20) === 0x07064b50) return "it uses zip64";
  return end;
}

function readEntry(data: Buffer, at: number, end: number): Readonly<{ entry: ZipEntry; next: number }> | string {
  if (at + 46 > end || data.readUInt32LE(at) !== CENTRAL) return "its directory is damaged";
  const nameBytes = data.readUInt16LE(at + 28);
  const extraBytes = data.readUInt16LE(at + 30);
  const next = at + 46 + nameBytes + extraBytes + data.readUInt16LE(at + 32);
  if (next > end) return "its directory is damaged";
  const name = data.subarray(at + 46, at + 46 + nameBytes);
  const flags = data.readUInt16LE(at + 8);
  const extra = problemOfExtra(data.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes), name);
  if (extra !== null) return extra;
  const path = pathOf(name, flags);
  if (path === null) return "a name in it is no UTF-8, or is not marked as such";
  if (data.readUInt16LE(at + 34) !== 0) return "it is split over several disks";
  const entry: ZipEntry = {
    name,
    path,
    flags,
    method: data.readUInt16LE(at + 10),
    crc: data.readUInt32LE(at + 16),
    packed: data.readUInt32LE(at + 20),
    unpacked: data.readUInt32LE(at + 24),
    offset: data.readUInt32LE(at + 42),
    host: data.readUInt8(at + 5),
    attributes: data.readUInt32LE(at + 38),
  };
  return entry.packed === 0xffffffff || entry.unpacked === 0xffffffff || entry.offset === 0xffffffff ? "it uses zip64" : { entry, next };
}

/** Without the UTF-8 flag a name is in a code page nobody states; only ASCII means the same everywhere. */
function pathOf(name: Buffer, flags: number): string | null {
  try {
    const path = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(name);
    return (flags & 0x800) !== 0 || /^[\x00-\x7f]*$/.test(path) ? path : null;
  } catch {
    return null;
  }
}

/** Extra fields (4.5) -> the reason to refuse: they can carry another name, other sizes or encryption. */
export function problemOfExtra(extra: Buffer, name: Buffer): string | null {
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const size = extra.readUInt16LE(at + 2);
    if (at + 4 + size > extra.length) return "an extra field in it is damaged";
    const field = extra.subarray(at + 4, at + 4 + size);
    if (id === 0x0001) return "it uses zip64";
    if (id === 0x9901 || id === 0x0017 || id === 0x0014 || id === 0x0015 || id === 0x0016) return "it is encrypted or signed";
    if (id === 0x7075 && !field.subarray(5).equals(name)) return "an entry has two names";
    at += 4 + size;
  }
  // zipalign pads with zeros that are no field
  return extra.subarray(at).every((byte) => byte === 0) ? null : "an extra field in it is damaged";
}
