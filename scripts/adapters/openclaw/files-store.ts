import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import type { ReadOptions } from "#adapters/contract";
import type { Dropped, DropReason } from "#kernel/dropped";
import type { LineStart } from "#kernel/lines";
import type { ReadPowers } from "#kernel/powers";
import { archiveItems } from "./archive.ts";
import { type FileRole, roleOf, withoutTopic } from "./file-name.ts";
import { joinFacts, NO_FACTS, type SessionFacts } from "./filter.ts";
import { readIndex, type SessionIndex } from "./session-index.ts";
import { type Item, itemDropped, itemsOfLines, sessionIn, type Source } from "./source.ts";

/** Sources of a store, archives before live files, and what in it is no source. */
export type Store = Readonly<{ sources: readonly Source[]; dropped: readonly Dropped[] }>;

/** `stateDir` is the wall: no path named in a log leads out of it. `hasDatabase`: files already imported are not read again. */
export type FilesSetup = Readonly<{ stateDir: string; hasDatabase: boolean; known: ReadonlySet<string>; archived: ReadonlySet<string> }>;

/** Sessions folder -> its sources. Never throws; a folder that is not there has none. */
export function filesStore(folder: string, setup: FilesSetup, powers: ReadPowers, options: ReadOptions): Store {
  const dropped: Dropped[] = [];
  const names = namesIn(folder, powers, dropped);
  const index = readIndex(folder, powers.files);
  dropped.push(...index.dropped);
  const listing: Listing = { folder, setup, powers, options, index, dropped };
  const sources = names.flatMap((name) => sourcesOf(name, roleOf(name), listing));
  return { sources: [...sources.sort(byOrigin), ...elsewhere(listing, new Set(names))], dropped };
}

/** One transcript file, whatever its name -> source. */
export function fileSource(path: string, session: string, facts: SessionFacts, powers: ReadPowers, options: ReadOptions): Source {
  const role = roleOf(basename(path));
  const zstd = path.endsWith(".zst");
  const origin = role.role === "reset" || role.role === "deleted" || zstd ? "archive" : "live";
  const items = () => (zstd ? archiveItems(path, powers, options) : plainItems(path, powers, options));
  const itemsFrom = origin === "live" ? (from: LineStart) => plainItems(path, powers, options, from) : null;
  return { session, path, origin, facts, previous: null, runtime: null, stamp: null, items, itemsFrom };
}

type Listing = Readonly<{ folder: string; setup: FilesSetup; powers: ReadPowers; options: ReadOptions; index: SessionIndex; dropped: Dropped[] }>;

const byOrigin = (a: Source, b: Source): number => rank(a) - rank(b) || (a.path < b.path ? -1 : 1);
const rank = (source: Source): number => (source.origin === "archive" ? 0 : 1);

const REASONS: Readonly<Record<"copy" | "machine" | "other", DropReason>> = { copy: "source.copy", machine: "session.machine", other: "source.not-transcript" };

function sourcesOf(name: string, role: FileRole, listing: Listing): readonly Source[] {
  const { folder, setup, powers, options, dropped } = listing;
  const path = join(folder, name);
  if (role.role === "index") return [];
  if (role.role === "cold") return coldSources(path, listing);
  if (role.role === "import-archive") return setup.hasDatabase ? drop("source.copy", path, dropped) : importArchive(path, listing);
  if (!("session" in role)) return drop(REASONS[role.role], path, dropped);
  if (setup.archived.has(name)) return [];
  if (role.role === "deleted" && !options.includeDeleted) return drop("source.deleted", path, dropped);
  const kind = kindOf(path, powers);
  if (kind !== "file") return drop(kind === "link" ? "source.link" : "source.unreadable", path, dropped);
  return [fileSource(path, sessionOf(role.session, setup), factsOf(name, role.session, listing.index), powers, options)];
}

