import type { SkillFile } from "#kernel/tree";
import { preparePython } from "./python/grammar.ts";

/** Files that are read as Python, or in which any file may lie: notebooks, archives, documents that are archives. */
const PLACES = /\.(?:pyw?|pyi|pth|ipynb|zip|tar|t?gz|tgz|bz2|xz|whl|egg|jar|skill|docx|xlsx|pptx|od[tsp]|apk|vsix|crx)$/i;
const WORDS = /python|pypy|ipython|conda|\buv\b|\bimport\s|\bdef\s|__name__/i;
const ARCHIVE = /^(?:PK\u0003\u0004|\u001f\u008b|BZh|\u00fd7zXZ)/;

/**
 * Files of a skill -> the parsers they may need, loaded. The scan itself waits for nothing, so this comes first. It looks at names and words
 * only, and rather loads one too many: a language that turns out to be missing is `unread-language`, which blocks.
 */
export async function prepareFor(files: readonly SkillFile[]): Promise<void> {
  if (files.some(mayHoldPython)) await preparePython();
}

function mayHoldPython(file: SkillFile): boolean {
  if (PLACES.test(file.path)) return true;
  // One character for each byte: the words are ASCII in every encoding that is read.
  const text = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).toString("latin1");
  return ARCHIVE.test(text) || text.includes("PK\u0003\u0004") || WORDS.test(text);
}
