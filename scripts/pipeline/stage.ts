import type { Capsule } from "#kernel/capsule";
import { stableId } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ModelHelp } from "#kernel/model-help";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { expired } from "#stages/review/expiry";
import { sameAsRejected } from "#stages/review/rejections";
import type { Generated } from "#stages/generate/generate";
import type { Revised, Unrevised } from "#stages/revise/revise";
import { loadCapsules, saveCapsules } from "#store/state-files";
import { storeTree, writeStaged } from "#store/trees";
import { type Change, changing } from "./changing.ts";
import { inspect, type Inspection } from "./inspect.ts";
import { loadScanner, type Scan } from "./scanner.ts";
import { type Context, nowOf } from "./context.ts";
import { assisted, inKeptWords } from "./assist.ts";
import { described } from "./describe.ts";
import { liveSkill } from "./live-skill.ts";
import type { Choice } from "./choose.ts";
import { revisionOf } from "./revise.ts";
import { inLog } from "./salts.ts";

export type Staged = Readonly<{ kind: "staged"; capsule: Capsule; inspection: Inspection; fresh: boolean }>;
export type NotStaged = Readonly<{ kind: "skipped"; reason: string }>;

/** What would be proposed, before anything is written: the skill of today or a new version of the one that is deployed. */
export type Proposal = Readonly<{
  kind: "proposal";
  made: Generated;
  wished: string | null;
  revised: Revised | null;
  treeDigest: string;
  choice: Choice;
  help: ModelHelp | null;
  /** What was deployed under the name when it was made. */
  onto: string | null;
}>;

type Facts = Pick<Proposal, "made" | "revised" | "treeDigest" | "choice">;

/** Genes -> a staged and scanned skill with its capsule. The same content twice is one proposal; what was rejected is not proposed again. */
export async function stageSkill(context: Context, choice: Choice): Promise<Staged | NotStaged> {
  const proposal = proposalOf(context, choice);
  return proposal.kind === "skipped" ? proposal : stageProposal(context, proposal);
}

/** Genes -> what would be proposed, or why not. Writes nothing. */
export function proposalOf(context: Context, wanted: Choice): Proposal | NotStaged {
  const choice = described(context, wanted);
  context.powers.note({ kind: "stage", stage: "generate" });
  const capsules = loadCapsules(context.powers.files, context.places.data);
  const { made: compiled, help } = inKeptWords(capsules, choice);
  const revised = revisionOf(context, compiled, capsules, { wording: !choice.onlyNews, take: choice.take ?? [] });
  if (revised === null && (choice.take ?? []).length > 0)
    throw new ForgeError("USAGE", `--take is about a deployed skill that was changed by hand, and ${compiled.skill.name} would not be a new version of one`);
  if (revised?.kind === "refused") return { kind: "skipped", reason: revised.reason };
  if (revised?.kind === "same") return { kind: "skipped", reason: nothingNew(compiled.skill.name, revised) };
  const made = revised === null ? compiled : versionOf(compiled, revised);
  const treeDigest = treeDigestOf(entriesOf(made.skill.files));
  const facts = { made, revised, treeDigest, choice };
  const reason = whyNot(context, capsules, facts);
  if (reason !== null) return { kind: "skipped", reason };
  return { kind: "proposal", ...facts, wished: choice.description, help, onto: promotedOf(capsules, made.skill.name) };
}

/** Why this is not to be proposed, by what is decided, deployed and waiting; null when it may be. */
function whyNot(context: Context, capsules: readonly Capsule[], { made, revised, treeDigest, choice }: Facts): string | null {
  const own = capsules.filter((one) => one.name === made.skill.name);
  const taken = own.find((one) => one.treeDigest === treeDigest && one.status === "rolled-back");
  if (taken !== undefined) return `it was taken back; forge deploy --skill ${taken.name} brings it again`;
  // of a new version every edit was compared with those that were rejected; what it says as a whole was never the question
  const contentKey = revised === null ? made.content.key : null;
  const rejected = sameAsRejected(capsules, { treeDigest, contentKey, sessions: made.content.sessions }, context.policy.support.sessions);
  if (rejected !== null) return `it was rejected: ${rejected.decision?.reason ?? ""} (forge review --skill ${rejected.name} --reopen takes that back)`;
  const edited = own.find((one) => one.edited !== undefined && isOpen(context, one));
  if (edited !== undefined) return `${edited.name} waits as you edited it: forge review --skill ${edited.name}`;
  const live = own.filter((one) => one.status === "promoted");
  const same = live.find((one) => one.treeDigest === treeDigest || (choice.onlyNews && one.content?.key === made.content.key));
  return revised === null && same !== undefined ? `${same.name} is deployed and says the same; only the counts changed` : null;
}

/** A proposal -> staging, scan and capsule; a new skill in a model's words where one was configured and they are good. A new version keeps the words that are live. */
export async function stageProposal(context: Context, given: Proposal): Promise<Staged | NotStaged> {
  const proposal = given.revised === null ? await helped(context, given) : given;
  const scan = await loadScanner();
  return context.dryRun ? unkept(context, scan, proposal) : changing(context, (change) => kept(context, change, scan, proposal));
}

