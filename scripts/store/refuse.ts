import { join } from "node:path";
import { type Capsule, NEXT_STATUS } from "#kernel/capsule";
import { canonicalJson } from "#kernel/canonical-json";
import { ForgeError } from "#kernel/errors";
import type { WriteFiles } from "#kernel/powers";
import { foldersOf, type Journal, linksOf, readJournal, writeJournal } from "./journal.ts";
import { keepAside, treeAt } from "./leftovers.ts";
import { isSwitched, type StorePlaces } from "./recover.ts";
import { loadCapsules, loadRollbacks, saveCapsules, saveRollbacks } from "./state-files.ts";
import { isStored } from "./trees.ts";

const STATUSES = Object.keys(NEXT_STATUS) as readonly Capsule["status"][];

/** The journal of a transaction that put something in place and did not end; null when there is none. The caller holds the lock. Throws JOURNAL_BROKEN. */
export function switchedJournal(files: WriteFiles, places: StorePlaces): Journal | null {
  files.sync(places.data);
  const journal = readJournal(files, places.journal);
  if (journal === null || journal.record.after === null) return null;
  files.sync(journal.root);
  return isSwitched(files, places, journal) ? journal : null;
}

/**
 * What was put in place must not stay there: it leaves its place, the records that name it go, and from then on the journal says that it is being taken
 * back, which `recover` does. Each step is harmless when done twice. A tree that is not in the store was made by somebody else, and is kept in `saved/`.
 */
export function refuseSwitch(files: WriteFiles, places: StorePlaces, journal: Journal): void {
  const { live, fresh } = foldersOf(journal);
  const { record, txn, skill } = journal;
  if (linksOf(files, places.data, journal).after === null) {
    if (files.facts(fresh) === null && files.facts(live) !== null) files.rename(live, fresh);
    const tree = treeAt(files, fresh);
    const known = tree !== null && tree.whole && isStored(files, places.store, tree.digest);
    if (tree !== null && !known && !keepAside(files, fresh, join(places.data, "saved", `${skill}-${txn}-refused`)))
      throw new ForgeError("JOURNAL_BROKEN", `${fresh} was put in place without an approval, and cannot be kept as it is`, { details: { path: fresh } });
  }
  const history = loadRollbacks(files, places.data).filter((one) => one.id !== record.id);
  saveRollbacks(
    files,
    places.data,
    history.map((one) => (one.undoneBy === record.id ? { ...one, undoneBy: null } : one)),
  );
  const became = new Map(journal.capsules.map((one) => [one.id, canonicalJson(one)]));
  const before = (one: Capsule): Capsule => {
    if (became.get(one.id) !== canonicalJson(one)) return one;
    const old = one.history.at(-2)?.status;
    const status = STATUSES.find((known) => known === old) ?? "staged";
    const generation = history.findLast(({ after }) => after?.capsule === one.id)?.generation ?? null;
    return { ...one, status, history: one.history.slice(0, -1), generation };
  };
  saveCapsules(files, places.data, loadCapsules(files, places.data).map(before));
  writeJournal(files, places.journal, { ...journal, phase: "back" });
}
