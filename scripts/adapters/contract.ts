import type { Dropped } from "#kernel/dropped";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import type { Conversation } from "#kernel/trace";

/** Where an agent keeps its logs: the root an adapter reads from (a state directory, a project folder, one file). */
export type LogRoot = Readonly<{ adapter: string; path: string; why: string }>;

export type ReadOptions = Readonly<{
  /** Conversations of several people, and sessions their owner deleted: only when asked for. */
  includeGroups: boolean;
  includeDeleted: boolean;
  /** Longest record in bytes; a longer one is dropped and counted. */
  lineBytes: number;
}>;

/** One conversation read (with what was left out of it), or nothing but the reasons. */
export type Reading = Readonly<{ conversation: Conversation | null; dropped: readonly Dropped[] }>;

/**
 * What is read as a whole: a transcript file, a session of a database, or what a listing left out. It is read, or
 * passed over, before the next one is asked for: a database is only open that long.
 */
export type LogSource = Readonly<{
  /** Its name within its root, the same in every run; two sources of a root never share one. */
  id: string;
  /** Differs whenever reading it anew could give something else; null when that cannot be told, and then it is always read. */
  fingerprint: string | null;
  read(): Iterable<Reading>;
}>;

/**
 * One agent's log format. An adapter decides nothing about what is worth learning: it says where logs may be, knows
 * its format by content, and maps records to trace events. Reading never throws for what a log holds; a source it
 * cannot read comes back as a Reading with the reason.
 */
export type LogAdapter = Readonly<{
  id: string;
  label: string;
  /** Raised whenever the same log would be read differently: what an older version read is read again. */
  version: number;
  /** No real sample was ever read: the documents say so. */
  experimental: boolean;
  /** Where this agent keeps logs on such a machine, whether anything is there or not. */
  roots(host: HostFacts): readonly LogRoot[];
  /** Does this folder or file hold this agent's logs? By content, never by name alone. */
  accepts(path: string, powers: ReadPowers): boolean;
  sources(root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource>;
}>;
