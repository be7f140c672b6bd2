import { checkNewest } from "#audit/read-log";
import type { Capsule, CapsuleStatus } from "#kernel/capsule";
import { expired } from "#stages/review/expiry";
import { loadCapsules, loadGenes } from "#store/state-files";
import type { ListingBudget } from "#kernel/trigger";
import { listingBudgets } from "#stages/trigger/budgets";
import type { Context } from "./context.ts";
import { type Drift, driftOf } from "./drift.ts";
import { type DeployedAt, deployedSkills, type LiveWord } from "./host-states.ts";
import { logPlaceOf } from "./log-place.ts";
import { nextFor } from "./forge.ts";
import { type ModelStatus, modelStatus } from "./model-check.ts";
import { installedSkills } from "./installed.ts";
import { libraries } from "./libraries.ts";
import { type Rejection, rejectionsOf } from "./rejections.ts";

export type StatusResult = Readonly<{
  schemaVersion: 1;
  data: string;
  workspace: string | null;
  genes: Readonly<{ active: number; retired: number; merged: number }>;
  capsules: readonly Readonly<{
    name: string;
    id: string;
    status: CapsuleStatus;
    generation: number | null;
    treeDigest: string;
    /** The worst of all places where it is deployed; null when it is nowhere. */
    live: LiveWord | null;
    /** The number of this version; 1 for the first. */
    version: number;
    /** Until when a proposal waits for a decision or an approval for its deploy; null when it does not wait. `expired`: that time is over. */
    expiresAt: string | null;
    expired: boolean;
  }>[];
  /** Every place where a skill is deployed. */
  deployed: readonly DeployedAt[];
  chain: Readonly<{ status: string; events: number; anchored: boolean; detail: string }>;
  /** Deployed skills that differ from their last generation, with what can be done. */
  drift: readonly Drift[];
  /** Null when no model is configured, which is the default. */
  model: ModelStatus | null;
  /** Rejections that are remembered, so that the same is not proposed again. */
  rejections: readonly Rejection[];
  /** What listing all skills costs at each host. */
  budgets: readonly ListingBudget[];
  next: readonly string[];
}>;

/** Where the pipeline stands; what is live is compared with what was deployed, by digest. Writes nothing. */
export function statusOf(context: Context): StatusResult {
  const { powers, places } = context;
  const genes = loadGenes(powers.files, places.data);
  const capsules = loadCapsules(powers.files, places.data);
  const deployed = deployedSkills(context);
  const drift = driftOf(context);
  const check = checkNewest(powers.files, logPlaceOf(context));
  const count = (status: string) => genes.filter((gene) => gene.status === status).length;
  return {
    schemaVersion: 1,
    data: places.data,
    workspace: places.workspace,
    genes: { active: count("active"), retired: count("retired"), merged: count("merged") },
    capsules: capsules.map((one) => ({
      name: one.name,
      id: one.id,
      status: one.status,
      generation: one.generation,
      treeDigest: one.treeDigest,
      live: liveOf(one, deployed),
      version: one.revision?.number ?? 1,
      expiresAt: one.status === "staged" || one.status === "approved" ? one.expiresAt : null,
      expired: expired(one, powers.clock.now()),
    })),
    deployed,
    chain: { status: check.status, events: check.events, anchored: check.events === 0 || check.anchored !== null, detail: check.firstBad?.detail ?? "" },
    drift: drift.filter((one) => one.state !== "as-deployed"),
    model: modelStatus(context),
    rejections: rejectionsOf(context, null),
    next: nextSteps(
      check.status,
      capsules.filter((one) => !expired(one, powers.clock.now())),
    ),
    budgets: listingBudgets(libraries(context, installedSkills(context)), null),
  };
}

function liveOf(capsule: Capsule, deployed: readonly DeployedAt[]): LiveWord | null {
  if (capsule.status !== "promoted") return null;
  const own = deployed.filter((one) => one.capsule === capsule.id);
  // a state that was brought back with what a person had changed in it is not what was approved
  const words = own.map((one) => (one.live === "as-deployed" && one.treeDigest !== capsule.treeDigest ? "changed" : one.live));
  return WORST.find((word) => words.includes(word)) ?? null;
}

const WORST: readonly LiveWord[] = ["replaced", "gone", "changed", "as-deployed"];

function nextSteps(chain: string, capsules: readonly Capsule[]): readonly string[] {
  if (chain !== "ok") return ["forge audit verify"];
  const waiting = capsules.filter((one) => one.status === "staged" || one.status === "approved");
  return waiting.length === 0
    ? ["forge --full"]
    : waiting.map((one) => (one.status === "staged" ? `forge review --skill ${one.name}` : (nextFor(one)[0] ?? "")));
}
