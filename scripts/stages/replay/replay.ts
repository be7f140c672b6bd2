import type { Contradiction, Share } from "#kernel/card";
import type { Gene, Step } from "#kernel/gene";
import type { Action, Request } from "#kernel/trace";
import { longestInOrder } from "./in-order.ts";
import { fixedParts, isForm, says } from "./match.ts";

/** What a skill tells to do: all that a session is held against. */
export type Told = Pick<Gene, "steps" | "check" | "gotchas" | "rules">;

/** Judgements that the miner makes too: does a call only look around, does it do what a rule forbids? */
export type Judges = Readonly<{ looksOnly: (action: Action) => boolean; breaks: (action: Action, rule: Told["rules"][number]) => boolean }>;

export type Replayed = Readonly<{ inOrder: Share; covered: Share; contradictions: readonly Contradiction[] }>;

/**
 * A skill and successful requests that it was not made of -> how far they go together. `inOrder` is a precision (steps of the skill, its check last, that were seen
 * in its order; the longest common subsequence), `covered` a recall (key calls of the work that a step or the check names), both summed over the requests.
 * A key call went well and does more than look around; where all only looked, each is one. Never says that the skill helps.
 */
export function replay(told: Told, heldOut: readonly Request[], judges: Judges): Replayed {
  const steps = [...told.steps, ...(told.check === null ? [] : [told.check])];
  const rows = heldOut.map((request) => rowOf(request, steps, told, judges));
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    inOrder: { hit: sum((row) => row.seen), of: rows.length * steps.length },
    covered: { hit: sum((row) => row.covered), of: sum((row) => row.key) },
    contradictions: rows.flatMap((row) => row.contradictions),
  };
}

type Row = Readonly<{ seen: number; covered: number; key: number; contradictions: readonly Contradiction[] }>;

function rowOf(request: Request, steps: readonly Step[], told: Told, judges: Judges): Row {
  const worked = withoutRepeats(request.actions.filter((action) => action.ok !== false));
  const telling = worked.filter((action) => !judges.looksOnly(action));
  const key = telling.length > 0 ? telling : worked;
  return {
    seen: longestInOrder(steps, worked, says),
    covered: key.filter((action) => steps.some((step) => says(step, action))).length,
    key: key.length,
    contradictions: worked.flatMap((action) => against(action, told, judges, request.id)),
  };
}

/** The same call again and again is one piece of work. */
function withoutRepeats(actions: readonly Action[]): readonly Action[] {
  return actions.filter((action, at) => at === 0 || action.verb !== actions[at - 1]?.verb || action.line !== actions[at - 1]?.line);
}

/** Only what plainly went well contradicts: a failing call is what a gotcha warns of. */
function against(action: Action, told: Told, { breaks }: Judges, evidence: string): readonly Contradiction[] {
  if (action.ok !== true) return [];
  const gotchas = told.gotchas
    .filter(({ failed, instead }) => isForm(failed, action) && !(isForm(instead, action) && fixedParts(instead).length >= fixedParts(failed).length))
    .map((one): Contradiction => ({ kind: "gotcha", says: one.failed, did: action.line, evidence }));
  const rules = told.rules.filter((rule) => breaks(action, rule)).map((one): Contradiction => ({ kind: "rule", says: one.quote, did: action.line, evidence }));
  return [...gotchas, ...rules];
}
