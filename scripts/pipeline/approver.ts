import { activeApprovers, type Approvals, goodSignatures, signaturesFor, signaturesWaiting } from "#audit/approvals";
import { type ApproverSigner, openKey, PASSPHRASE_CHARACTERS, sealNewKey } from "#audit/approver-key";
import { type Act, type ApprovalRule, type ApprovalSignature, type Approver, type ApproverKey, asksLess, type Ask, askDigest } from "#kernel/approval";
import { canonicalJson } from "#kernel/canonical-json";
import { ForgeError } from "#kernel/errors";
import { dropApproverKey, readApproverKeys, writeApproverKey } from "#store/approvers";
import { setApproval } from "#store/policy-file";
import { agrees, keepList, listedApprovers, readApprovals, requireIntact, ruleShown } from "./approval.ts";
import { type Change, changing } from "./changing.ts";
import { type Context, nowOf } from "./context.ts";

/** `here`: the approver's encrypted key lies on this machine. `wrong`: why nothing can be approved until it is put right. */
export type ApproverList = Readonly<{
  schemaVersion: 1;
  rule: ApprovalRule;
  approvers: readonly (Approver & Readonly<{ here: boolean }>)[];
  wrong: "APPROVERS_CHANGED" | "APPROVAL_LOOSENED" | null;
}>;

export type { ApproverSigner };

/** How a person stands behind a change of who may approve: what they typed, and the key they opened. */
export type Consent = Readonly<{ typed: string | null; signer: ApproverSigner | null }>;

/** `pending`: signed, and not by enough yet. `blocked`: what the mode in force asks for was not given. */
export type ActResult = Readonly<{
  schemaVersion: 1;
  status: "done" | "pending" | "blocked" | "nothing";
  rule: ApprovalRule;
  needed: number;
  signed: readonly string[];
  approver: Approver | null;
  reason: string | null;
}>;

/** Who may approve, and how. With `fix` a list that differs is written as the log has it; the log alone decides. */
export function listApprovers(context: Context, fix: boolean): ApproverList {
  const approvals = fix && !context.dryRun ? changing(context, (change) => fixed(context, change)) : readApprovals(context);
  const keys = readApproverKeys(context.powers.files, context.places.anchors);
  const { before } = approvals;
  const listed = listedApprovers(context);
  // a list that is one event behind was left so by a command that was killed, and the next change brings it in line
  const intact = approvals.fault === null && (agrees(listed, approvals) || (before !== null && agrees(listed, before)));
  return {
    schemaVersion: 1,
    rule: ruleShown(context, approvals),
    approvers: approvals.approvers.map((one) => ({ ...one, here: keys.some((key) => key.id === one.id) })),
    wrong: !intact ? "APPROVERS_CHANGED" : asksLess(context.approval, approvals.rule) ? "APPROVAL_LOOSENED" : null,
  };
}

function fixed(context: Context, { approvals }: Change): Approvals {
  const now = approvals();
  if (now.fault !== null) throw new ForgeError("APPROVERS_CHANGED", `${now.fault} of the audit log changes who may approve, and the approvers did not sign it`);
  if (!agrees(listedApprovers(context), now)) keepList(context, now);
  return now;
}

/**
 * What has to be asked of whoever takes in an approver: a new passphrase of so many characters at `least` unless a key waits for more signatures, and a
 * signature unless nobody is there to sign.
 */
export function newApprover(context: Context, name: string): Readonly<{ waits: boolean; sign: boolean; least: number }> {
  const approvals = readApprovals(context);
  requireIntact(context, approvals);
  refuseTaken(approvals, name);
  const sign = ruleShown(context, approvals).mode === "signature" && approvals.approvers.length > 0;
  return { waits: waitingKey(context, approvals, name) !== null, sign, least: PASSPHRASE_CHARACTERS };
}

/** Takes in an approver. `passphrase` null: for a key that waits for more signatures. The first one is taken on trust, and recorded. */
export function addApprover(context: Context, name: string, passphrase: string | null, consent: Consent): ActResult {
  return changing(context, (change) => {
    const approvals = change.approvals();
    requireIntact(context, approvals);
    refuseTaken(approvals, name);
    const key = waitingKey(context, approvals, name) ?? freshKey(context, approvals, name, passphrase);
    const what = { act: "add", name, key: key.key } as const;
    const isFirst = approvals.approvers.length === 0;
    return acted(context, change, { what, free: isFirst, consent }, (how, signatures) => {
      change.record("approver.added", { approver: key.id, name, key: key.key, how, first: isFirst, signatures: signatures.map((one) => ({ ...one })) });
    });
  });
}

