import type { Capsule } from "#kernel/capsule";
import { stableId } from "#kernel/digest";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { expired } from "#stages/review/expiry";
import { sameAsRejected } from "#stages/review/rejections";
import { generate, type Generated } from "#stages/generate/generate";
import { loadCapsules, saveCapsules } from "#store/state-files";
import { writeStaged } from "#store/trees";
import { type Change, changing } from "./changing.ts";
import { inspect, type Inspection } from "./inspect.ts";
import { loadScanner, type Scan } from "./scanner.ts";
import { type Context, nowOf } from "./context.ts";
import type { Choice } from "./choose.ts";

export type Staged = Readonly<{ kind: "staged"; capsule: Capsule; inspection: Inspection; fresh: boolean }>;
export type NotStaged = Readonly<{ kind: "skipped"; reason: string }>;

/** Genes -> a staged and scanned skill with its capsule. The same content twice is one proposal; what was rejected is not proposed again. */
export async function stageSkill(context: Context, choice: Choice): Promise<Staged | NotStaged> {
  context.powers.note({ kind: "stage", stage: "generate" });
  const made = generate(choice);
  const treeDigest = treeDigestOf(entriesOf(made.skill.files));
  const capsules = loadCapsules(context.powers.files, context.places.data);
  const taken = capsules.find((one) => one.name === made.skill.name && one.treeDigest === treeDigest && one.status === "rolled-back");
  if (taken !== undefined) return { kind: "skipped", reason: `it was taken back; forge deploy --skill ${taken.name} brings it again` };
  const rejected = sameAsRejected(capsules, { treeDigest, contentKey: made.content.key, sessions: made.content.sessions }, context.policy.support.sessions);
  if (rejected !== null) return { kind: "skipped", reason: `it was rejected: ${rejected.decision?.reason ?? ""}` };
  const live = capsules.find((one) => one.name === made.skill.name && one.status === "promoted");
  if (live !== undefined && (live.treeDigest === treeDigest || (choice.onlyNews && live.content?.key === made.content.key))) {
    return { kind: "skipped", reason: `${live.name} is deployed and says the same; only the counts changed` };
  }
  const scan = await loadScanner();
  return context.dryRun ? unkept(context, scan, made, treeDigest) : changing(context, (change) => kept(context, change, scan, made, treeDigest));
}

/** A proposal of exactly this content that still waits or is approved; one past its time is none. */
function sameProposal(context: Context, capsules: readonly Capsule[], made: Generated, treeDigest: string): Capsule | undefined {
  const open = capsules.filter((one) => (one.status === "staged" || one.status === "approved") && !expired(one, context.powers.clock.now()));
  return open.find((one) => one.name === made.skill.name && one.treeDigest === treeDigest);
}

function unkept(context: Context, scan: Scan, made: Generated, treeDigest: string): Staged {
  const inspection = inspect(context, scan, made.skill, made.permissions, []);
  return { kind: "staged", capsule: capsuleOf(context, made, treeDigest, inspection), inspection, fresh: true };
}

/** Files first, then the capsule that names them: a crash in between leaves files that nothing refers to, never a capsule without files. */
function kept(context: Context, { record }: Change, scan: Scan, made: Generated, treeDigest: string): Staged {
  const { files } = context.powers;
  writeStaged(files, context.places.data, made.skill);
  const capsules = loadCapsules(files, context.places.data);
  const same = sameProposal(context, capsules, made, treeDigest);
  const inspection = inspect(context, scan, made.skill, made.permissions, same?.decision?.grants.map((one) => one.permission) ?? []);
  if (same !== undefined) return { kind: "staged", capsule: same, inspection, fresh: false };
  const capsule = capsuleOf(context, made, treeDigest, inspection);
  saveCapsules(files, context.places.data, [...capsules.map((one) => superseded(one, capsule)), capsule]);
  record("capsule.staged", {
    capsule: capsule.id,
    skill: capsule.name,
    tree: treeDigest,
    template: capsule.template.id,
    genes: capsule.genes.map((one) => ({ ...one })),
  });
  record("capsule.scanned", {
    capsule: capsule.id,
    verdict: inspection.scan.verdict,
    score: inspection.scan.score,
    report: inspection.scan.report,
    policy: context.policyDigest,
  });
  return { kind: "staged", capsule, inspection, fresh: true };
}

function capsuleOf(context: Context, made: Generated, treeDigest: string, inspection: Inspection): Capsule {
  const now = nowOf(context);
  const expires = new Date(context.powers.clock.now() + context.policy.proposals.expireDays * 86_400_000).toISOString();
  return {
    // the time is part of it: the same content staged again is another proposal, and must not take the place of a record
    id: stableId("capsule", made.skill.name, treeDigest, now),
    name: made.skill.name,
    description: made.description,
    status: "staged",
    genes: made.genes.map((one) => ({ ...one })),
    template: { ...made.template },
    files: entriesOf(made.skill.files).map((one) => ({ ...one })),
    treeDigest,
    content: { ...made.content },
    permissions: made.permissions,
    scan: inspection.scan,
    gates: inspection.gates.map((one) => ({ ...one })),
    decision: null,
    generation: null,
    createdAt: now,
    expiresAt: expires,
    history: [{ status: "staged", at: now }],
  };
}

/** One proposal a name: a newer one takes the place of what still waits, approved or not. */
function superseded(old: Capsule, by: Capsule): Capsule {
  if (old.name !== by.name || (old.status !== "staged" && old.status !== "approved")) return old;
  return { ...old, status: "expired", history: [...old.history, { status: "expired", at: by.createdAt }] };
}
