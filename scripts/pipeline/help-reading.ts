import type { LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import { ADAPTERS } from "#adapters/list";
import type { Helper, Helping, HostFacts, ReadPowers } from "#kernel/powers";
import { makeRedactor } from "#stages/observe/redaction/redact";
import { keyOf } from "#store/trace-store";
import type { Bounds } from "./project-bounds.ts";
import { hashingPowers } from "./raw-digests.ts";
import { type ContentRead, readWhole } from "./read-source.ts";

/** Everything that decides what is read of a log, as data: the helper is another thread and has a copy. `known`: keys of what was read before. */
export type HelpGiven = Readonly<{
  host: HostFacts;
  places: readonly Readonly<{ adapter: string; root: LogRoot }>[];
  options: ReadOptions;
  readAs: string;
  known: ReadonlySet<string>;
  bounds: Bounds;
  emails: boolean;
  textChars: number;
}>;

type Made = Readonly<{ key: string; fingerprint: string | null; read: ContentRead | null }>;

/**
 * Reads logs that were never read, in the order in which the reader comes to them, and tells what is kept of each. Secrets are numbered in the order of a whole run, so what holds
 * one is left to the reader.
 */
export function helpReading(given: HelpGiven, { host, files, zstd }: ReadPowers, { claim, tell }: Helping): void {
  const hashing = hashingPowers({ host, files, zstd });
  const redact = makeRedactor({ emails: given.emails });
  let secrets = 0;
  const settings = {
    redact: (text: string) => {
      const redacted = redact(text);
      if (redacted.text !== text) secrets += 1;
      return redacted;
    },
    home: given.host.home,
    textChars: given.textChars,
  };
  let piece = -1;
  for (const { adapter: id, root } of given.places) {
    for (const source of ADAPTERS.find((one) => one.id === id)?.sources(root, hashing.powers, given.options) ?? []) {
      piece += 1;
      const key = keyOf({ adapter: id, root: root.path, name: source.id, readAs: given.readAs });
      if (!isPlain(source) || given.known.has(key) || !claim(piece)) continue;
      const before = secrets;
      const read = readWhole(source, { hashing, settings, bounds: given.bounds, keepText: false });
      tell(piece, { key, fingerprint: source.fingerprint, read: secrets === before ? read : null } satisfies Made);
    }
  }
}

/** A file of its own that is only appended to: it does not matter when, and beside what, it is read. */
function isPlain({ fingerprint, readOn }: LogSource): boolean {
  return fingerprint !== null && readOn !== undefined;
}

/** Helper and a source that was never read -> what the helper read of it; null when it is to be read here. */
export function helpedReading(helper: Helper, piece: number, key: string, source: LogSource): ContentRead | null {
  const made = helper.take(piece) as Made | null;
  // a listing that changed under the two of them counts in another way
  return made !== null && made.key === key && made.fingerprint === source.fingerprint ? made.read : null;
}
