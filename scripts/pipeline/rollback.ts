import { ForgeError } from "#kernel/errors";
import type { DeployPlan } from "#kernel/plan";
import { type Nothing, rollback } from "#stages/deploy/rollback";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { readApprovals, requireApproval } from "./approval.ts";
import { askedOnce, type Finished, type Tell } from "./asked.ts";
import { type Change, changing } from "./changing.ts";
import { commit } from "./commit.ts";
import { type Context, nowOf } from "./context.ts";
import { linkedAt, liveAt } from "./hosts.ts";
import { mustBeStored } from "./rollback-batch.ts";
import { type Narrowed, placeToRollBack } from "./rollback-place.ts";
import { finishedMany, type ManyResult, undoNow } from "./rollback-since.ts";

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
  /** Set when nothing was done now, because the same command was interrupted and its act finished since: when that was asked for. */
  finished: string | null;
  /** Acts that came after the one that is answered; 0 for one that was done now. */
  later: number;
}>;

/**
 * Takes a deployed skill away, or with `restore` brings the version before back, byte for byte. Nothing to do is an answer. A restore that was interrupted
 * is not done again: the next would be the version before that. Throws CHANGED_SINCE and the like.
 */
export function rollbackSkill(context: Context, name: string, options: RollbackOptions, tell: Tell<RollbackResult> = () => undefined): RollbackResult {
  const { restore, at = { host: null, project: null } } = options;
  const work = (change: Change | null, begin: (txns: readonly string[]) => void) => rollbackNow(context, change, { name, options }, begin);
  if (restore) return askedOnce(context, { request: `restore ${name} ${at.host ?? "-"} ${at.project ?? "-"}`, work, again: finishedOne, tell });
  if (!context.dryRun) return changing(context, (change) => work(change, () => undefined), tell);
  const result = work(null, () => undefined);
  tell(result);
  return result;
}

const NOTHING: RollbackResult = {
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
  finished: null,
  later: 0,
};

/** Undoes the last act, exactly: undoing twice returns. One that was interrupted is finished, and the same command again says so instead of undoing the undo. */
export function undoLast(context: Context, force: boolean, tell: Tell<RollbackResult | ManyResult> = () => undefined): RollbackResult | ManyResult {
  return askedOnce<RollbackResult | ManyResult>(context, {
    request: "undo",
    tell,
    again: (finished) => (finished.records.length === 1 ? finishedOne(finished) : finishedMany(finished)),
    work: (change, begin) => {
      const history = loadRollbacks(context.powers.files, context.places.data);
      const last = history.at(-1);
      if (last === undefined) return NOTHING;
      // what was one act for the person is one for undo
      const batch = last.batch === undefined ? [last] : history.filter((one) => one.batch === last.batch);
      const result = undoNow(context, change, batch, { force, begin });
      return result.skills.length === 1 && result.skills[0] !== undefined ? result.skills[0] : result;
    },
  });
}

/** The answer of a command whose one act was done before. */
function finishedOne(finished: Finished): RollbackResult {
  return finishedMany(finished).skills[0] ?? NOTHING;
}

type Order = Readonly<{ name: string; options: RollbackOptions }>;

function rollbackNow(context: Context, change: Change | null, order: Order, begin: (txns: readonly string[]) => void): RollbackResult {
  const {
    name,
    options: { at = { host: null, project: null }, ...options },
  } = order;
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
  const answer = { ...NOTHING, skill: name, host: place.host, path: `${place.root}/${name}` };
  if (decided.kind === "nothing" && decided.reason === "never-deployed" && !isKnown(context, name))
    throw new ForgeError("NOT_FOUND", `there is no skill ${name}`);
  if (decided.kind === "nothing") return { ...answer, reason: decided.reason };
  if (decided.kind === "refused")
    throw new ForgeError(decided.code, decided.message, { details: Object.fromEntries(decided.paths.map((path, index) => [`path ${index + 1}`, path])) });
  mustBeStored(context, decided, history);
  const facts = { reason: null, generation: decided.plan.generation, from: decided.plan.from, saved: decided.record.saved, plan: decided.plan };
  if (change === null) {
    if (decided.record.after !== null) requireApproval(context, readApprovals(context), decided.record.after);
    return { ...answer, status: "planned", ...facts };
  }
  begin([decided.record.txn]);
  commit(context, change, decided, null);
  return { ...answer, status: decided.record.after === null ? "removed" : "restored", ...facts };
}

function isKnown(context: Context, name: string): boolean {
  return loadCapsules(context.powers.files, context.places.data).some((one) => one.name === name);
}
