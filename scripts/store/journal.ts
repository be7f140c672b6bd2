import { validateCapsulesFile, validateRollbacksFile } from "#generated/validators";
import { isAbsolute, join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Rollback } from "#kernel/rollback";
import { isGeneration, linkedFolder } from "./linked.ts";
import { readNote, writeNote } from "./note.ts";
import { isPlainName } from "./plain-name.ts";

/**
 * How far a transaction got. `staging`: nothing was moved. `staged`: the new tree is complete and the moves may have begun;
 * which of them happened is read from the folders. `back`: it is being taken back. `switched`: the skill is the new one,
 * its records may still be missing.
 */
export type Phase = "staging" | "staged" | "back" | "switched";

/** All that is needed to finish a transaction or to take it back, written before anything moves. */
export type Journal = Readonly<{
  schemaVersion: 1;
  phase: Phase;
  txn: string;
  skill: string;
  /** Real path of the skill root. */
  root: string;
  /** Does something stand there before, and does something after? */
  out: boolean;
  in: boolean;
  after: Digest | null;
  record: Rollback;
  undone: string | null;
  capsules: readonly Capsule[];
}>;

const LIMIT = 64 << 20;
const PHASES: readonly unknown[] = ["staging", "staged", "back", "switched"];

/** The journal of an interrupted transaction; null when there is none. Throws JOURNAL_BROKEN for one that cannot be understood, STATE_TOO_NEW for a newer program's. */
export function readJournal(files: ReadFiles, path: string): Journal | null {
  const note: unknown = readNote(files, path, LIMIT);
  if (note === null) return null;
  if (note === "broken") throw new ForgeError("JOURNAL_BROKEN", `${path} cannot be read`, { details: { path } });
  if (!isJournal(note)) throw new ForgeError("JOURNAL_BROKEN", `${path} is no journal of this version`, { details: { path } });
  return note;
}

/** Throws UNEXPECTED for a journal that could not be read back: what no later command understands must not be begun. */
export function writeJournal(files: WriteFiles, path: string, journal: Journal): void {
  const known: unknown = journal;
  if (!isJournal(known)) throw new ForgeError("UNEXPECTED", `the journal ${path} would not fit its own form; nothing was begun`);
  writeNote(files, path, journal);
}

/** The folders of a transaction. They are made from names and never read from the journal: a forged journal must not choose what is removed. */
export function foldersOf({ root, skill, txn }: Pick<Journal, "root" | "skill" | "txn">): Readonly<{ live: string; fresh: string; aside: string }> {
  return { live: join(root, skill), fresh: join(root, `.skill-forge-${txn}`), aside: join(root, `.skill-forge-${txn}-old`) };
}

/**
 * Where the links of a transaction lead, before and after it; null for a plain folder, and for nothing. Throws JOURNAL_BROKEN for a
 * folder that is no generation of this skill in this data folder: what the record says is not trusted with what is removed.
 */
export function linksOf(files: ReadFiles, data: string, { skill, record }: Journal): Readonly<{ before: string | null; after: string | null }> {
  const linked = linkedFolder(files, data, skill);
  const checked = (link: string | undefined): string | null => {
    if (link !== undefined && !isGeneration(linked, link))
      throw new ForgeError("JOURNAL_BROKEN", `the journal names ${link}, which is no generation of ${skill}`, { details: { path: link } });
    return link ?? null;
  };
  return { before: checked(record.before?.link), after: checked(record.after?.link) };
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== "object" || value === null) return false;
  const { schemaVersion, phase, txn, skill, root, out, in: moves, after, record, undone, capsules } = value as Record<string, unknown>;
  return (
    schemaVersion === 1 &&
    PHASES.includes(phase) &&
    typeof txn === "string" &&
    /^[0-9a-f]{8,64}$/.test(txn) &&
    typeof skill === "string" &&
    isPlainName(skill) &&
    typeof root === "string" &&
    isAbsolute(root) &&
    typeof out === "boolean" &&
    typeof moves === "boolean" &&
    (after === null || typeof after === "string") &&
    (undone === null || typeof undone === "string") &&
    validateRollbacksFile({ schemaVersion: 2, rollbacks: [record] }) &&
    validateCapsulesFile({ schemaVersion: 1, capsules })
  );
}
