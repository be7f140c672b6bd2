import type { Capsule } from "#kernel/capsule";
import { canonicalJson } from "#kernel/canonical-json";
import { ForgeError } from "#kernel/errors";
import type { DeployPlan } from "#kernel/plan";
import type { Approved, InstalledSkill, Skill } from "#kernel/skill";
import { DEFAULT_TARGET, isTarget, type TargetId } from "#kernel/targets.table";
import { visible } from "#kernel/visible";
import { type Deployment, deploy } from "#stages/deploy/deploy";
import type { Planned } from "#stages/deploy/generation";
import { expired } from "#stages/review/expiry";
import { approvedAgain } from "#stages/review/review";
import { realPathOf } from "#store/real-path";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { readStored, removeStaged } from "#store/trees";
import { acceptedWith } from "./accept.ts";
import { readApprovals, requireApproval } from "./approval.ts";
import { type Change, changing } from "./changing.ts";
import { commit } from "./commit.ts";
import { type Context, nowOf } from "./context.ts";
import { type Inspection, inspect } from "./inspect.ts";
import { type Scan, scannerFor } from "./scanner.ts";
import { alsoReading, type HostPlace, isPresent, homeOf, hostOf, linkedAt, liveAt, nameFault, placeAt, placeFor, standing } from "./hosts.ts";
import { installedSkills } from "./installed.ts";
import { askOpenclaw, type Opinion, type Opinions, refuseTaken, saidOf } from "./openclaw-opinion.ts";
import { grantsOf, stagedSkill } from "./review.ts";

/** `plan`: what `forge deploy -o` wrote; exactly that is applied, or nothing. `to`: the host (default: that of the plan, or OpenClaw) and a project of it. */
export type DeployOptions = Readonly<{
  force: boolean;
  only: "plan" | "apply";
  plan: Planned | null;
  to?: Readonly<{ host: TargetId | null; project: string | null }>;
}>;

export type Blocked = Readonly<{ code: "NOT_APPROVED" | "GATE_FAILED" | "BLOCKED" | "MISSING_GRANTS"; text: string }>;

export type DeployResult = Readonly<{
  schemaVersion: 1;
  status: "deployed" | "already" | "planned" | "blocked";
  skill: string;
  host: TargetId;
  /** A folder of its own, or a link to a generation. */
  how: HostPlace["how"];
  path: string;
  /** Hosts on this machine that look into the same folder. */
  alsoSeenBy: readonly TargetId[];
  /** Every host to which it is deployed now. */
  deployedTo: readonly TargetId[];
  generation: number | null;
  plan: DeployPlan | null;
  planned: Planned | null;
  reasons: readonly Blocked[];
  /** What OpenClaw itself said, and in a sentence; null for other hosts, and when nothing was deployed. */
  hostSays: (Opinions & Readonly<{ words: string }>) | null;
}>;

/**
 * An approved skill to where a host finds it. The checks come in this order: not approved (blocked), other bytes or another
 * policy than approved (STALE_APPROVAL), a fresh scan and the gates (blocked), then what stands at the place.
 */
export async function deploySkill(context: Context, name: string, options: DeployOptions): Promise<DeployResult> {
  const place = placeOf(context, options);
  const fault = nameFault(place.host, name);
  if (fault !== null) throw new ForgeError("NAME_TAKEN", fault, { details: { name, host: place.host } });
  present(context, place, options.force);
  const scan = await scannerFor(context, () => {
    const capsule = approvedCapsule(context, name);
    return capsule === null ? null : bytesOf(context, capsule);
  });
  if (options.only === "plan" || context.dryRun) return deployNow(context, null, scan, { name, place, options, before: null });
  // outside of the lock: another program takes its time
  const before = hasNews(context, place, name) ? askOpenclaw(context, place, name) : null;
  const result = changing(context, (change) => deployNow(context, change, scan, { name, place, options, before }));
  return before === null || result.status !== "deployed" ? result : { ...result, hostSays: said(context, place, result, before) };
}