/** Takes an approver's right away. The last one stays while signatures are asked for: nobody could approve any more, nor take in another. */
export function revokeApprover(context: Context, name: string, consent: Consent): ActResult {
  return changing(context, (change) => {
    const approvals = change.approvals();
    requireIntact(context, approvals);
    const active = activeApprovers(approvals);
    const found = active.find((one) => one.name === name || one.id === name);
    if (found === undefined) throw new ForgeError("NOT_FOUND", `there is no approver ${name}; forge approver list names those there are`);
    if (approvals.rule.mode === "signature" && active.length <= approvals.rule.threshold)
      throw new ForgeError("USAGE", `without ${found.name} there would be too few approvers: take in another first (forge approver init)`);
    return acted(context, change, { what: { act: "revoke", id: found.id }, free: false, consent }, (how, signatures) => {
      change.record("approver.revoked", { approver: found.id, name: found.name, how, signatures: signatures.map((one) => ({ ...one })) });
    });
  });
}

/** Does this rule ask for less than the one in force, so that the present mode has to approve it? */
export function isLooser(context: Context, to: Partial<ApprovalRule>): boolean {
  return asksLess(to, readApprovals(context).rule) || asksLess(to, ruleShown(context, readApprovals(context)));
}

/** Another rule. Tightened freely; loosened with what the present mode asks of a yes. policy.json is brought in line where it says otherwise. */
export function changeRule(context: Context, wish: Partial<ApprovalRule>, consent: Consent): ActResult {
  return changing(context, (change) => {
    const approvals = change.approvals();
    requireIntact(context, approvals);
    const to = { ...approvals.rule, ...wish };
    const nothing = canonicalJson(to) === canonicalJson(approvals.rule);
    const result = nothing
      ? { ...resultOf(approvals), status: "nothing" as const }
      : acted(context, change, { what: { act: "mode", to }, free: !asksLess(to, approvals.rule), consent }, (how, signatures) => {
          change.record("approval.mode", { ...to, from: approvals.rule.mode, how, signatures: signatures.map((one) => ({ ...one })) });
        });
    const own = { ...context.policy.approval, ...context.approval };
    if ((result.status === "done" || nothing) && Object.keys(context.approval).length > 0 && canonicalJson(own) !== canonicalJson(to))
      setApproval(context.powers.files, context.places.policy, to);
    return result;
  });
}

/** The key of an approver that lies here, opened. `name` null: the only one there is. Throws NOT_FOUND, USAGE when it is not clear whose, WRONG_PASSPHRASE. */
export function openApprover(context: Context, name: string, passphrase: string): ApproverSigner {
  return openKey(keyOf(context, name), passphrase);
}

/** Whose key would be asked for. Throws NOT_FOUND, USAGE. */
export function approverNamed(context: Context, name: string | null): string {
  const active = activeApprovers(readApprovals(context));
  const keys = readApproverKeys(context.powers.files, context.places.anchors);
  const here = active.filter((one) => keys.some((key) => key.id === one.id));
  const found = name === null ? here : active.filter((one) => one.name === name || one.id === name);
  const [only, ...others] = found;
  if (only === undefined)
    throw new ForgeError(
      "NOT_FOUND",
      name === null ? "no key of an approver lies here: forge approver init" : `there is no approver ${name}: forge approver list`,
    );
  if (others.length > 0) throw new ForgeError("USAGE", `there are several approvers; say who you are: --as ${here.map((one) => one.name).join(" or --as ")}`);
  return only.name;
}

function keyOf(context: Context, name: string): ApproverKey {
  const approver = activeApprovers(readApprovals(context)).find((one) => one.name === name);
  const key = readApproverKeys(context.powers.files, context.places.anchors).find((one) => one.id === approver?.id && one.key === approver.key);
  if (key === undefined) throw new ForgeError("NOT_FOUND", `the key of ${name} does not lie here (${context.places.anchors})`);
  return key;
}

