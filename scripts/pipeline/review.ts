import type { ApproverSigner } from "#audit/approver-key";
import { type ApprovalRule, strictest } from "#kernel/approval";
import { join } from "node:path";
import { type Capsule, NEXT_STATUS } from "#kernel/capsule";
import type { Card } from "#kernel/card";
import { ForgeError } from "#kernel/errors";
import type { Acceptance } from "#kernel/finding";
import type { Skill } from "#kernel/skill";
import { card } from "#stages/review/card";
import { expired } from "#stages/review/expiry";
import { type Answer, type Reason, REFUSALS, review } from "#stages/review/review";
import { loadCapsules, saveCapsules } from "#store/state-files";
import { readStaged, readStored } from "#store/trees";
import { acceptedWith, fingerprintsNamed } from "./accept.ts";
import { holdsNoMore, listedApprovers, readApprovals, ruleInForce, ruleShown } from "./approval.ts";
import { type Change, changing } from "./changing.ts";
import { actorOf, type Context, nowOf } from "./context.ts";
import { inspect, type Inspection } from "./inspect.ts";
import { replayOf } from "./replay.ts";
import { scannerFor } from "./scanner.ts";
import { liveSkill } from "./live-skill.ts";
import { decisionFacts, isShort, signedYes, ungiven, waitingFacts, withGiven } from "./yes.ts";

/** Digits of a tree digest that tell it from every other. */
const TREE_DIGITS = 12;

/** A person's answer as it comes from the command line; who and when are added here. */
export type Reply = Omit<Answer, "by" | "at"> &
  Readonly<{
    /** The beginning of the tree digest that the person was shown: a yes is to these bytes and no others. */
    tree?: string | null;
    /** The name as it was typed, which a high risk asks for. */
    confirmed?: string | null;
    /** What was typed at a terminal in answer to a question, which the mode `terminal` asks for: the skill's name. A flag never sets it. */
    typed?: string | null;
    /** The approver's key, opened with their passphrase, which the mode `signature` asks for. */
    signer?: ApproverSigner | null;
  }>;

export type ReviewResult = Readonly<{
  schemaVersion: 1;
  /** `pending`: signed, and not by enough approvers yet. */
  status: "approved" | "rejected" | "blocked" | "pending";
  rule: ApprovalRule;
  /** Who has signed this yes so far. */
  signed: readonly string[];
  capsule: Capsule;
  reasons: readonly Reason[];
  card: Card;
}>;

/** What a yes takes here now. */
export function approvalRule(context: Context): ApprovalRule {
  return ruleShown(context, readApprovals(context));
}

/** Proposals that wait for a person, oldest first; those past their time are marked as expired first. */
export function reviewQueue(context: Context): readonly Capsule[] {
  expireOld(context);
  return loadCapsules(context.powers.files, context.places.data)
    .filter((one) => one.status === "staged" || one.status === "approved")
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.name < b.name ? -1 : 1));
}

/** The card of the proposal with this name, everything checked anew. */
export async function cardFor(context: Context, name: string): Promise<Card> {
  const capsule = pendingOf(context, name);
  const scan = await scannerFor(context, () => bytesOf(context, capsule));
  return cardOf(context, {
    capsule,
    inspection: inspect(context, scan, bytesOf(context, capsule), capsule.permissions, grantsOf(capsule), acceptedWith(capsule)),
  });
}

export function cardOf(context: Context, { capsule, inspection }: Readonly<{ capsule: Capsule; inspection: Inspection }>): Card {
  const { skill, report, gates, lint, installed, genes, trigger, budgets } = inspection;
  const own = genes.filter((gene) => capsule.genes.some(({ id }) => id === gene.id));
  return card({
    capsule,
    skill,
    genes: own,
    report,
    gates,
    lint,
    deployed: liveSkill(context, capsule.name),
    generated: generatedSkill(context, capsule),
    installed,
    trigger,
    budgets,
    replay: replayOf(context, own),
    approval: approvalOn(context, capsule.id),
  });
}

