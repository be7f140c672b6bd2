import type { LogSource, Reading } from "#adapters/contract";
import type { Dropped, DropReason } from "#kernel/dropped";
import type { FileFacts, ReadPowers } from "#kernel/powers";

/** Reason and place -> a Reading that holds nothing else. */
export function nothing(reason: DropReason, path: string, detail?: string): Reading {
  return { conversation: null, dropped: [dropOf(reason, path, detail)] };
}

/** Reason and path -> one whole thing left out. */
export function dropOf(reason: DropReason, path: string, detail?: string, line = 0): Dropped {
  const place = { path, line };
  return detail === undefined ? { reason, place } : { reason, place, detail };
}

/** What a listing left out, as a source that is told anew in every run. Nothing left out is no source. */
export function leftOut(id: string, dropped: readonly Dropped[]): readonly LogSource[] {
  return dropped.length === 0 ? [] : [{ id, fingerprint: null, read: () => [{ conversation: null, dropped }] }];
}

/** Files that a source depends on -> what tells that none of them changed: a writer that appends, replaces or touches one changes this. Null when one cannot be looked at. */
export function fingerprintOf(paths: readonly string[], powers: ReadPowers): string | null {
  try {
    return JSON.stringify(paths.map((path) => stampOf(powers.files.facts(path))));
  } catch {
    return null;
  }
}

/** A database as its files stand: the log beside it holds what was written last. */
export function databaseFiles(path: string): readonly string[] {
  return [path, `${path}-wal`];
}

function stampOf(facts: FileFacts | null): string {
  return facts === null ? "absent" : [facts.device, facts.inode, facts.bytes, facts.modifiedMs].join(" ");
}
