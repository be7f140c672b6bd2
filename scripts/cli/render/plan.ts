import type { DeployPlan, PlanStep } from "#kernel/plan";
import { visible } from "#kernel/visible";
import { plural } from "./table.ts";

/** A plan for a person: what stands there, what will, and each step. */
export function planText(plan: DeployPlan): readonly string[] {
  return [
    `${plan.act} ${visible(plan.skill)}, generation ${plan.generation}, in ${visible(plan.path)}`,
    `  now   ${plan.base.treeDigest === null ? "nothing" : `tree ${plan.base.treeDigest.slice(0, 16)}…`}`,
    `  then  ${plan.proposed === null ? "nothing" : `tree ${plan.proposed.treeDigest.slice(0, 16)}…, ${plural(plan.proposed.entries.length, "file")}`}`,
    ...plan.steps.map((step, index) => `  ${index + 1}. ${visible(stepText(step))}`),
  ];
}

function stepText(step: PlanStep): string {
  switch (step.do) {
    case "store":
      return `keep tree ${step.treeDigest.slice(0, 16)}… in the store`;
    case "stage":
      return `write tree ${step.treeDigest.slice(0, 16)}… to ${step.path}`;
    case "move":
      return `rename ${step.from} to ${step.to}`;
    case "link":
      return `link ${step.path} to ${step.to}, in one step`;
    case "save":
      return `copy ${step.path} to ${step.to}`;
    case "remove":
      return `remove ${step.path}`;
  }
}
