import type { Outcome } from "#kernel/trace";
import type { Stance } from "./stance.ts";

/** What happened within one request, in order: work that came back, words of the person, turns that broke. */
export type Moment =
  | Readonly<{ kind: "work"; id: string; verb: string; ok: boolean | null; exitCode: number | null }>
  | Readonly<{ kind: "said"; id: string; stance: Exclude<Stance, { kind: "request" }> }>
  | Readonly<{ kind: "turn-failed"; id: string; why: string }>
  | Readonly<{ kind: "withdrawn"; id: string }>;

type Reason = Outcome["because"][number];

/** Answers "nothing found" or "different" by exit code 1: an answer, not an error. */
const ANSWERS_WITH_ONE = /^(?:grep|rg|ag|diff|cmp|test|\[|which|git diff|git grep|pgrep|find)$/;

/**
 * Moments of a request -> its outcome. The person's last clear word decides (rejecting is failure, approving is success); without
 * one, the last result that tells: failure when it erred and nothing repaired it, success when it was fine. Else unknown. Work that the
 * person took back is no example of anything: unknown.
 */
export function outcomeOf(moments: readonly Moment[]): Outcome {
  const withdrawn = moments.find((moment) => moment.kind === "withdrawn");
  if (withdrawn !== undefined) return { label: "unknown", because: [{ code: "withdrawn", evidence: withdrawn.id }] };
  const verdicts = moments.flatMap((moment, at) => {
    const verdict = verdictOf(moment, at, moments);
    return verdict === null ? [] : [verdict];
  });
  const last = verdicts.at(-1);
  const work = workOf(moments);
  if (last !== undefined) return { label: last.label, because: [...verdicts.map((one) => one.reason), ...(work === null ? [] : [work.reason])] };
  if (work === null) return { label: "unknown", because: brokenTurns(moments) };
  // A turn that broke after good results left the work unfinished, whatever the last result says.
  const broken = moments.at(-1)?.kind === "turn-failed";
  return { label: broken && work.label === "success" ? "unknown" : work.label, because: [work.reason, ...(broken ? brokenTurns(moments) : [])] };
}

function verdictOf(moment: Moment, at: number, all: readonly Moment[]): Readonly<{ label: "success" | "failure"; reason: Reason }> | null {
  if (moment.kind !== "said") return null;
  const { stance } = moment;
  if (stance.kind === "complaint") return { label: "failure", reason: { code: `person-${stance.code}`, evidence: stance.word } };
  if (stance.kind === "steering") return null;
  // "yes" before the work is leave to do it; "yes" after it, with nothing more done, is content.
  const workAfter = all.slice(at + 1).some((one) => one.kind === "work");
  const anythingBefore = all.slice(0, at).some((one) => one.kind === "work") || stance.kind === "approval";
  if (stance.kind === "consent" && (workAfter || !anythingBefore || lastWorkFailed(all.slice(0, at)))) return null;
  return { label: "success", reason: { code: stance.kind === "approval" ? "person-approved" : "person-agreed", evidence: stance.word } };
}

function lastWorkFailed(moments: readonly Moment[]): boolean {
  return workOf(moments)?.label === "failure";
}

function workOf(moments: readonly Moment[]): Readonly<{ label: "success" | "failure"; reason: Reason }> | null {
  const last = moments.findLast((moment) => moment.kind === "work");
  if (last?.kind !== "work" || last.ok === null) return null;
  const fine = last.ok || (last.exitCode === 1 && ANSWERS_WITH_ONE.test(last.verb));
  return fine
    ? { label: "success", reason: { code: "last-result-ok", evidence: last.id } }
    : { label: "failure", reason: { code: "last-result-failed", evidence: last.id } };
}

function brokenTurns(moments: readonly Moment[]): readonly Reason[] {
  return moments.flatMap((moment) => (moment.kind === "turn-failed" ? [{ code: "turn-failed", evidence: moment.id }] : []));
}
