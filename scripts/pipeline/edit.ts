import { join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import type { Card } from "#kernel/card";
import { ForgeError } from "#kernel/errors";
import type { Skill } from "#kernel/skill";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { descriptionOf, editedSkill } from "#stages/review/edited";
import { readFolder } from "#store/read-folder";
import { storeTree, writeStaged, writeTree } from "#store/trees";
import { type Change, changing } from "./changing.ts";
import { actorOf, type Context, nowOf } from "./context.ts";
import { inspect, type Inspection } from "./inspect.ts";
import { cardOf, keptOn, pendingOf, save, stagedSkill } from "./review.ts";
import { scannerFor } from "./scanner.ts";

/** A copy of a staged skill for an editor: `files` are the paths worth opening, SKILL.md first; `tree` is what was copied. */
export type EditCopy = Readonly<{ name: string; folder: string; files: readonly string[]; tree: string }>;
export type EditResult = Readonly<{ schemaVersion: 1; status: "edited" | "unchanged"; card: Card }>;

/** The staged skill -> a copy in the data folder. The staged bytes stay as they are until the copy is taken over. Throws USAGE for what is decided. */
export function copyForEdit(context: Context, name: string): EditCopy {
  const { powers, places } = context;
  if (context.dryRun) throw new ForgeError("USAGE", "an edit writes; leave out --dry-run");
  const capsule = pendingOf(context, name);
  if (capsule.status !== "staged" && capsule.status !== "approved")
    throw new ForgeError("USAGE", `${name} is ${capsule.status}: only what waits for a decision is edited`);
  const skill = stagedSkill(context, name);
  const folder = join(places.data, "edit", name);
  dropCopy(context, folder);
  writeTree(powers.files, folder, skill.files);
  const paths = skill.files.map((file) => file.path).filter((path) => path !== "skill.json" && path !== "SKILL.md");
  return { name, folder, files: ["SKILL.md", ...paths].map((path) => join(folder, path)), tree: treeOf(skill) };
}

export function dropCopy(context: Context, folder: string): void {
  context.powers.files.removeTree(folder);
}

/**
 * What a person made of the copy -> staged in place of what was there, with everything checked anew: lint, scan, gates, digests, card. An approval
 * does not outlive it. Throws STALE_APPROVAL when the staged bytes are not those that were copied, UNSAFE_PATH for what is no plain file.
 */
export async function takeCopy(context: Context, copy: EditCopy): Promise<EditResult> {
  const { skill: read, problems } = readFolder(context.powers.files, copy.folder, context.policy.scan.limits);
  const [problem] = problems;
  if (problem !== undefined) throw new ForgeError("UNSAFE_PATH", `${problem.path} of the edited copy cannot be taken: ${problem.reason}`);
  const skill = editedSkill({ name: copy.name, files: read.files });
  const scan = await scannerFor(context, () => skill);
  return changing(context, (change) => {
    const capsule = pendingOf(context, copy.name);
    const before = stagedSkill(context, copy.name);
    if (treeOf(before) !== copy.tree)
      throw new ForgeError("STALE_APPROVAL", `the staged files of ${copy.name} changed while they were edited; nothing of the edit was taken over`);
    const look = () => inspect(context, scan, skill, capsule.permissions, []);
    if (treeOf(skill) === capsule.treeDigest) {
      writeStaged(context.powers.files, context.places.data, skill);
      return { schemaVersion: 1, status: "unchanged", card: cardOf(context, { capsule, inspection: look() }) };
    }
    storeTree(context.powers.files, context.places.store, before);
    writeStaged(context.powers.files, context.places.data, skill);
    const inspection = look();
    const edited = capsuleAfter(context, capsule, skill, inspection);
    recordEdit(change, capsule, edited, inspection);
    save(context, edited);
    return { schemaVersion: 1, status: "edited", card: cardOf(context, { capsule: keptOn(context, edited), inspection }) };
  });
}

function capsuleAfter(context: Context, capsule: Capsule, skill: Skill, inspection: Inspection): Capsule {
  const at = nowOf(context);
  return {
    ...capsule,
    status: "staged",
    decision: null,
    description: descriptionOf(skill) ?? capsule.description,
    files: entriesOf(skill.files).map((one) => ({ ...one })),
    treeDigest: treeOf(skill),
    scan: inspection.scan,
    gates: inspection.gates.map((one) => ({ ...one })),
    edited: { by: actorOf(context), at, generated: capsule.edited?.generated ?? capsule.treeDigest },
    history: [...capsule.history, { status: "staged", at }],
  };
}

function recordEdit({ record }: Change, before: Capsule, after: Capsule, { scan }: Inspection): void {
  record("capsule.edited", { capsule: after.id, skill: after.name, from: before.treeDigest, tree: after.treeDigest });
  record("capsule.scanned", {
    capsule: after.id,
    verdict: scan.verdict,
    score: scan.score,
    report: scan.report,
    policy: scan.policy,
  });
}

function treeOf(skill: Skill): string {
  return treeDigestOf(entriesOf(skill.files));
}
