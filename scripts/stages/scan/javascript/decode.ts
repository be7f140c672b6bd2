import { textOf } from "./fold.ts";
import { UNKNOWN, type Value, type Values } from "./value.ts";

const OPEN_TEXT: Value = { kind: "text", prefix: "" };
const LONGEST = 16_384;

/** Codes -> the text of these letters, as `String.fromCharCode` (of which each takes two bytes) and `String.fromCodePoint` make it. */
export function letters(args: readonly Values[], isShort: boolean): Value {
  let text = "";
  for (const one of args) {
    const only = one.length === 1 ? one[0] : undefined;
    if (only?.kind !== "constant" || text.length > 4096) return { kind: "text", prefix: text };
    const code = Number(only.value);
    if (!isShort && (!Number.isInteger(code) || code < 0 || code > 0x10ffff)) return { kind: "text", prefix: text };
    text += isShort ? String.fromCharCode(code) : String.fromCodePoint(code);
  }
  return { kind: "constant", value: text };
}

/** Text in base64 -> one letter for each byte. */
export function fromBase64(value: Value): Value {
  const text = textOf(value);
  return text === null || text.length > LONGEST ? OPEN_TEXT : { kind: "constant", value: Buffer.from(text, "base64").toString("latin1") };
}

/** What `Buffer.from` is given and the form of a text -> its bytes. */
export function bytesOf(value: Value, form: string | null): Value {
  if (value.kind === "list") return listed(value.items);
  if (value.kind === "bytes") return value;
  if (value.kind !== "constant" || typeof value.value !== "string" || value.value.length > LONGEST) return OPEN_TEXT;
  const encoding = encodingOf(form);
  return encoding === null ? OPEN_TEXT : { kind: "bytes", latin1: Buffer.from(value.value, encoding).toString("latin1") };
}

function listed(items: readonly Values[]): Value {
  const codes: number[] = [];
  for (const one of items) {
    const only = one.length === 1 ? one[0] : undefined;
    if (only?.kind !== "constant") return OPEN_TEXT;
    codes.push(Number(only.value));
  }
  return { kind: "bytes", latin1: Buffer.from(codes).toString("latin1") };
}

/** A Buffer's `toString(form, from, to)` -> the text. */
export function textOfBytes(latin1: string, form: string | undefined, from?: number, to?: number): Value {
  const encoding = encodingOf(form ?? "utf8");
  return encoding === null ? OPEN_TEXT : { kind: "constant", value: Buffer.from(latin1, "latin1").toString(encoding, from, to) };
}

function encodingOf(form: string | null): BufferEncoding | null {
  const name = form?.toLowerCase() ?? "";
  return Buffer.isEncoding(name) ? name : null;
}

/** Functions of addresses by their name, each as the language defines it. */
const URI: ReadonlyMap<string, (text: string) => string> = new Map([
  ["decodeURIComponent", decodeURIComponent],
  ["decodeURI", decodeURI],
  ["encodeURIComponent", encodeURIComponent],
  ["encodeURI", encodeURI],
  ["unescape", unescaped],
  ["escape", escaped],
]);

export function uriText(name: string, value: Value): Value {
  const make = URI.get(name);
  if (make === undefined || value.kind !== "constant" || typeof value.value !== "string") return OPEN_TEXT;
  try {
    return { kind: "constant", value: make(value.value) };
  } catch {
    return OPEN_TEXT;
  }
}

/** ECMA-262, B.2.1.2. */
function unescaped(text: string): string {
  return text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_all, long: string | undefined, short: string | undefined) =>
    String.fromCharCode(Number.parseInt(long ?? short ?? "0", 16)),
  );
}

/** ECMA-262, B.2.1.1. */
function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9@*_+\-./]/g, (letter) => {
    const code = letter.charCodeAt(0).toString(16).toUpperCase();
    return code.length > 2 ? `%u${code.padStart(4, "0")}` : `%${code.padStart(2, "0")}`;
  });
}

/** `parseInt(text, radix)`. */
export function wholeNumber([text = [], radix = []]: readonly Values[]): Value {
  const [of, base] = [text.length === 1 ? text[0] : undefined, radix.length === 1 ? radix[0] : undefined];
  if (of?.kind !== "constant" || base?.kind !== "constant") return UNKNOWN;
  return { kind: "constant", value: Number.parseInt(String(of.value), base.value === undefined ? undefined : Number(base.value)) };
}
