/** What inflating gave: the bytes and where the compressed data ended, or why there is none. */
export type Inflated = Readonly<{ ok: true; bytes: Uint8Array; end: number }> | Readonly<{ ok: false; why: string }>;

/**
 * Deflate data (RFC 1951) from `start` -> its bytes, at most `limit` of them. Our own reader, because three things decide
 * here that libraries hide: that decoding stops at the limit, where the data really ends, and that it needs no machine.
 * Never throws; codes that are over- or undersubscribed are refused as zlib refuses them.
 */
export function inflate(data: Uint8Array, start: number, limit: number): Inflated {
  const state: State = { data, at: start, hold: 0, held: 0, out: new Uint8Array(Math.min(limit, 65_536)), size: 0, limit };
  try {
    for (let last = false; !last; ) {
      last = bits(state, 1) === 1;
      readBlock(state, bits(state, 2));
    }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, why: error.message };
    throw error;
  }
  return { ok: true, bytes: state.out.subarray(0, state.size), end: state.at - (state.held >> 3) };
}

class Refused extends Error {}

type State = { readonly data: Uint8Array; at: number; hold: number; held: number; out: Uint8Array; size: number; readonly limit: number };

/** A canonical code: a table for codes of up to FAST bits, counts and symbols for the longer ones. */
type Code = Readonly<{ fast: Uint16Array; counts: Uint16Array; symbols: Uint16Array }>;

const FAST = 9;
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** The codes that a block may use without naming them (RFC 1951, 3.2.6), made for the first one that does. */
let fixed: Readonly<{ lengths: Code; distances: Code }> | null = null;

function fixedCodes(): Readonly<{ lengths: Code; distances: Code }> {
  return (fixed ??= {
    lengths: codeOf(
      Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
      false,
    ),
    distances: codeOf(new Uint8Array(30).fill(5), true),
  });
}

function readBlock(state: State, type: number): void {
  if (type === 0) {
    copyStored(state);
    return;
  }
  if (type === 1) {
    const { lengths, distances } = fixedCodes();
    readSymbols(state, lengths, distances);
    return;
  }
  if (type === 3) throw new Refused("a block of an unknown type");
  const lengthCount = bits(state, 5) + 257;
  const distanceCount = bits(state, 5) + 1;
  const headCount = bits(state, 4) + 4;
  if (lengthCount > 286 || distanceCount > 30) throw new Refused("too many codes");
  const head = new Uint8Array(19);
  for (let at = 0; at < headCount; at++) head[ORDER[at] ?? 0] = bits(state, 3);
  const lengths = readLengths(state, codeOf(head, false), lengthCount + distanceCount);
  if (lengths[256] === 0) throw new Refused("a block without an end");
  readSymbols(state, codeOf(lengths.subarray(0, lengthCount), true), codeOf(lengths.subarray(lengthCount), true));
}

/** Code lengths, which are themselves coded: 16 repeats the one before, 17 and 18 are runs of zero (RFC 1951, 3.2.7). */
function readLengths(state: State, head: Code, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  for (let at = 0; at < count; ) {
    const symbol = decode(state, head);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new Refused("a repetition of nothing");
    const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
    const run = symbol === 16 ? 3 + bits(state, 2) : symbol === 17 ? 3 + bits(state, 3) : 11 + bits(state, 7);
    if (at + run > count) throw new Refused("more code lengths than announced");
    lengths.fill(value, at, at + run);
    at += run;
  }
  return lengths;
}

function readSymbols(state: State, lengths: Code, distances: Code): void {
  for (;;) {
    const symbol = decode(state, lengths);
    if (symbol === 256) return;
    if (symbol < 256) {
      room(state, 1);
      state.out[state.size++] = symbol;
      continue;
    }
    const place = symbol - 257;
    if (place >= LENGTH_BASE.length) throw new Refused("an unknown length");
    const length = (LENGTH_BASE[place] ?? 0) + bits(state, LENGTH_BITS[place] ?? 0);
    const far = decode(state, distances);
    if (far >= DISTANCE_BASE.length) throw new Refused("an unknown distance");
    const distance = (DISTANCE_BASE[far] ?? 0) + bits(state, DISTANCE_BITS[far] ?? 0);
    if (distance > state.size) throw new Refused("a distance before the beginning");
    room(state, length);
    for (let left = length; left > 0; left--, state.size++) state.out[state.size] = state.out[state.size - distance] ?? 0;
  }
}

