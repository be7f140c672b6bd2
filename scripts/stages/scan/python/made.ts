import { mark, type Reading } from "./context.ts";
import { NETWORK_FUNCTIONS } from "./network.table.ts";
import { textOf } from "./tree.ts";
import { textIn, type Value, type Values } from "./value.ts";
import { usageOf } from "./usage.ts";

/** Programs that run the file they are given as their first operand. */
const RUNNERS =
  /^(?:python[0-9.]*w?|py|pypy3?|node|bun|deno|(?:ba|da|z|k)?sh|perl|ruby|php|lua|pwsh|powershell|cscript|wscript|mshta|osascript|java|msiexec|rundll32|regsvr32|cmd|open|xdg-open)(?:\.exe)?$/i;
const DECODERS =
  /^(?:base64\.\w*decode\w*|binascii\.(?:a2b_\w+|unhexlify)|zlib\.decompress\w*|lzma\.decompress|bz2\.decompress|gzip\.decompress|marshal\.loads|Crypto\.\w.*|cryptography\.\w.*|builtins\.bytes\.fromhex)/;
const MOST = 60;

/** Program and the words behind it -> what is started as a program: the first word, or the file that an interpreter is given. */
export function startedFiles(program: string | null, head: Value, rest: readonly Values[]): readonly Value[] {
  const name = (program ?? "").replaceAll("\\", "/").replace(/^.*\//, "");
  if (!RUNNERS.test(name)) return [head];
  for (const item of rest.slice(0, 8)) {
    const isOption = item.every((one) => /^(?:-|\/{1,2}[a-z]+$)/i.test(textIn(one)?.prefix ?? ""));
    if (!isOption || item.length === 0) return [head, ...item];
  }
  return [head];
}

/**
 * Files that the program writes and then starts -> a refusal when the program also fetches or decodes: what runs then is not what was read here.
 * Where the same path stands in both is enough; in what order the functions are called nobody can tell.
 */
export function findMade(reading: Reading): void {
  const { resolver, report, things, written } = reading;
  const started = [...reading.started];
  for (const { node, name } of things) {
    const usage = name === "os.startfile" ? usageOf(resolver.tree, node) : null;
    if (usage?.kind === "called") for (const file of resolver.givenTo(usage.call).by[0] ?? []) started.push({ call: usage.call, file });
  }
  if (started.length === 0 || written.length === 0) return;
  const isFed = things.some(({ name }) => (NETWORK_FUNCTIONS.has(name) && name !== "os.startfile") || DECODERS.test(name));
  if (!isFed) return;
  const made = new Set(written.slice(0, MOST * 4).flatMap((one) => placeIn(one) ?? []));
  for (const { call, file } of started.slice(0, MOST)) {
    const place = placeIn(file);
    if (place !== null && made.has(place)) report(mark(call, "fetch-and-run", { text: textOf(resolver.tree, call).slice(0, 100) }, { evidence: [place] }));
  }
}

/** Path -> a text that is the same for the same file; null when too little of it is known to tell one file from another. */
export function placeIn(value: Value): string | null {
  if (value.kind === "thing") return /^tempfile\.(?:Named|mkstemp|mktemp)/.test(value.name) ? value.name.replace(/\.__enter__\(\)|\.name$/g, "") : null;
  const text = textIn(value);
  if (text === null) return null;
  const tidy = (path: string): string =>
    path
      .replaceAll("\\", "/")
      .replace(/^(?:\.\/)+/, "")
      .toLowerCase();
  if (text.exact) return text.prefix === "" ? null : tidy(text.prefix);
  return /[\w-]{2,}\.?\w*$/.test(text.suffix) ? `${tidy(text.prefix)}*${tidy(text.suffix)}` : null;
}
