import type { Outcome } from "#kernel/trace";
import type { Report } from "./report.ts";
import type { Said } from "./stance.ts";

/** What happened within one request, in order: work that came back, words of the person, turns that broke. */
export type Moment =
  | Readonly<{ kind: "work"; id: string; verb: string; ok: boolean | null; exitCode: number | null; report: Report | null }>
  | Readonly<{ kind: "said"; id: string; stance: Said }>
  | Readonly<{ kind: "turn-failed"; id: string; why: string }>
  | Readonly<{ kind: "withdrawn"; id: string }>;

type Reason = Outcome["because"][number];
type Verdict = Readonly<{ label: "success" | "failure" | "mixed"; reasons: readonly Reason[] }>;

/** Answers "nothing found" or "different" by exit code 1: an answer, not an error. */
const ANSWERS_WITH_ONE = /^(?:grep|rg|ag|diff|cmp|test|\[|which|git diff|git grep|pgrep|find)$/;

/**
 * Moments of a request -> its outcome with every kind of evidence for it. The person's last clear word decides: approving is success; rejecting is
 * failure, but *mixed* when work that ended well answered it and the person said no more, or when praise stood beside the complaint. Work that
 * was undone at the person's wish stays a failure. Without such a word the work decides: failure when the last result that tells is bad, mixed when
 * it is good but the last run of a check (tests, linter, types, build) was not, else success. Work that the person took back is no example: unknown.
 */
export function outcomeOf(moments: readonly Moment[]): Outcome {
  const withdrawn = moments.find((moment) => moment.kind === "withdrawn");
  if (withdrawn !== undefined) return { label: "unknown", because: [{ code: "withdrawn", evidence: withdrawn.id }] };
  const said = moments.flatMap((moment, at) => {
    const verdict = verdictOf(moment, at, moments);
    return verdict === null ? [] : [{ ...verdict, at }];
  });
  const work = workOf(moments);
  const last = said.at(-1);
  const because = [...said.flatMap((one) => one.reasons), ...(work?.reasons ?? [])];
  if (last !== undefined) return { label: last.label === "failure" ? answered(last, workOf(moments.slice(last.at + 1))) : last.label, because };
  if (work === null) return { label: "unknown", because: brokenTurns(moments) };
  // A turn that broke after good results left the work unfinished, whatever the last result says.
  const broken = moments.at(-1)?.kind === "turn-failed";
  return { label: broken && work.label !== "failure" ? "unknown" : work.label, because: [...because, ...(broken ? brokenTurns(moments) : [])] };
}

function verdictOf(moment: Moment, at: number, all: readonly Moment[]): Verdict | null {
  if (moment.kind !== "said") return null;
  const { stance } = moment;
  if (stance.kind === "complaint")
    return { label: stance.praised ? "mixed" : "failure", reasons: [{ code: `person-${stance.code}`, evidence: stance.word }, ...praise(stance)] };
  if (stance.kind === "steering") return null;
  // "yes" before the work is leave to do it; "yes" after it, with nothing more done, is content.
  const workAfter = all.slice(at + 1).some((one) => one.kind === "work");
  const before = workOf(all.slice(0, at));
  const anythingBefore = all.slice(0, at).some((one) => one.kind === "work") || stance.kind === "approval";
  if (stance.kind === "consent" && (workAfter || !anythingBefore || before?.label === "failure")) return null;
  return { label: "success", reasons: [{ code: stance.kind === "approval" ? "person-approved" : "person-agreed", evidence: stance.word }] };
}

function praise(stance: Extract<Said, { kind: "complaint" }>): readonly Reason[] {
  return stance.praised ? [{ code: "person-approved", evidence: stance.word }] : [];
}

/** A complaint and the work after it (null: none that tells) -> was it made good as far as anybody can see? */
function answered(complaint: Verdict, after: Verdict | null): Verdict["label"] {
  const undone = complaint.reasons.some((one) => one.code === "person-undo");
  return after?.label === "failure" || after === null || undone ? "failure" : "mixed";
}

/** What the results alone say; null when none tells. */
function workOf(moments: readonly Moment[]): Verdict | null {
  const works = moments.filter((moment) => moment.kind === "work");
  const last = works.at(-1);
  if (last === undefined) return null;
  const good = goodOf(last);
  if (good === null) return null;
  const checks = new Map(works.flatMap((one) => (one.report === null || one.report.good === null ? [] : [[one.report.check, one] as const])));
  const reasons = [
    { code: good ? "last-result-ok" : "last-result-failed", evidence: last.id },
    ...[...checks].map(([check, one]) => ({ code: `${check}-${one.report?.good === true ? "passed" : "failed"}`, evidence: one.id })),
  ];
  if (!good) return { label: "failure", reasons };
  return { label: [...checks.values()].some((one) => one.report?.good === false) ? "mixed" : "success", reasons };
}

function goodOf(work: Extract<Moment, { kind: "work" }>): boolean | null {
  const good = work.report?.good ?? work.ok;
  return good === false && work.report === null && work.exitCode === 1 && ANSWERS_WITH_ONE.test(work.verb) ? true : good;
}

function brokenTurns(moments: readonly Moment[]): readonly Reason[] {
  return moments.flatMap((moment) => (moment.kind === "turn-failed" ? [{ code: "turn-failed", evidence: moment.id }] : []));
}
