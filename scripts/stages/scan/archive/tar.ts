import { type ArchiveLimits, type Collector, createCollector, type Unpacked } from "./collect.ts";

const BLOCK = 512;
/** Records of a PAX header that say nothing about what is unpacked where. */
const HARMLESS_PAX = /^(?:mtime|atime|ctime|uid|gid|uname|gname|comment|hdrcharset|(?:LIBARCHIVE|SCHILY)\.(?:creationtime|fflags|dev|ino|nlink|xattr\..*))$/;

type Header = Readonly<{ path: string; type: string; size: number; mode: number }>;
/** What headers said about the next entry (GNU `L`, PAX `path`). */
type Pending = { path: string | null };

/** Bytes of a tar (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU) -> its files in memory. Forms in which readers differ are refused: sparse files, sizes and names replaced without need, garbage between blocks. Never throws. */
export function readTar(bytes: Uint8Array, limits: ArchiveLimits): Unpacked {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const taken = createCollector(limits);
  const pending: Pending = { path: null };
  let at = 0;
  while (!taken.isFull()) {
    if (at + BLOCK > data.length) {
      taken.problem("", "it is cut off: it has no end");
      break;
    }
    if (isZero(data, at, at + BLOCK)) {
      if (!isZero(data, at, data.length)) taken.problem("", "other data follows its end");
      else if (data.length - at < 2 * BLOCK) taken.problem("", "it is cut off: it has no end");
      break;
    }
    const header = headerOf(data, at);
    if (typeof header === "string") {
      taken.problem("", header);
      break;
    }
    const start = at + BLOCK;
    const next = start + Math.ceil(header.size / BLOCK) * BLOCK;
    if (next > data.length) {
      taken.problem(header.path, "it is cut off");
      break;
    }
    if (!isZero(data, start + header.size, next)) taken.problem(header.path, "data is hidden behind its end");
    takeEntry(header, data.subarray(start, start + header.size), pending, taken);
    at = next;
  }
  if (pending.path !== null) taken.problem("", "its last header announces an entry that is not there");
  return { format: "tar", files: taken.files, problems: taken.problems };
}

/** Do the bytes hold a tar header? */
export function isTar(bytes: Uint8Array): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return data.length >= BLOCK && data.toString("latin1", 257, 262) === "ustar";
}

function takeEntry(header: Header, content: Buffer, pending: Pending, taken: Collector): void {
  if (header.type === "x" || header.type === "g" || header.type === "L") {
    takeAnnouncement(header, content, pending, taken);
    return;
  }
  const path = nameOf(header, pending, taken);
  pending.path = null;
  if (header.type === "1" || header.type === "2") {
    taken.problem(path, header.type === "2" ? "it is a link" : "it is a hard link");
    return;
  }
  if (header.type === "5" || (header.type === "0" && path.endsWith("/"))) {
    const folder = path.replace(/\/$/, "");
    if (header.size > 0) taken.problem(folder, "a folder with content");
    else if (folder !== "." && folder !== "") taken.admit(folder.replace(/^\.\//, ""), "folder", 0);
    return;
  }
  if (header.type !== "0") {
    taken.problem(path, `an entry of type ${JSON.stringify(header.type)}, which is no plain file`);
    return;
  }
  // `tar -c .` writes ./ before every name
  const plain = path.replace(/^\.\//, "");
  if (taken.admit(plain, "file", header.size)) taken.add(plain, content, header.mode & 0o7777);
}

/** The announced name counts, as POSIX says. Where the short name would have done, a second one can only be meant for another reader. */
function nameOf(header: Header, pending: Pending, taken: Collector): string {
  if (pending.path === null) return header.path;
  const needed = Buffer.byteLength(pending.path) >= 100 || !/^[\x20-\x7e]*$/.test(pending.path);
  if (!needed && pending.path !== header.path) taken.problem(pending.path, `it is called ${header.path} too`);
  return pending.path;
}

function takeAnnouncement(header: Header, content: Buffer, pending: Pending, taken: Collector): void {
  if (content.length > 65_536) {
    taken.problem(header.path, "a header of more than 65,536 bytes");
    return;
  }
  if (header.type === "L") {
    const name = textOf(content.subarray(0, content.length - (content.at(-1) === 0 ? 1 : 0)));
    if (name === null || name.includes("\u0000") || pending.path !== null) {
      taken.problem(header.path, "a long name that is damaged");
      return;
    }
    pending.path = name;
    return;
  }
  const records = paxOf(content);
  if (records === null) {
    taken.problem(header.path, "a PAX header that is damaged");
    return;
  }
  for (const [key, value] of records) {
    if (HARMLESS_PAX.test(key)) continue;
    if (key !== "path" || header.type === "g" || pending.path !== null) {
      taken.problem(header.path, `a PAX header that changes "${key}"`);
      return;
    }
    pending.path = value;
  }
}

/** `LENGTH KEY=VALUE\n` records (POSIX pax, "pax Extended Header") -> pairs; null when they are not exactly that. */
function paxOf(content: Buffer): readonly (readonly [string, string])[] | null {
  const records: (readonly [string, string])[] = [];
  let at = 0;
  while (at < content.length) {
    const digits = /^([1-9][0-9]{0,5}) /.exec(content.toString("latin1", at, at + 8))?.[1];
    if (digits === undefined) return null;
    const end = at + Number(digits);
    const record = end <= content.length && end - at > digits.length + 2 ? textOf(content.subarray(at + digits.length + 1, end)) : null;
    const equals = record?.indexOf("=") ?? -1;
    if (record === null || !record.endsWith("\n") || equals <= 0) return null;
    records.push([record.slice(0, equals), record.slice(equals + 1, -1)]);
    at = end;
  }
  return records;
}

function headerOf(data: Buffer, at: number): Header | string {
  const magic = data.toString("latin1", at + 257, at + 265);
  if (!magic.startsWith("ustar")) return "a header of an unknown kind";
  const stated = octal(data, at + 148, 8);
  let sum = 8 * 32;
  for (let one = 0; one < BLOCK; one++) if (one < 148 || one >= 156) sum += data[at + one] ?? 0;
  if (stated !== sum) return "a header with a wrong checksum";
  const name = field(data, at, 100);
  // only POSIX has a prefix there; GNU keeps times in the same place
  const prefix = magic.startsWith("ustar\u0000") ? field(data, at + 345, 155) : "";
  const size = octal(data, at + 124, 12);
  const mode = octal(data, at + 100, 8);
  if (name === null || prefix === null) return "a name that is no UTF-8 or goes on behind its end";
  if (size === null || mode === null) return "a number that is not octal";
  const flag = data[at + 156] ?? 0;
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    type: flag === 0 ? "0" : String.fromCharCode(flag),
    size: /[12]/.test(String.fromCharCode(flag)) ? 0 : size,
    mode,
  };
}

/** A field that ends at its first NUL. What stands behind that is seen by some readers only. */
function field(data: Buffer, at: number, length: number): string | null {
  const raw = data.subarray(at, at + length);
  const nul = raw.indexOf(0);
  if (nul >= 0 && !raw.subarray(nul).every((byte) => byte === 0)) return null;
  return textOf(nul < 0 ? raw : raw.subarray(0, nul));
}

function octal(data: Buffer, at: number, length: number): number | null {
  const text = data.toString("latin1", at, at + length);
  const digits = /^[ ]*([0-7]{1,11})[ \u0000]*$/.exec(text)?.[1];
  return digits === undefined ? (/^[ \u0000]*$/.test(text) ? 0 : null) : Number.parseInt(digits, 8);
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isZero(data: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (data[at] !== 0) return false;
  return true;
}
