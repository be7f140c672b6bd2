import { activeApprovers, type ApprovalFold, type Approvals, foldApprovals, goodSignatures, roundOf, sameApprovers } from "#audit/approvals";
import { checkLog } from "#audit/read-log";
import { brokenChain } from "#audit/refusal";
import {
  type ApprovalGiven,
  type ApprovalRule,
  type Approver,
  type ApproversFile,
  asksLess,
  type Ask,
  OPEN_RULE,
  spellRule,
  strictest,
} from "#kernel/approval";
import { canonicalJson } from "#kernel/canonical-json";
import type { Capsule } from "#kernel/capsule";
import { ForgeError } from "#kernel/errors";
import type { ForgeEvent } from "#kernel/event";
import { approversFile, readApprovers, writeApprovers } from "#store/approvers";
import { loadCapsules } from "#store/state-files";
import type { Context } from "./context.ts";
import { logPlaceOf } from "./log-place.ts";

/** Who may say yes and how, read from the log as far as it verifies; for looking only. What changes anything gets it from `changing`, under the lock. */
export function readApprovals(context: Context): Approvals {
  const fold = foldApprovals();
  checkLog(context.powers.files, logPlaceOf(context), ({ event }) => {
    fold.add(event());
  });
  return fold.state();
}

/**
 * The same for a change: read when it is first asked for, every byte of all segments, and kept up with what is recorded since. A list that is one event
 * behind was left so by a command that was killed between log and list, and is brought in line; any other that differs is left for requireIntact.
 */
export function approvalsIn(context: Context): Readonly<{ hear(event: ForgeEvent): void; approvals(): Approvals }> {
  const place = logPlaceOf(context);
  let fold: ApprovalFold | null = null;
  const read = (): ApprovalFold => {
    const made = foldApprovals();
    const check = checkLog(context.powers.files, place, ({ event }) => {
      made.add(event());
    });
    if (check.status !== "ok") throw brokenChain(place.path, check);
    const { before } = made.state();
    const listed = listedApprovers(context);
    if (before !== null && !agrees(listed, made.state()) && agrees(listed, before)) keepList(context, made.state());
    return made;
  };
  return {
    // the first event of a folder begins its log, and that beginning counts as well
    hear: (event) => {
      if (fold !== null && fold.state().log === "") fold = null;
      else fold?.add(event);
    },
    approvals: () => (fold ??= read()).state(),
  };
}

/** Writes the list of approvers as the log has it. */
export function keepList({ powers, places }: Context, { rule, approvers }: Pick<Approvals, "rule" | "approvers">): void {
  writeApprovers(powers.files, places.anchors, { schemaVersion: 1, ...rule, approvers: approvers.map((one) => ({ ...one })) });
}

/** The list of approvers as the file says it; a missing one says that everything is open and nobody was ever taken in. */
export function listedApprovers({ powers, places }: Context): Readonly<{ rule: ApprovalRule; approvers: readonly Approver[] }> {
  const file = readApprovers(powers.files, places.anchors);
  return file === null ? { rule: OPEN_RULE, approvers: [] } : { rule: { mode: file.mode, threshold: file.threshold }, approvers: file.approvers };
}

/**
 * What a new log takes over from one that is given up: the strictest rule, and the approvers whom what verifies of the log and the list both know, so that
 * neither a cut log nor an edited list lets anybody in. Null when nothing but the shipped rule was ever in force. Throws APPROVERS_CHANGED when
 * signatures are asked for and nobody is left to give them.
 */
export function approvalsKept(context: Context): ApproversFile | null {
  const approvals = readApprovals(context);
  const listed = listedApprovers(context);
  const rule = strictest(strictest(approvals.rule, listed.rule), context.policy.approval);
  const approvers = approvals.approvers.filter((one) => listed.approvers.some((other) => canonicalJson(other) === canonicalJson(one)));
  const known = approvals.approvers.length + listed.approvers.length;
  if (rule.mode === "signature" && known > 0 && activeApprovers({ approvers }).length === 0)
    throw new ForgeError(
      "APPROVERS_CHANGED",
      "the list of approvers and what is left of the audit log do not agree on anybody, and a new log would have no approver",
    );
  return rule.mode === "open" && known === 0 ? null : { schemaVersion: 1, ...rule, approvers: approvers.map((one) => ({ ...one })) };
}

/** Does the file say what the log says? */
export function agrees(listed: ReturnType<typeof listedApprovers>, said: Readonly<{ rule: ApprovalRule; approvers: readonly Approver[] }>): boolean {
  return canonicalJson(listed.rule) === canonicalJson(said.rule) && sameApprovers(listed.approvers, said.approvers);
}

/** The rule as it is in force: the strictest of policy.json, the log and the list. For showing; never throws for what disagrees. */
export function ruleShown(context: Context, approvals: Approvals): ApprovalRule {
  return strictest(strictest(approvals.rule, context.policy.approval), listedApprovers(context).rule);
}

/**
 * The rule in force, for whoever is about to act on it. Throws APPROVAL_LOOSENED when policy.json asks for less, APPROVERS_CHANGED when the list beside
 * the anchor is not the log's, or when the log holds a change of approvers that nobody signed.
 */