/** The database knows topics by the id of their session; without one each topic is a conversation of its own. */
function sessionOf(named: string, setup: FilesSetup): string {
  const base = withoutTopic(named);
  return base !== null && !setup.known.has(named) && setup.known.has(base) ? base : named;
}

function factsOf(name: string, session: string, index: SessionIndex): SessionFacts {
  const byFile = index.byFile.get(name);
  if (byFile !== undefined) return joinFacts(byFile, withoutTopic(session) === null ? (index.bySession.get(session) ?? NO_FACTS) : NO_FACTS);
  return index.bySession.get(session) ?? index.bySession.get(withoutTopic(session) ?? session) ?? NO_FACTS;
}

/** Transcripts that the index names outside of the folder: followed only while their real path stays inside the state directory. */
function elsewhere(listing: Listing, names: ReadonlySet<string>): readonly Source[] {
  const { folder, setup, powers, options, index, dropped } = listing;
  return index.elsewhere.flatMap(({ session, path: named }) => {
    const path = isAbsolute(named) ? resolve(named) : resolve(folder, named);
    if (names.has(basename(path)) && (dirname(path) === resolve(folder) || !exists(path, powers))) return [];
    const reason = outsideReason(path, setup.stateDir, powers);
    if (reason !== null) return drop(reason, path, dropped);
    return [fileSource(path, session, index.byFile.get(basename(path)) ?? NO_FACTS, powers, options)];
  });
}

function outsideReason(path: string, stateDir: string, powers: ReadPowers): DropReason | null {
  try {
    if (powers.files.facts(path) === null) return "source.absent";
    const real = powers.files.realPath(path);
    if (!real.startsWith(`${powers.files.realPath(stateDir)}/`)) return "source.outside";
    return powers.files.facts(real)?.kind === "file" ? null : "source.unreadable";
  } catch {
    return "source.unreadable";
  }
}

/** Cold archives that no database table names: their first record says whose history they are. */
function coldSources(folder: string, listing: Listing): readonly Source[] {
  const { setup, powers, options, index, dropped } = listing;
  return namesIn(folder, powers, dropped).flatMap((name) => {
    const path = join(folder, name);
    if (setup.archived.has(name)) return [];
    if (!/^[0-9a-f]{64}\.jsonl\.zst$/.test(name)) return drop("source.not-transcript", path, dropped);
    const source = fileSource(path, name.slice(0, 64), NO_FACTS, powers, options);
    const session = sessionIn(source) ?? source.session;
    return [{ ...source, session, facts: index.bySession.get(session) ?? NO_FACTS }];
  });
}

function importArchive(folder: string, listing: Listing): readonly Source[] {
  const { powers, dropped } = listing;
  return namesIn(folder, powers, dropped).flatMap((name) => {
    if (powers.files.facts(join(folder, name))?.kind === "folder") return importArchive(join(folder, name), listing);
    return sourcesOf(name, roleOf(name), { ...listing, folder });
  });
}

function* plainItems(path: string, powers: ReadPowers, options: ReadOptions, from?: LineStart): Generator<Item> {
  try {
    yield* itemsOfLines(powers.files.chunks(path, from?.start), path, options.lineBytes, from);
  } catch {
    yield itemDropped("source.unreadable", { path, line: 0 });
  }
}

function namesIn(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  try {
    return powers.files.facts(folder) === null ? [] : powers.files.names(folder);
  } catch {
    dropped.push({ reason: "source.unreadable", place: { path: folder, line: 0 } });
    return [];
  }
}

function kindOf(path: string, powers: ReadPowers): string | null {
  try {
    return powers.files.facts(path)?.kind ?? null;
  } catch {
    return null;
  }
}

function exists(path: string, powers: ReadPowers): boolean {
  return kindOf(path, powers) !== null;
}

function drop(reason: DropReason, path: string, dropped: Dropped[]): readonly Source[] {
  dropped.push({ reason, place: { path, line: 0 } });
  return [];
}
