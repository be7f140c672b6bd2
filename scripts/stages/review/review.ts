import { type Capsule, type Decision, type Gate, NEXT_STATUS } from "#kernel/capsule";
import { type Digest, digestOfJson } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ScanReport } from "#kernel/finding";
import type { ApprovalMark, Approved, Skill } from "#kernel/skill";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { expired } from "./expiry.ts";

/** States in which an approval lives on: it can be deployed again after a rollback, but not after it was taken back to staging. */
const APPROVED_STATES: readonly Capsule["status"][] = ["approved", "promoted", "rolled-back"];

/** A person's answer. `grants` null: exactly what the card lists; a list narrows it. `at` is ISO 8601 in UTC with milliseconds. */
export type Answer = Readonly<{
  kind: Decision["kind"];
  by: string;
  how: Decision["how"];
  at: string;
  reason: string;
  grants: readonly string[] | null;
  denyGrants: readonly string[];
  accepted: readonly Readonly<{ fingerprint: string; reason: string }>[];
}>;

/** Everything a decision stands on; `skill` is the staged bytes as they are now, or those in the store. `again`: it was approved, and that approval holds no more. */
export type ReviewFacts = Readonly<{
  capsule: Capsule;
  skill: Skill;
  report: ScanReport;
  gates: readonly Gate[];
  decision: Answer;
  policyDigest: Digest;
  again?: boolean;
}>;

export const REFUSALS = {
  "wrong-status": "no decision is possible in this state",
  expired: "the proposal has expired",
  changed: "the staged files are not the ones of this proposal",
  "other-report": "the scan report is about other bytes or another policy",
  blocked: "a blocking finding stands; nothing overrides it",
  "gate-failed": "a gate failed or was not run",
  "needs-grants": "the skill needs a permission that was not granted",
  "unlisted-grant": "a permission was given that the card does not list",
  "not-confirmed": "a risk this high is approved by typing its name",
  "needs-terminal": "a yes is typed at a terminal here, and no flag or pipe stands in for it",
  "needs-signature": "a yes is signed here, with the key of an approver",
  "not-an-approver": "this key is not of an approver",
  "signed-already": "this approver has signed it, and others have to",
  "no-reason": "a rejection needs a reason",
  "unknown-finding": "an accepted finding is not a warning of this report",
} as const satisfies Record<string, string>;

export type Reason = Readonly<{ code: keyof typeof REFUSALS; text: string }>;
export type Review =
  | Readonly<{ kind: "approved"; capsule: Approved<Capsule> }>
  | Readonly<{ kind: "rejected"; capsule: Capsule }>
  | Readonly<{ kind: "refused"; reasons: readonly Reason[] }>;

/**
 * Staged skill and a person's answer -> approved, rejected, or refused with every reason. Never approves by itself, never
 * while a blocking finding or a failed gate stands, never bytes other than those scanned.
 */
export function review(facts: ReviewFacts): Review {
  const reasons = facts.decision.kind === "approved" ? againstApproval(facts) : againstRejection(facts);
  if (reasons.length > 0) return { kind: "refused", reasons };
  const capsule = decided(facts);
  return facts.decision.kind === "rejected" ? { kind: "rejected", capsule } : { kind: "approved", capsule: branded(capsule) };
}

/**
 * An approval read back from disk -> the same approval, after checking that bytes and policy are still the approved ones.
 * Throws STALE_APPROVAL with what differs in details.
 */
export function approvedAgain(capsule: Capsule, skill: Skill, policyDigest: Digest): Approved<Capsule> {
  const { decision } = capsule;
  const stale = (what: string) =>
    new ForgeError("STALE_APPROVAL", `the approval of ${capsule.name} does not hold: ${what}`, { details: { skill: capsule.name, what } });
  if (decision?.kind !== "approved" || !APPROVED_STATES.includes(capsule.status)) throw stale("nobody approved it");
  const digest = treeDigestOf(entriesOf(skill.files));
  if (digest !== decision.treeDigest || digest !== capsule.treeDigest || skill.name !== capsule.name) throw stale("the files changed after the approval");
  if (policyDigest !== decision.policyDigest) throw stale("the policy changed after the approval");
  return branded(capsule);
}

