import type { Capsule } from "#kernel/capsule";
import { ForgeError } from "#kernel/errors";
import type { Acceptance, Finding, ScanReport } from "#kernel/finding";
import type { StoredAcceptance } from "#kernel/policy";
import { addAccepted } from "#store/policy-file";
import { changing } from "./changing.ts";
import { actorOf, type Context, nowOf } from "./context.ts";
import { inLog } from "./salts.ts";

/** So many digits of an id name a finding, when only one warning begins with them. */
const ID_DIGITS = 8;

/** Report, the names of warnings (an id, its first 8 digits or more, or a rule for all of its warnings) -> the findings. Throws USAGE for anything that is no warning of the report. */
export function namedWarnings(report: ScanReport, names: readonly string[]): readonly Finding[] {
  return [...new Set(names.flatMap((name) => warningsOf(report, name)))];
}

/** As namedWarnings, but a name that means nothing stays as it is: review refuses it together with everything else that is wrong. */
export function fingerprintsNamed(report: ScanReport, names: readonly string[]): readonly string[] {
  const warnings = report.findings.filter((one) => one.disposition === "warn");
  return [
    ...new Set(
      names.flatMap((name) => {
        const found = matching(warnings, name).map((one) => one.fingerprint);
        return found.length === 0 ? [name] : found;
      }),
    ),
  ];
}

function warningsOf(report: ScanReport, name: string): readonly Finding[] {
  const found = matching(report.findings, name);
  const warnings = found.filter((one) => one.disposition === "warn");
  if (warnings.length > 0 && (warnings.length === 1 || warnings.every((one) => one.ruleId === name))) return warnings;
  const [other] = found;
  const why =
    warnings.length > 1
      ? "means several findings; write more of its digits"
      : other === undefined
        ? "is no finding of this scan"
        : other.disposition === "block"
          ? "blocks, and nothing lifts a block"
          : other.disposition === "grant"
            ? "is a permission; give it with --grant"
            : "is a note, which counts for nothing";
  throw new ForgeError("USAGE", `${JSON.stringify(name.slice(0, 80))} ${why}`);
}

function matching(findings: readonly Finding[], name: string): readonly Finding[] {
  const id = /^[0-9a-f]+$/.test(name) && name.length >= ID_DIGITS;
  return findings.filter((one) => one.ruleId === name || (id && one.fingerprint.startsWith(name)));
}

/**
 * Warnings of a report that a person takes responsibility for -> written to the overlay of the policy, each bound to exactly this tree, and logged
 * (ids and digests only). Writes nothing in a dry run. Throws USAGE without a reason or for what is no warning.
 */
export function acceptWarnings(context: Context, report: ScanReport, names: readonly string[], reason: string): readonly StoredAcceptance[] {
  if (reason.trim() === "") throw new ForgeError("USAGE", '--accept-finding needs --reason "…": the reason stands in every later report');
  const { name: skill, digest: tree } = report.target;
  const added = namedWarnings(report, names).map(
    ({ ruleId, fingerprint }): StoredAcceptance => ({ skill, rule: ruleId, fingerprint, tree, reason, by: actorOf(context), at: nowOf(context) }),
  );
  if (context.dryRun || added.length === 0) return added;
  changing(context, ({ record }) => {
    record("finding.accepted", {
      tree,
      findings: added.map(({ rule, fingerprint }) => ({ rule, fingerprint })),
      reason: inLog(context, reason, `acceptance of ${tree}`),
    });
    addAccepted(context.powers.files, context.places.policy, added);
  });
  return added;
}

/** What was accepted with the approval of a capsule: it holds for the bytes that were approved and for no others. */
export function acceptedWith(capsule: Capsule): readonly Acceptance[] {
  const { decision } = capsule;
  if (decision?.kind !== "approved") return [];
  return decision.accepted.map(({ fingerprint, reason }) => ({ fingerprint, reason, tree: decision.treeDigest, by: decision.by, at: decision.at }));
}
