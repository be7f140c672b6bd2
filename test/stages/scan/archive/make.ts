import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a zip to be made; everything an attacker can state falsely can be stated falsely here. */
export type Made = Readonly<{
  name: string | Buffer;
  content?: string | Buffer;
  localName?: string;
  method?: number;
  flags?: number;
  attributes?: number;
  unpacked?: number;
  crc?: number;
  extra?: Buffer;
  before?: Buffer;
  descriptor?: boolean;
}>;

export type Around = Readonly<{ before?: Buffer; beforeDirectory?: Buffer; comment?: Buffer; after?: Buffer; count?: number }>;

const UTF8 = 0x800;

/** Entries -> bytes of a zip (APPNOTE.TXT 6.3.10), whole and plain unless told otherwise. */
export function makeZip(entries: readonly Made[], around: Around = {}): Buffer {
  const parts: Buffer[] = [around.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  let at = parts[0]?.length ?? 0;
  for (const entry of entries) {
    if (entry.before !== undefined) {
      parts.push(entry.before);
      at += entry.before.length;
    }
    const content = Buffer.from(entry.content ?? "");
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const flags = (entry.flags ?? UTF8) | (entry.descriptor === true ? 8 : 0);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const sizes = [entry.crc ?? crc32(content), packed.length, entry.unpacked ?? content.length] as const;
    const extra = entry.extra ?? Buffer.alloc(0);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    if (entry.descriptor !== true) sizes.forEach((value, one) => local.writeUInt32LE(value, 14 + 4 * one));
    local.writeUInt16LE(localName.length, 26);
    local.writeUInt16LE(extra.length, 28);
    const after = Buffer.alloc(entry.descriptor === true ? 16 : 0);
    if (entry.descriptor === true) [0x08074b50, ...sizes].forEach((value, one) => after.writeUInt32LE(value, 4 * one));
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x0314, 4);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    sizes.forEach((value, one) => central.writeUInt32LE(value, 16 + 4 * one));
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(((entry.attributes ?? 0o100644) << 16) >>> 0, 38);
    central.writeUInt32LE(at, 42);
    directory.push(central, name, extra);
    const whole = [local, localName, extra, packed, after];
    parts.push(...whole);
    at += whole.reduce((sum, part) => sum + part.length, 0);
  }
  if (around.beforeDirectory !== undefined) parts.push(around.beforeDirectory);
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const comment = around.comment ?? Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const place of [8, 10]) end.writeUInt16LE(around.count ?? entries.length, place);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, ...directory, end, comment, around.after ?? Buffer.alloc(0)]);
}

export type TarEntry = Readonly<{
  name: string;
  content?: string | Buffer;
  type?: string;
  size?: string;
  link?: string;
  prefix?: string;
  mode?: string;
  magic?: string;
}>;

/** Entries -> bytes of a tar in the ustar form. */
export function makeTar(entries: readonly TarEntry[], end = Buffer.alloc(1024)): Buffer {
  const parts: Buffer[] = [];
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? "");
    const head = Buffer.alloc(512);
    head.write(entry.name, 0, 100, "utf8");
    head.write(entry.mode ?? "0000644\0", 100, 8, "latin1");
    head.write("0000000\0", 108);
    head.write("0000000\0", 116);
    head.write(entry.size ?? `${content.length.toString(8).padStart(11, "0")}\0`, 124, 12, "latin1");
    head.write("00000000000\0", 136);
    head.write("        ", 148);
    head.write(entry.type ?? "0", 156, 1, "latin1");
    head.write(entry.link ?? "", 157, 100, "utf8");
    head.write(entry.magic ?? "ustar\u000000", 257, 8, "latin1");
    head.write(entry.prefix ?? "", 345, 155, "utf8");
    head.write(
      `${head
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
      148,
      8,
      "latin1",
    );
    parts.push(head, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
  return Buffer.concat([...parts, end]);
}

/** Pairs -> the records of a PAX header. */
export function paxRecords(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      let length = Buffer.byteLength(rest) + 1;
      while (String(length).length + Buffer.byteLength(rest) !== length) length = String(length).length + Buffer.byteLength(rest);
      return `${String(length)}${rest}`;
    })
    .join("");
}
