import { basename, relative } from "node:path";
import type { LogAdapter, LogRoot, LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import type { Place } from "#kernel/trace";
import { jsonDocument, jsonLines } from "./records.ts";
import { dropOf, fingerprintOf, leftOut } from "./sources.ts";
import { filesBelow, type Found, rootKind } from "./walk.ts";

/** A format without a home on any machine: files of JSON, each value a conversation, a part of one, or several. */
export type GenericFormat = Readonly<{
  id: string;
  label: string;
  version: number;
  /** Is this value of the format? Must be false for the values of every other format. */
  is(value: unknown): boolean;
  /** Values of one file in order -> readings. `name` is the file's, for ids. */
  tell(values: Iterable<Value>, path: string, name: string): Iterable<Reading>;
}>;

export type Value = Readonly<{ value: unknown; place: Place; dropped: null }> | Readonly<{ place: Place; dropped: Dropped }>;

const DOCUMENT_BYTES = 256 * 1024 * 1024;
const HEAD_BYTES = 4 * 1024 * 1024;
const HEAD_VALUES = 20;
const FILES_TRIED = 20;

/** Format -> adapter. It is read where the person says, never by itself. */
export function genericAdapter(format: GenericFormat): LogAdapter {
  return Object.freeze({
    id: format.id,
    label: format.label,
    version: format.version,
    roots: (): readonly LogRoot[] => [],
    accepts: (path: string, powers: ReadPowers): boolean =>
      (genericFiles(path, powers)?.files ?? []).slice(0, FILES_TRIED).some((one) => holds(one, format, powers)),
    sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => genericSources(root.path, format, powers, options),
  });
}

/** Root -> its sources: a file, or each file below a folder that is of the format. */
export function* genericSources(root: string, format: GenericFormat, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const found = genericFiles(root, powers);
  const files = found?.files.filter((path) => path === root || holds(path, format, powers)) ?? [];
  if (found === null || files.length === 0) {
    yield* leftOut("nothing", [dropOf("source.absent", root), ...(found?.dropped ?? [])]);
    return;
  }
  yield* leftOut("left-out", found.dropped);
  for (const path of files) {
    const id = path === root ? basename(path) : relative(root, path);
    yield { id, fingerprint: fingerprintOf([path], powers), read: () => readFile(path, id, format, powers, options) };
  }
}

function genericFiles(path: string, powers: ReadPowers): Found | null {
  const kind = rootKind(path, powers);
  if (kind === "file") return { files: [path], dropped: [] };
  return kind === "folder"
    ? filesBelow(path, powers, (name) => /\.jsonl?$/.test(name), { depth: 2, enter: (name) => !name.startsWith(".") && name !== "node_modules" })
    : null;
}

function* readFile(path: string, id: string, format: GenericFormat, powers: ReadPowers, options: ReadOptions): Generator<Reading> {
  let conversations = 0;
  for (const reading of format.tell(valuesOf(path, powers, options), path, id.replace(/\.jsonl?$/, ""))) {
    if (reading.conversation !== null) conversations += 1;
    if (reading.conversation !== null || reading.dropped.length > 0) yield reading;
  }
  if (conversations === 0) yield { conversation: null, dropped: [dropOf("source.unknown-shape", path)] };
}

function holds(path: string, format: GenericFormat, powers: ReadPowers): boolean {
  let tried = 0;
  for (const one of valuesOf(path, powers, { lineBytes: HEAD_BYTES })) {
    if (one.dropped === null && format.is(one.value)) return true;
    tried += 1;
    if (tried >= HEAD_VALUES) return false;
  }
  return false;
}

/** Path -> its values: one a line, or the members of one document that was written over many lines. Never throws. */
function* valuesOf(path: string, powers: ReadPowers, options: Pick<ReadOptions, "lineBytes">): Generator<Value> {
  if (isDocument(path, powers, options)) {
    const document = jsonDocument(path, powers, DOCUMENT_BYTES);
    if (document.dropped === null) {
      yield* members(document.value, { path, line: 1 });
      return;
    }
  }
  for (const line of jsonLines(path, powers, options)) {
    if (line.dropped === null) yield* members(line.value, line.place);
    else yield line;
  }
}

/** A list of conversations is several values; a list of messages is one. */
function* members(value: unknown, place: Place): Generator<Value> {
  const isList =
    Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "object" && one !== null && !("role" in one) && !("from" in one));
  if (!isList) yield { value, place, dropped: null };
  else for (const one of value as readonly unknown[]) yield { value: one, place, dropped: null };
}

/** The first line of a document is no value by itself. */
function isDocument(path: string, powers: ReadPowers, options: Pick<ReadOptions, "lineBytes">): boolean {
  for (const line of jsonLines(path, powers, options)) return line.dropped?.reason === "record.not-json";
  return false;
}