/** `before`: what the host said of the name, null when it was not worth a question. */
type Order = Readonly<{ name: string; place: HostPlace; options: DeployOptions; before: Opinion | null }>;

/** Will there be something to deploy, as far as can be told without a scan and without the lock? Only OpenClaw can be asked. */
function hasNews(context: Context, place: HostPlace, name: string): boolean {
  if (place.host !== "openclaw") return false;
  const capsule = approvedCapsule(context, name);
  return capsule !== null && liveAt(context, place, name).treeDigest !== capsule.treeDigest;
}

function said(context: Context, place: HostPlace, { skill, path }: DeployResult, before: Opinion): NonNullable<DeployResult["hostSays"]> {
  const after = before.asked ? askOpenclaw(context, place, skill) : before;
  return { before, after, words: saidOf(context.powers.files, after, path) };
}

/** Where the plan leads, or where --to and --project say. Throws USAGE when they say different things. */
function placeOf(context: Context, { plan, to }: DeployOptions): HostPlace {
  const asked = to?.host ?? null;
  const project = to?.project ?? null;
  if (plan === null) return placeFor(context, asked ?? DEFAULT_TARGET, project);
  const { host, root } = plan.plan;
  if (!isTarget(host)) throw new ForgeError("STALE_PLAN", `the plan is for a host that is not known here: ${visible(host)}`);
  if ((asked !== null && asked !== host) || (project !== null && placeFor(context, host, project).root !== root))
    throw new ForgeError("USAGE", `the plan is for ${host} in ${visible(root)}: leave --to and --project away`);
  return placeAt(context, host, root);
}

/** A host that is not here would not see the skill, and a folder made for it would look as if it were here. */
function present(context: Context, { host, title, project }: HostPlace, force: boolean): void {
  if (project !== null || force || isPresent(context, host)) return;
  const home = homeOf(context, host) ?? "";
  throw new ForgeError("NOT_FOUND", `${title} is not on this machine: ${visible(home)} is not there. With --force its folder is made all the same`, {
    details: { host, path: home },
  });
}

function deployNow(context: Context, change: Change | null, scan: Scan, order: Order): DeployResult {
  const { name, place, options, before } = order;
  const answer = (status: DeployResult["status"], more: Partial<DeployResult> = {}): DeployResult => ({
    schemaVersion: 1,
    status,
    skill: name,
    host: place.host,
    how: place.how,
    path: `${place.root}/${name}`,
    alsoSeenBy: alsoReading(context, place),
    deployedTo: standing(loadRollbacks(context.powers.files, context.places.data), name).map(hostOf),
    generation: null,
    plan: null,
    planned: null,
    reasons: [],
    hostSays: null,
    ...more,
  });
  const capsule = approvedCapsule(context, name);
  if (capsule === null)
    return answer("blocked", {
      reasons: [{ code: "NOT_APPROVED", text: `${name} is not approved, or the approval has expired: forge review --skill ${name}` }],
    });
  const skill = bytesOf(context, capsule);
  const approved = approvedAgain(capsule, skill, context.policyDigest);
  requireApproval(context, change?.approvals() ?? readApprovals(context), { capsule: capsule.id, treeDigest: capsule.treeDigest });
  const reasons = objections(inspect(context, scan, skill, capsule.permissions, grantsOf(capsule), acceptedWith(capsule)), capsule);
  if (reasons.length > 0) return answer("blocked", { reasons });

  const decided = planOf(context, { approved, skill, place, options });
  if (decided.kind === "refused")
    throw new ForgeError(decided.code, decided.message, { details: Object.fromEntries(decided.paths.map((path, index) => [`path ${index + 1}`, path])) });
  if (decided.kind === "already") return answer("already", { generation: decided.generation });
  if (before !== null && decided.plan.base.treeDigest === null) refuseTaken(context.powers.files, before, decided.plan.path, name);
  const facts = { generation: decided.plan.generation, plan: decided.plan, planned: decided };
  if (change === null) return answer("planned", facts);
  commit(context, change, decided, skill);
  if (capsule.status === "approved") removeStaged(context.powers.files, context.places.data, name);
  return answer("deployed", facts);
}

