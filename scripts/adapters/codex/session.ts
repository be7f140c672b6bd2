import { jsonLines, linesOfChunks, type JsonLine } from "#adapters/common/records";
import { dropOf, nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { ReadFrom, Reading, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import type { Entry, Meta } from "./entry.ts";
import { readLine } from "./lines.ts";
import { promptTexts } from "./prompts.ts";
import { beginsAt, type Carried, readOnOf } from "./read-on.ts";
import { type Standing, Telling } from "./telling.ts";
import { folderIn } from "./words.ts";

/** Largest packed rollout and largest one that comes out of it. */
const PACKED_BYTES = 128 * 1024 * 1024;
const UNPACKED_BYTES = 512 * 1024 * 1024;

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

type Read = Readonly<{ entries: readonly Entry[]; dropped: readonly Dropped[]; starts: ReadonlyMap<number, number> }>;

/** Files of one session in order -> its conversation. `parentOf` gives the rollout of a session by its id, where there is one. Holds this session, and of its parent the prompts. */
export function readSession(paths: readonly string[], powers: ReadPowers, options: ReadOptions, parentOf: (session: string) => readonly string[]): Reading {
  const path = paths[0] ?? "";
  const read = collect(paths, powers, options);
  const meta = read.entries.find((entry) => entry.kind === "meta")?.meta ?? null;
  if (meta?.audience === "subagent") return nothing("session.subagent", path);
  if (meta?.audience === "program") return nothing("session.machine", path);
  const copied = copiedIn(read.entries, meta, powers, options, parentOf);
  const isAlone = paths.length === 1 && !path.endsWith(".zst") && meta?.parent == null && meta?.base == null;
  return readingOf(path, read, { meta, project: meta?.cwd ?? folderOf(read.entries) }, { copied, before: null, isAlone });
}

/** A session of one file, from this line on; null where what stands there reaches back before it. */
export function readSessionOn(path: string, powers: ReadPowers, options: ReadOptions, from: ReadFrom): Reading | null {
  const { standing, ...facts } = from.carried as Carried;
  const read = collect([path], powers, options, from);
  return beginsAt(read.entries, from.line, standing) ? readingOf(path, read, facts, { copied: 0, before: standing, isAlone: true }) : null;
}

type Told = Readonly<{ copied: number; before: Standing | null; isAlone: boolean }>;

function readingOf(path: string, { entries, dropped, starts }: Read, known: Omit<Carried, "standing">, { copied, before, isAlone }: Told): Reading {
  const { meta, project } = known;
  const story = new Story();
  const telling = new Telling(story, entries, copied, before);
  telling.tell();
  if (telling.reachesBack) return { conversation: null, dropped: [] };
  const all = [...dropped, ...story.dropped];
  if (story.events.length === 0)
    return { conversation: null, dropped: [...all, dropOf(telling.copies > 0 ? "session.duplicate" : "source.not-transcript", path)] };
  const facts = {
    id: meta?.id ?? idIn(path) ?? path,
    adapter: "codex",
    path,
    project,
    startedAt: meta?.at ?? null,
    runtime: meta?.version == null ? null : `codex ${meta.version}`,
    unattended: meta?.unattended === true,
  };
  const reading = { conversation: conversationOf(facts, story), dropped: all };
  return isAlone ? { ...reading, readOn: readOnOf(entries, starts, known, telling) } : reading;
}

/** Lines of a rollout, plain or packed. */
export function rolloutLines(path: string, powers: ReadPowers, options: Pick<ReadOptions, "lineBytes">, from?: ReadFrom): Iterable<JsonLine> {
  if (!path.endsWith(".zst")) return jsonLines(path, powers, options, from);
  const bytes = unpacked(path, powers);
  if (typeof bytes === "string") return [{ place: { path, line: 0 }, start: 0, dropped: dropOf(bytes, path) }];
  return linesOfChunks([bytes], path, options.lineBytes);
}

/** The id of a session in the name of its file; a further file of a session has an id of its own after it. */
export function idIn(path: string): string | null {
  return new RegExp(`-(${UUID})(?:_${UUID})?\\.jsonl(?:\\.zst)?$`, "i").exec(path)?.[1]?.toLowerCase() ?? null;
}

function unpacked(path: string, powers: ReadPowers): Uint8Array | "source.unreadable" | "record.undecodable" {
  let packed: Uint8Array;
  try {
    packed = powers.files.bytes(path, PACKED_BYTES);
  } catch {
    return "source.unreadable";
  }
  if (powers.zstd === null) return "record.undecodable";
  try {
    return powers.zstd(packed, UNPACKED_BYTES);
  } catch {
    return "record.undecodable";
  }
}

function collect(paths: readonly string[], powers: ReadPowers, options: ReadOptions, from?: ReadFrom): Read {
  const entries: Entry[] = [];
  const starts = new Map<number, number>();
  const dropped: Dropped[] = [];
  for (const path of paths) {
    for (const line of rolloutLines(path, powers, options, from)) {
      if (line.dropped !== null) {
        dropped.push(line.dropped);
        continue;
      }
      const { entry, reason, ...more } = readLine(line.value, line.place);
      if (entry === null) dropped.push({ reason, place: line.place, ...more });
      else if (entry.kind !== "other") entries.push(entry);
      if (entry?.kind === "user") starts.set(line.place.line, line.start);
    }
  }
  return { entries, dropped, starts };
}

/** A fork begins with the prompts of the session it came from, in order: how many of its own are those. */
function copiedIn(
  entries: readonly Entry[],
  meta: Meta | null,
  powers: ReadPowers,
  options: ReadOptions,
  parentOf: (session: string) => readonly string[],
): number {
  if (meta?.parent == null || meta.parent === meta.id || meta.base !== null) return 0;
  const before = promptTexts(collect(parentOf(meta.parent), powers, options).entries);
  const own = promptTexts(entries);
  let same = 0;
  while (same < own.length && own[same] === before[same]) same += 1;
  return same;
}

/** The oldest files name the folder in what the model was told first. */
function folderOf(entries: readonly Entry[]): string | null {
  for (const entry of entries) {
    const folder = entry.kind === "user" ? entry.texts.map(folderIn).find((one) => one !== null) : undefined;
    if (folder !== undefined) return folder;
  }
  return null;
}