function refuseTaken(approvals: Approvals, name: string): void {
  if (activeApprovers(approvals).some((one) => one.name === name))
    throw new ForgeError("USAGE", `${name} is an approver already; a new key for them: forge approver revoke ${name}, then init`);
}

/** A key of this name that a present approver has signed for. Any other that lies here could be anybody's, and is not taken in. */
function waitingKey(context: Context, approvals: Approvals, name: string): ApproverKey | null {
  const known = new Set(approvals.approvers.map((one) => one.id));
  const keys = readApproverKeys(context.powers.files, context.places.anchors).filter((one) => one.name === name && !known.has(one.id));
  return keys.find((key) => signaturesWaiting(approvals, askOf(approvals, { act: "add", name, key: key.key })).length > 0) ?? null;
}

function freshKey(context: Context, approvals: Approvals, name: string, passphrase: string | null): ApproverKey {
  if (passphrase === null) throw new ForgeError("USAGE", `no key of ${name} waits for signatures any more; run forge approver init --name ${name} again`);
  if ([...passphrase.normalize("NFC")].length < PASSPHRASE_CHARACTERS)
    throw new ForgeError("USAGE", `a passphrase has at least ${PASSPHRASE_CHARACTERS} characters`);
  const { files, ids } = context.powers;
  const known = new Set(approvals.approvers.map((one) => one.id));
  for (const old of readApproverKeys(files, context.places.anchors))
    if (old.name === name && !known.has(old.id)) dropApproverKey(files, context.places.anchors, old.id);
  const key = sealNewKey(name, passphrase, ids.hex);
  writeApproverKey(files, context.places.anchors, key);
  return key;
}

type Order = Readonly<{ what: Act; free: boolean; consent: Consent }>;

/** What the mode in force asks for, then the record. */
function acted(
  context: Context,
  change: Change,
  { what, free, consent }: Order,
  record: (how: string, signatures: readonly ApprovalSignature[]) => void,
): ActResult {
  const approvals = change.approvals();
  const { mode } = approvals.rule;
  const given = free
    ? { how: consent.typed === null ? "unattended" : "terminal", signatures: [] }
    : mode === "signature"
      ? signedAct(context, change, what, consent.signer)
      : { how: consent.typed === null ? "unattended" : "terminal", signatures: [] };
  const result = { ...resultOf(approvals), needed: free || mode !== "signature" ? 0 : signaturesFor(approvals, what.act) };
  if (!free && mode === "terminal" && consent.typed === null) return { ...result, status: "blocked", reason: "it is typed at a terminal" };
  if ("reason" in given) return { ...result, status: "blocked", reason: given.reason };
  const signed = given.signatures.map((one) => one.name);
  if (!free && mode === "signature" && signed.length < result.needed) return { ...result, status: "pending", signed };
  record(given.how, given.signatures);
  const after = change.approvals();
  return { ...result, status: "done", rule: after.rule, signed, approver: subjectOf(after, what) };
}

function subjectOf({ approvers }: Approvals, what: Act): Approver | null {
  return (what.act === "add" ? approvers.at(-1) : what.act === "revoke" ? approvers.find((one) => one.id === what.id) : undefined) ?? null;
}

function signedAct(
  context: Context,
  change: Change,
  what: Act,
  signer: ApproverSigner | null,
): Readonly<{ how: string; signatures: readonly ApprovalSignature[] }> | Readonly<{ reason: string }> {
  const approvals = change.approvals();
  const ask = askOf(approvals, what);
  if (signer === null) return { reason: "an approver has to sign it" };
  const earlier = signaturesWaiting(approvals, ask);
  const own = signer.sign(ask, nowOf(context));
  if (goodSignatures(approvals, ask, [own]).length === 0) return { reason: `${signer.name} is no approver` };
  if (earlier.some((one) => one.key === signer.id)) return { reason: `${signer.name} has signed it, and others have to` };
  const signatures = [...earlier, own];
  if (signatures.length < signaturesFor(approvals, what.act))
    change.record("approval.signed", { act: what.act, request: askDigest(ask), signatures: [{ ...own }] });
  return { how: "signature", signatures };
}

function askOf({ log, round, rule }: Approvals, what: Act): Ask {
  return { v: 1, log, round, rule, what };
}

function resultOf(approvals: Approvals): Omit<ActResult, "status"> {
  return { schemaVersion: 1, rule: approvals.rule, needed: 0, signed: [], approver: null, reason: null };
}
