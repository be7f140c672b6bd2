import { gunzip } from "../archive/gzip.ts";
import { inflate } from "../archive/inflate.ts";

/** Bytes as a string with one character per byte; text likewise. Nothing here throws: null means "not that encoding". */

/** Base64 (also with the letters of URLs, and with padding left out) -> bytes. */
export function fromBase64(text: string): string | null {
  const plain = text.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/");
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? Buffer.from(plain, "base64").toString("latin1") : null;
}

/** Hexadecimal -> bytes. */
export function fromHex(text: string): string | null {
  const plain = text.replace(/\s+/g, "");
  return plain.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(plain) ? Buffer.from(plain, "hex").toString("latin1") : null;
}

/** Base32 (RFC 4648) -> bytes. */
function fromBase32(text: string): string | null {
  const plain = text.replace(/[\s=]+/g, "").toUpperCase();
  if (!/^[A-Z2-7]*$/.test(plain)) return null;
  let bits = 0;
  let held = 0;
  let out = "";
  for (const letter of plain) {
    held = ((held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out += String.fromCharCode((held >> bits) & 0xff);
  }
  return out;
}

const BASE85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

/** Base85 as git and RFC 1924 write it -> bytes. */
function fromBase85(text: string): string | null {
  return fromFives([...text].map((letter) => BASE85.indexOf(letter)));
}

/** Ascii85 as `base64.a85decode` reads it by default: `z` stands for four zero bytes, blanks for nothing. */
function fromAscii85(text: string): string | null {
  return fromFives([...text.replace(/\s+/g, "").replaceAll("z", "!!!!!")].map((letter) => letter.charCodeAt(0) - 33));
}

/** Digits to base 85, five for four bytes; a last group that is shorter is filled up with the greatest. */
function fromFives(digits: readonly number[]): string | null {
  if (digits.some((one) => one < 0 || one > 84)) return null;
  let out = "";
  for (let at = 0; at < digits.length; at += 5) {
    const group = digits.slice(at, at + 5);
    const missing = 5 - group.length;
    const number = [...group, ...Array<number>(missing).fill(84)].reduce((sum, one) => sum * 85 + one, 0);
    if (number > 0xffffffff) return null;
    out += [24, 16, 8, 0]
      .slice(0, 4 - missing)
      .map((by) => String.fromCharCode(Math.floor(number / 2 ** by) % 256))
      .join("");
  }
  return out;
}

const MOST_UNPACKED = 100_000;

/** Bytes in the formats of zlib (RFC 1950) and gzip (RFC 1952) -> what is packed in them, unless that is more than a text. */
function unpacked(bytes: string): string | null {
  const data = Buffer.from(bytes, "latin1");
  if (data[0] === 0x1f && data[1] === 0x8b) {
    const all = gunzip(data, MOST_UNPACKED);
    return all.ok ? Buffer.from(all.bytes).toString("latin1") : null;
  }
  if (data.length < 6 || ((data[0] ?? 0) & 15) !== 8 || ((data[1] ?? 0) & 32) !== 0) return null;
  const all = inflate(data, 2, MOST_UNPACKED);
  return all.ok ? Buffer.from(all.bytes).toString("latin1") : null;
}

/** Letters moved by 13 places. */
export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** Name of a codec (of `codecs.decode`, `bytes.decode`) and its input -> output; null when it is not one that is followed. */
export function decoded(codec: string, input: string): string | null {
  const name = codec
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/codec$/, "");
  if (name === "rot13") return rot13(input);
  if (name === "hex") return fromHex(input);
  if (name === "base64") return fromBase64(input);
  if (name === "latin1" || name === "iso88591" || name === "l1") return input;
  if (name === "utf8" || name === "ascii" || name === "u8" || name === "usascii" || name === "utf8sig") return fromUtf8(input);
  if (name === "utf16" || name === "utf16le")
    return Buffer.from(input, "latin1")
      .toString("utf16le")
      .replace(/^\ufeff/, "");
  return null;
}

/** Bytes -> text. */
export function fromUtf8(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Text -> bytes. */
export function toUtf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** Functions of the standard library that make bytes of text or of other bytes. */
export const DECODERS: Readonly<Record<string, (text: string) => string | null>> = {
  "base64.b64decode": fromBase64,
  "base64.standard_b64decode": fromBase64,
  "base64.urlsafe_b64decode": fromBase64,
  "base64.decodebytes": fromBase64,
  "base64.b32decode": fromBase32,
  "base64.b16decode": fromHex,
  "base64.b85decode": fromBase85,
  "base64.a85decode": fromAscii85,
  "zlib.decompress": unpacked,
  "gzip.decompress": unpacked,
  "binascii.a2b_base64": fromBase64,
  "binascii.unhexlify": fromHex,
  "binascii.a2b_hex": fromHex,
};
