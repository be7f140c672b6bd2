import type { SkillFile } from "#kernel/tree";
import { prepareJavaScript } from "./javascript/parser.ts";
import { preparePython } from "./python/grammar.ts";

/** Files in which any file may lie: archives, and documents that are archives; notebooks hold code of any language. */
const HOLDS_ANY = /\.(?:ipynb|zip|tar|t?gz|tgz|bz2|xz|whl|egg|jar|skill|docx|xlsx|pptx|od[tsp]|apk|vsix|crx)$/i;
const ARCHIVE = /^(?:PK\u0003\u0004|\u001f\u008b|BZh|\u00fd7zXZ)/;
/** The language of a fence may be written with references and escapes (CommonMark 0.31, 4.5), which the words below do not see through. */
const SPELLED_FENCE = /(?:```|~~~)[^\n`]{0,200}[&\\]/;

const PYTHON_PLACES = /\.(?:pyw?|pyi|pth)$/i;
const PYTHON_WORDS = /python|pypy|ipython|conda|\buv\b|\bimport\s|\bdef\s|__name__/i;

/** Scripts, documents that run some, and settings that name files to load whatever these are called. */
const SCRIPT_PLACES = /\.(?:[cm]?[jt]sx?|x?html?|svg|xml|xslt?)$|(?:^|\/)(?:package\.json|[^/]*config[^/]*|[^/]*rc(?:\.[a-z0-9]+)?)$/i;
const SCRIPT_WORDS =
  /\b(?:nodejs|node|javascript|typescript|[cm]?[jt]s|[jt]sx|bun|deno|tsnode|esno|jiti|zx|qjs|esr|electron|babel|vite|sucrase|jest|mocha)\b|javascript:|<script/i;
/** Names that settle what a file is, so that nobody asks whether its text is a program. JSON is left out: what does not parse is asked about. */
const SETTLED = /\.(?:md|mdx|markdown|mdown|mkd|py|pyw|pyi|pth|sh|bash|ksh|dash|ya?ml|png|jpe?g|gif|webp)$/i;
const MAY_ACT = /[(`]|\bimport\b|\bexport\b/;

/** Files of a skill -> the parsers they may need, loaded. The scan itself waits for nothing, so this comes first. */
export async function prepareFor(files: readonly SkillFile[]): Promise<void> {
  const need = parsersFor(files);
  await Promise.all([need.python ? preparePython() : null, need.javascript ? prepareJavaScript() : null]);
}

/**
 * Files of a skill -> the languages that may be in them. It looks at names and words only, and rather names one too many: a language that turns
 * out to be missing is `unread-language`, which blocks.
 */
export function parsersFor(files: readonly SkillFile[]): Readonly<{ python: boolean; javascript: boolean }> {
  const need = { python: false, javascript: false };
  for (const file of files) {
    if (need.python && need.javascript) break;
    // One character for each byte: the words are ASCII in every encoding that is read.
    const text = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).toString("latin1");
    const any = HOLDS_ANY.test(file.path) || ARCHIVE.test(text) || text.includes("PK\u0003\u0004") || SPELLED_FENCE.test(text);
    need.python ||= any || PYTHON_PLACES.test(file.path) || PYTHON_WORDS.test(text);
    need.javascript ||= any || mayHoldScript(file.path, text);
  }
  return need;
}

/** Every parser there is, for whoever scans skills that are not known beforehand. */
export async function prepareAll(): Promise<void> {
  await Promise.all([preparePython(), prepareJavaScript()]);
}

function mayHoldScript(path: string, text: string): boolean {
  if (SCRIPT_PLACES.test(path) || SCRIPT_WORDS.test(text)) return true;
  return !SETTLED.test(path) && !isJson(path, text) && MAY_ACT.test(text);
}

/** Data that parses is not asked about either; its words were. */
function isJson(path: string, text: string): boolean {
  if (!/\.(?:json|jsonc|json5|webmanifest)$/i.test(path)) return false;
  try {
    JSON.parse(text.replace(/^\u00ef\u00bb\u00bf/, ""));
    return true;
  } catch {
    return false;
  }
}
