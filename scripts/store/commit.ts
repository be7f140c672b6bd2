import { dirname, join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { DeployPlan, LiveTarget, PlanStep } from "#kernel/plan";
import type { WriteFiles } from "#kernel/powers";
import type { Rollback } from "#kernel/rollback";
import { entriesOf, isHostPath, type SkillFile, treeDigestOf } from "#kernel/tree";
import { foldersOf, type Journal, reachPhase, writeJournal } from "./journal.ts";
import { linkedFolder } from "./linked.ts";
import { readLive } from "./live.ts";
import { readFolder, type ReadLimits, WHOLE } from "./read-folder.ts";
import { finish, type Settled, type StorePlaces, takeBack } from "./recover.ts";
import { readStored, storeTree, treeDigestAt, writeTree } from "./trees.ts";

/**
 * A plan with all that follows from it. `tree` holds the proposed files when they are not in the store yet; `capsules` are
 * the capsules as they will be; `undone` is the record that this one takes back.
 */
export type Commit = Readonly<{ plan: DeployPlan; record: Rollback; undone: string | null; capsules: readonly Capsule[]; tree: readonly SkillFile[] | null }>;

type Work = Readonly<{
  files: WriteFiles;
  places: StorePlaces;
  limits: ReadLimits;
  commit: Commit;
  live: readonly SkillFile[];
  journal: Journal;
  settled: (result: Settled) => void;
  reached: { staged: boolean };
}>;

/**
 * The whole transaction. In this order, each step durable before the next begins:
 * 1. the live skill is what the plan was computed from, else STALE_PLAN and nothing is written;
 * 2. journal (`staging`), with the record and the capsules, so that any later command can finish the work alone;
 * 3. old and new tree into the store, a plain copy of hand-edited files to `saved`, the new tree beside the live one, read back;
 * 4. journal (`staged`); old tree aside (and checked once more: an edit until this moment is seen), new tree in, read back;
 *    where links are given, the new link takes the place of the old one in one rename, and both trees are checked after it;
 * 5. journal (`switched`); rollbacks.json, capsules.json, then `settled` (the audit event), so that the log never claims
 *    what the state files do not show; the old tree goes, the journal goes.
 * An error before 5 takes everything back, tells `settled` so and throws; an error in 5, its first line included (it may be there although that was an error), leaves the journal, and the next command goes on there.
 */
export function commitPlan(files: WriteFiles, places: StorePlaces, commit: Commit, limits: ReadLimits, settled: (result: Settled) => void): void {
  const { plan, record } = commit;
  const byLink = plan.base.link !== undefined || plan.proposed?.link !== undefined;
  const current = readLive(files, plan.root, plan.skill, limits, byLink ? { linked: linkedFolder(files, places.data, plan.skill) } : {});
  stillAsPlanned(plan, current);
  const live = current.kind === "folder" ? readFolder(files, current.link ?? current.path, limits).skill.files : [];
  const journal: Journal = {
    schemaVersion: 2,
    phase: "staging",
    txn: record.txn,
    skill: plan.skill,
    root: plan.base.realRoot,
    out: current.kind !== null || current.link !== null,
    in: plan.proposed !== null,
    after: plan.proposed?.treeDigest ?? null,
    record,
    undone: commit.undone,
    capsules: commit.capsules,
  };
  // the folder of the skills is no part of the transaction: an empty one does no harm
  if (journal.in) files.makeFolder(journal.root, 0o755);
  attempt({ files, places, limits, commit, live, journal, settled, reached: { staged: false } });
  try {
    // the folders tell it as well, but only until a person touches them: from here on nothing but the journal is asked
    reachPhase(files, places.journal, journal, "switched");
    finish(files, places, { ...journal, phase: "switched" }, settled);
  } catch (error) {
    throw unfinished(error, plan);
  }
}

function attempt(work: Work): void {
  const { files, places, commit, journal } = work;
  try {
    writeJournal(files, places.journal, journal);
    const moves = commit.plan.steps.findIndex((step) => step.do === "move" || step.do === "link");
    const first = moves < 0 ? commit.plan.steps.length : moves;
    for (const step of commit.plan.steps.slice(0, first)) apply(work, step);
    reachPhase(files, places.journal, journal, "staged");
    work.reached.staged = true;
    // the last step removes the old tree: that comes after the records (finish)
    for (const step of commit.plan.steps.slice(first)) if (step.do !== "remove") apply(work, step);
  } catch (error) {
    giveUp(work);
    throw error;
  }
}

/** Takes back after an error. When that fails as well (full or dying disk), the journal stays and the next command does it. */
function giveUp(work: Work): void {
  const { files, places, journal, settled, reached } = work;
  const { live, fresh } = foldersOf(journal);
  const byLink = journal.record.after?.link !== undefined;
  try {
    // read from the folders: a rename can have happened although its fsync failed
    if (journal.in && !byLink && reached.staged && files.facts(fresh) === null && files.facts(live) !== null) files.rename(live, fresh);
    takeBack(files, places, { ...journal, phase: "staged" }, settled, (folder) => {
      if (reached.staged) keepEdited(work, folder);
    });
  } catch {
    // the first error is the one to tell
  }
}

/** The new tree was read back before it moved in: what differs now was written by somebody in that moment, and is theirs. */
function keepEdited({ files, places, journal }: Work, folder: string): void {
  if (files.facts(folder)?.kind !== "folder" || treeDigestAt(files, folder) === journal.after) return;
  const kept = keptAt(places, journal);
  files.makeFolder(dirname(kept), 0o700);
  try {
    files.rename(folder, kept);
  } catch (error) {
    // a folder of skills may lie on another disk than ours
    if (!(error instanceof ForgeError && error.details.reason === "EXDEV")) throw error;
    writeTree(files, kept, readFolder(files, folder, WHOLE).skill.files);
  }
}

function keptAt({ data }: StorePlaces, { skill, txn }: Journal): string {
  return join(data, "saved", `${skill}-${txn}-edited`);
}

function apply(work: Work, step: PlanStep): void {
  const { files, places, commit, journal, live } = work;
  const { plan } = commit;
  switch (step.do) {
    case "store":
      storeTree(files, places.store, { name: plan.skill, files: step.treeDigest === plan.base.treeDigest ? live : proposedFiles(work) });
      return;
    case "save":
      files.makeFolder(dirname(step.to), 0o700);
      writeTree(files, step.to, live);
      return;
    case "stage":
      if (plan.proposed?.link !== undefined) files.makeFolder(dirname(step.path), 0o700);
      // what the host keeps in a skill's folder stays with the skill
      writeTree(files, step.path, [...proposedFiles(work), ...live.filter((file) => isHostPath(file.path))]);
      sameTree(work, step.path, step.treeDigest);
      return;
    case "move":
      files.rename(step.from, step.to);
      if (step.to === foldersOf(journal).aside) stillTheOld(work, plan.base.link ?? step.to);
      else stillTheNew(work, step.to);
      return;
    case "link":
      files.link(step.to, step.path, step.via);
      if (plan.base.link !== undefined) stillTheOld(work, plan.base.link);
      if (files.linkTarget(step.path) !== step.to) throw stale(plan, "was changed in this very moment");
      stillTheNew(work, step.to);
      return;
    case "remove":
      files.removeTree(step.path);
  }
}

function proposedFiles({ files, places, commit }: Work): readonly SkillFile[] {
  const digest = commit.plan.proposed?.treeDigest ?? "";
  const content = commit.tree ?? readStored(files, places.store, digest);
  const own = content.filter((file) => !isHostPath(file.path));
  if (treeDigestOf(entriesOf(own)) !== digest)
    throw new ForgeError("STALE_APPROVAL", `the files of ${commit.plan.skill} are not those of the plan`, { details: { skill: commit.plan.skill } });
  return own;
}

/** Reading back: the disk holds what was meant, byte for byte and mode for mode. */
function sameTree(work: Work, folder: string, digest: Digest | null): void {
  if (!holds(work, folder, digest)) {
    throw new ForgeError("FILE_UNWRITABLE", `${folder} does not hold what was written to it; it was taken back`, {
      details: { path: folder, reason: "read-back" },
    });
  }
}

function holds({ files, limits }: Work, folder: string, digest: Digest | null): boolean {
  const { skill, problems } = readFolder(files, folder, limits);
  return !problems.some((one) => !isHostPath(one.path)) && treeDigestOf(entriesOf(skill.files)) === digest;
}

/** The same once it moved in: it was read back before, so what differs is somebody's edit. */
function stillTheNew(work: Work, folder: string): void {
  const { plan } = work.commit;
  if (holds(work, folder, plan.proposed?.treeDigest ?? null)) return;
  const saved = keptAt(work.places, work.journal);
  throw new ForgeError(
    "STALE_PLAN",
    `${plan.path} was changed in the moment in which it moved in; that was taken back, and what was changed is kept at ${saved}`,
    {
      details: { path: plan.path, saved },
    },
  );
}

function stillTheOld(work: Work, folder: string): void {
  // a link that led nowhere has no tree that could have been changed
  if (work.commit.plan.base.treeDigest === null) return;
  const { skill } = readFolder(work.files, folder, work.limits);
  if (treeDigestOf(entriesOf(skill.files)) !== work.commit.plan.base.treeDigest) throw stale(work.commit.plan, "was changed in this very moment");
}

function stillAsPlanned(plan: DeployPlan, current: LiveTarget): void {
  if (current.realRoot !== plan.base.realRoot || current.path !== plan.path) throw stale(plan, "leads to another place now");
  if (current.rootKind !== null && current.rootKind !== "folder") throw stale(plan, "stands in a folder that became something else");
  if (current.link !== (plan.base.link ?? null)) throw stale(plan, "leads to another place now");
  if ((current.kind === null) !== (plan.base.treeDigest === null) || current.treeDigest !== plan.base.treeDigest || current.problems.length > 0)
    throw stale(plan, "changed after the plan was made");
}

function stale(plan: DeployPlan, why: string): ForgeError {
  return new ForgeError("STALE_PLAN", `${plan.path} ${why}`, { details: { path: plan.path } });
}

function unfinished(error: unknown, plan: DeployPlan): unknown {
  if (!(error instanceof ForgeError)) return error;
  const words = `${error.message}. The skill itself is switched at ${plan.path}; the next command completes its records`;
  return new ForgeError(error.code, words, { details: { ...error.details, pending: "true" }, cause: error });
}
