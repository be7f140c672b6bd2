import type { SkillFile } from "#kernel/tree";
import { missedJavaScript, prepareJavaScript } from "./javascript/parser.ts";
import { missedPython, preparePython } from "./python/grammar.ts";

/** Files in which any file may lie: archives, and documents that are archives; notebooks hold code, of Python mostly. */
const HOLDS_ANY = /\.(?:ipynb|zip|tar|t?gz|tgz|bz2|xz|whl|egg|jar|skill|apk|vsix|crx)$/i;

const PYTHON_PLACES = /\.(?:pyw?|pyi)$/i;
const PYTHON_SIGNS = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:python|py)\b|^#![^\n]{0,80}python|<<-?[ \t]*["']?PY/im;

/** Scripts, documents that run some, and settings that are programs. */
const SCRIPT_PLACES = /\.(?:[cm]?[jt]sx?|x?html?|svg)$|(?:^|\/)package\.json$/i;
const SCRIPT_SIGNS = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:[cm]?js|javascript|jsx|[cm]?ts|typescript|tsx|node)\b|^#![^\n]{0,80}\b(?:node|deno|bun)\b/im;

/** Files of a skill -> the parsers they plainly need, loaded. The scan itself waits for nothing, so this comes first. */
export async function prepareFor(files: readonly SkillFile[]): Promise<void> {
  const need = parsersFor(files);
  await Promise.all([need.python ? preparePython() : null, need.javascript ? prepareJavaScript() : null]);
}

/**
 * Loads what the scan just made asked for in vain. -> is there such a parser, so that the scan has to be made again? A language that turned out to
 * be missing was `unread-language`, which blocks: an answer given without this question errs on that side.
 */
export async function prepareMissed(): Promise<boolean> {
  const [javascript, python] = [missedJavaScript(), missedPython()];
  await Promise.all([python ? preparePython() : null, javascript ? prepareJavaScript() : null]);
  return javascript || python;
}

/**
 * Files of a skill -> the languages that are plainly in them: told from names, fences and first lines. A parser takes longer to load than most
 * skills to scan, and a word about a language is no program in it; what this does not see, the scan itself finds out (`prepareMissed`).
 */
export function parsersFor(files: readonly SkillFile[]): Readonly<{ python: boolean; javascript: boolean }> {
  const need = { python: false, javascript: false };
  for (const file of files) {
    if (need.python && need.javascript) break;
    // One character for each byte: the words are ASCII in every encoding that is read.
    const text = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).toString("latin1");
    const any = HOLDS_ANY.test(file.path);
    need.python ||= any || PYTHON_PLACES.test(file.path) || PYTHON_SIGNS.test(text);
    need.javascript ||= any || SCRIPT_PLACES.test(file.path) || SCRIPT_SIGNS.test(text);
  }
  return need;
}

/** Every parser there is, for whoever scans skills that are not known beforehand. */
export async function prepareAll(): Promise<void> {
  await Promise.all([preparePython(), prepareJavaScript()]);
}
