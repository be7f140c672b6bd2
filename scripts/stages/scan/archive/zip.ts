import { type ArchiveLimits, type Collector, createCollector, type Unpacked } from "./collect.ts";
import { crc32 } from "./crc.ts";
import { inflate } from "./inflate.ts";
import { LOCAL, problemOfExtra, readDirectory, type ZipEntry } from "./zip-directory.ts";

/** Packed text shrinks to a hundredth at best; beyond this the point of the file is to grow. */
const RATIO = 300;
const RATIO_FROM = 65_536;
/** Compression levels, sizes after the data, UTF-8 names: every other flag changes what the bytes mean. */
const KNOWN_FLAGS = 0x080e;

/** Bytes of a zip -> its files in memory. Read by its directory, with each local header and every byte accounted for, so that no other reader sees more or something else. Never throws. */
export function readZip(bytes: Uint8Array, limits: ArchiveLimits): Unpacked {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const taken = createCollector(limits);
  const directory = readDirectory(data, limits.files * 2);
  if ("why" in directory) {
    taken.problem("", directory.why);
    return { format: "zip", files: [], problems: taken.problems };
  }
  const spans: (readonly [number, number])[] = [];
  for (const entry of directory.entries) {
    const span = readEntry(data, entry, directory.start, taken, limits);
    if (typeof span === "string") taken.problem(entry.path, span);
    else spans.push(span);
    if (taken.isFull()) break;
  }
  if (taken.problems.length === 0) checkSpans(spans, directory.start, taken);
  return { format: "zip", files: taken.files, problems: taken.problems };
}

/** One entry -> where it lies from its local header to the end of its data, or why it was not read. */
function readEntry(data: Buffer, entry: ZipEntry, limit: number, taken: Collector, limits: ArchiveLimits): readonly [number, number] | string {
  const { offset, flags } = entry;
  if ((flags & 1) !== 0) return "it is encrypted";
  if ((flags & ~KNOWN_FLAGS) !== 0) return "it has flags whose meaning is not known";
  if (entry.method !== 0 && entry.method !== 8) return `its compression (method ${String(entry.method)}) is not read`;
  if (offset + 30 > limit || data.readUInt32LE(offset) !== LOCAL) return "its local header is not where the directory says";
  const nameBytes = data.readUInt16LE(offset + 26);
  const start = offset + 30 + nameBytes + data.readUInt16LE(offset + 28);
  const end = start + entry.packed;
  if (end > limit) return "its data runs into the directory";
  const differs = localDiffers(data, entry, nameBytes, start);
  if (differs !== null) return differs;
  const after = afterData(data, entry, end, limit);
  if (after === null) return "the sizes after its data differ from the directory";
  const kind = kindOf(entry);
  if (kind !== "file" && kind !== "folder") return kind;
  const path = kind === "folder" ? entry.path.replace(/\/$/, "") : entry.path;
  if (!taken.admit(path, kind, entry.unpacked)) return [offset, after];
  if (kind === "folder") return entry.unpacked === 0 && entry.packed <= 2 ? [offset, after] : "a folder with content";
  const content = contentOf(data, entry, start, limits.fileBytes);
  if (typeof content === "string") return content;
  taken.add(path, content, entry.host === 3 && entry.attributes >>> 16 !== 0 ? (entry.attributes >>> 16) & 0o7777 : 0o644);
  return [offset, after];
}

/** Unpackers that stream read the local header, others the directory: where they differ, two people unpack two things. */
function localDiffers(data: Buffer, entry: ZipEntry, nameBytes: number, start: number): string | null {
  const { offset, flags } = entry;
  const later = (flags & 8) !== 0;
  const same = (at: number, value: number): boolean => data.readUInt32LE(offset + at) === value || (later && data.readUInt32LE(offset + at) === 0);
  if (!data.subarray(offset + 30, offset + 30 + nameBytes).equals(entry.name)) return "its local header has another name";
  if (data.readUInt16LE(offset + 6) !== flags || data.readUInt16LE(offset + 8) !== entry.method) return "its local header says another compression";
  if (!same(14, entry.crc) || !same(18, entry.packed) || !same(22, entry.unpacked)) return "its local header has other sizes";
  return problemOfExtra(data.subarray(offset + 30 + nameBytes, start), entry.name);
}

/** Sizes that follow the data (4.3.9), with or without a signature -> where the entry ends; null when they say something else. */
function afterData(data: Buffer, entry: ZipEntry, end: number, limit: number): number | null {
  if ((entry.flags & 8) === 0) return end;
  for (const signed of [4, 0]) {
    if (end + signed + 12 > limit || (signed === 4 && data.readUInt32LE(end) !== 0x08074b50)) continue;
    const at = end + signed;
    if (data.readUInt32LE(at) === entry.crc && data.readUInt32LE(at + 4) === entry.packed && data.readUInt32LE(at + 8) === entry.unpacked) return at + 12;
  }
  return null;
}

function kindOf(entry: ZipEntry): string {
  const unix = (entry.attributes >>> 16) & 0o170000;
  const isFolder = entry.path.endsWith("/");
  if (unix === 0o120000) return "it is a link";
  if (unix !== 0 && unix !== 0o100000 && unix !== 0o040000) return "it is a special file";
  if ((unix === 0o040000) !== isFolder && unix !== 0) return "its name and its kind say different things";
  return isFolder ? "folder" : "file";
}

function contentOf(data: Buffer, entry: ZipEntry, start: number, limit: number): Uint8Array | string {
  if (entry.unpacked > RATIO_FROM && entry.unpacked > entry.packed * RATIO) return `it says that it unpacks to more than ${String(RATIO)} times its size`;
  if (entry.method === 0 && entry.packed !== entry.unpacked) return "it is stored and has two sizes";
  const end = start + entry.packed;
  const unpacked =
    entry.method === 0
      ? ({ ok: true, bytes: data.subarray(start, end), end } as const)
      : inflate(data.subarray(0, end), start, Math.min(limit, entry.unpacked));
  if (!unpacked.ok) return `it cannot be unpacked: ${unpacked.why}`;
  if (unpacked.bytes.length !== entry.unpacked || unpacked.end !== end) return "its real size is not the one it states";
  return crc32(unpacked.bytes) === entry.crc ? unpacked.bytes : "its checksum is wrong";
}

/** Entries must cover the file from its first byte to the directory: what lies between is seen by other readers (or is another file). */
function checkSpans(spans: readonly (readonly [number, number])[], directory: number, taken: Collector): void {
  let at = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (start < at) {
      taken.problem("", "its entries overlap");
      return;
    }
    if (start > at) {
      taken.problem("", at === 0 ? "other data comes before its first entry" : "data lies between its entries");
      return;
    }
    at = end;
  }
  if (at !== directory) taken.problem("", "data lies before its directory");
}
