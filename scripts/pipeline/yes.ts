import { activeApprovers, type Approvals, goodSignatures, roundOf, signaturesWaiting } from "#audit/approvals";
import type { ApproverSigner } from "#audit/approver-key";
import { type ApprovalGiven, type ApprovalRule, type Ask, askDigest } from "#kernel/approval";
import type { Json } from "#kernel/canonical-json";
import type { Capsule } from "#kernel/capsule";
import { digestOfJson } from "#kernel/digest";
import { type Reason, REFUSALS } from "#stages/review/review";
import { askFor } from "./approval.ts";
import type { Inspection } from "./inspect.ts";
import type { Reply } from "./review.ts";

/** What is recorded of a decision: ids and digests, what was granted, and how. */
export function decisionFacts({ id, name, treeDigest, decision }: Capsule, { report }: Inspection): Readonly<Record<string, Json>> {
  return {
    capsule: id,
    skill: name,
    tree: treeDigest,
    policy: decision?.policyDigest ?? "",
    how: decision?.how ?? "",
    grants: decision?.grants.map((one) => one.permission) ?? [],
    accepted: decision?.accepted.map((one) => one.fingerprint) ?? [],
    verdict: report.verdict,
    report: digestOfJson(report),
    ...(decision?.approval === undefined ? {} : { approval: decision.approval }),
  };
}

/** What is recorded of a signature that waits for others. */
export function waitingFacts({ id, name, treeDigest }: Capsule, { ask, given }: Yes): Readonly<Record<string, Json>> {
  return {
    act: "approve",
    request: askDigest(ask),
    capsule: id,
    skill: name,
    tree: treeDigest,
    signatures: given.signatures.slice(-1).map((one) => ({ ...one })),
  };
}

export function isShort({ given }: Yes): boolean {
  return given.mode === "signature" && given.signatures.length < given.threshold;
}

export function withGiven(capsule: Capsule, given: ApprovalGiven): Capsule {
  return capsule.decision === null ? capsule : { ...capsule, decision: { ...capsule.decision, approval: given } };
}

/** What the rule in force asks of a yes and this one does not bring. */
export function ungiven({ kind, typed, signer }: Reply, { mode }: ApprovalRule, { name }: Capsule, approvals: Approvals): readonly Reason[] {
  if (kind !== "approved" || mode === "open") return [];
  const because = (code: keyof typeof REFUSALS, detail: string) => [{ code, text: `${REFUSALS[code]}: ${detail}` }];
  if (mode === "terminal") return typed === name ? [] : because("needs-terminal", `run forge review --skill ${name} --approve in a terminal and type its name`);
  const active = activeApprovers(approvals);
  if (active.length === 0) return because("needs-signature", "there is no approver yet: forge approver init");
  if (signer == null)
    return because("needs-signature", `run forge review --skill ${name} --approve in a terminal; approvers: ${active.map((one) => one.name).join(", ")}`);
  return active.some((one) => one.id === signer.id && one.key === signer.key) ? [] : because("not-an-approver", `${signer.name} (${signer.id})`);
}

export type Yes = Readonly<{ given: ApprovalGiven; ask: Ask; fault: "signed-already" | "not-an-approver" | null }>;

/** An approval -> the rule it is given under and the signatures that it has with this one. */
export function signedYes(facts: Readonly<{ capsule: Capsule; rule: ApprovalRule; approvals: Approvals; signer: ApproverSigner | null; at: string }>): Yes {
  const { capsule, rule, approvals, signer, at } = facts;
  const given = { ...rule, log: approvals.log, round: roundOf(approvals, capsule.id), signatures: [] };
  const ask = askFor(capsule, given);
  if (rule.mode !== "signature" || signer === null) return { given, ask, fault: null };
  const earlier = signaturesWaiting(approvals, ask);
  const own = signer.sign(ask, at);
  const isTwice = earlier.some((one) => one.key === signer.id);
  const fault = isTwice ? "signed-already" : goodSignatures(approvals, ask, [own]).length === 0 ? "not-an-approver" : null;
  return { given: { ...given, signatures: [...earlier, own] }, ask, fault };
}
