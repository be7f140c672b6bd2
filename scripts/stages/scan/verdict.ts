import type { Finding, Verdict } from "#kernel/finding";
import type { Policy } from "#kernel/policy";

/** Points of a warning whose rule has no weight of its own in the policy. */
const DEFAULT_WEIGHTS: Readonly<Record<Finding["severity"], number>> = { critical: 10, high: 6, medium: 3, low: 1, info: 0 };

/** Findings -> score: the weight of each warning that is not accepted. A weight of 0 silences a rule's points, never its finding. */
export function scoreOf(findings: readonly Finding[], policy: Policy): number {
  return findings
    .filter((one) => one.disposition === "warn" && !one.suppressed)
    .reduce((sum, one) => sum + (policy.scan.weights[one.ruleId] ?? DEFAULT_WEIGHTS[one.severity]), 0);
}

/** Findings, missing grants, score -> verdict. Nothing in a policy reaches the first line. */
export function verdictOf(findings: readonly Finding[], missing: readonly string[], score: number, policy: Policy): Verdict {
  if (findings.some((one) => one.disposition === "block")) return "block";
  if (missing.length > 0 || score >= policy.scan.denyScore) return "deny";
  return score >= policy.scan.warnScore || findings.some((one) => one.disposition === "warn" && !one.suppressed) ? "warn" : "pass";
}
