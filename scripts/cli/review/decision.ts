import { howText } from "#kernel/capsule";
import { visible } from "#kernel/visible";
import type { ReviewResult } from "#pipeline/review";
import type { Printer } from "../printer.ts";

/** A decision as it was read back from disk -> lines for the person. */
export function decisionText(result: ReviewResult, style: Printer["style"]): readonly string[] {
  const { capsule } = result;
  if (result.status === "blocked")
    return [`${style("red", "refused")}: ${capsule.name} was not decided.`, ...result.reasons.map((reason) => `  ${visible(reason.text)}`)];
  if (result.status === "pending")
    return [
      `pending: ${capsule.name}, tree ${capsule.treeDigest.slice(0, 16)}…, ${result.signed.length} of ${result.rule.threshold} signatures (${result.signed.map(visible).join(", ")})`,
      `Next, by another approver: forge review --skill ${capsule.name} --approve --as NAME`,
    ];
  const { decision } = capsule;
  const head = `${result.status}: ${capsule.name}, tree ${capsule.treeDigest.slice(0, 16)}…, decided ${decision === null ? "" : howText(decision)} by ${visible(decision?.by ?? "")}`;
  if (result.status === "rejected") return [head, "  It is remembered: the same content is not proposed again."];
  const grants = decision?.grants.map((one) => visible(one.permission)) ?? [];
  return [head, `  granted: ${grants.length === 0 ? "nothing, it needs no permission" : grants.join(", ")}`, `Next: forge deploy --skill ${capsule.name}`];
}
