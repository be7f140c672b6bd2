import type { Finding, ScanReport, Verdict } from "#kernel/finding";
import { collectPermissions, PERMISSION_KINDS, type Permission } from "#kernel/permission";
import type { Policy } from "#kernel/policy";
import type { Scan } from "#pipeline/scanner";
import type { Collected } from "./collection.ts";

/** What our scan says of one skill: without any grant, and when all it needs is declared and granted. `reasons` are the findings that still block then. */
export type Judged = Readonly<{
  from: Collected;
  bare: Verdict;
  granted: Verdict;
  needs: readonly string[];
  reasons: readonly Finding[];
  warnings: readonly Finding[];
  unread: readonly string[];
  score: number;
}>;

/** A skill -> both verdicts. The grants are exactly what the first report says is required: nothing is opened that no finding asked for. */
export function judge(from: Collected, scan: Scan, policy: Policy): Judged {
  const first = scanWith(from, scan, policy, []);
  const needs = first.permissions.required.map((one) => one.permission);
  const second = needs.length === 0 ? first : scanWith(from, scan, policy, needs.flatMap(permissionOf));
  return {
    from,
    bare: first.verdict,
    granted: second.verdict,
    needs,
    reasons: second.findings.filter((one) => one.disposition === "block" && !one.suppressed),
    warnings: second.findings.filter((one) => one.disposition === "warn" && !one.suppressed),
    unread: second.coverage.flatMap((one) => (one.scanned ? [] : [`${one.file}: ${one.reason ?? "no reason"}`])),
    score: second.score,
  };
}

/** Is the skill stopped? A block needs no grants to stop, a deny waits for a person. */
export function isStopped(verdict: Verdict): boolean {
  return verdict === "block" || verdict === "deny";
}

function scanWith(from: Collected, scan: Scan, policy: Policy, grants: readonly Permission[]): ScanReport {
  return scan(from.skill, {
    profile: "imported",
    policy,
    policyDigest: "0".repeat(64),
    grants: { declared: grants.length === 0 ? null : collectPermissions(grants), granted: grants },
    problems: from.problems,
  });
}

/** A permission as the report spells it, back as a value. */
function permissionOf(text: string): readonly Permission[] {
  const colon = text.indexOf(":");
  const kind = PERMISSION_KINDS.find((one) => one === text.slice(0, colon));
  return kind === undefined ? [] : [{ kind, value: text.slice(colon + 1) }];
}
