import type { ScanReport } from "#kernel/finding";
import { ForgeError } from "#kernel/errors";
import type { Permission } from "#kernel/permission";
import type { LintFinding } from "#stages/review/lint/rule";
import { LINT_CATALOGUE } from "#stages/review/lint/catalogue.table";
import { lint, lintMessage } from "#stages/review/lint/lint";
import { readFolder } from "#store/read-folder";
import type { Context } from "./context.ts";
import { loadScanner } from "./inspect.ts";
import { installedSkills } from "./installed.ts";
import { absolute } from "./places.ts";

export type Profile = ScanReport["profile"];

/** Any folder or file -> scan report. Nothing in it is run, rendered or fetched, no link is followed. Grants come from the flags and from policy.json. */
export async function scanPath(context: Context, path: string, profile: Profile, granted: readonly Permission[]): Promise<ScanReport> {
  const { skill, problems } = readFolder(context.powers.files, placeOf(context, path), context.policy.scan.limits);
  const scan = await loadScanner();
  return scan(skill, { profile, policy: context.policy, policyDigest: context.policyDigest, grants: { declared: null, granted }, problems });
}

/** Any folder -> what falls short of the quality rules. */
export function lintPath(context: Context, path: string): readonly LintFinding[] {
  const { skill } = readFolder(context.powers.files, placeOf(context, path), context.policy.scan.limits);
  const installed = installedSkills(context).filter((one) => one.name !== skill.name);
  return lint(skill, { installed, genes: null, generated: false, policy: context.policy });
}

export { LINT_CATALOGUE, lintMessage };

function placeOf(context: Context, path: string): string {
  const whole = absolute(context.powers.host, path);
  if (context.powers.files.facts(whole) === null) throw new ForgeError("FILE_UNREADABLE", `${whole} is not there`);
  return whole;
}
