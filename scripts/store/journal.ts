import { validateCapsulesFile, validateRollbacksFile } from "#generated/validators";
import { isAbsolute, join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Rollback } from "#kernel/rollback";
import { isGeneration, linkedFolder } from "./linked.ts";
import { noteFields, noteText } from "./note.ts";
import { isPlainName } from "./plain-name.ts";

/**
 * How far a transaction got. `staging`: nothing was moved. `staged`: the new tree is complete and the moves may have begun;
 * which of them happened is read from the folders. `back`: it is being taken back. `switched`: the skill is the new one,
 * its records may still be missing.
 */
export type Phase = "staging" | "staged" | "back" | "switched";

/** All that is needed to finish a transaction or to take it back, written before anything moves. */
export type Journal = Readonly<{
  /** Version 1 was written anew at each phase; it is read as it was. */
  schemaVersion: 2;
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

const VERSION = 2;
const LIMIT = 64 << 20;
const PHASES: readonly Phase[] = ["staging", "staged", "back", "switched"];

/**
 * The journal of an interrupted transaction; null when there is none. Its first line says everything, each line after it a phase that was reached since. Throws
 * JOURNAL_BROKEN for one that cannot be understood, STATE_TOO_NEW for a newer program's.
 */
export function readJournal(files: ReadFiles, path: string): Journal | null {
  if (files.facts(path) === null) return null;
  const text = noteText(files, path, LIMIT);
  if (text === null) throw new ForgeError("JOURNAL_BROKEN", `${path} cannot be read`, { details: { path } });
  const whole = noteFields(path, text, VERSION);
  const [first = "", ...later] = text.split("\n");
  const note: unknown =
    whole === "broken" ? noteFields(path, first, VERSION) : { ...whole, schemaVersion: whole["schemaVersion"] === 1 ? VERSION : whole["schemaVersion"] };
  if (note === "broken") throw new ForgeError("JOURNAL_BROKEN", `${path} cannot be read`, { details: { path } });
  const phases = whole === "broken" ? later.slice(0, -1).map(phaseIn) : [];
  const known = phases.findLastIndex((one) => one !== null);
  // a crash leaves at most one line that is none, at the end: a phase that nobody was told of, and the folders say what happened
  if (phases.slice(0, known + 1).includes(null) || phases.length > known + 2 || !isJournal(note))
    throw new ForgeError("JOURNAL_BROKEN", `${path} is no journal of this version`, { details: { path } });
  return { ...note, phase: phases[known] ?? note.phase };
}

/** Writes a journal whole. Throws UNEXPECTED for one that could not be read back: what no later command understands must not be begun. */
export function writeJournal(files: WriteFiles, path: string, journal: Journal): void {
  const known: unknown = journal;
  if (!isJournal(known)) throw new ForgeError("UNEXPECTED", `the journal ${path} would not fit its own form; nothing was begun`);
  files.replace(path, new TextEncoder().encode(`${JSON.stringify(journal)}\n`), 0o600);
}

/** Says in the journal that was written how far it got: a line at its end is one fsync, a file replaced is two. */
export function reachPhase(files: WriteFiles, path: string, journal: Journal, phase: Phase): void {
  if (files.facts(path)?.kind === "file") files.append(path, new TextEncoder().encode(`${JSON.stringify({ phase })}\n`), 0o600);
  else writeJournal(files, path, { ...journal, phase });
}

function phaseIn(line: string): Phase | null {
  return PHASES.find((phase) => line === JSON.stringify({ phase })) ?? null;
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
    schemaVersion === VERSION &&
    PHASES.some((one) => one === phase) &&
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
