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
export function fromBase32(text: string): string | null {
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