/** Reads the log only where more than any yes is asked for. */
function approvalOn(context: Context, capsule: string): Card["approval"] {
  const rule = strictest(context.policy.approval, listedApprovers(context).rule);
  if (rule.mode === "open") return { ...rule, signed: [] };
  const approvals = readApprovals(context);
  return { ...ruleShown(context, approvals), signed: approvals.standing.get(capsule)?.signed ?? [] };
}

/** What had been generated before a person edited it; null when nobody did, or when the store has lost it. */
function generatedSkill({ powers, places }: Context, { name, edited }: Capsule): Skill | null {
  if (edited === undefined || powers.files.facts(join(places.store, edited.generated)) === null) return null;
  return { name, files: readStored(powers.files, places.store, edited.generated) };
}

/** A person's answer to a proposal -> approved or rejected and recorded, or refused with every reason and nothing changed. */
export async function decide(context: Context, name: string, reply: Reply): Promise<ReviewResult> {
  const scan = await scannerFor(context, () => bytesOf(context, pendingOf(context, name)));
  const work = (change: Change | null): ReviewResult => {
    const capsule = pendingOf(context, name);
    const skill = bytesOf(context, capsule);
    const approvals = change?.approvals() ?? readApprovals(context);
    const rule = reply.kind === "approved" ? ruleInForce(context, approvals) : ruleShown(context, approvals);
    const how = reply.kind === "rejected" || rule.mode === "open" ? reply.how : rule.mode;
    const { inspection, decision } = answered({ ...reply, how, by: actorOf(context), at: nowOf(context) }, capsule, (accepted) =>
      inspect(context, scan, skill, capsule.permissions, [], accepted),
    );
    const again = reply.kind === "approved" && holdsNoMore(context, approvals, capsule);
    const answer = review({ capsule, skill, report: inspection.report, gates: inspection.gates, decision, policyDigest: context.policyDigest, again });
    const shown = (one: Capsule) => cardOf(context, { capsule: one, inspection });
    const before = shown(capsule);
    const result = { schemaVersion: 1 as const, rule, signed: [], reasons: [] };
    const blocked = (reasons: readonly Reason[]): ReviewResult => ({ ...result, status: "blocked", capsule, reasons, card: before });
    const reasons = [...unseen(reply, before), ...ungiven(reply, rule, capsule, approvals), ...(answer.kind === "refused" ? answer.reasons : [])];
    if (answer.kind === "refused" || reasons.length > 0) return blocked(reasons);
    const yes = answer.kind === "approved" ? signedYes({ capsule: answer.capsule, rule, approvals, signer: reply.signer ?? null, at: decision.at }) : null;
    if (yes !== null && yes.fault !== null) return blocked([{ code: yes.fault, text: `${REFUSALS[yes.fault]}: ${reply.signer?.name ?? ""}` }]);
    const signed = yes?.given.signatures.map((one) => one.name) ?? [];
    if (yes !== null && isShort(yes)) {
      change?.record("approval.signed", waitingFacts(capsule, yes));
      return { ...result, status: "pending", signed, capsule, card: before };
    }
    const made = yes === null || rule.mode === "open" ? answer.capsule : withGiven(answer.capsule, yes.given);
    if (change === null) return { ...result, status: answer.kind, signed, capsule: made, card: shown(made) };
    // recorded before it counts: killed in between, the log tells of a decision without effect, and never is one in effect that the log does not tell
    change.record(answer.kind === "approved" ? "capsule.approved" : "capsule.rejected", decisionFacts(made, inspection));
    save(context, made);
    const kept = keptOn(context, made);
    return { ...result, status: answer.kind, signed, capsule: kept, card: shown(kept) };
  };
  return context.dryRun ? work(null) : changing(context, work);
}

