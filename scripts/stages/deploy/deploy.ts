import { basename } from "node:path";
import type { Capsule } from "#kernel/capsule";
import type { LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import type { Approved, InstalledSkill, Skill } from "#kernel/skill";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { isTarget, TARGETS } from "#kernel/targets.table";
import { visible } from "#kernel/visible";
import { historyOf, type Occasion, type Planned, planned } from "./generation.ts";
import { changedSince, notMadeOn, refused, type Refused, unsafeTarget } from "./refusal.ts";

/** `visible` is every skill that the host can see, in every root (`folder` a real path); `history` every record of every skill. */
export type DeployRequest = Occasion &
  Readonly<{
    approved: Approved<Capsule>;
    skill: Skill;
    current: LiveTarget;
    visible: readonly Pick<InstalledSkill, "name" | "folder">[];
    history: readonly Rollback[];
    force: boolean;
  }>;

export type Deployment = Planned | Readonly<{ kind: "already"; generation: number }> | Refused;

/**
 * Approved skill and what stands at its place -> forward steps and their exact undo, or "already there", or the reason
 * why not. Checks the bytes against the approval once more. Never writes, and never plans over what is not ours.
 */
export function deploy(request: DeployRequest): Deployment {
  const { approved, skill, current, force } = request;
  const entries = entriesOf(skill.files);
  const treeDigest = treeDigestOf(entries);
  const stale = staleApproval(request, treeDigest);
  if (stale !== null) return stale;
  const last = historyOf(request.history, current).at(-1);
  const owned = last?.after === null ? undefined : last;
  const unsafe = unsafeTarget(current) ?? takenName(request, owned !== undefined);
  if (unsafe !== null) return unsafe;

  if ((current.kind !== null || current.link !== null) && owned === undefined)
    return refused("NOT_OWNED", `${visible(current.path)} was not put there by Skill-Forge`, [current.path]);
  // brought back with what a person had changed in it, it is deployed as well: its own bytes would undo their work
  const same = (digest: string | undefined) => digest !== undefined && current.treeDigest === digest;
  if (owned !== undefined && same(owned.after?.treeDigest) && (same(treeDigest) || owned.after?.capsule === approved.id))
    return { kind: "already", generation: owned.generation };
  // what stands as it was deployed is in the store: nothing of it could be lost, on whichever host's copy a version was made
  const edited = owned === undefined ? null : changedSince(current, owned);
  const madeOn = approved.revision?.live ?? approved.adopted;
  const changed = edited === null || madeOn === undefined ? edited : notMadeOn(current, madeOn);
  if (changed !== null && !force) return changed;

  const after = { treeDigest, capsule: approved.id, files: entries.map((one) => ({ ...one })) };
  return planned({ act: "deploy", current, history: request.history, after, from: owned?.generation ?? null, save: changed !== null, undone: null }, request);
}

/** The brand says that review made the value; that it speaks of these bytes and this policy is checked here. */
function staleApproval({ approved, skill, current, policyDigest }: DeployRequest, treeDigest: string): Refused | null {
  const { decision } = approved;
  if (decision?.kind !== "approved") return refused("STALE_APPROVAL", `${visible(skill.name)} is not approved`);
  if (decision.treeDigest !== treeDigest || approved.treeDigest !== treeDigest)
    return refused("STALE_APPROVAL", `${visible(skill.name)} is not what was approved: its files changed`);
  if (decision.policyDigest !== policyDigest) return refused("STALE_APPROVAL", `${visible(skill.name)} was approved under another policy`);
  if (approved.name !== skill.name || skill.name !== current.name)
    return refused("STALE_APPROVAL", `the approval is for ${visible(approved.name)}, not for ${visible(current.name)}`);
  return null;
}

/**
 * Two skills of one name: the host shows one of them, and nobody knows which. Copies of ours at other hosts whose folders this one
 * reads as well are in the way of a first deploy, where a second copy helps nobody, and not of the versions after it.
 */
function takenName({ host: by, current, visible: skills, history }: DeployRequest, owned: boolean): Refused | null {
  const [alias] = current.aliases;
  if (alias !== undefined)
    return refused("NAME_TAKEN", `${visible(alias)} in the same folder differs from ${visible(current.name)} by case or accents only`, [alias]);
  const own = new Set([current.path, `${current.root.replace(/\/+$/, "")}/${current.name}`, ...(current.link === null ? [] : [current.link])]);
  const ours = placesOf(history, current.name);
  const name = folded(current.name);
  const other = skills.find(
    (one) => (folded(one.name) === name || folded(basename(one.folder)) === name) && !own.has(one.folder) && !(owned && ours.has(one.folder)),
  );
  if (other === undefined) return null;
  const host = ours.get(other.folder);
  const words =
    host === undefined
      ? `a skill named ${visible(other.name)} is already at ${visible(other.folder)}`
      : `${titleOf(by)} sees ${visible(other.name)} already, at ${visible(other.folder)}, where it was deployed to ${host}`;
  return refused("NAME_TAKEN", words, [other.folder]);
}

/** Where a skill of ours stands now -> the host it was deployed to. */
function placesOf(history: readonly Rollback[], skill: string): ReadonlyMap<string, string> {
  const last = new Map(history.filter((one) => one.skill === skill).map((one) => [one.path, one]));
  return new Map([...last.values()].flatMap((one) => (one.after === null ? [] : [[one.path, one.host] as const])));
}

function titleOf(host: string): string {
  return isTarget(host) ? TARGETS[host].title : host;
}

function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
