import json5 from "json5";
import { parse } from "yaml";

/** Nested deeper than this a settings file is no settings file; the recursive reader would run out of stack. */
const DEPTH = 200;
/** Settings without an ending are short; the reader of YAML takes more than linear time for hostile ones. */
const RC = 16_384;

/** Text of a settings file (JSON, with comments and trailing commas as editors allow them) -> its value; undefined when it is none. */
export function parseSettings(text: string): unknown {
  const plain = text.replace(/^\ufeff/, "");
  try {
    return JSON.parse(plain);
  } catch {
    if (isTooDeep(plain)) return undefined;
  }
  try {
    return json5.parse(plain);
  } catch {
    return undefined;
  }
}

/** Text of a package.json -> its value. npm takes no comments in it and Bun does, so one with comments is read as Bun reads it. Throws when it is none. */
export function parsePackage(text: string): unknown {
  const value = parseSettings(text);
  if (value === undefined) throw new SyntaxError("no package file");
  return value;
}

/** Text of a settings file without an ending -> its value: JSON, or YAML, which most tools take there too; undefined when it is neither. */
export function parseRc(text: string): unknown {
  const json = parseSettings(text);
  if (json !== undefined || text.length > RC || isTooDeep(text)) return json;
  try {
    const data: unknown = parse(text, { logLevel: "silent", maxAliasCount: 100, prettyErrors: false });
    return data;
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const one = text[at];
    if (one === "{" || one === "[") {
      if (++depth > DEPTH) return true;
    } else if (one === "}" || one === "]") depth--;
  }
  return false;
}

/** Text -> lookup of the place of a word in it; the beginning of the text when it is not there in so many letters. */
export function finderIn(text: string): (word: string) => readonly [number, number] {
  return (word) => {
    const at = text.indexOf(word);
    return at < 0 ? [0, Math.min(1, text.length)] : [at, at + word.length];
  };
}
