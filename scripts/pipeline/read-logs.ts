import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import { ADAPTERS } from "#adapters/list";
import { OBSERVER } from "#generated/digests";
import { ForgeError } from "#kernel/errors";
import { makeRedactor } from "#stages/observe/redaction/redact";
import { keyOf, type SourceCounts, type SourceKey, type SourceKnown, type SourceRead, type TraceStore } from "#store/trace-store";
import type { Helper } from "#kernel/powers";
import { changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { helpedReading, type HelpGiven } from "./help-reading.ts";
import { absolute } from "./places.ts";
import { type Bounds, boundsOf } from "./project-bounds.ts";
import { hashingPowers } from "./raw-digests.ts";
import { sumOf } from "./read-marks.ts";
import { type ContentRead, readOnto, readWhole, type ReadTools } from "./read-source.ts";

export type ReadingOptions = Readonly<{ days: number | null; source: string; path: string | null; includeGroups: boolean; includeDeleted: boolean }>;

export type ReadSource = Readonly<{ adapter: string; label: string; path: string; sessions: number }>;

/** What a run over the logs found: counts over every source that is there, read now or before, and which of them were read now. */
export type LogsRead = Readonly<{
  counts: SourceCounts;
  dropped: Readonly<Record<string, number>>;
  sources: readonly ReadSource[];
  /** Sources there, by their id in the store. */
  ids: ReadonlySet<number>;
  read: number;
  unchanged: number;
}>;

/** How much of one long message is kept. */
const TEXT_CHARS = 4000;
/** What was read is put away after so many requests, or after so long: an interruption costs no more than that. */
const BATCH_REQUESTS = 5000;
const BATCH_MS = 3000;
/** A helper is asked for once so many logs were read and, as they went, the rest takes so long: it takes a while until it is of use. */
const HELP_AFTER = 4;
const HELP_FOR_MS = 1000;

const NONE: SourceCounts = { sessions: 0, userPrompts: 0, assistantMessages: 0, toolCalls: 0, requests: 0, redactions: 0 };

type Place = Readonly<{ adapter: LogAdapter; root: LogRoot }>;

/** Reads every source that changed since it was read last, and puts it away as it goes. Throws USAGE for an unknown agent, FILE_UNREADABLE for a path that is not there. */
export function readLogs(context: Context, store: TraceStore, options: ReadingOptions): LogsRead {
  return new Reader(context, store, options).run(placesToRead(context, options));
}

class Reader {
  private readonly context: Context;
  private readonly store: TraceStore;
  private readonly options: ReadOptions;
  private readonly readAs: string;
  private readonly bounds: Bounds;
  private readonly tools: ReadTools;
  private readonly known: ReadonlyMap<string, SourceKnown>;
  private batch: SourceRead[] = [];
  private waiting = 0;
  private flushed: number;
  private readonly started: number;
  private places: readonly Place[] = [];
  private total: number | null = null;
  private read = 0;
  private unchanged = 0;
  private piece = -1;
  private helper: Helper | null | undefined;
  private readonly seen = new Map<string, Pick<SourceRead, "counts" | "dropped">>();

  constructor(context: Context, store: TraceStore, { includeGroups, includeDeleted }: ReadingOptions) {
    const { policy, powers } = context;
    this.context = context;
    this.store = store;
    this.options = { includeGroups, includeDeleted, lineBytes: policy.read.lineBytes };
    this.bounds = boundsOf(context, store.forgotten());
    // whatever decides what comes out of the same bytes: with other settings they are read again
    this.readAs = JSON.stringify([
      OBSERVER,
      includeGroups,
      includeDeleted,
      policy.read.lineBytes,
      policy.read.keepText,
      policy.read.hideEmails,
      this.bounds.stamp,
    ]);
    const settings = { redact: makeRedactor({ emails: policy.read.hideEmails }), home: powers.host.home, textChars: TEXT_CHARS };
    this.tools = { hashing: hashingPowers(powers), settings, bounds: this.bounds, keepText: policy.read.keepText };
    this.known = store.sources();
    this.started = powers.clock.now();
    this.flushed = this.started;
  }

  run(places: readonly Place[]): LogsRead {
    this.places = places;
    const sources = this.readAll();
    this.flush();
    const kept = this.read === 0 ? this.known : this.store.sources();
    const ids = new Set([...kept].flatMap(([key, one]) => (this.seen.has(key) ? [one.id] : [])));
    const all = [...this.seen.values()];
    return {
      counts: all.map((one) => one.counts).reduce(sumOf, NONE),
      dropped: all.map((one) => one.dropped).reduce(sumOf, {}),
      sources,
      ids,
      read: this.read,
      unchanged: this.unchanged,
    };
  }

  private readAll(): readonly ReadSource[] {
    try {
      return this.places.map((place) => ({ adapter: place.adapter.id, label: place.adapter.label, path: place.root.path, sessions: this.place(place) }));
    } finally {
      this.helper?.stop();
    }
  }

  /** How many sources have to be read in this run: a further listing, which is only worth its time to a person who waits. */
  private toRead(): number {
    if (this.total === null) {
      this.total = 0;
      for (const place of this.places)
        for (const source of place.adapter.sources(place.root, this.context.powers, this.options)) if (this.isNew(place, source)) this.total += 1;
    }
    return this.total;
  }

  private isNew(place: Place, source: LogSource): boolean {
    const known = this.known.get(keyOf(this.keyOf(place, source)));
    return known === undefined || source.fingerprint === null || known.fingerprint !== source.fingerprint || known.adapterVersion !== place.adapter.version;
  }

  private keyOf({ adapter, root }: Place, source: LogSource): SourceKey {
    return { adapter: adapter.id, root: root.path, name: source.id, readAs: this.readAs };
  }

  /** One place -> how many sessions are there. */
  private place(place: Place): number {
    let sessions = 0;
    for (const source of place.adapter.sources(place.root, this.tools.hashing.powers, this.options)) {
      this.piece += 1;
      const key = this.keyOf(place, source);
      const known = this.isNew(place, source) ? undefined : this.known.get(keyOf(key));
      if (known === undefined) this.source(place, source, key);
      else {
        this.seen.set(keyOf(key), known);
        this.unchanged += 1;
      }
      sessions += this.seen.get(keyOf(key))?.counts.sessions ?? 0;
    }
    return sessions;
  }

  private source(place: Place, source: LogSource, key: SourceKey): void {
    const { powers } = this.context;
    const before = this.known.get(keyOf(key));
    const mark = before?.adapterVersion === place.adapter.version ? this.store.readMark(before.id) : null;
    const read = this.helped(source, key) ?? (mark === null ? null : readOnto(source, mark, this.tools)) ?? readWhole(source, this.tools);
    const one = { ...key, adapterVersion: place.adapter.version, fingerprint: source.fingerprint, ...read };
    this.seen.set(keyOf(key), one);
    this.batch.push(one);
    this.read += 1;
    this.waiting += read.counts.requests;
    const now = powers.clock.now();
    if (this.read % 50 === 0)
      powers.note({ kind: "progress", stage: "observe", done: this.read, total: this.toRead(), unit: "logs", elapsedMs: now - this.started });
    if (this.waiting >= BATCH_REQUESTS || now - this.flushed >= BATCH_MS) this.flush();
  }

  /** What a helper read of it. */
  private helped(source: LogSource, key: SourceKey): ContentRead | null {
    if (this.helper === undefined && this.isHelpWorth()) this.helper = this.startHelper();
    return this.helper == null ? null : helpedReading(this.helper, this.piece, keyOf(key), source);
  }

  private isHelpWorth(): boolean {
    // it reads only what was never read: where most was, listing all once more would be for nothing
    if (this.read < HELP_AFTER || this.known.size > this.read) return false;
    const each = (this.context.powers.clock.now() - this.started) / this.read;
    return each * (this.toRead() - this.read) >= HELP_FOR_MS;
  }

  private startHelper(): Helper | null {
    const { powers, policy } = this.context;
    // words that are kept beside the places are many times as much as what is handed over
    if (policy.read.keepText) return null;
    return powers.startHelper({
      host: powers.host,
      places: this.places.map(({ adapter, root }) => ({ adapter: adapter.id, root })),
      options: this.options,
      readAs: this.readAs,
      known: new Set(this.known.keys()),
      bounds: this.bounds,
      emails: policy.read.hideEmails,
      textChars: TEXT_CHARS,
    } satisfies HelpGiven);
  }

  /** Sources that tell nothing (a listing) are put away with the others, but are no reason to open the log of events. */
  private flush(): void {
    const batch = this.batch;
    this.batch = [];
    this.waiting = 0;
    this.flushed = this.context.powers.clock.now();
    const tells = batch.filter((one) => one.fingerprint !== null || one.sessions.length > 0);
    if (tells.length === 0) return;
    if (this.context.dryRun) {
      this.store.put(tells);
      return;
    }
    changing(this.context, ({ record }) => {
      this.store.put(tells);
      const { sessions, requests } = tells.map((one) => one.counts).reduce(sumOf, NONE);
      if (sessions > 0) record("observe.done", { sessions, requests });
    });
  }
}

/** Sources as `--source` and `--path` name them. */
function placesToRead(context: Context, { source, path }: ReadingOptions): readonly Place[] {
  const { host, files } = context.powers;
  const wanted = ADAPTERS.filter((adapter) => source === "auto" || adapter.id === source);
  if (wanted.length === 0) throw new ForgeError("USAGE", `there is no source "${source}"; there are auto, ${ADAPTERS.map((one) => one.id).join(", ")}`);
  if (path !== null) {
    const whole = absolute(host, path);
    if (files.facts(whole) === null) throw new ForgeError("FILE_UNREADABLE", `${whole} is not there`);
    const adapter = wanted.find((one) => one.accepts(whole, context.powers)) ?? (source === "auto" ? undefined : wanted[0]);
    if (adapter === undefined)
      throw new ForgeError("FILE_UNREADABLE", `${whole} holds no session logs that are known`, {
        details: { known: ADAPTERS.map((one) => one.label).join(", ") },
      });
    return [{ adapter, root: { adapter: adapter.id, path: whole, why: "--path" } }];
  }
  return wanted.flatMap((adapter) =>
    adapter
      .roots(host)
      .filter((root) => files.facts(root.path) !== null)
      .map((root) => ({ adapter, root })),
  );
}
