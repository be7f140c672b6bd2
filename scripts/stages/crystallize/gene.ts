import { confidenceOf, successRateOf } from "#kernel/confidence";
import type { Gene } from "#kernel/gene";
import type { Pattern, Rejection } from "#kernel/pattern";
import type { Policy } from "#kernel/policy";
import type { OutcomeLabel, Request } from "#kernel/trace";
import { dayOf } from "#kernel/trace";
import { checkOf } from "./check.ts";
import { hasCommonGround } from "./common-ground.ts";
import { gotchasOf } from "./gotchas.ts";
import { lineSlots } from "./line-slots.ts";
import { preconditionsOf } from "./preconditions.ts";
import { breaksRule, rulesOf, taughtBy } from "./rules.ts";
import { mostlySecrets } from "./secret-marks.ts";
import { shareTaking, stepsOf, teaches } from "./steps.ts";
import { verifies } from "./verifying.ts";

/**
 * Share of all requests in which the commonest step has to have been taken. What people say over and over ("the network is back, try once more") is followed by some
 * call each time, and of a few such calls two are the same by chance; a habit of work is what most of the requests got.
 */
const HABIT = 0.5;

/** What the requests say; identity, version and times come when it is reconciled with what is known. */
export type GeneContent = Omit<Gene, "id" | "version" | "status" | "mergedInto" | "splitFrom" | "createdAt" | "updatedAt" | "madeFrom"> &
  Readonly<{ pattern: string }>;
export type GeneDraft = Readonly<{ kind: "gene"; gene: GeneContent }> | Readonly<{ kind: "rejected"; rejection: Rejection }>;

/** Pattern, its requests, the policy's support and its nearest others -> the content of a gene, or why it becomes none. */
export function geneOf(pattern: Pattern, requests: ReadonlyMap<string, Request>, support: Policy["support"], notFor: readonly string[]): GeneDraft {
  const found = pattern.requests.map((id) => requests.get(id)).filter((one) => one !== undefined);
  const rejected = (reason: Rejection["reason"], detail: string): GeneDraft => ({
    kind: "rejected",
    rejection: { reason, title: pattern.title, requests: pattern.requests, detail },
  });
  const sessions = distinct(found.map((one) => one.session));
  const days = distinct(found.map((one) => dayOf(one.at)).filter((day) => day !== null));
  if (sessions.length < support.sessions) return rejected("too-few-sessions", `${sessions.length} of ${support.sessions} sessions`);
  if (days.length < support.days && found.every((one) => dayOf(one.at) !== null)) return rejected("too-few-days", `${days.length} of ${support.days} days`);
  const count = (label: OutcomeLabel): number => found.filter((one) => one.outcome.label === label).length;
  const outcomes = { success: count("success"), failure: count("failure"), mixed: count("mixed"), unknown: count("unknown") };
  const told = outcomes.success + outcomes.failure + outcomes.mixed;
  if (told === 0) return rejected("no-outcome", `${outcomes.unknown} unknown`);
  const rules = rulesOf(found);
  // A request that was corrected by a rule and then went well shows how to do it, as much as one that went well at once.
  const taught = taughtBy(rules);
  const shown = found.filter((one) => one.outcome.label === "success" || (one.outcome.label === "mixed" && taught.has(one.id)));
  const untaught = outcomes.mixed - (shown.length - outcomes.success);
  if (successRateOf({ success: shown.length, failure: outcomes.failure, mixed: untaught }) < support.successRate)
    return rejected("low-success", `${outcomes.success} of ${told}${outcomes.mixed === 0 ? "" : `, ${outcomes.mixed} mixed`}`);
  const successes = shown.map((one) => ({ ...one, actions: one.actions.filter((action) => !breaksRule(action, rules)) }));
  const slots = lineSlots(pattern, found);
  const mined = stepsOf(successes, slots);
  if (mined.length === 0) return rejected("no-steps", `${successes.length} successful requests`);
  if (mined.some((step) => mostlySecrets(step.line))) return rejected("no-steps", "a step is mostly secrets");
  if (!hasCommonGround(distinct(found.map((one) => one.text)), mined, slots.all()))
    return rejected("not-cohesive", "only the program they were worked by is the same");
  if (!teaches(mined, slots.all(), found)) return rejected("no-steps", "nothing in them came back but the tool");
  const taking = shareTaking(mined, found);
  if (taking < HABIT) return rejected("no-steps", `no step was taken in more than ${Math.round(taking * 100)} % of the requests`);
  const check = checkOf(successes, slots);
  // What only looks at the result is the check, not a step of the work.
  const last = mined.at(-1);
  const steps = check !== null && mined.length > 1 && last?.verb === check.verb && verifies(last) ? mined.slice(0, -1) : mined;
  const times = found.flatMap((one) => (one.at !== null && dayOf(one.at) !== null ? [one.at] : []));
  return {
    kind: "gene",
    gene: {
      pattern: pattern.id,
      name: pattern.name,
      title: pattern.title.slice(0, 120),
      action: pattern.action.slice(0, 60),
      object: pattern.object.slice(0, 60),
      wording: pattern.wording.slice(0, 500),
      phrases: pattern.phrases.slice(0, 12).map((phrase) => phrase.slice(0, 500)),
      gotchas: gotchasOf(found, slots),
      rules,
      slots: slots.all(),
      preconditions: preconditionsOf({ requests: found, successes, steps: mined, slots }),
      steps,
      check,
      terms: pattern.terms.slice(0, 20).map((term) => term.slice(0, 60)),
      notFor: [...notFor],
      evidence: distinct(found.map((one) => one.id)),
      sessions,
      days,
      uses: found.length,
      outcomes,
      proof: proofOf(found),
      successRate: successRateOf(outcomes),
      confidence: confidenceOf(outcomes, { sessions: sessions.length, days: days.length }),
      firstSeen: times.length === 0 ? null : new Date(times.reduce((a, b) => Math.min(a, b))).toISOString(),
      lastSeen: times.length === 0 ? null : new Date(times.reduce((a, b) => Math.max(a, b))).toISOString(),
    },
  };
}

/** Kind of evidence -> how many requests had it, kinds sorted. */
function proofOf(requests: readonly Request[]): Gene["proof"] {
  const counts = new Map<string, number>();
  for (const { outcome } of requests) for (const code of new Set(outcome.because.map((one) => one.code))) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
