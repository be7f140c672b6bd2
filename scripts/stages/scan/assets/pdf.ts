import { inflate } from "../archive/inflate.ts";

/** Names that make a reader run, fetch, open or submit something, or that hold files (ISO 32000-2, 12.6, 7.11.4, 12.7.6). */
const ACTIVE =
  /\/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|Filespec|SubmitForm|ImportData|GoToR|GoToE|RichMedia|Rendition|Movie|Sound|XFA|Encrypt|Collection|RunExtension|AcroForm)(?![A-Za-z])/;
/** What an `/OpenAction` may be in an ordinary document: a page to begin with. */
const HARMLESS_OPEN = /\/OpenAction\s*(?:\[\s*\d+\s+\d+\s+R\s*\/(?:FitH?|FitV|FitB|FitR|XYZ)\b[^\]]*\]|<<\s*\/(?:Type\s*\/Action\s*\/)?S\s*\/GoTo\b)/g;
const STREAM_LIMIT = 4_000;

/**
 * Bytes of a PDF -> why it is no plain document, null when it is one. Objects outside of streams and in object streams are
 * looked through for everything that acts; a stream of objects that cannot be unpacked hides what is in it.
 */
export function problemOfPdf(bytes: Uint8Array, limit: number): string | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = data.toString("latin1");
  if (!text.startsWith("%PDF-")) return "it does not begin as a PDF";
  const end = text.lastIndexOf("%%EOF");
  if (end < 0 || text.slice(end + 5).trim() !== "") return "other data follows its end";
  let left = limit;
  let streams = 0;
  let outside = "";
  let at = 0;
  for (const hit of text.matchAll(/\bstream\r?\n/g)) {
    if (hit.index < at) continue;
    if (++streams > STREAM_LIMIT) return `it has more than ${String(STREAM_LIMIT)} streams`;
    const head = headOf(text, at, hit.index);
    outside += text.slice(at, hit.index);
    const start = hit.index + hit[0].length;
    const stop = streamEnd(text, start, head);
    if (stop === null) return "a stream in it has no end";
    at = stop;
    if (!/\/Type\s*\/ObjStm\b|\/ObjStm\b/.test(plainNames(head))) continue;
    const objects = objectsIn(data, start, head, left);
    if (objects === null) return "it holds objects that cannot be unpacked";
    left -= objects.length;
    const why = problemOfObjects(objects);
    if (why !== null) return why;
  }
  outside += text.slice(at);
  return problemOfObjects(outside);
}

function headOf(text: string, from: number, to: number): string {
  const part = text.slice(Math.max(from, to - 4_000), to);
  return part.slice(Math.max(0, part.lastIndexOf(" obj")));
}

/** Where `endstream` stands: after the stated length when that is a number, otherwise at the next one. */
function streamEnd(text: string, start: number, head: string): number | null {
  const length = /\/Length\s+(\d{1,9})(?!\s+\d+\s+R)/.exec(head)?.[1];
  if (length !== undefined && /^\s{0,2}endstream/.test(text.slice(start + Number(length), start + Number(length) + 12))) return start + Number(length);
  const next = text.indexOf("endstream", start);
  return next < 0 ? null : next;
}

function objectsIn(data: Buffer, start: number, head: string, limit: number): string | null {
  const plain = plainNames(head);
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(plain) || /\/DecodeParms/.test(plain)) return null;
  // two bytes of zlib (RFC 1950) stand before the data
  const unpacked = limit > 0 ? inflate(data, start + 2, limit) : null;
  return unpacked?.ok === true ? Buffer.from(unpacked.bytes).toString("latin1") : null;
}

/** `/J#61vaScript` is a spelling of `/JavaScript` (7.3.5). */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function problemOfObjects(text: string): string | null {
  const plain = plainNames(text).replace(HARMLESS_OPEN, "");
  const hit = ACTIVE.exec(plain);
  if (hit?.[1] === "AcroForm" && /\/AcroForm\s*<<\s*(?:\/Fields\s*\[\s*\]\s*)?>>/.test(plain)) return null;
  if (hit !== null) return `it holds /${hit[1] ?? ""}`;
  const link = /\/URI\s*\((?!https?:|mailto:|#)([^)]{0,40})/i.exec(plain);
  return link === null ? null : "it holds a link that is no web address";
}
