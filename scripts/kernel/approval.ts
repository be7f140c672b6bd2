import type { Static } from "typebox";
import type { ApproverKeySchema, ApproverSchema, ApproversFileSchema, GivenSchema, ModeSchema, RuleSchema, SignatureSchema } from "./approval.schema.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type Digest, digestOf } from "./digest.ts";

/** `open`: any yes counts. `terminal`: typed at a terminal. `signature`: signed with the keys of approvers. */
export type ApprovalMode = Static<typeof ModeSchema>;
export type ApprovalRule = Static<typeof RuleSchema>;
export type ApprovalGiven = Static<typeof GivenSchema>;
export type ApprovalSignature = Static<typeof SignatureSchema>;
export type Approver = Static<typeof ApproverSchema>;
export type ApproversFile = Static<typeof ApproversFileSchema>;
export type ApproverKey = Static<typeof ApproverKeySchema>;

export const OPEN_RULE: ApprovalRule = { mode: "open", threshold: 1 };

const STRICTNESS: Readonly<Record<ApprovalMode, number>> = { open: 0, terminal: 1, signature: 2 };

/** Two rules -> the one that asks for no less than either. */
export function strictest(one: ApprovalRule, other: ApprovalRule): ApprovalRule {
  return { mode: STRICTNESS[one.mode] < STRICTNESS[other.mode] ? other.mode : one.mode, threshold: Math.max(one.threshold, other.threshold) };
}

/** Does a rule, or what is said of it, ask for less than another? */
export function asksLess(rule: Partial<ApprovalRule>, than: ApprovalRule): boolean {
  return (rule.mode !== undefined && STRICTNESS[rule.mode] < STRICTNESS[than.mode]) || (rule.threshold !== undefined && rule.threshold < than.threshold);
}

/** A rule in words, as it stands on cards and in messages. */
export function spellRule({ mode, threshold }: ApprovalRule): string {
  return mode === "signature" ? `signature of ${threshold === 1 ? "an approver" : `${threshold} approvers`}` : mode;
}

/** What is said yes to. Everything that a change of would make it another yes stands in here. */
export type Act =
  | Readonly<{
      act: "approve";
      skill: string;
      capsule: string;
      tree: Digest;
      policy: Digest;
      grants: readonly string[];
      accepted: readonly string[];
    }>
  | Readonly<{ act: "mode"; to: ApprovalRule }>
  | Readonly<{ act: "add"; name: string; key: string }>
  | Readonly<{ act: "revoke"; id: string }>;

/**
 * A yes that waits for its signatures. `log` and `round` bind it to one audit log and to one moment in it (the checksum of the event since which it
 * waits): a signature fits no other place, and nothing that was withdrawn, proposed again or decided anew since.
 */
export type Ask = Readonly<{ v: 1; log: string; round: Digest; rule: ApprovalRule; what: Act }>;

/** A yes -> its name, the same for everybody who signs it. */
export function askDigest(ask: Ask): Digest {
  return digestOf(`skill-forge/approval-ask/v1\n${canonicalJson(ask)}`);
}

/** A yes and who gives it when -> the text that is signed: a domain line and the canonical JSON, so that no other document of ours can pass for a yes. */
export function signedText(ask: Ask, { key, at }: Readonly<{ key: string; at: string }>): string {
  return `skill-forge/approval/v1\n${canonicalJson({ ...ask, key, at })}`;
}
