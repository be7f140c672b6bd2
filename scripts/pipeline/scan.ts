import type { Acceptance, ScanReport } from "#kernel/finding";
import { ForgeError } from "#kernel/errors";
import type { Permission } from "#kernel/permission";
import { RULES } from "#stages/scan/rules.table";
import type { Context } from "./context.ts";
import { grantedTo } from "./granted.ts";
import { scanUnknown } from "./scanner.ts";
import { readMaterial } from "./material.ts";
import { absolute } from "./places.ts";

export type Profile = ScanReport["profile"];

/** Warnings to accept with this scan, named by id or rule, and why. */
export type Accept = Readonly<{ names: readonly string[]; reason: string }>;

/**
 * Any folder, archive or file -> scan report. Nothing in it is run, rendered or fetched, no link is followed. Grants and
 * acceptances come from policy.json and the flags; new acceptances are written and logged. Throws USAGE for accepting what is no warning.
 */
export async function scanPath(
  context: Context,
  path: string,
  profile: Profile,
  granted: readonly Permission[],
  accept: Accept | null = null,
): Promise<ScanReport> {
  const { skill, problems } = readMaterial(context.powers.files, placeOf(context, path), context.policy.scan.limits);
  const { policy, policyDigest } = context;
  const all = [...grantedTo(policy, skill.name, context.powers.clock.now()), ...granted];
  const reported = (accepted: readonly Acceptance[]) =>
    scanUnknown(skill, { profile, policy, policyDigest, grants: { declared: null, granted: all }, problems, accepted });
  const report = await reported(context.accepted);
  if (accept === null) return report;
  // brings the log and all that is kept along, which takes longer to load than most skills to scan
  const { acceptWarnings } = await import("./accept.ts");
  return reported([...context.accepted, ...acceptWarnings(context, report, accept.names, accept.reason)]);
}

/** Rule id -> its title; the id itself for an unknown one. */
export function ruleTitle(id: string): string {
  return RULES.find((rule) => rule.id === id)?.title ?? id;
}

export { RULES };

function placeOf(context: Context, path: string): string {
  const whole = absolute(context.powers.host, path);
  if (context.powers.files.facts(whole) === null) throw new ForgeError("FILE_UNREADABLE", `${whole} is not there`);
  return whole;
}
