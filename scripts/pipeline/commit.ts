import type { Rollback } from "#kernel/rollback";
import type { Skill } from "#kernel/skill";
import { capsulesAfter } from "#stages/deploy/capsules";
import type { Planned } from "#stages/deploy/generation";
import { commitPlan } from "#store/commit";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { requireApproval } from "./approval.ts";
import type { Change } from "./changing.ts";
import type { Context } from "./context.ts";

/**
 * Begun is recorded before anything moves, done when everything is in place and the state files say so. The one door through which bytes get live, by a
 * deploy, a restore or an undo: their approval is asked for here. Throws as requireApproval.
 */
export function commit(context: Context, { record, approvals }: Change, planned: Planned, skill: Skill | null): void {
  const { files } = context.powers;
  const { plan, record: of, undone } = planned;
  if (of.after !== null) requireApproval(context, approvals(), of.after);
  const word = plan.act === "deploy" ? "deploy" : "rollback";
  const facts = {
    skill: plan.skill,
    host: plan.host,
    act: plan.act,
    generation: plan.generation,
    rollback: of.id,
    before: treeOf(of.before),
    after: treeOf(of.after),
    ...(of.batch === undefined ? {} : { batch: of.batch }),
  };
  record(`${word}.begun`, facts, of.txn);
  const capsules = capsulesAfter(loadCapsules(files, context.places.data), of, loadRollbacks(files, context.places.data));
  commitPlan(files, context.places, { plan, record: of, undone, capsules, tree: skill?.files ?? null }, context.policy.scan.limits, ({ outcome }) => {
    record(outcome === "new" ? `${word}.done` : "deploy.recovered", { ...facts, outcome }, of.txn);
  });
}

function treeOf(state: Rollback["after"]): string | null {
  return state?.treeDigest ?? null;
}
