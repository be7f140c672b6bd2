import { ForgeError } from "#kernel/errors";
import type { DeployPlan } from "#kernel/plan";
import { type Nothing, rollback } from "#stages/deploy/rollback";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { readApprovals, requireApproval } from "./approval.ts";
import { type Change, changing } from "./changing.ts";
import { commit } from "./commit.ts";
import { type Context, nowOf } from "./context.ts";
import { linkedAt, liveAt } from "./hosts.ts";
import { mustBeStored } from "./rollback-batch.ts";
import { type Narrowed, placeToRollBack } from "./rollback-place.ts";
import { type ManyResult, undoBatch } from "./rollback-since.ts";

/**
 * `restore`: the version before instead of nothing; `undo`: exactly what was there before the last act; `to`: what a generation had left; `at`: at which
 * host, when it is deployed to several.
 */
export type RollbackOptions = Readonly<{ restore: boolean; force: boolean; undo?: boolean; to?: number | null; at?: Narrowed }>;

export type RollbackResult = Readonly<{
  schemaVersion: 1;
  status: "removed" | "restored" | "planned" | "nothing";
  skill: string;
  host: string;
  path: string;
  reason: Nothing["reason"] | null;
  generation: number | null;
  /** The generation whose state it is now; null for a removal. */
  from: number | null;
  saved: string | null;
  plan: DeployPlan | null;
}>;

/** Takes a deployed skill away, or with `restore` brings the version before back, byte for byte. Nothing to do is an answer. Throws CHANGED_SINCE and the like. */
export function rollbackSkill(context: Context, name: string, options: RollbackOptions): RollbackResult {
  const work = (change: Change | null) => rollbackNow(context, change, { name, options });
  return context.dryRun ? work(null) : changing(context, work);
}

/** Undoes the last act, exactly: undoing twice returns. */
export function undoLast(context: Context, force: boolean): RollbackResult | ManyResult {
  const history = loadRollbacks(context.powers.files, context.places.data);
  const last = history.at(-1);
  if (last === undefined)
    return {
      schemaVersion: 1,
      status: "nothing",
      skill: "",
      host: "",
      path: "",
      reason: "never-deployed",
      generation: null,
      from: null,
      saved: null,
      plan: null,
    };
  // what was one act for the person is one for undo
  const result = undoBatch(context, last.batch === undefined ? [last] : history.filter((one) => one.batch === last.batch), force);
  return result.skills.length === 1 && result.skills[0] !== undefined ? result.skills[0] : result;
}

type Order = Readonly<{ name: string; options: RollbackOptions }>;

function rollbackNow(context: Context, change: Change | null, { name, options: { at = { host: null, project: null }, ...options } }: Order): RollbackResult {
  const { files, ids } = context.powers;
  const history = loadRollbacks(files, context.places.data);
  const place = placeToRollBack(context, history, name, { ...at, generation: options.to ?? null });
  const decided = rollback({
    current: liveAt(context, place, name),
    history,
    ...options,
    host: place.host,
    policyDigest: context.policyDigest,
    saved: context.places.saved,
    linked: linkedAt(context, place.host, name),
    txn: ids.hex(16),
    at: nowOf(context),
  });
  const answer = { schemaVersion: 1 as const, skill: name, host: place.host, path: `${place.root}/${name}` };
  if (decided.kind === "nothing" && decided.reason === "never-deployed" && !isKnown(context, name))
    throw new ForgeError("NOT_FOUND", `there is no skill ${name}`);
  if (decided.kind === "nothing") return { ...answer, status: "nothing", reason: decided.reason, generation: null, from: null, saved: null, plan: null };
  if (decided.kind === "refused")
    throw new ForgeError(decided.code, decided.message, { details: Object.fromEntries(decided.paths.map((path, index) => [`path ${index + 1}`, path])) });
  mustBeStored(context, decided, history);
  const facts = { reason: null, generation: decided.plan.generation, from: decided.plan.from, saved: decided.record.saved, plan: decided.plan };
  if (change === null) {
    if (decided.record.after !== null) requireApproval(context, readApprovals(context), decided.record.after);
    return { ...answer, status: "planned", ...facts };
  }
  commit(context, change, decided, null);
  return { ...answer, status: decided.record.after === null ? "removed" : "restored", ...facts };
}

function isKnown(context: Context, name: string): boolean {
  return loadCapsules(context.powers.files, context.places.data).some((one) => one.name === name);
}
