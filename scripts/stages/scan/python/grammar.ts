import type { Language, Parser } from "web-tree-sitter";
import { isRuntime, type Runtime } from "./cursor.ts";

/** The parser of Python, and what its numbers for nodes and fields mean. */
export type Grammar = Readonly<{ parser: Parser; runtime: Runtime | null; types: readonly (string | null)[]; fields: readonly (string | null)[] }>;

let loaded: Grammar | null = null;

/** Loads the parser of Python from the bytes that the program carries. Once; later calls do nothing. */
export async function preparePython(): Promise<void> {
  if (loaded !== null) return;
  const [runtime, bytes] = await Promise.all([import("web-tree-sitter"), import("#generated/python-grammar")]);
  const module = { wasmBinary: Buffer.from(bytes.RUNTIME, "base64") };
  // The loader puts what it offers into the object that it is given; only the first one in a process gets it.
  await runtime.Parser.init(module);
  const language = await runtime.Language.load(new Uint8Array(Buffer.from(bytes.GRAMMAR, "base64")));
  const parser = new runtime.Parser();
  parser.setLanguage(language);
  loaded = { parser, runtime: isRuntime(module) ? module : null, types: typesOf(language), fields: fieldsOf(language) };
}

let missed = false;

/** The parser of Python when it was prepared; null means that nothing can be read. */
export function pythonGrammar(): Grammar | null {
  if (loaded === null) missed = true;
  return loaded;
}

/** Was the parser asked for while it was not there? */
export function missedPython(): boolean {
  return missed && loaded === null;
}

function typesOf(language: Language): readonly (string | null)[] {
  return Array.from({ length: language.nodeTypeCount }, (_, id) => (language.nodeTypeIsNamed(id) ? language.nodeTypeForId(id) : null));
}

function fieldsOf(language: Language): readonly (string | null)[] {
  return Array.from({ length: language.fieldCount + 1 }, (_, id) => language.fieldNameForId(id));
}