async function helped(context: Context, proposal: Proposal): Promise<Proposal> {
  const { made, help } = await assisted(context, proposal.choice, proposal);
  return { ...proposal, made, help, treeDigest: treeDigestOf(entriesOf(made.skill.files)) };
}

function versionOf(made: Generated, { skill, manifest }: Revised): Generated {
  return { ...made, skill, description: manifest.description, permissions: manifest.permissions };
}

function nothingNew(name: string, { waiting, refused, conflicts }: Extract<Unrevised, { kind: "same" }>): string {
  const more = [
    ...(waiting > 0 ? [`${waiting} changes of wording wait for a version with something new`] : []),
    ...(refused > 0 ? [`${refused} edits were rejected or taken back before (forge review --skill ${name} --reopen)`] : []),
    ...(conflicts.length > 0
      ? [
          `${conflicts.length} edits stand against what was changed by hand, which stays (--take ${conflicts[0]?.edit.id ?? ""} makes ${conflicts.length === 1 ? "it" : "the first of them"} all the same)`,
        ]
      : []),
  ];
  return more.length === 0
    ? `${name} is deployed and says the same; only the counts changed`
    : `${name} is deployed and nothing new can be said: ${more.join("; ")}`;
}

/** A proposal of exactly this content that still waits or is approved; one past its time is none. */
function sameProposal(context: Context, capsules: readonly Capsule[], made: Generated, treeDigest: string): Capsule | undefined {
  return capsules.filter((one) => isOpen(context, one)).find((one) => one.name === made.skill.name && one.treeDigest === treeDigest);
}

/** Does it still wait for a decision or for its deploy? */
export function isOpen(context: Context, capsule: Capsule): boolean {
  return (capsule.status === "staged" || capsule.status === "approved") && !expired(capsule, context.powers.clock.now());
}

function unkept(context: Context, scan: Scan, proposal: Proposal): Staged {
  const { made } = proposal;
  const inspection = inspect(context, scan, made.skill, made.permissions, []);
  return { kind: "staged", capsule: capsuleOf(context, proposal, inspection), inspection, fresh: true };
}

/**
 * Files first, then the log, then the capsule that names them: a crash in between leaves files that nothing refers to, never a capsule without files or
 * one that the log does not tell. Between the proposal and the lock another process can have decided, deployed or taken back: what is asked there is
 * asked again here.
 */
function kept(context: Context, { record }: Change, scan: Scan, proposal: Proposal): Staged | NotStaged {
  const { files } = context.powers;
  const { made, revised, treeDigest } = proposal;
  const reason = whyNot(context, loadCapsules(files, context.places.data), proposal) ?? otherBase(context, proposal);
  if (reason !== null) return { kind: "skipped", reason };
  // what the compiler says without hand-made changes is the base of the version after this one
  if (revised !== null) storeTree(files, context.places.store, revised.next);
  writeStaged(files, context.places.data, made.skill);
  const capsules = loadCapsules(files, context.places.data);
  const same = sameProposal(context, capsules, made, treeDigest);
  const inspection = inspect(context, scan, made.skill, made.permissions, same?.decision?.grants.map((one) => one.permission) ?? []);
  if (same !== undefined) return { kind: "staged", capsule: same, inspection, fresh: false };
  const capsule = capsuleOf(context, proposal, inspection);
  record("capsule.staged", {
    capsule: capsule.id,
    skill: capsule.name,
    tree: treeDigest,
    template: capsule.template.id,
    genes: capsule.genes.map(({ id, version }) => ({ id: inLog(context, id), version })),
    ...(revised === null
      ? {}
      : { version: revised.revision.number, live: revised.revision.live, edits: revised.revision.edits.map((one) => inLog(context, one.id, capsule.id)) }),
  });
  record("capsule.scanned", {
    capsule: capsule.id,
    verdict: inspection.scan.verdict,
    score: inspection.scan.score,
    report: inspection.scan.report,
    policy: context.policyDigest,
  });
  saveCapsules(files, context.places.data, [...capsules.map((one) => superseded(one, capsule)), capsule]);
  return { kind: "staged", capsule, inspection, fresh: true };
}

/** A version is made on the copy that is deployed, and a first proposal on there being none. */
function otherBase(context: Context, { made, revised, onto }: Proposal): string | null {
  const { name } = made.skill;
  const now = promotedOf(loadCapsules(context.powers.files, context.places.data), name);
  const live = revised === null ? null : liveSkill(context, name);
  const same = now === onto && (revised === null || (live !== null && treeDigestOf(entriesOf(live.files)) === revised.revision.live));
  return same ? null : `${name} was deployed, changed or taken back in this very moment; the next run looks again`;
}

function promotedOf(capsules: readonly Capsule[], name: string): string | null {
  return capsules.find((one) => one.name === name && one.status === "promoted")?.id ?? null;
}

function capsuleOf(context: Context, { made, wished, revised, treeDigest, help }: Proposal, inspection: Inspection): Capsule {
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
    ...(wished === null ? {} : { wished }),
    ...(revised === null ? {} : { revision: revised.revision }),
    ...(help === null ? {} : { model: help }),
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
export function superseded(old: Capsule, by: Capsule): Capsule {
  if (old.name !== by.name || (old.status !== "staged" && old.status !== "approved")) return old;
  return { ...old, status: "expired", history: [...old.history, { status: "expired", at: by.createdAt }] };
}