export function ruleInForce(context: Context, approvals: Approvals): ApprovalRule {
  requireIntact(context, approvals);
  if (asksLess(context.approval, approvals.rule))
    throw new ForgeError("APPROVAL_LOOSENED", `${context.places.policy} asks for less than the ${spellRule(approvals.rule)} that is in force`);
  return strictest(approvals.rule, context.policy.approval);
}

/** The list is the log's, and the log holds no change of it that was not signed. Throws APPROVERS_CHANGED. */
export function requireIntact(context: Context, approvals: Approvals): void {
  const path = approversFile(context.places.anchors);
  if (approvals.fault !== null)
    throw new ForgeError("APPROVERS_CHANGED", `${approvals.fault} of the audit log changes who may approve, and the approvers did not sign it`);
  if (!agrees(listedApprovers(context), approvals))
    throw new ForgeError("APPROVERS_CHANGED", `${path} does not say what the audit log says`, { details: { path } });
}

/** The yes to a proposal as it would be signed now. */
export function askFor(capsule: Capsule, given: Pick<ApprovalGiven, "mode" | "threshold" | "log" | "round">): Ask {
  const { decision } = capsule;
  if (decision?.kind !== "approved") throw new ForgeError("UNEXPECTED", `${capsule.id} is not about to be approved`);
  return {
    v: 1,
    log: given.log,
    round: given.round,
    rule: { mode: given.mode, threshold: given.threshold },
    what: {
      act: "approve",
      skill: capsule.name,
      capsule: capsule.id,
      tree: decision.treeDigest,
      policy: decision.policyDigest,
      grants: decision.grants.map((one) => one.permission),
      accepted: decision.accepted.map((one) => one.fingerprint),
    },
  };
}

/**
 * Bytes may get live only when the approval of their capsule stands in the log and was given as the rule in force asks. In `open` nothing is asked here.
 * Throws APPROVAL_UNPROVEN, APPROVAL_TOO_WEAK, and as ruleInForce.
 */
export function requireApproval(context: Context, approvals: Approvals, after: Readonly<{ capsule: string; treeDigest: string }>): void {
  const rule = ruleInForce(context, approvals);
  if (rule.mode === "open") return;
  const capsule = loadCapsules(context.powers.files, context.places.data).find((one) => one.id === after.capsule);
  const name = capsule?.name ?? after.capsule;
  const unproven = (what: string) => new ForgeError("APPROVAL_UNPROVEN", `the approval of ${name} is not proven: ${what}`, { details: { skill: name, what } });
  if (capsule?.decision?.kind !== "approved") throw unproven("nobody approved it");
  if (capsule.decision.treeDigest !== after.treeDigest) throw unproven("these files were never approved");
  const event = approvals.standing.get(capsule.id)?.approved ?? null;
  if (event === null) throw unproven("no approval of it stands in the audit log");
  const differs = difference(capsule, event);
  if (differs !== null) throw unproven(`the audit log names other ${differs}`);
  const weak = (what: string) => new ForgeError("APPROVAL_TOO_WEAK", `the approval of ${name} is too weak: ${what}`, { details: { skill: name, what } });
  const given = capsule.decision.approval ?? null;
  const [mode, asked] = [given?.mode ?? "open", spellRule(rule)];
  if (given === null || asksLess({ mode }, rule)) throw weak(`it was given in mode ${mode}, and now the mode is ${rule.mode}`);
  if (rule.mode !== "signature") return;
  if (given.log !== approvals.log || given.round !== roundOf(approvals, capsule.id)) throw unproven("its signatures were given at another time or place");
  const good = goodSignatures(approvals, askFor(capsule, given), given.signatures);
  if (good.length >= rule.threshold) return;
  const revoked = given.signatures.find((one) => approvals.approvers.some((approver) => approver.id === one.key && approver.revokedAt !== null));
  if (revoked !== undefined) throw weak(`the key of ${revoked.name} was revoked`);
  if (good.length < given.signatures.length) throw unproven("a signature does not fit");
  throw weak(`${good.length} of the ${asked} signed it`);
}

/** Was it approved, and would that approval not be taken any more: another policy, a stricter mode, a revoked key, or what the log does not confirm? */
export function holdsNoMore(context: Context, approvals: Approvals, { id, decision, treeDigest }: Capsule): boolean {
  if (decision?.kind !== "approved") return false;
  try {
    requireApproval(context, approvals, { capsule: id, treeDigest });
    return decision.policyDigest !== context.policyDigest;
  } catch (error) {
    if (error instanceof ForgeError && error.code.startsWith("APPROVAL_")) return true;
    throw error;
  }
}

/** What capsules.json says differently from the log. */
function difference({ id, name, decision }: Capsule, { data, actor }: ForgeEvent): string | null {
  if (decision === null) return "decisions";
  const facts = {
    capsules: [data["capsule"], id],
    names: [data["skill"], name],
    files: [data["tree"], decision.treeDigest],
    policies: [data["policy"], decision.policyDigest],
    people: [actor, decision.by],
    ways: [data["how"], decision.how],
    permissions: [data["grants"], decision.grants.map((one) => one.permission)],
    findings: [data["accepted"], decision.accepted.map((one) => one.fingerprint)],
    rules: [data["approval"] ?? null, decision.approval ?? null],
  };
  return Object.entries(facts).find(([, [logged, kept]]) => canonicalJson(logged ?? null) !== canonicalJson(kept ?? null))?.[0] ?? null;
}
