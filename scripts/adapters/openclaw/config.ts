import { asFields, type Fields } from "#adapters/common/fields";
import { dirname, isAbsolute, resolve, sep } from "node:path";
import JSON5 from "json5";
import type { Dropped } from "#kernel/dropped";
import type { ReadFiles } from "#kernel/powers";

/** What a configuration file says (an empty object when it is absent or damaged), and what could not be read of it. */
export type Config = Readonly<{ fields: Fields; problems: readonly Dropped[] }>;

const CONFIG_BYTES = 4 * 1024 * 1024;
const MAX_INCLUDES = 32;
const MAX_DEPTH = 40;

/**
 * Configuration file (JSON5, `$include` at any level) -> its fields. Included files are read only when their real path
 * lies in the folder of the configuration. Never throws: a damaged file gives a problem and no fields.
 */
export function readConfig(path: string, files: ReadFiles): Config {
  const problems: Dropped[] = [];
  const reader: Reader = { files, folder: dirname(path), problems, left: MAX_INCLUDES };
  const value = readObject(path, reader);
  const fields = value === null ? {} : guarded(() => included(value, path, reader, 0), path, problems);
  return { fields: asFields(fields) ?? {}, problems };
}

type Reader = { readonly files: ReadFiles; readonly folder: string; readonly problems: Dropped[]; left: number };

function readObject(path: string, reader: Reader): Fields | null {
  const { files, problems } = reader;
  return guarded(
    () => {
      if (files.facts(path) === null) return null;
      const text = new TextDecoder("utf-8").decode(files.bytes(path, CONFIG_BYTES));
      const fields = asFields(JSON5.parse(text));
      if (fields === null) problems.push(problem("record.wrong-shape", path, "the configuration is no object"));
      return fields;
    },
    path,
    problems,
  );
}

function guarded<T>(work: () => T, path: string, problems: Dropped[]): T | null {
  try {
    return work();
  } catch (error) {
    const broken = error instanceof SyntaxError || error instanceof RangeError;
    problems.push(problem(broken ? "record.not-json" : "source.unreadable", path, "configuration"));
    return null;
  }
}

/** Replaces `$include` by what the named files say; keys beside it win. */
function included(value: unknown, path: string, reader: Reader, depth: number): unknown {
  if (depth > MAX_DEPTH) {
    reader.problems.push(problem("record.wrong-shape", path, "the configuration is nested too deeply"));
    return null;
  }
  if (Array.isArray(value)) return value.map((one) => included(one, path, reader, depth + 1));
  const fields = asFields(value);
  if (fields === null) return value;
  const own = Object.entries(fields).filter(([key]) => key !== "$include" && key !== "__proto__");
  const result: Fields = Object.fromEntries(own.map(([key, one]) => [key, included(one, path, reader, depth + 1)]));
  if (!Object.hasOwn(fields, "$include")) return result;
  const targets = Array.isArray(fields["$include"]) ? fields["$include"] : [fields["$include"]];
  const base = targets.reduce<unknown>((sum, target) => merged(sum, include(target, path, reader, depth + 1)), {});
  return merged(base, result);
}

function include(target: unknown, from: string, reader: Reader, depth: number): unknown {
  if (typeof target !== "string" || target === "" || target.includes("\0")) {
    reader.problems.push(problem("record.wrong-shape", from, "$include is no file name"));
    return {};
  }
  const path = isAbsolute(target) ? target : resolve(dirname(from), target);
  reader.left -= 1;
  if (reader.left < 0 || !isInside(path, reader)) {
    reader.problems.push(problem("source.outside", path, "$include"));
    return {};
  }
  const value = readObject(path, reader);
  if (value === null) {
    if (guarded(() => reader.files.facts(path), path, []) === null) reader.problems.push(problem("source.absent", path, "$include"));
    return {};
  }
  return included(value, path, reader, depth);
}

function isInside(path: string, reader: Reader): boolean {
  const inside = (one: string, folder: string) => one.startsWith(folder.endsWith(sep) ? folder : folder + sep);
  if (!inside(resolve(path), resolve(reader.folder))) return false;
  try {
    return reader.files.facts(path) === null || inside(reader.files.realPath(path), reader.files.realPath(reader.folder));
  } catch {
    return false;
  }
}

function merged(a: unknown, b: unknown): unknown {
  const [left, right] = [asFields(a), asFields(b)];
  if (left === null || right === null) return b;
  const result = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) result.set(key, merged(result.get(key), value));
  return Object.fromEntries(result);
}

function problem(reason: Dropped["reason"], path: string, detail: string): Dropped {
  return { reason, place: { path, line: 0 }, detail };
}
