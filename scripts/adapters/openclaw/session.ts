import type { ReadFrom, Reading } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { Conversation } from "#kernel/trace";
import { tell, type Told } from "./conversation.ts";
import type { Entry } from "./entry.ts";
import { isGroup, joinFacts, machineReason, NO_FACTS, type SessionFacts } from "./filter.ts";
import { beginsAt, type Carried, readOnOf } from "./read-on.ts";
import type { Item, Source } from "./source.ts";
import type { StripOptions } from "./strip.ts";

/**
 * What every session of one agent is read with. `repeated` gives the record names of a session that is read as well, for windows that repeat its entries;
 * `readAs` names all of it in one word.
 */
export type SessionOptions = Readonly<{
  agent: string;
  readAs: string;
  includeGroups: boolean;
  strip: Omit<StripOptions, "group">;
  repeated: (session: string) => ReadonlySet<string>;
}>;

type Read = Readonly<{ entries: readonly Entry[]; dropped: readonly Dropped[]; starts: ReadonlyMap<Entry, number> }>;

/** All sources of one session, best first -> its conversation or the reason why it is left out. Holds this one session in memory. */
export function readSession(session: string, sources: readonly Source[], options: SessionOptions): Reading {
  const place = { path: sources[0]?.path ?? "", line: 0 };
  const facts = sources.map((source) => source.facts).reduce(joinFacts, NO_FACTS);
  const machine = machineReason(facts);
  if (machine !== null) return { conversation: null, dropped: [{ reason: machine, place }] };
  if (isGroup(facts) && !options.includeGroups) return { conversation: null, dropped: [{ reason: "session.group", place }] };
  const read = collect(sources, options);
  const { entries, dropped } = read;
  if (entries.length === 0)
    return { conversation: null, dropped: dropped.length > 0 ? dropped : [{ reason: "source.not-transcript", place, detail: "empty" }] };
  const told = tellAs(session, entries, facts, options);
  const known: Carried = { readAs: readAs(facts, options), ...beginningOf(entries), groupSeen: told.groupSeen };
  const reading = readingOf(session, sources, { ...read, told, facts, known }, options);
  // Without a key the content has to tell: a session in which only the host ever spoke is no conversation of a person.
  if (reading.conversation !== null && facts.keys.length === 0 && told.userEntries > 0 && told.machineEntries === told.userEntries)
    return { conversation: null, dropped: [{ reason: told.subagentSeen ? "session.subagent" : "session.machine", place }] };
  const isAlone = sources.length === 1 && entries.every((entry) => entry.kind !== "header" || entry.parent === null);
  return isAlone && reading.conversation !== null && sources[0]?.itemsFrom != null ? { ...reading, readOn: readOnOf(entries, read.starts, known) } : reading;
}

function beginningOf(entries: readonly Entry[]): Pick<Carried, "project" | "startedAt"> {
  const header = entries.find((entry) => entry.kind === "header");
  return { project: header?.cwd ?? null, startedAt: header?.at ?? entries.find((entry) => entry.at !== null)?.at ?? null };
}

/** A session that was read from its one source before, from this line on; null where what stands there reaches back before it, or is told in another way now. */
export function readSessionOn(session: string, source: Source, options: SessionOptions, from: ReadFrom): Reading | null {
  const known = from.carried as Carried;
  const { facts } = source;
  if (source.itemsFrom === null || known.readAs !== readAs(facts, options)) return null;
  const dropped: Dropped[] = [];
  const starts = new Map<Entry, number>();
  const entries = ownEntries(source.itemsFrom(from), source, options, { dropped, starts });
  if (!beginsAt(entries, from.line)) return null;
  const told = tellAs(session, entries, facts, options);
  if (told.groupSeen && !known.groupSeen) return null;
  return { ...readingOf(session, [source], { entries, dropped, starts, told, facts, known }, options), readOn: readOnOf(entries, starts, known) };
}

/** All that is no part of the log and decides how it is told. */
function readAs(facts: SessionFacts, options: SessionOptions): string {
  return JSON.stringify([options.readAs, options.includeGroups, facts]);
}

function tellAs(session: string, entries: readonly Entry[], facts: SessionFacts, options: SessionOptions): Told {
  return tell(session, entries, { ...options.strip, group: isGroup(facts) || facts.keys.length === 0 });
}

type Known = Read & Readonly<{ told: Told; facts: SessionFacts; known: Carried }>;