function copyStored(state: State): void {
  // the rest of the byte is skipped, whole bytes that were taken ahead are given back
  state.at -= state.held >> 3;
  state.hold = 0;
  state.held = 0;
  if (state.at + 4 > state.data.length) throw new Refused("it ends too early");
  const [a = 0, b = 0, c = 0, d = 0] = state.data.subarray(state.at, state.at + 4);
  const length = a | (b << 8);
  if (length !== (~(c | (d << 8)) & 0xffff)) throw new Refused("a stored block with a wrong length");
  state.at += 4;
  if (state.at + length > state.data.length) throw new Refused("it ends too early");
  room(state, length);
  state.out.set(state.data.subarray(state.at, state.at + length), state.size);
  state.size += length;
  state.at += length;
}

function room(state: State, more: number): void {
  const needed = state.size + more;
  if (needed > state.limit) throw new Refused("it unpacks to more than the limit");
  if (needed <= state.out.length) return;
  const grown = new Uint8Array(Math.min(state.limit, Math.max(needed, state.out.length * 2)));
  grown.set(state.out.subarray(0, state.size));
  state.out = grown;
}

function bits(state: State, count: number): number {
  while (state.held < count) fill(state);
  const value = state.hold & ((1 << count) - 1);
  state.hold >>>= count;
  state.held -= count;
  return value;
}

function fill(state: State): void {
  if (state.at >= state.data.length) throw new Refused("it ends too early");
  state.hold |= (state.data[state.at++] ?? 0) << state.held;
  state.held += 8;
}

function decode(state: State, { fast, counts, symbols }: Code): number {
  while (state.held < FAST && state.at < state.data.length) fill(state);
  const entry = fast[state.hold & ((1 << FAST) - 1)] ?? 0;
  const length = entry & 15;
  if (length !== 0 && length <= state.held) {
    state.hold >>>= length;
    state.held -= length;
    return entry >> 4;
  }
  for (let size = 1, code = 0, first = 0, index = 0; size <= 15; size++) {
    code |= bits(state, 1);
    const count = counts[size] ?? 0;
    if (code - first < count) return symbols[index + code - first] ?? 0;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Refused("a code that is not in the table");
}

/** Lengths of codes -> the canonical code. `one` allows the single code that stands alone, which zlib allows too. */
function codeOf(lengths: Uint8Array, one: boolean): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const used = lengths.length - (counts[0] ?? 0);
  counts[0] = 0;
  let left = 1;
  for (let size = 1; size <= 15; size++) {
    left = left * 2 - (counts[size] ?? 0);
    if (left < 0) throw new Refused("an oversubscribed code");
  }
  if (left > 0 && !(one && used <= 1 && (counts[1] ?? 0) === used)) if (!isFixedDistances(lengths)) throw new Refused("an incomplete code");
  const offsets = new Uint16Array(16);
  for (let size = 1; size < 15; size++) offsets[size + 1] = (offsets[size] ?? 0) + (counts[size] ?? 0);
  const symbols = new Uint16Array(Math.max(1, used));
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const offset = offsets[length] ?? 0;
    symbols[offset] = symbol;
    offsets[length] = offset + 1;
  }
  return { fast: fastTable(counts, symbols), counts, symbols };
}

/** The fixed distance code has 30 of its 32 codes; the other two never occur. */
function isFixedDistances(lengths: Uint8Array): boolean {
  return lengths.length === 30 && lengths.every((length) => length === 5);
}

function fastTable(counts: Uint16Array, symbols: Uint16Array): Uint16Array {
  const fast = new Uint16Array(1 << FAST);
  for (let size = 1, code = 0, index = 0; size <= FAST; size++, code <<= 1) {
    for (let left = counts[size] ?? 0; left > 0; left--, code++, index++) {
      const entry = ((symbols[index] ?? 0) << 4) | size;
      for (let at = reversed(code, size); at < fast.length; at += 1 << size) fast[at] = entry;
    }
  }
  return fast;
}

function reversed(code: number, size: number): number {
  let turned = 0;
  for (let at = 0; at < size; at++) turned |= ((code >> at) & 1) << (size - 1 - at);
  return turned;
}
