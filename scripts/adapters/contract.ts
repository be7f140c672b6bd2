import type { Dropped } from "#kernel/dropped";
import type { LineStart } from "#kernel/lines";
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

/** Where a later reading of a log that grew may begin, and what it needs to know of what stands before: JSON, of the adapter's own shape. */
export type ReadFrom = LineStart & Readonly<{ carried: unknown }>;

/** How a log may be read on. Every id that stands before a line changes what is told there when it comes again behind it. */
export type ReadOn = Readonly<{
  /** A line with a prompt -> where a reading may begin, and the ids before it; null where what follows reaches back beyond it, or may. */
  before(line: number): Readonly<{ from: ReadFrom; ids: readonly string[] }> | null;
  /** The ids in what was read. */
  ids(): readonly string[];
}>;

/** One conversation read (with what was left out of it), or nothing but the reasons. `readOn` only comes from logs that are appended to. */
export type Reading = Readonly<{ conversation: Conversation | null; dropped: readonly Dropped[]; readOn?: ReadOn }>;

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
  /** What stands from there on, as if the rest had been read; null when that cannot be told without reading it. The caller makes sure that nothing before changed. */
  readOn?(from: ReadFrom): Reading | null;
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
  /** Where this agent keeps logs on such a machine, whether anything is there or not. */
  roots(host: HostFacts): readonly LogRoot[];
  /** Does this folder or file hold this agent's logs? By content, never by name alone. */
  accepts(path: string, powers: ReadPowers): boolean;
  sources(root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource>;
}>;
