/** A literal run of an encoding, decoded: where it lies and what it says. */
export type Decoded = Readonly<{ start: number; end: number; how: string; text: string }>;

const RUNS = 64;
const LONGEST = 8_192;
const FORMS: readonly (readonly [how: string, pattern: RegExp, decode: (run: string) => string | null])[] = [
  ["hex", /(?<![0-9a-zA-Z])(?:0x)?(?:[0-9a-fA-F]{2}[ :]?){12,4096}(?![0-9a-zA-Z])/g, (run) => bytesOf(run.replace(/^0x|[ :]/g, "").match(/../g) ?? [], 16)],
  ["base64", /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,8192}={0,2}(?![A-Za-z0-9+/=_-])/g, base64],
  ["percent encoding", /(?:%[0-9a-fA-F]{2}[A-Za-z0-9._~-]{0,12}){6,1024}/g, percent],
  ["escape sequences", /(?:\\x[0-9a-fA-F]{2}|\\u00[0-9a-fA-F]{2}){6,2048}/g, (run) => bytesOf(run.match(/[0-9a-fA-F]{2}(?=\\|$)/g) ?? [], 16)],
  ["binary digits", /(?<![0-9])(?:[01]{8}[ ,]?){6,2048}(?![0-9])/g, (run) => bytesOf(run.match(/[01]{8}/g) ?? [], 2)],
  [
    "character codes",
    /(?<![0-9.])(?:(?:3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6])[ ,;]{1,2}){8,1024}[0-9]{2,3}(?![0-9.])/g,
    (run) => bytesOf(run.match(/[0-9]+/g) ?? [], 10),
  ],
];

/** Text -> the runs of base64, hex, percent, escape, binary and decimal codes in it that decode to readable words. Bounded in number and length. */
export function decodedRuns(text: string, depth = 0): readonly Decoded[] {
  const found: Decoded[] = [];
  const { open, starts } = formsIn(text);
  for (const [form, [how, pattern, decode]] of FORMS.entries()) {
    if (open[form] !== true) continue;
    let runs = 0;
    for (const match of form === BASE64_FORM ? matchesAt(text, pattern, starts) : text.matchAll(pattern)) {
      if (match[0].length > LONGEST || ++runs > RUNS) break;
      const said = decode(match[0]);
      if (said === null) continue;
      if (isReadable(said)) found.push({ start: match.index, end: match.index + match[0].length, how, text: said });
      else if (depth < 2) {
        const [inner] = decodedRuns(said, depth + 1);
        if (inner !== undefined) found.push({ ...inner, start: match.index, end: match.index + match[0].length, how: `${inner.how} in ${how}` });
      }
    }
  }
  return found;
}

/** Which of the forms is looked for only where enough of its letters stand in a row: the words of a text are made of them. */
const BASE64_FORM = 1;

/** The matches of a pattern that begin at one of these places. */
function* matchesAt(text: string, { source }: RegExp, starts: readonly number[]): Generator<RegExpExecArray> {
  const there = new RegExp(source, "y");
  for (const start of starts) {
    there.lastIndex = start;
    const match = there.exec(text);
    if (match !== null) yield match;
  }
}

const HEX = 1;
const HEX_GAP = 2;
const BASE64 = 4;
const BINARY = 8;
const NUMBER = 16;
const NUMBER_GAP = 32;
/** What each ASCII letter may be in a run of one of the forms. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  const is = (pattern: RegExp, bits: number): number => (pattern.test(letter) ? bits : 0);
  return is(/[0-9a-fA-F]/, HEX) | is(/[ :]/, HEX_GAP) | is(/[A-Za-z0-9+/_-]/, BASE64) | is(/[01]/, BINARY) | is(/[0-9]/, NUMBER) | is(/[ ,;]/, NUMBER_GAP);
});

/** What any of hex, binary digits and character codes may hold. */
const LOOSE = HEX | HEX_GAP | NUMBER_GAP;
/** So many letters has the shortest run of one of these. */
const SHORTEST = 24;
const SHORTEST_BASE64 = 16;

