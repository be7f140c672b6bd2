import type { Digest } from "#kernel/digest";
import type { Request, Trace, TraceCounts } from "#kernel/trace";

/** A kept session without its requests. */
export type StoredTrace = Omit<Trace, "requests">;

/** Names a source: adapter, root, its name there, and the options it was read with (they decide what comes out). */
export type SourceKey = Readonly<{ adapter: string; root: string; name: string; readAs: string }>;

export type SourceCounts = Omit<TraceCounts, "requests"> & Readonly<{ sessions: number; requests: number }>;

/** What is known of a source without reading it. */
export type SourceKnown = Readonly<{
  id: number;
  adapterVersion: number;
  fingerprint: string | null;
  counts: SourceCounts;
  dropped: Readonly<Record<string, number>>;
}>;

/**
 * Up to where a log that is appended to was read for good: requests before that line stay what they are while the log only grows. `mark` is what the
 * reader needs to go on, JSON of its own shape; `requests` is how many requests of the session stand before it.
 */
export type ReadMark = Readonly<{ requests: number; mark: string }>;

/** Words of a session, redacted: only when they are to be kept. */
export type KeptText = Readonly<{ kind: string; at: number | null; text: string }>;

/** One source as it was just read. `raw` is the SHA-256 of its bytes, null where it is no single file. */
export type SourceRead = SourceKey &
  Readonly<{
    adapterVersion: number;
    fingerprint: string | null;
    raw: Digest | null;
    sessions: readonly Readonly<{ trace: Trace; texts: readonly KeptText[] }>[];
    counts: SourceCounts;
    dropped: Readonly<Record<string, number>>;
    readMark?: ReadMark | null;
    /** The one session holds the requests from this one on; those before stay as they are kept. */
    onto?: number;
  }>;

/** What is to be forgotten, and never kept again although the log still holds it. `before` in milliseconds; a project is a folder and all below it. */
export type Forget = Readonly<{ kind: "before"; value: number } | { kind: "session"; value: string } | { kind: "project"; value: string }>;

export type ForgetList = Readonly<{ before: number; sessions: ReadonlySet<string>; projects: readonly string[] }>;

/** Sessions and requests by their ids. */
export type Selected = Readonly<{ sessions: readonly string[]; requests: readonly string[] }>;

/** Which requests: those not known to be older than `since`, of these sources (by `SourceKnown.id`). */
export type Wanted = Readonly<{ since?: number; sources?: ReadonlySet<number> }>;

/** Where traces rest. Everything in it is redacted already. */
export type TraceStore = Readonly<{
  /** All of these sources, or none of them. A source put again replaces what was kept of it, also with other settings. */
  put(sources: readonly SourceRead[]): void;
  /** Every source read so far, by the key's JSON. */
  sources(): ReadonlyMap<string, SourceKnown>;
  /** Where the source with this id was read to, and how its session is kept; null when there is no such mark, or not all of what stands before it is kept. */
  readMark(source: number): Readonly<{ mark: ReadMark; trace: StoredTrace }> | null;
  traces(): readonly StoredTrace[];
  /** Requests oldest first, those without a time at the end. */
  requests(wanted?: Wanted): readonly Request[];
  /** Their ids alone, sorted: what tells two runs over the same requests. */
  requestIds(wanted?: Wanted): readonly string[];
  request(id: string): Request | null;
  session(
    id: string,
  ): Readonly<{ trace: StoredTrace; requests: readonly Request[]; texts: readonly KeptText[]; normalized: string; adapterVersion: number }> | null;
  counts(): Readonly<{ sessions: number; requests: number }>;
  /** What would be gone. */
  selected(what: Forget): Selected;
  /** Removes it and remembers that it is not to come back. */
  forget(what: Forget, now: number): Selected;
  hasOlder(before: number): boolean;
  /** Removes requests older than this, and sessions left empty by it, without remembering anything. */
  expire(before: number): Selected;
  forgotten(): ForgetList;
  /** Counts up with every change of what is kept. */
  generation(): number;
  /** A result computed from what is kept, or null: `key` must name everything it was computed from. */
  remembered(key: string): string | null;
  remember(key: string, value: string): void;
  close(): void;
}>;

/** Source -> its key in `sources()`. */
export function keyOf({ adapter, root, name, readAs }: SourceKey): string {
  return JSON.stringify([adapter, root, name, readAs]);
}
