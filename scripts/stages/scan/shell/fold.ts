import { isPersonal, readFiles, secretBits } from "./reads.ts";
import type { Call } from "./call.ts";
import type { Field, Machine, Stream } from "./machine.ts";
import { blur, concat, concatAll, EMPTY, FROM, HOLE, isKnown, known, lost, marked, type Text, unknown } from "./text.ts";
import { pathIn } from "./writes.ts";

/** What a harmless program prints, as far as it can be told: constants are computed, the rest keeps its origins. */
export function fold(machine: Machine, call: Call): Stream {
  const { program, args, around } = call;
  const operands = args.filter((one) => !one.text.startsWith("-") || one.text === "-");
  const last = operands.at(-1);
  switch (program) {
    case "echo":
      return echoed(args);
    case "pwd":
      return around.state.cwd;
    case "dirname":
      return linesOf(operands.map((one) => (one.many === true ? lost(one) : { ...one, text: folderOf(one.text) })));
    case "basename":
      if (args.length !== operands.length || operands.some((one) => one.many === true)) return lost(blur(operands));
      return operands[0] === undefined ? EMPTY : baseOf(operands[0], operands[1] ?? null);
    case "realpath":
    case "readlink":
      return last === undefined ? EMPTY : pathIn(around.state, last);
    case "which":
    case "whereis":
      return last ?? EMPTY;
    case "mktemp": {
      const name = `/tmp/mktemp-${String(around.place.start)}-${String(machine.files.size)}`;
      if (args.some((one) => /^(?:-[a-z]*d|--directory$)/.test(one.text))) machine.made.add(name);
      return known(name);
    }
    case "true":
    case "false":
    case ":":
    case "test":
    case "[":
      return EMPTY;
    case "whoami":
    case "hostname":
    case "id":
    case "logname":
    case "users":
    case "who":
    case "w":
    case "sw_vers":
    case "ps":
      return unknown(FROM.machine);
    // Kernel and processor are of a kind, which downloads are chosen by; only -n and -a give a name.
    case "uname":
      return unknown(
        call.args.every((one) => /^-(?:[smrpoiv]+|-(?:kernel-(?:name|release|version)|machine|processor|hardware-platform|operating-system))$/.test(one.text))
          ? FROM.plain
          : FROM.machine,
      );
    case "date":
    case "seq":
    case "wc":
    case "nproc":
    case "expr":
    case "uuidgen":
    case "tput":
    case "sleep":
    case "bc":
    case "stat":
    case "du":
    case "df":
    case "md5sum":
    case "sha256sum":
    case "shasum":
    case "cksum":
      return unknown(FROM.plain | ((around.stdin?.from ?? 0) & FROM.secret));
    default:
      return filtered(machine, call);
  }
}

/** One line for each. */
function linesOf(texts: readonly Text[]): Text {
  return concatAll(texts, "\n");
}

function folderOf(text: string): string {
  const cut = withoutSlashes(text).lastIndexOf("/");
  if (text === HOLE) return HOLE;
  return cut < 0 ? "." : cut === 0 ? "/" : text.slice(0, cut);
}

/** A path without the slashes at its end. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
  return path.slice(0, end);
}

function baseOf(path: Text, suffix: Text | null): Text {
  const whole = withoutSlashes(path.text);
  const base = whole.slice(whole.lastIndexOf("/") + 1);
  return { ...path, text: suffix !== null && base.endsWith(suffix.text) ? base.slice(0, base.length - suffix.text.length) : base };
}

function echoed(args: readonly Field[]): Text {
  let at = 0;
  let escapes = false;
  let end = "\n";
  for (; /^-[neE]+$/.test(args[at]?.text ?? ""); at++) {
    if (args[at]?.text.includes("e") === true) escapes = true;
    if (args[at]?.text.includes("n") === true) end = "";
  }
  const said = concatAll(
    args.slice(at).map((one) => (one.many === true ? lost(one) : one)),
    " ",
  );
  // Words that may not be there leave no blank either.
  const plain = args.some((one) => one.many === true) ? said.text.replace(/ ?\u0001[\u0001 ]*/g, HOLE) : said.text;
  const text = escapes ? unescape(plain) : plain;
  const crafted = escapes && /\\(?:x|0|u)/.test(said.text) ? FROM.decoded : 0;
  return concat({ text, from: said.from | crafted, names: said.names }, known(end));
}

