import { basename } from "node:path";
import { fingerprintOf as fileFingerprint, leftOut } from "#adapters/common/sources";
import type { LogSource, ReadFrom, ReadOptions } from "#adapters/contract";
import { canonicalJson } from "#kernel/canonical-json";
import { stableId } from "#kernel/digest";
import type { Dropped } from "#kernel/dropped";
import type { ReadDatabase, ReadPowers } from "#kernel/powers";
import { openAgentDatabase } from "./database.ts";
import { filesStore, type Store } from "./files-store.ts";
import { joinFacts } from "./filter.ts";
import { nameOf, readSession, readSessionOn } from "./session.ts";
import type { Source } from "./source.ts";
import { type DatabaseStore, databaseStore } from "./sqlite-store.ts";
import type { StripOptions } from "./strip.ts";

/** Where one agent's sessions lie. `stateDir` is the wall that no path in a log leads through. */
export type AgentStore = Readonly<{
  agent: string;
  stateDir: string;
  sessionsFolder: string | null;
  database: string | null;
  strip: Omit<StripOptions, "group">;
}>;

/** Store of one agent -> a source for each session id (both storages joined), sorted by id, and one for what else was left out. */
export function* agentSources(store: AgentStore, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const dropped: Dropped[] = [];
  const db = open(store, powers, dropped);
  try {
    const inside = db === null ? null : fromDatabase(db, store, powers, options, dropped);
    const beside = fromFiles(store, inside, powers, options);
    dropped.push(...beside.dropped);
    yield* leftOut(`${store.agent}:left-out`, dropped);
    yield* sessionSources(store, inside, bySession(inside, beside), powers, options);
  } finally {
    db?.close();
  }
}

function open(store: AgentStore, powers: ReadPowers, dropped: Dropped[]): ReadDatabase | null {
  if (store.database === null || !isThere(store.database, powers)) return null;
  const db = openAgentDatabase(store.database, powers.files);
  if (typeof db !== "string") return db;
  dropped.push({ reason: db, place: { path: store.database, line: 0 } });
  return null;
}

/** Listing only: a database that breaks later is noticed where its rows are read. */
function fromDatabase(db: ReadDatabase, store: AgentStore, powers: ReadPowers, options: ReadOptions, dropped: Dropped[]): DatabaseStore | null {
  const path = store.database ?? "";
  try {
    const found = databaseStore(db, path, store.sessionsFolder, powers, options);
    dropped.push(...found.dropped);
    return found;
  } catch {
    dropped.push({ reason: "source.corrupt", place: { path, line: 0 } });
    return null;
  }
}

function fromFiles(store: AgentStore, inside: DatabaseStore | null, powers: ReadPowers, options: ReadOptions): Store {
  if (store.sessionsFolder === null) return { sources: [], dropped: [] };
  const known = new Set(inside?.sources.map((source) => source.session));
  const hasDatabase = store.database !== null && isThere(store.database, powers);
  return filesStore(store.sessionsFolder, { stateDir: store.stateDir, hasDatabase, known, archived: inside?.archived ?? new Set() }, powers, options);
}

function isThere(path: string, powers: ReadPowers): boolean {
  try {
    return powers.files.facts(path) !== null;
  } catch {
    return true;
  }
}

/** Sources by session id, the database's first: where both hold an entry, its copy counts. */
function bySession(inside: DatabaseStore | null, beside: Store): ReadonlyMap<string, readonly Source[]> {
  const sessions = new Map<string, Source[]>();
  for (const source of [...(inside?.sources ?? []), ...beside.sources]) {
    const facts = source.origin === "database" ? undefined : inside?.facts.get(source.session)?.facts;
    const known = facts === undefined ? source : { ...source, facts: joinFacts(facts, source.facts) };
    const list = sessions.get(source.session);
    if (list === undefined) sessions.set(source.session, [known]);
    else list.push(known);
  }
  return sessions;
}

function* sessionSources(
  store: AgentStore,
  inside: DatabaseStore | null,
  sessions: ReadonlyMap<string, readonly Source[]>,
  powers: ReadPowers,
  options: ReadOptions,
): Generator<LogSource> {
  const agent = store.agent === "main" ? (inside?.agent ?? "main") : store.agent;
  const last: { session: string | null; names: ReadonlySet<string> } = { session: null, names: new Set() };
  const repeated = (named: string): ReadonlySet<string> => {
    const session = sessions.has(named) ? named : basename(named).replace(/\.jsonl$/, "");
    if (last.session !== session) Object.assign(last, { session, names: namesIn(sessions.get(session) ?? []) });
    return last.names;
  };
  const strip = stableId("strip", canonicalJson([agent, store.strip.heartbeatPrompt, [...store.strip.skills]]));
  const settings = { agent, readAs: strip, includeGroups: options.includeGroups, strip: store.strip, repeated };
  for (const session of [...sessions.keys()].sort()) {
    const sources = sessions.get(session) ?? [];
    const [only] = sources.length === 1 ? sources : [];
    const fingerprint = fingerprintOf(sources, powers);
    yield {
      id: `${store.agent}:${session}`,
      fingerprint: fingerprint === null ? null : `${strip} ${fingerprint}`,
      read: () => [readSession(session, sources, settings)],
      ...(only?.itemsFrom == null ? {} : { readOn: (from: ReadFrom) => readSessionOn(session, only, settings, from) }),
    };
  }
}

/** Files by their facts, rows of a database by how many there are and which is the last; and what is known of the session beside both. */
function fingerprintOf(sources: readonly Source[], powers: ReadPowers): string | null {
  const parts = sources.map((source) => {
    const stamp = source.stamp ?? fileFingerprint([source.path], powers);
    return stamp === null ? null : [stamp, source.path, source.facts, source.previous];
  });
  return parts.includes(null) ? null : JSON.stringify(parts);
}

function namesIn(sources: readonly Source[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const source of sources) for (const { entry } of source.items()) if (entry?.id != null && entry.kind !== "header") names.add(nameOf(entry));
  return names;
}
