import { type ApprovalRule, type ApprovalSignature, type Approver, asksLess, type Ask, askDigest, OPEN_RULE } from "#kernel/approval";
import { canonicalJson, type Json } from "#kernel/canonical-json";
import { FIRST_PREV, type ForgeEvent } from "#kernel/event";
import { isSignedBy } from "./approver-key.ts";

/** Where one proposal stands: since when it waits (the checksum of that event), the event of its approval while nothing has withdrawn it, and who signed meanwhile. */
export type Standing = Readonly<{ skill: string; round: string; approved: ForgeEvent | null; signed: readonly string[] }>;

/**
 * Who may say yes and how, and to what it was said, as the log tells it. `round` is the checksum of the newest event that changed who or how.
 * `waiting` holds signatures by the digest of what they are for. `fault` names an event that changed who or how without the yes that this takes.
 */
export type Approvals = Readonly<{
  log: string;
  /** Checksum of the first event. */
  genesis: string;
  round: string;
  rule: ApprovalRule;
  approvers: readonly Approver[];
  /** Before the newest of these events: what a command that was killed between log and file leaves in the file. */
  before: Readonly<{ rule: ApprovalRule; approvers: readonly Approver[] }> | null;
  fault: string | null;
  waiting: ReadonlyMap<string, readonly ApprovalSignature[]>;
  standing: ReadonlyMap<string, Standing>;
}>;

/** Those who can sign now. */
export function activeApprovers({ approvers }: Pick<Approvals, "approvers">): readonly Approver[] {
  return approvers.filter((one) => one.revokedAt === null);
}

/**
 * How many have to sign: the threshold; while there are fewer approvers than that, all there are may take in the next one, or there would never be
 * enough.
 */
export function signaturesFor({ rule, approvers }: Pick<Approvals, "rule" | "approvers">, act: Ask["what"]["act"]): number {
  return act === "add" ? Math.min(rule.threshold, activeApprovers({ approvers }).length) : rule.threshold;
}

/** Signatures under a yes -> those of distinct approvers who may sign now and did. */
export function goodSignatures({ approvers }: Pick<Approvals, "approvers">, ask: Ask, signatures: readonly ApprovalSignature[]): readonly ApprovalSignature[] {
  const keys = new Map(activeApprovers({ approvers }).map((one) => [one.id, one.key]));
  return signatures.filter((one, at) => {
    const key = keys.get(one.key);
    return key !== undefined && signatures.findIndex((other) => other.key === one.key) === at && isSignedBy(key, ask, one);
  });
}

/** Takes the events of a log in order; `state` is what they amount to. */
export type ApprovalFold = Readonly<{ add(event: ForgeEvent): void; state(): Approvals }>;

/** Anybody who can write the file can add a line to a chain; so a line that changes who may say yes counts only with the signatures that it took. */
export function foldApprovals(): ApprovalFold {
  let now: Omit<Approvals, "waiting" | "standing"> = {
    log: "",
    genesis: FIRST_PREV,
    round: FIRST_PREV,
    rule: OPEN_RULE,
    approvers: [],
    before: null,
    fault: null,
  };
  const waiting = new Map<string, readonly ApprovalSignature[]>();
  const proposals = standings();

  const changed = (event: ForgeEvent, what: Partial<Pick<typeof now, "rule" | "approvers">>, ask: Ask["what"] | null) => {
    const lawful = ask === null || now.rule.mode !== "signature" || isLawful(ask, event);
    now = { ...now, fault: lawful ? now.fault : (now.fault ?? `event ${event.seq} (${event.type})`) };
    if (lawful) now = { ...now, ...what, round: event.checksum, before: { rule: now.rule, approvers: now.approvers } };
  };
  const isLawful = (what: Ask["what"], { data }: ForgeEvent) => {
    const ask: Ask = { v: 1, log: now.log, round: now.round, rule: now.rule, what };
    // the first key is taken on trust; after it nobody comes in without the others
    if (what.act === "add" && now.approvers.length === 0) return true;
    return goodSignatures(now, ask, signaturesIn(data)).length >= Math.max(1, signaturesFor(now, what.act));
  };

  const add = (event: ForgeEvent): void => {
    const { data, type } = event;
    switch (type) {
      case "log.created": {
        const kept = carriedIn(data);
        now = { ...now, log: textIn(data, "log"), genesis: event.checksum, round: event.checksum, ...kept };
        return;
      }
      case "approval.mode": {
        const to = ruleIn(data);
        changed(event, { rule: to }, asksLess(to, now.rule) ? { act: "mode", to } : null);
        return;
      }
      case "approver.added": {
        const [id, name, key] = [textIn(data, "approver"), textIn(data, "name"), textIn(data, "key")];
        changed(event, { approvers: [...now.approvers, { id, name, key, addedAt: event.ts, revokedAt: null }] }, { act: "add", name, key });
        return;
      }
      case "approver.revoked": {
        const id = textIn(data, "approver");
        const approvers = now.approvers.map((one) => (one.id === id && one.revokedAt === null ? { ...one, revokedAt: event.ts } : one));
        changed(event, { approvers }, { act: "revoke", id });
        return;
      }
      case "approval.signed": {
        const before = waiting.get(textIn(data, "request")) ?? [];
        const signatures = [...before, ...signaturesIn(data)];
        waiting.set(textIn(data, "request"), signatures);
        proposals.sign(textIn(data, "capsule"), signatures);
        return;
      }
      case "deploy.done":
      case "rollback.done":
        proposals.deploy(event);
        return;
      default:
        if (type.startsWith("capsule.")) proposals.decide(event);
    }
  };

  return { add, state: () => ({ ...now, waiting, standing: proposals.standing }) };
}