/** Which of the forms can stand in a text, told from the length of the runs of their letters, and where runs of base64 begin. */
function formsIn(text: string): Readonly<{ open: readonly boolean[]; starts: readonly number[] }> {
  const starts: number[] = [];
  let [base, loose] = [0, 0];
  let isLoose = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const known = code < 128 ? (CLASSES[code] ?? 0) : 0;
    base = (known & BASE64) === 0 ? 0 : base + 1;
    loose = (known & LOOSE) === 0 ? 0 : loose + 1;
    if (base === SHORTEST_BASE64) starts.push(at + 1 - SHORTEST_BASE64);
    if (loose === SHORTEST) isLoose = true;
  }
  const [hex, binary, codes] = isLoose ? numbersIn(text) : [false, false, false];
  return { open: [hex, starts.length > 0, count(text, "%") >= 6, text.includes("\\x") || text.includes("\\u00"), binary, codes], starts };
}

/** Can hex, binary digits and character codes stand in a text? */
function numbersIn(text: string): readonly [boolean, boolean, boolean] {
  let [hex, binary, numbers] = [0, 0, 0];
  let [isHex, isBinary, isCodes] = [false, false, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const known = code < 128 ? (CLASSES[code] ?? 0) : 0;
    hex = (known & HEX) !== 0 ? hex + 1 : (known & HEX_GAP) !== 0 ? hex : 0;
    binary = (known & BINARY) !== 0 ? binary + 1 : (known & NUMBER_GAP) !== 0 ? binary : 0;
    numbers = (known & NUMBER) !== 0 ? numbers + 1 : (known & NUMBER_GAP) !== 0 ? numbers : 0;
    isHex ||= hex >= 24;
    isBinary ||= binary >= 48;
    isCodes ||= numbers >= 18;
  }
  return [isHex, isBinary, isCodes];
}

function count(text: string, letter: string): number {
  let times = 0;
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) times++;
  return times;
}

/** Words with blanks between them, and hardly anything else. */
export function isReadable(text: string): boolean {
  if (text.length < 10 || !/(?<!\p{L})\p{L}{2,}[\s,.'"]+\S/u.test(text)) return false;
  let odd = 0;
  for (const letter of text) if (/[\p{Cc}\p{Cn}\p{Co}\ufffd]/u.test(letter) && !/[\n\r\t]/.test(letter)) odd++;
  return odd * 50 < text.length;
}

function base64(run: string): string | null {
  // A path or an identifier is no base64; one without digits, capitals or marks decodes to noise, which is not readable either.
  const plain = run
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/(?<!=)=+$/, "");
  if (plain.length % 4 === 1) return null;
  const bytes = Buffer.from(plain, "base64");
  return utf8(bytes) ?? utf16(bytes);
}

function percent(run: string): string | null {
  if ((run.match(/%/g)?.length ?? 0) < 6) return null;
  try {
    return decodeURIComponent(run);
  } catch {
    return null;
  }
}

function bytesOf(numbers: readonly string[], radix: number): string | null {
  return utf8(Uint8Array.from(numbers.map((one) => Number.parseInt(one, radix))));
}

/** Most runs are no text: that is told without an exception. */
function utf8(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (!text.includes("\ufffd") && !text.startsWith("\ufeff")) return text;
  // what stands for a broken letter may also have been written, and a mark of order is no text
  if (!text.startsWith("\ufeff") && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(REPLACEMENT)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const REPLACEMENT = Buffer.from("\ufffd");

/** Text of which every second byte is empty. */
function utf16(bytes: Uint8Array): string | null {
  const isMarked = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (bytes.length % 2 !== 0 || (!isMarked && bytes[1] !== 0)) return null;
  const text = new TextDecoder("utf-16le").decode(bytes);
  return /^[\u0009-\u007e]+$/.test(text) ? text : null;
}
