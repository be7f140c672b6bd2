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

/** One source read: a conversation (with what was left out of it), or nothing but the reasons. */
export type Reading = Readonly<{ conversation: Conversation | null; dropped: readonly Dropped[] }>;

/**
 * One agent's log format. An adapter decides nothing about what is worth learning: it says where logs may be, knows
 * its format by content, and maps records to trace events. Reading never throws for what a log holds; a source it
 * cannot read comes back as a Reading with the reason.
 */
export type LogAdapter = Readonly<{
  id: string;
  label: string;
  /** No real sample was ever read: the documents say so. */
  experimental: boolean;
  roots(host: HostFacts): readonly LogRoot[];
  /** Does this folder or file hold this agent's logs? By content, never by name alone. */
  accepts(path: string, powers: ReadPowers): boolean;
  read(root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<Reading>;
}>;
