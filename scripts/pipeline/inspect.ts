import { TEMPLATES } from "#generated/templates";
import { join } from "node:path";
import type { Capsule, Gate } from "#kernel/capsule";
import { digestOfJson } from "#kernel/digest";
import type { Acceptance, ScanReport } from "#kernel/finding";
import type { Gene } from "#kernel/gene";
import { type Permissions, parsePermissions } from "#kernel/permission";
import type { InstalledSkill, Skill } from "#kernel/skill";
import type { ListingBudget, TriggerReport } from "#kernel/trigger";
import { gate, type SmokeResult } from "#stages/review/gate";
import { lint } from "#stages/review/lint/lint";
import type { LintFinding } from "#stages/review/lint/rule";
import { smoke } from "#stages/review/smoke";
import { loadGenes } from "#store/state-files";
import type { Context } from "./context.ts";
import { lintWorld } from "./lint-world.ts";
import { installedSkills } from "./installed.ts";
import type { Scan } from "./scanner.ts";
import { triggerOf } from "./trigger.ts";

/** All that is found out about a generated skill by machine, each time anew: scan, lint, gates. */
export type Inspection = Readonly<{
  skill: Skill;
  report: ScanReport;
  scan: NonNullable<Capsule["scan"]>;
  lint: readonly LintFinding[];
  gates: readonly Gate[];
  installed: readonly InstalledSkill[];
  genes: readonly Gene[];
  trigger: TriggerReport;
  budgets: readonly ListingBudget[];
}>;

/** A generated skill -> inspection under profile `compiled`. `accepted`: warnings that stand in an approval of it. */
export function inspect(
  context: Context,
  scan: Scan,
  skill: Skill,
  declared: Permissions,
  granted: readonly string[],
  accepted: readonly Acceptance[] = [],
): Inspection {
  context.powers.note({ kind: "stage", stage: "scan" });
  const grants = { declared, granted: granted.flatMap(parsePermissions) };
  const report = scan(skill, { profile: "compiled", policy: context.policy, policyDigest: context.policyDigest, grants, accepted });
  const installed = installedSkills(context);
  const genes = loadGenes(context.powers.files, context.places.data);
  const found = lint(skill, {
    installed: installed.filter((one) => one.name !== skill.name),
    genes,
    generated: true,
    policy: context.policy,
    host: null,
    world: lintWorld(context, null),
    problems: [],
  });
  const { trigger, budgets } = triggerOf(context, skill, installed, genes);
  const gates = gate({ skill, lint: found, report, trigger, smoke: smokeOf(context, skill, report) });
  return {
    skill,
    report,
    scan: { verdict: report.verdict, score: report.score, report: digestOfJson(report), policy: report.policy },
    lint: found,
    gates,
    installed,
    genes,
    trigger,
    budgets,
  };
}

/** Runs only what the scan let pass, and only from staging: a blocked script is not executed, not even behind a wall. */
function smokeOf(context: Context, skill: Skill, report: ScanReport): SmokeResult {
  const folder = join(context.places.staging, skill.name);
  const scripts = skill.files.filter((file) => file.path.endsWith(".mjs"));
  if (scripts.length === 0) return { result: "not-run", detail: "the skill holds no code" };
  if (report.verdict === "block") return { result: "not-run", detail: "the scan blocks it" };
  if (context.dryRun || context.powers.files.facts(folder) === null) return { result: "not-run", detail: "nothing is staged yet" };
  const trials =
    TEMPLATES.find((one) => scripts.every((file) => one.spec.files.some(({ path }) => path === file.path)) && one.spec.kind === "code")?.spec.smoke ?? [];
  return smoke({ folder, files: skill.files }, trials, context.powers);
}
