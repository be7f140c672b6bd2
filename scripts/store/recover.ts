import { join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Rollback } from "#kernel/rollback";
import { foldersOf, type Journal, linksOf, readJournal, writeJournal } from "./journal.ts";
import { loadCapsules, loadRollbacks, saveCapsules, saveRollbacks } from "./state-files.ts";
import { sweep } from "./sweep.ts";
import { treeDigestAt } from "./trees.ts";

/** Where a data folder keeps what a transaction needs. */
export type StorePlaces = Readonly<{ data: string; store: string; journal: string }>;

/** What became of a transaction: the skill is as before it (`old`) or as planned (`new`). */
export type Settled = Readonly<{ outcome: "old" | "new"; record: Rollback }>;

/**
 * Finishes or takes back what an interrupted command began; null when there is nothing. The caller holds the lock and calls
 * it first in every command that changes state. `settled` is told before the journal goes, so that the audit log mentions
 * the outcome even when this is interrupted in turn (it may then be told twice). Throws JOURNAL_BROKEN.
 */
export function recover(files: WriteFiles, places: StorePlaces, settled: (result: Settled) => void): Settled | null {
  // what is read from here on may have been written by a process that was killed before its fsync: a power cut must not take it back later
  for (const folder of [places.data, places.store, join(places.data, "staging"), join(places.data, "saved")]) files.sync(folder);
  sweep(files, places);
  const journal = readJournal(files, places.journal);
  if (journal === null) return null;
  for (const folder of [journal.root, join(places.data, "linked", journal.skill)]) files.sync(folder);
  const outcome = isSwitched(files, places, journal) ? "new" : "old";
  if (outcome === "new") finish(files, places, journal, settled);
  else takeBack(files, places, journal, settled);
  return { outcome, record: journal.record };
}

/**
 * After the switch: state files in line with the skill, then the audit log, then the old tree goes (it is in the store),
 * then the journal. Each step is harmless when done twice.
 */
export function finish(files: WriteFiles, places: StorePlaces, journal: Journal, settled: (result: Settled) => void): void {
  if (journal.phase !== "switched") writeJournal(files, places.journal, { ...journal, phase: "switched" });
  const { record, undone } = journal;
  const others = loadRollbacks(files, places.data).filter((one) => one.id !== record.id);
  saveRollbacks(files, places.data, [...others.map((one) => (one.id === undone ? { ...one, undoneBy: record.id } : one)), record]);
  saveCapsules(files, places.data, replaced(loadCapsules(files, places.data), journal.capsules));
  settled({ outcome: "new", record });
  const { before } = linksOf(files, places.data, journal);
  files.removeTree(foldersOf(journal).aside);
  if (before !== null) removeGeneration(files, places, before, record);
  files.removeFile(places.journal);
}

/** Before the switch: the old tree or link moves back if it had moved, the new one goes, then the journal. `going` is told of a new tree before it goes. */
export function takeBack(
  files: WriteFiles,
  places: StorePlaces,
  journal: Journal,
  settled: (result: Settled) => void,
  going: (folder: string) => void = () => undefined,
): void {
  const { live, fresh, aside } = foldersOf(journal);
  const { before, after } = linksOf(files, places.data, journal);
  if (after !== null && leadsTo(files, live, after)) {
    // a link that still leads to the new tree would look like a finished switch, whatever the reason for taking it back
    if (journal.phase !== "back") writeJournal(files, places.journal, { ...journal, phase: "back" });
    if (before === null || files.facts(aside) !== null) files.removeFile(live);
    else files.link(before, live, fresh);
  }
  if (journal.out && files.facts(aside) !== null) {
    if (files.facts(live) !== null) {
      throw new ForgeError("JOURNAL_BROKEN", `${live} and ${aside} are both there: somebody put the first one there while a deploy was interrupted`, {
        details: { live, aside },
      });
    }
    files.rename(aside, live);
  }
  // without the new tree the folders would look like a finished switch; from here on the journal says that they are not
  if (journal.phase !== "back") writeJournal(files, places.journal, { ...journal, phase: "back" });
  for (const one of after === null ? [fresh] : [fresh, after]) {
    going(one);
    files.removeTree(one);
  }
  settled({ outcome: "old", record: journal.record });
  files.removeFile(places.journal);
}

/**
 * Did the last move happen? Told by the folders: a rename is whole or did not happen. The new tree is gone from beside the
 * skill exactly when it moved in, a new link leads to it; without a new tree, the old one stands aside exactly when it moved out.
 */
export function isSwitched(files: ReadFiles, places: StorePlaces, journal: Journal): boolean {
  if (journal.phase === "switched") return true;
  if (journal.phase !== "staged") return false;
  const { live, fresh, aside } = foldersOf(journal);
  const { after } = linksOf(files, places.data, journal);
  if (!journal.in) return !journal.out || files.facts(aside) !== null;
  if (after !== null) return leadsTo(files, live, after);
  // neither new nor live, but the old one aside: somebody removed the new skill by hand; the old one is all there is
  return files.facts(fresh) === null && (files.facts(live) !== null || files.facts(aside) === null);
}

/** The tree behind the link before this one is in the store; when somebody wrote into it since, it is kept where what forced acts replace is kept. */
function removeGeneration(files: WriteFiles, { data }: StorePlaces, folder: string, { txn, skill, at, before }: Rollback): void {
  if (files.facts(folder) === null) return;
  if (treeDigestAt(files, folder) === before?.treeDigest) {
    files.removeTree(folder);
    return;
  }
  files.makeFolder(join(data, "saved"), 0o700);
  files.rename(folder, join(data, "saved", `${at.replaceAll(":", "-")}-${skill}-linked-${txn}`));
}

function leadsTo(files: ReadFiles, path: string, target: string): boolean {
  return files.facts(path)?.kind === "link" && files.linkTarget(path) === target;
}

function replaced(capsules: readonly Capsule[], changed: readonly Capsule[]): readonly Capsule[] {
  const ids = new Set(changed.map((one) => one.id));
  return [...capsules.filter((one) => !ids.has(one.id)), ...changed];
}