/** Where proposals stand, event by event. */
function standings() {
  const standing = new Map<string, Standing>();
  const deployed = new Set<string>();
  const decide = (event: ForgeEvent): void => {
    const { data, type, checksum } = event;
    const id = textIn(data, "capsule");
    const before = standing.get(id);
    const skill = before?.skill ?? textIn(data, "skill");
    if (type === "capsule.scanned") return;
    if (type === "capsule.approved") {
      standing.set(id, { skill, round: before?.round ?? "", approved: event, signed: [] });
      return;
    }
    standing.set(id, { skill, round: checksum, approved: null, signed: [] });
    if (type !== "capsule.staged") return;
    // a newer proposal takes the place of what was approved and never deployed
    for (const [other, one] of standing)
      if (other !== id && one.skill === skill && one.approved !== null && !deployed.has(`${skill} ${textIn(one.approved.data, "tree")}`))
        standing.set(other, { ...one, round: checksum, approved: null });
  };

  const sign = (id: string, signatures: readonly ApprovalSignature[]): void => {
    const of = standing.get(id);
    if (of !== undefined) standing.set(id, { ...of, signed: signatures.map((one) => one.name) });
  };
  const deploy = ({ data }: ForgeEvent): void => {
    deployed.add(`${textIn(data, "skill")} ${textIn(data, "after")}`);
  };
  return { standing, decide, sign, deploy };
}

/** The event since which a proposal waits for its yes; one from before this log (a fork) waits since its beginning. */
export function roundOf({ standing, genesis }: Approvals, capsule: string): string {
  const round = standing.get(capsule)?.round ?? "";
  return round === "" ? genesis : round;
}

/** Signatures that were given for this yes before and still count. */
export function signaturesWaiting(approvals: Approvals, ask: Ask): readonly ApprovalSignature[] {
  return goodSignatures(approvals, ask, approvals.waiting.get(askDigest(ask)) ?? []);
}

/** Do two lists name the same approvers, in the same state? */
export function sameApprovers(one: readonly Approver[], other: readonly Approver[]): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

type Data = ForgeEvent["data"];

function textIn(data: Data, key: string): string {
  const value = data[key];
  return typeof value === "string" ? value : "";
}

function ruleIn(data: Readonly<Record<string, Json>>): ApprovalRule {
  const { mode, threshold } = data;
  return {
    mode: mode === "open" || mode === "terminal" ? mode : "signature",
    threshold: typeof threshold === "number" && Number.isSafeInteger(threshold) && threshold > 0 ? threshold : 1,
  };
}

function signaturesIn(data: Data): readonly ApprovalSignature[] {
  const { signatures } = data;
  return Array.isArray(signatures) ? signatures.flatMap((one: Json) => (isRecord(one) ? [signatureIn(one)] : [])) : [];
}

function signatureIn(data: Data): ApprovalSignature {
  return { key: textIn(data, "key"), name: textIn(data, "name"), at: textIn(data, "at"), signature: textIn(data, "signature") };
}

/** What a new log takes over from the one that it follows. */
function carriedIn({ approval }: Data): Readonly<{ rule: ApprovalRule; approvers: readonly Approver[] }> | null {
  if (!isRecord(approval)) return null;
  const { approvers } = approval;
  const list = Array.isArray(approvers) ? approvers.filter(isRecord) : [];
  return {
    rule: ruleIn(approval),
    approvers: list.map((one) => ({
      id: textIn(one, "id"),
      name: textIn(one, "name"),
      key: textIn(one, "key"),
      addedAt: textIn(one, "addedAt"),
      revokedAt: typeof one["revokedAt"] === "string" ? one["revokedAt"] : null,
    })),
  };
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