/** What is approved, or was deployed once and can be again; null for everything that nobody approved. */
function approvedCapsule(context: Context, name: string): Capsule | null {
  const own = loadCapsules(context.powers.files, context.places.data).filter((one) => one.name === name);
  if (own.length === 0) throw new ForgeError("NOT_FOUND", `there is no skill ${name}; forge status names those there are`);
  const state = (status: Capsule["status"]) => own.filter((one) => one.status === status).at(-1);
  // a newer proposal that waits for its decision stands before what is deployed
  if (state("approved") === undefined && state("staged") !== undefined) return null;
  const approved = state("approved");
  if (approved !== undefined && expired(approved, context.powers.clock.now())) return null;
  return approved ?? state("promoted") ?? state("rolled-back") ?? null;
}

/** The staged bytes, or after a deploy the stored ones. What cannot be taken out of staging safely is not what was approved. */
function bytesOf(context: Context, capsule: Capsule): Skill {
  if (capsule.status !== "approved") return { name: capsule.name, files: readStored(context.powers.files, context.places.store, capsule.treeDigest) };
  try {
    return stagedSkill(context, capsule.name);
  } catch (error) {
    if (error instanceof ForgeError && (error.code === "UNSAFE_PATH" || error.code === "NOT_FOUND")) {
      throw new ForgeError("STALE_APPROVAL", `the staged files of ${capsule.name} are not the approved ones: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function objections({ report, gates }: Inspection, capsule: Capsule): readonly Blocked[] {
  const blocks = report.findings
    .filter((one) => one.disposition === "block")
    .map((one) => ({ code: "BLOCKED" as const, text: `${one.ruleId} in ${one.file}:${one.range.startLine}` }));
  const failed = gates.filter((one) => one.result === "failed").map((one) => ({ code: "GATE_FAILED" as const, text: `${one.gate}: ${one.detail}` }));
  const lacking = report.permissions.missing.map((one) => ({ code: "MISSING_GRANTS" as const, text: `${one} is not granted to ${capsule.name}` }));
  return [...blocks, ...failed, ...lacking];
}

function planOf(context: Context, order: Readonly<{ approved: Approved<Capsule>; skill: Skill; place: HostPlace; options: DeployOptions }>): Deployment {
  const { approved, skill, place, options } = order;
  const { files, ids } = context.powers;
  const given = options.plan;
  const decided = deploy({
    approved,
    skill,
    current: liveAt(context, place, approved.name),
    visible: seenBy(context, place),
    history: loadRollbacks(files, context.places.data),
    force: options.force,
    host: place.host,
    policyDigest: context.policyDigest,
    saved: context.places.saved,
    linked: place.how === "link" ? linkedAt(context, place.host, approved.name) : null,
    txn: given?.record.txn ?? ids.hex(16),
    at: given?.record.at ?? nowOf(context),
  });
  // a plan that was written earlier is applied exactly, or not at all: what it would be now must be the same to the byte
  if (given !== null && (decided.kind !== "plan" || canonicalJson(decided) !== canonicalJson(given))) {
    throw new ForgeError("STALE_PLAN", `the plan for ${approved.name} no longer fits what is there`);
  }
  return decided;
}

/** Names and folders of what the host sees, by real paths of the roots: two hosts can share one by a link. */
function seenBy(context: Context, { host, project }: HostPlace): readonly Pick<InstalledSkill, "name" | "folder">[] {
  const { files } = context.powers;
  return installedSkills(context, host, project).map(({ name, folder, root }) => ({ name, folder: realPathOf(files, root) + folder.slice(root.length) }));
}
