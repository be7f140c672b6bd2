import type { Cause, Finding, Verdict } from "#kernel/finding";
import type { Policy } from "#kernel/policy";
import { ruleOf } from "./rules.ts";

/** Points of a warning whose rule has no weight of its own in the policy. */
const DEFAULT_WEIGHTS: Readonly<Record<Finding["severity"], number>> = { critical: 10, high: 6, medium: 3, low: 1, info: 0 };

/** So often a low warning of one rule counts: thirty unpinned installations say no more than five. */
const LOW_REPEATS = 5;

/**
 * Findings -> score: the weight of each warning that is not accepted. A weight of 0 silences a rule's points, never its finding. Where the scan
 * was less sure than the rule (a lower severity), the points are those of the lower severity; low ones of one rule count a few times only.
 */
export function scoreOf(findings: readonly Finding[], policy: Policy): number {
  const low = new Map<string, number>();
  let score = 0;
  for (const one of findings) {
    if (one.disposition !== "warn" || one.suppressed) continue;
    if (one.severity === "low" || one.severity === "info") {
      const count = (low.get(one.ruleId) ?? 0) + 1;
      low.set(one.ruleId, count);
      if (count > LOW_REPEATS) continue;
    }
    score += pointsOf(one, policy);
  }
  return score;
}

function pointsOf({ ruleId, severity }: Finding, policy: Policy): number {
  const usual = DEFAULT_WEIGHTS[severity];
  const weight = policy.scan.weights[ruleId];
  if (weight === undefined) return usual;
  return usual < DEFAULT_WEIGHTS[ruleOf(ruleId)?.severity ?? severity] ? Math.min(weight, usual) : weight;
}

/**
 * Findings, missing grants, score -> verdict and everything that speaks against a better one. Nothing in a policy, no grant and no acceptance
 * reaches a block; wording alone is scored, so it never does more than deny.
 */
export function verdictOf(
  findings: readonly Finding[],
  missing: readonly string[],
  score: number,
  policy: Policy,
): Readonly<{ verdict: Verdict; causes: readonly Cause[] }> {
  const open = findings.filter((one) => one.disposition === "warn" && !one.suppressed);
  const causes: readonly Cause[] = [
    ...(findings.some((one) => one.disposition === "block") ? ["block" as const] : []),
    ...(missing.length > 0 ? ["missing-grant" as const] : []),
    ...(score >= policy.scan.denyScore ? ["score" as const] : []),
    ...(open.length > 0 || score >= policy.scan.warnScore ? ["warning" as const] : []),
  ];
  const [worst] = causes;
  return { verdict: worst === undefined ? "pass" : worst === "block" ? "block" : worst === "warning" ? "warn" : "deny", causes };
}