/** The only place where the mark is put on. It is a type, nothing at run time: deploy compares the digests again. */
function branded(capsule: Capsule): Approved<Capsule> {
  return capsule as Capsule & { readonly [key: symbol]: ApprovalMark } as Approved<Capsule>;
}

function againstRejection({ capsule, decision }: ReviewFacts): readonly Reason[] {
  return [
    ...(NEXT_STATUS[capsule.status].includes("rejected") ? [] : [because("wrong-status", capsule.status)]),
    ...(decision.reason.trim() === "" ? [because("no-reason", "say why, so that it is not proposed again")] : []),
  ];
}

function againstApproval(facts: ReviewFacts): readonly Reason[] {
  const { capsule, skill, report, gates, decision, policyDigest } = facts;
  const digest = treeDigestOf(entriesOf(skill.files));
  const granted = grantsOf(report, decision);
  const lacking = report.permissions.missing.filter((one) => !granted.includes(one));
  const unlisted = [...(decision.grants ?? []), ...decision.denyGrants].filter(
    (one) => !report.permissions.missing.includes(one) && !report.permissions.granted.includes(one),
  );
  const blocks = report.findings.filter((one) => one.disposition === "block");
  const warnings = new Set(report.findings.filter((one) => one.disposition === "warn").map((one) => one.fingerprint));
  return [
    ...(NEXT_STATUS[capsule.status].includes("approved") || isAgain(facts) ? [] : [because("wrong-status", capsule.status)]),
    ...(expired(capsule, Date.parse(decision.at)) ? [because("expired", capsule.expiresAt)] : []),
    ...(digest === capsule.treeDigest && skill.name === capsule.name ? [] : [because("changed", digest)]),
    ...(report.target.digest === digest && report.policy === policyDigest ? [] : [because("other-report", report.target.digest)]),
    ...blocks.map((one) => because("blocked", `${one.ruleId} in ${one.file}:${one.range.startLine}`)),
    ...(report.verdict === "block" && blocks.length === 0 ? [because("blocked", "the verdict is block")] : []),
    ...gateReasons(gates),
    ...lacking.map((one) => because("needs-grants", one)),
    ...unlisted.map((one) => because("unlisted-grant", one)),
    ...decision.accepted.filter((one) => !warnings.has(one.fingerprint) || one.reason.trim() === "").map((one) => because("unknown-finding", one.fingerprint)),
  ];
}

/** What was approved stays where it is in its life when it is approved once more, under another policy or in a stricter way. */
function isAgain({ capsule, again = false }: ReviewFacts): boolean {
  return again && APPROVED_STATES.includes(capsule.status);
}

/** Only the smoke run may be missing (there is not always a sandbox); the card says so. */
function gateReasons(gates: readonly Gate[]): readonly Reason[] {
  const needed = ["schema", "lint", "syntax", "scan"] as const;
  const absent = needed.filter((name) => !gates.some((one) => one.gate === name && one.result === "passed"));
  const failed = gates.filter((one) => one.result === "failed").map((one) => one.gate);
  return [...new Set([...absent, ...failed])].map((name) => because("gate-failed", `${name}: ${gates.find((one) => one.gate === name)?.detail ?? "not run"}`));
}

function grantsOf(report: ScanReport, decision: Answer): readonly string[] {
  const given = decision.grants ?? report.permissions.missing;
  return [...new Set(given)].filter((one) => !decision.denyGrants.includes(one)).sort();
}

function decided(facts: ReviewFacts): Capsule {
  const { capsule, report, gates, decision, policyDigest } = facts;
  const { kind, by, how, at, reason } = decision;
  const permissions = kind === "approved" ? grantsOf(report, decision) : [];
  return {
    ...capsule,
    status: kind === "approved" && isAgain(facts) ? capsule.status : kind,
    scan: { verdict: report.verdict, score: report.score, report: digestOfJson(report), policy: report.policy },
    gates: [...gates],
    decision: {
      kind,
      by,
      how,
      at,
      reason,
      treeDigest: capsule.treeDigest,
      policyDigest,
      grants: permissions.map((permission) => ({ permission, by, at, reason: reason === "" ? "approved as listed on the card" : reason })),
      accepted: decision.accepted.map((one) => ({ ...one })),
    },
    history: [...capsule.history, { status: kind, at }],
  };
}

function because(code: Reason["code"], detail: string): Reason {
  return { code, text: `${REFUSALS[code]}: ${detail}` };
}