/** A yes to something else than what is there, or to a high risk by mere habit. */
function unseen({ kind, tree, confirmed }: Reply, { confirm, skill, treeDigest }: Card): readonly Reason[] {
  if (kind !== "approved") return [];
  return [
    ...(tree == null || (tree.length >= TREE_DIGITS && treeDigest.startsWith(tree))
      ? []
      : [{ code: "changed" as const, text: `${REFUSALS.changed}: ${treeDigest.slice(0, 16)}` }]),
    ...(confirm !== "name" || confirmed === skill ? [] : [{ code: "not-confirmed" as const, text: `${REFUSALS["not-confirmed"]}: --confirm ${skill}` }]),
  ];
}

/** A decision as it is on the disk now: what is told to a person is what was kept. Throws UNEXPECTED when it is not there. */
export function keptOn({ powers, places }: Context, { id, status, treeDigest }: Capsule): Capsule {
  const kept = loadCapsules(powers.files, places.data).find((one) => one.id === id);
  if (kept?.status === status && kept.treeDigest === treeDigest) return kept;
  throw new ForgeError("UNEXPECTED", `${id} was written as ${status} and is read back as ${kept?.status ?? "nothing"}`);
}

/** Looks once for what the names of accepted warnings mean, and once more with them accepted: the decision stands on the second report. */
function answered(
  answer: Answer,
  capsule: Capsule,
  look: (accepted: readonly Acceptance[]) => Inspection,
): Readonly<{ inspection: Inspection; decision: Answer }> {
  const first = look([]);
  if (answer.kind !== "approved" || answer.accepted.length === 0) return { inspection: first, decision: answer };
  const reasons = new Map(
    answer.accepted.flatMap(({ fingerprint, reason }) => fingerprintsNamed(first.report, [fingerprint]).map((one) => [one, reason] as const)),
  );
  const accepted = [...reasons].map(([fingerprint, reason]) => ({ fingerprint, reason }));
  const inspection = look(accepted.map((one) => ({ ...one, tree: capsule.treeDigest, by: answer.by, at: answer.at })));
  return { inspection, decision: { ...answer, accepted } };
}

/** The one proposal of a name that is not over: staged or approved, else the newest of any state. Throws NOT_FOUND. */
export function pendingOf(context: Context, name: string): Capsule {
  const own = loadCapsules(context.powers.files, context.places.data).filter((one) => one.name === name);
  const found = own.find((one) => one.status === "staged" || one.status === "approved") ?? own.filter((one) => NEXT_STATUS[one.status].length > 0).at(-1);
  if (found === undefined) throw new ForgeError("NOT_FOUND", `there is no skill ${name} in staging`);
  return found;
}

/** The staged bytes as they are now, whatever they were at review. Throws NOT_FOUND, UNSAFE_PATH for links and the like. */
export function stagedSkill(context: Context, name: string): Skill {
  return readStaged(context.powers.files, context.places.data, name, context.policy.scan.limits);
}

/** The staged bytes, or those in the store of what was deployed. */
function bytesOf(context: Context, { name, status, treeDigest }: Capsule): Skill {
  if (status === "promoted" || status === "rolled-back") return { name, files: readStored(context.powers.files, context.places.store, treeDigest) };
  return stagedSkill(context, name);
}

export function grantsOf(capsule: Capsule): readonly string[] {
  return capsule.decision?.kind === "approved" ? capsule.decision.grants.map((one) => one.permission) : [];
}

export function save(context: Context, capsule: Capsule): void {
  const { files } = context.powers;
  const others = loadCapsules(files, context.places.data).filter((one) => one.id !== capsule.id);
  saveCapsules(files, context.places.data, [...others, capsule]);
}

function expireOld(context: Context): void {
  const { files, clock } = context.powers;
  const old = loadCapsules(files, context.places.data).filter((one) => expired(one, clock.now()));
  if (old.length === 0 || context.dryRun) return;
  changing(context, ({ record }) => {
    for (const one of old) {
      record("capsule.expired", { capsule: one.id, skill: one.name });
      save(context, { ...one, status: "expired", history: [...one.history, { status: "expired", at: nowOf(context) }] });
    }
  });
}
