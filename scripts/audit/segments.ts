import { basename, dirname } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles } from "#kernel/powers";
import { firstStoredLine } from "./lines.ts";
import { type ChainState, checkLine, EMPTY_CHAIN } from "./line.ts";
import { continuedOf } from "./continued.ts";
import type { Part, Reached } from "./verify.ts";

/** A file of the log that is there. */
export type Segment = Readonly<{ path: string; number: number; bytes: number; mode: number; sealed: boolean }>;

/** The files of a log in order: sealed ones (`events-0001.jsonl`, ...), then the one that is written to (`events.jsonl`). `missing` names the first sealed one that should be there. */
export type Segments = Readonly<{ all: readonly Segment[]; newest: Segment | null; missing: string | null }>;

/** Path of the log -> path of its sealed segment of this number. */
export function segmentPath(path: string, number: number): string {
  return path.replace(/\.jsonl$/, "") + `-${String(number).padStart(4, "0")}.jsonl`;
}

/** What is there of a log. Reads no content. Throws UNSAFE_PATH for a part that is a link, a device or linked from elsewhere. */
export function segmentsOf(files: ReadFiles, path: string): Segments {
  const sealed = sealedNumbers(files, path).map((number) => segmentAt(files, segmentPath(path, number), number, true));
  const newest = files.facts(path) === null ? null : segmentAt(files, path, (sealed.at(-1)?.number ?? 0) + 1, false);
  const hole = sealed.findIndex((one, index) => one.number !== index + 1);
  return { all: newest === null ? sealed : [...sealed, newest], newest, missing: hole < 0 ? null : basename(segmentPath(path, hole + 1)) };
}

/** Segments -> what a verification reads. `from`: the byte of the whole log to begin at. */
export function partsOf(files: ReadFiles, segments: readonly Segment[], from = 0): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const { path, number, sealed, bytes } of segments) {
    const skipped = Math.max(0, from - start);
    if (skipped < bytes || (bytes === 0 && start >= from) || !sealed)
      parts.push({ name: basename(path), number, sealed, fromStart: skipped === 0, chunks: lazily(() => files.chunks(path, skipped)) });
    start += bytes;
  }
  return parts;
}

/** The first sealed segment that is not there although the newest one says that it comes after it; null when nothing is missed. Reads the newest one's first line. */
export function missedBy(files: ReadFiles, path: string, { newest, missing }: Segments): string | null {
  if (missing !== null || newest === null) return missing;
  const said = firstOf(files, newest)?.segment ?? 1;
  return said > newest.number ? basename(segmentPath(path, newest.number)) : null;
}

/** Where the newest segment begins, by what its first line says; null when that is not to be believed without reading the segments before. */
export function startOfNewest(files: ReadFiles, { all, newest, missing }: Segments): Reached | null {
  if (newest === null || missing !== null) return null;
  const state = firstOf(files, newest);
  const before = all.filter((one) => one.sealed).reduce((sum, one) => sum + one.bytes, 0);
  return state !== null && state.segment === newest.number && state.bytes === before ? { state: state.state, bytes: before } : null;
}

function firstOf(files: ReadFiles, { path }: Segment): ReturnType<typeof claimed> {
  const first = firstStoredLine(files.chunks(path));
  return first?.ended === true && first.text !== null ? claimed(first.text) : null;
}

/** A first line that is right when what it says of the past is taken for true. */
function claimed(line: string): Readonly<{ state: ChainState; segment: number; bytes: number }> | null {
  let data: unknown;
  try {
    data = (JSON.parse(line) as Readonly<Record<string, unknown>>).data;
  } catch {
    return null;
  }
  if (typeof data !== "object" || data === null) return null;
  const { size, checksum, log } = data as Readonly<Record<string, unknown>>;
  if (typeof size !== "number" || typeof checksum !== "string" || typeof log !== "string") return null;
  const state = { ...EMPTY_CHAIN, events: size, lastChecksum: checksum, logId: log };
  const checked = checkLine(line, state);
  const said = checked.ok ? continuedOf(checked.event()) : null;
  return said === null ? null : { state, segment: said.segment, bytes: said.bytes };
}

function sealedNumbers(files: ReadFiles, path: string): readonly number[] {
  const folder = dirname(path);
  if (files.facts(folder) === null) return [];
  const stem = basename(path).replace(/\.jsonl$/, "");
  return files
    .names(folder)
    .flatMap((name) => (name.startsWith(`${stem}-`) ? [/^-(\d{4,9})\.jsonl$/.exec(name.slice(stem.length))?.[1]] : []))
    .filter((digits) => digits !== undefined && basename(segmentPath(path, Number(digits))) === `${stem}-${digits}.jsonl`)
    .map(Number)
    .sort((a, b) => a - b);
}

function segmentAt(files: ReadFiles, path: string, number: number, sealed: boolean): Segment {
  const facts = files.facts(path);
  if (facts?.kind !== "file" || facts.links > 1)
    throw new ForgeError("UNSAFE_PATH", `the audit log ${path} is no plain file of its own`, { details: { path } });
  return { path, number, bytes: facts.bytes, mode: facts.mode & 0o777, sealed };
}

/** Opened when its turn comes, and not before. */
function* lazily(open: () => Iterable<Uint8Array>): Iterable<Uint8Array> {
  yield* open();
}
