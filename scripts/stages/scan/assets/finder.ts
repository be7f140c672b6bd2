const MOST_NODES = 4_096;
/** Kinds of a value -> its bytes; null: a length of four bytes stands before it, in bytes or in letters of two. */
const SIZES: Readonly<Record<string, number | null>> = { long: 4, shor: 4, bool: 1, type: 4, comp: 8, dutc: 8, blob: null, ustr: null };

/** Bytes of a `.DS_Store`, in which the Finder of macOS keeps how a folder is shown -> null when its tree of records is whole, otherwise why it is none. */
export function problemOfFinder(bytes: Uint8Array): string | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readStore(data);
  } catch (error) {
    if (error instanceof RangeError) return "it ends before its records do";
    throw error;
  }
}

/** Blocks are addressed from the fourth byte on: the place, with the power of two that is the size in its lowest five bits. */
function readStore(data: Buffer): string | null {
  if (data.readUInt32BE(0) !== 1 || data.toString("latin1", 4, 8) !== "Bud1") return "its first bytes are those of none";
  const root = 4 + data.readUInt32BE(8);
  if (data.readUInt32BE(8) !== data.readUInt32BE(16)) return "its two addresses of the root differ";
  const count = data.readUInt32BE(root);
  if (count > MOST_NODES) return "it has too many blocks";
  const placeOf = (block: number): number => {
    if (block >= count) throw new RangeError("no such block");
    return 4 + (data.readUInt32BE(root + 8 + block * 4) & ~0x1f);
  };
  const contents = root + 8 + Math.ceil(count / 256) * 1_024;
  if (data.readUInt32BE(contents) !== 1 || data.toString("latin1", contents + 4, contents + 9) !== "\u0004DSDB") return "its contents are not those of one";
  return readNodes(data, data.readUInt32BE(placeOf(data.readUInt32BE(contents + 9))), placeOf);
}

function readNodes(data: Buffer, first: number, placeOf: (block: number) => number): string | null {
  const work = [first];
  const seen = new Set<number>();
  for (let block = work.pop(); block !== undefined; block = work.pop()) {
    if (seen.has(block) || seen.size >= MOST_NODES) return "its tree has no end";
    seen.add(block);
    let at = placeOf(block);
    const last = data.readUInt32BE(at);
    if (last !== 0) work.push(last);
    const records = data.readUInt32BE(at + 4);
    at += 8;
    for (let left = records; left > 0; left--) {
      if (last !== 0) {
        work.push(data.readUInt32BE(at));
        at += 4;
      }
      const next = recordEnd(data, at);
      if (next === null) return "a record of it is of no known kind";
      at = next;
    }
  }
  return null;
}

/** A name, what is said of it, and a value. */
function recordEnd(data: Buffer, start: number): number | null {
  const at = start + 4 + data.readUInt32BE(start) * 2;
  const kind = data.toString("latin1", at + 4, at + 8);
  const size = SIZES[kind];
  if (size === undefined) return null;
  const end = size === null ? at + 12 + data.readUInt32BE(at + 8) * (kind === "ustr" ? 2 : 1) : at + 8 + size;
  return end <= data.length ? end : null;
}
