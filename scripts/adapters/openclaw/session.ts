import type { Reading } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { Conversation } from "#kernel/trace";
import { tell } from "./conversation.ts";
import type { Entry } from "./entry.ts";
import { isGroup, joinFacts, machineReason, NO_FACTS, type SessionFacts } from "./filter.ts";
import type { Source } from "./source.ts";
import type { StripOptions } from "./strip.ts";

/** What every session of one agent is read with. `repeated` gives the record names of a session that is read as well, for windows that repeat its entries. */
export type SessionOptions = Readonly<{
  agent: string;
  includeGroups: boolean;
  strip: Omit<StripOptions, "group">;
  repeated: (session: string) => ReadonlySet<string>;
}>;

/** All sources of one session, best first -> its conversation or the reason why it is left out. Holds this one session in memory. */
export function readSession(session: string, sources: readonly Source[], options: SessionOptions): Reading {
  const place = { path: sources[0]?.path ?? "", line: 0 };
  const facts = sources.map((source) => source.facts).reduce(joinFacts, NO_FACTS);
  const machine = machineReason(facts);
  if (machine !== null) return { conversation: null, dropped: [{ reason: machine, place }] };
  if (isGroup(facts) && !options.includeGroups) return { conversation: null, dropped: [{ reason: "session.group", place }] };
  const { entries, dropped } = collect(sources, options);
  if (entries.length === 0)
    return { conversation: null, dropped: dropped.length > 0 ? dropped : [{ reason: "source.not-transcript", place, detail: "empty" }] };
  return conversationOf(session, sources, entries, dropped, facts, options);
}

function conversationOf(
  session: string,
  sources: readonly Source[],
  entries: readonly Entry[],
  dropped: readonly Dropped[],
  facts: SessionFacts,
  options: SessionOptions,
): Reading {
  const place = { path: sources[0]?.path ?? "", line: 0 };
  const known = facts.keys.length > 0;
  const told = tell(session, entries, { ...options.strip, group: isGroup(facts) || !known });
  const group = isGroup(facts) || (!known && told.groupSeen);
  if (group && !options.includeGroups) return { conversation: null, dropped: [{ reason: "session.group", place }] };
  // Without a key the content has to tell: a session in which only the host ever spoke is no conversation of a person.
  if (!known && told.userEntries > 0 && told.machineEntries === told.userEntries) {
    return { conversation: null, dropped: [{ reason: told.subagentSeen ? "session.subagent" : "session.machine", place }] };
  }
  const header = entries.find((entry) => entry.kind === "header");
  const conversation: Conversation = {
    id: session,
    adapter: "openclaw",
    agent: options.agent,
    key: facts.keys[0] ?? null,
    path: place.path,
    audience: group ? "group" : "direct",
    project: header?.cwd ?? null,
    startedAt: header?.at ?? entries.find((entry) => entry.at !== null)?.at ?? null,
    runtime: sources.find((source) => source.runtime !== null)?.runtime ?? null,
    events: group || known ? told.events : told.events.map((event) => (event.kind === "prompt" ? { ...event, speaker: null } : event)),
  };
  return { conversation, dropped: [...dropped, ...told.dropped] };
}

/** Sources -> their entries, each once, in the order of the log. */
function collect(sources: readonly Source[], options: SessionOptions): Readonly<{ entries: readonly Entry[]; dropped: readonly Dropped[] }> {
  const dropped: Dropped[] = [];
  let whole: readonly Entry[] = [];
  for (const source of sources) {
    const entries = readSource(source, options, dropped);
    if (whole.length === 0) {
      whole = entries;
      continue;
    }
    const names = new Set(whole.map(nameInSession));
    if (entries.some((entry) => names.has(nameInSession(entry)))) dropped.push({ reason: "session.duplicate", place: { path: source.path, line: 0 } });
    whole = merge(whole, entries, names);
  }
  return { entries: whole, dropped };
}

function readSource(source: Source, options: SessionOptions, dropped: Dropped[]): readonly Entry[] {
  const entries: Entry[] = [];
  const ids = new Set<string>();
  let repeated: ReadonlySet<string> = source.previous === null ? NOTHING : options.repeated(source.previous);
  for (const { entry, dropped: one } of source.items()) {
    if (one !== null) dropped.push(one);
    if (entry === null) continue;
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