/** `printf format words` (POSIX): %s, %b, %d and escapes; other conversions give a hole. */
export function formatted(args: readonly Field[]): Text {
  const [format, ...values] = args[0]?.text === "--" ? args.slice(1) : args;
  if (format === undefined) return EMPTY;
  const from = args.reduce((bits, one) => bits | one.from, 0);
  const names = args.flatMap((one) => one.names);
  if (!isKnown(format) || values.some((one) => one.many === true)) return lost(concatAll(args, " "));
  const coded = /\\(?:x[0-9a-fA-F]|0?[0-7]{2,3}|u[0-9a-fA-F])/.test(format.text) ? FROM.decoded : 0;
  const conversions = (format.text.match(/%(?!%)/g) ?? []).length;
  let at = 0;
  let out = "";
  const limit = conversions === 0 ? 1 : Math.min(200, Math.max(1, Math.ceil(values.length / conversions)));
  let more: number = coded;
  for (let round = 0; round < limit; round++)
    out += format.text.replace(
      /%(?:%|[-+ #0]*\d*(?:\.\d+)?([a-zA-Z])|\([^)]*\)T)|\\(?:x[0-9a-fA-F]{1,2}|0?[0-7]{1,3}|u[0-9a-fA-F]{1,4}|.)/g,
      (one, letter: string | undefined) => {
        if (one.startsWith("\\")) return unescape(one);
        if (one === "%%") return "%";
        const value = values[at++]?.text ?? "";
        if (letter === "b") {
          if (/\\(?:x|0|u)/.test(value)) more |= FROM.decoded;
          return unescape(value);
        }
        if (letter === "s") return one === "%s" ? value : padded(one, value);
        return /^[dixXoc]$/.test(letter ?? "") && /^%[dsic]$/.test(one) ? (letter === "c" ? value.slice(0, 1) : value) : HOLE;
      },
    );
  return { text: out, from: from | more, names };
}

/** `%-8.3s`: cut to the precision, filled to the width. */
function padded(conversion: string, value: string): string {
  const [, flags = "", width = "0", precision] = /^%([-+ #0]*)(\d*)(?:\.(\d*))?s$/.exec(conversion) ?? [];
  if (Number(width) > 2_000 || value.includes(HOLE)) return HOLE;
  const cut = precision === undefined ? value : value.slice(0, Number(precision));
  return flags.includes("-") ? cut.padEnd(Number(width)) : cut.padStart(Number(width));
}

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|0?([0-7]{1,3})|u([0-9a-fA-F]{1,4})|(.))/g,
    (_all, hex?: string, octal?: string, code?: string, char?: string) => {
      if (hex !== undefined || code !== undefined) return String.fromCharCode(Number.parseInt(hex ?? code ?? "0", 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
      const known: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\u0007", e: "\u001b", "\\": "\\", "'": "'", '"': '"' };
      return known[char ?? ""] ?? `\\${char ?? ""}`;
    },
  );
}

const CODECS =
  /^(?:base64|base32|basenc|xxd|rev|tr|gunzip|gzip|zcat|bzcat|xzcat|unxz|xz|bunzip2|bzip2|unzstd|zstd|zstdcat|od|hexdump|uudecode|gbase64|lz4|uconv|iconv)$/;

/** A filter: what comes in goes out in another form; a decoder says so. */
function filtered(machine: Machine, { program, args, around }: Call): Stream {
  const operands = args.filter((one) => !/^-./.test(one.text));
  const readsFile = /^(?:cat|tac|base64|gbase64|xxd|rev|strings|zcat|bzcat|xzcat|head|tail)$/.test(program) && operands.length > 0 && operands[0]?.text !== "-";
  const paths = operands.map((one) => pathIn(around.state, one));
  const named = readsFile ? readFiles(machine, paths) : null;
  const given = paths.reduce((bits, one) => bits | secretBits(one) | (isPersonal(one) && !/^(?:ls|tree|fd|fdfind)$/.test(program) ? FROM.secret : 0), 0);
  const own = paths.some((one) => one.text.startsWith("\u0000skill/")) ? FROM.own : 0;
  const isWhole = /^(?:cat|tac|base64|gbase64|xxd|gzip|zcat|bzip2|xz|zstd|od|hexdump|tee|nl|rev|strings)$/.test(program);
  const input = taken(named ?? around.stdin ?? unknown(FROM.data), isWhole);
  // One value out of a file of keys is what a program signs in with; the whole file is everything.
  const secret = (isWhole || (given & FROM.keys) === 0 ? given : FROM.key | (given & FROM.secret)) | own;
  if (program === "cat" && args.every((one) => !one.text.startsWith("-")))
    return paths.length <= 1 ? input : blur([input, ...paths.map((path) => readFiles(machine, [path]))]);
  if (/^(?:head|tail|sort|uniq|tac|tee)$/.test(program) && isKnown(input)) return marked(lost(input), FROM.data | secret);
  // Lines of a table that are left out change none of the others.
  if (/^[ef]?grep$/.test(program) && named === null && around.stdin?.from === FROM.table && args.every((one) => !/^-[^vEFiqx]/.test(one.text)))
    return unknown(FROM.table);
  if (isCaseChange(program, args, input)) return unknown(input.from, input.names);
  if (!CODECS.test(program)) return unknown(input.from | FROM.data | secret, input.names);
  const decoded = decode(program, args, input);
  return decoded === null
    ? unknown(input.from | FROM.data | secret | (isDecoding(program, args) ? FROM.decoded : isEncoder(program) ? FROM.encoded : 0), input.names)
    : marked(decoded, FROM.decoded | secret);
}

function taken(input: Text, isWhole: boolean): Text {
  return isWhole || (input.from & FROM.keys) === 0 ? input : { ...input, from: (input.from & ~FROM.keys) | FROM.key };
}

function isDecoding(program: string, args: readonly Field[]): boolean {
  if (/^(?:base64|base32|basenc|gbase64)$/.test(program)) return args.some((one) => /^(?:-[a-zA-Z]*[dD]|--d[a-z]*)/.test(one.text));
  if (program === "xxd") return args.some((one) => /^-[a-z]*r/.test(one.text));
  if (/^(?:gzip|xz|bzip2|zstd|lz4)$/.test(program)) return args.some((one) => /^(?:-[a-z0-9]*d|--decompress)/.test(one.text));
  // `tr -d '\n'` and `tr a-z A-Z` change text that everybody can read.
  return program !== "od" && program !== "hexdump" && program !== "iconv" && !(program === "tr" && isPlainTr(args));
}

function isEncoder(program: string): boolean {
  return /^(?:base64|base32|basenc|gbase64|xxd)$/.test(program);
}

function isPlainTr(args: readonly Field[]): boolean {
  const sets = args.map((one) => one.text).join(" ");
  return /^-(?:d|s|c|dc|cd|sc|cs)\b|^(?:\[:\w+:\]|A-Z|a-z|'?[\s\\nrt:,;|/._ -]{1,6}) (?:\[:\w+:\]|A-Z|a-z|[\s\\nrt:,;|/._ 0-]{0,6})$/.test(sets);
}

/** Capitals made small letters of what the caller gave: they hold that, and nothing that was read. */
function isCaseChange(program: string, args: readonly Field[], input: Text): boolean {
  if (program !== "tr" || (input.from & ~(FROM.argument | FROM.plain)) !== 0) return false;
  return /^(?:\[:upper:\] \[:lower:\]|\[:lower:\] \[:upper:\]|A-Z a-z|a-z A-Z)$/.test(args.map((one) => one.text).join(" "));
}

function decode(program: string, args: readonly Field[], input: Text): Text | null {
  if (!isKnown(input) || input.text.length > 100_000) return null;
  if (!isDecoding(program, args)) return null;
  if (program === "base64" || program === "gbase64") return { ...input, text: Buffer.from(input.text, "base64").toString("utf8") };
  if (program === "xxd" && args.some((one) => /p/.test(one.text)))
    return { ...input, text: Buffer.from(input.text.replace(/[^0-9a-fA-F]/g, ""), "hex").toString("utf8") };
  if (program === "rev")
    return {
      ...input,
      text: input.text
        .split("\n")
        .map((line) => [...line].reverse().join(""))
        .join("\n"),
    };
  if (program === "tr" && args.length === 2) return translated(input, args[0]?.text ?? "", args[1]?.text ?? "");
  return null;
}

function translated(input: Text, from: string, to: string): Text | null {
  const [left, right] = [setOf(from), setOf(to)];
  if (left === null || right === null || right.length === 0) return null;
  const text = [...input.text].map((char) => {
    const at = left.indexOf(char);
    return at < 0 ? char : (right[Math.min(at, right.length - 1)] ?? char);
  });
  return { ...input, text: text.join("") };
}

function setOf(text: string): readonly string[] | null {
  if (/\[:|\\/.test(text) || text.length > 200) return null;
  const out: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const end = text[at + 2];
    if (text[at + 1] === "-" && end !== undefined) {
      for (let code = text.charCodeAt(at); code <= end.charCodeAt(0) && out.length < 600; code++) out.push(String.fromCharCode(code));
      at += 2;
    } else out.push(text[at] ?? "");
  }
  return out;
}