function readingOf(session: string, sources: readonly Source[], { dropped, told, facts, known }: Known, options: SessionOptions): Reading {
  const path = sources[0]?.path ?? "";
  const hasKey = facts.keys.length > 0;
  const group = isGroup(facts) || (!hasKey && known.groupSeen);
  if (group && !options.includeGroups) return { conversation: null, dropped: [{ reason: "session.group", place: { path, line: 0 } }] };
  const conversation: Conversation = {
    id: session,
    adapter: "openclaw",
    agent: options.agent,
    key: facts.keys[0] ?? null,
    path,
    audience: group ? "group" : "direct",
    project: known.project,
    startedAt: known.startedAt,
    runtime: sources.find((source) => source.runtime !== null)?.runtime ?? null,
    events: group || hasKey ? told.events : told.events.map((event) => (event.kind === "prompt" ? { ...event, speaker: null } : event)),
  };
  return { conversation, dropped: [...dropped, ...told.dropped] };
}

/** Sources -> their entries, each once, in the order of the log. */
function collect(sources: readonly Source[], options: SessionOptions): Read {
  const dropped: Dropped[] = [];
  const starts = new Map<Entry, number>();
  let whole: readonly Entry[] = [];
  for (const source of sources) {
    const entries = ownEntries(source.items(), source, options, { dropped, starts });
    if (whole.length === 0) {
      whole = entries;
      continue;
    }
    const names = new Set(whole.map(nameInSession));
    if (entries.some((entry) => names.has(nameInSession(entry)))) dropped.push({ reason: "session.duplicate", place: { path: source.path, line: 0 } });
    whole = merge(whole, entries, names);
  }
  return { entries: whole, dropped, starts };
}

type Found = Readonly<{ dropped: Dropped[]; starts: Map<Entry, number> }>;

/** Records of a source -> its entries, each once; what is left out and where the prompts begin goes into what was found. */
function ownEntries(items: Iterable<Item>, source: Source, options: SessionOptions, { dropped, starts }: Found): readonly Entry[] {
  const entries: Entry[] = [];
  const ids = new Set<string>();
  let repeated: ReadonlySet<string> = source.previous === null ? NOTHING : options.repeated(source.previous);
  for (const { entry, dropped: one, start } of items) {
    if (one !== null) dropped.push(one);
    if (entry === null) continue;
    if (entry.kind === "user" && start !== undefined) starts.set(entry, start);
    if (entry.kind === "header") {
      if (repeated.size === 0 && entry.parent !== null) repeated = options.repeated(entry.parent);
      entries.push(entry);
    } else if (entry.id !== null && (ids.has(entry.id) || repeated.has(nameOf(entry)))) {
      dropped.push({ reason: "record.duplicate", place: entry.place });
    } else {
      if (entry.id !== null) ids.add(entry.id);
      entries.push(entry);
    }
  }
  return entries;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Entry -> its name across sessions: id and time as written. Ids of older releases are short, so the id alone would not do. */
export function nameOf(entry: Entry): string {
  return `${entry.id ?? ""} ${entry.stamp}`;
}

/** Entry -> its name in one session: the id; records of version 1 have none and go by what they say. */
function nameInSession(entry: Entry): string {
  if (entry.kind === "header") return "header";
  if (entry.id !== null) return entry.id;
  const said = entry.kind === "user" || entry.kind === "assistant" ? entry.text : entry.kind === "tool-result" ? entry.call : "";
  return `${entry.kind} ${entry.stamp} ${said}`;
}

/**
 * Entries and a second copy of the session -> both, each entry once. What only the copy has stands behind the entry it
 * follows there; copies without a common entry follow each other in time.
 */
function merge(whole: readonly Entry[], copy: readonly Entry[], names: ReadonlySet<string>): readonly Entry[] {
  const behind = new Map<string, Entry[]>();
  const loose: Entry[] = [];
  let group = loose;
  for (const entry of copy) {
    if (entry.kind === "header") continue;
    const name = nameInSession(entry);
    if (!names.has(name)) group.push(entry);
    else behind.set(name, (group = behind.get(name) ?? []));
  }
  const merged = whole.flatMap((entry) => [entry, ...(behind.get(nameInSession(entry)) ?? [])]);
  return behind.size > 0 || (timeOfFirst(loose) ?? 0) < (timeOfFirst(whole) ?? 0) ? [...loose, ...merged] : [...merged, ...loose];
}

function timeOfFirst(entries: readonly Entry[]): number | null {
  return entries.find((entry) => entry.at !== null && entry.kind !== "header")?.at ?? null;
}
