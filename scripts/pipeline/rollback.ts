import { ForgeError } from "#kernel/errors";
import type { DeployPlan } from "#kernel/plan";
import { type Nothing, rollback } from "#stages/deploy/rollback";
import { readLive } from "#store/live";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { type Change, changing } from "./changing.ts";
import { commit } from "./commit.ts";
import { type Context, nowOf } from "./context.ts";
import { HOST } from "./deploy.ts";
import { skillRootOf, workspaceOf } from "./places.ts";

/** `restore`: the version before instead of nothing; `undo`: exactly what was there before the last act. */
export type RollbackOptions = Readonly<{ restore: boolean; force: boolean; undo?: boolean }>;

export type RollbackResult = Readonly<{
  schemaVersion: 1;
  status: "removed" | "restored" | "planned" | "nothing";
  skill: string;
  path: string;
  reason: Nothing["reason"] | null;
  generation: number | null;
  saved: string | null;
  plan: DeployPlan | null;
}>;

/** Takes a deployed skill away, or with `restore` brings the version before back, byte for byte. Nothing to do is an answer. Throws CHANGED_SINCE and the like. */
export function rollbackSkill(context: Context, name: string, options: RollbackOptions): RollbackResult {
  const root = skillRootOf(workspaceOf(context.places));
  const work = (change: Change | null) => rollbackNow(context, change, { name, root, options });
  return context.dryRun ? work(null) : changing(context, work);
}

/** Undoes the last act on any skill, exactly: undoing twice returns. */
export function undoLast(context: Context, force: boolean): RollbackResult {
  const last = loadRollbacks(context.powers.files, context.places.data).at(-1);
  if (last === undefined)
    return { schemaVersion: 1, status: "nothing", skill: "", path: "", reason: "never-deployed", generation: null, saved: null, plan: null };
  return rollbackSkill(context, last.skill, { restore: false, force, undo: true });
}

type Order = Readonly<{ name: string; root: string; options: RollbackOptions }>;

function rollbackNow(context: Context, change: Change | null, { name, root, options }: Order): RollbackResult {
  const { files, ids } = context.powers;
  const decided = rollback({
    current: readLive(files, root, name, context.policy.scan.limits),
    history: loadRollbacks(files, context.places.data),
    ...options,
    host: HOST,
    policyDigest: context.policyDigest,
    saved: context.places.saved,
    txn: ids.hex(16),
    at: nowOf(context),
  });
  const answer = { schemaVersion: 1 as const, skill: name, path: `${root}/${name}` };
  if (decided.kind === "nothing" && decided.reason === "never-deployed" && !isKnown(context, name))
    throw new ForgeError("NOT_FOUND", `there is no skill ${name}`);
  if (decided.kind === "nothing") return { ...answer, status: "nothing", reason: decided.reason, generation: null, saved: null, plan: null };
  if (decided.kind === "refused")
    throw new ForgeError(decided.code, decided.message, { details: Object.fromEntries(decided.paths.map((path, index) => [`path ${index + 1}`, path])) });
  const facts = { reason: null, generation: decided.plan.generation, saved: decided.record.saved, plan: decided.plan };
  if (change === null) return { ...answer, status: "planned", ...facts };
  commit(context, change, decided, null);
  return { ...answer, status: decided.record.after === null ? "removed" : "restored", ...facts };
}

function isKnown(context: Context, name: string): boolean {
  return loadCapsules(context.powers.files, context.places.data).some((one) => one.name === name);
}
