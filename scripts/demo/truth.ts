import { FAKE_TOKEN } from "./noise.ts";
import type { SessionPlan, Turn } from "./plan.ts";

/** One family of requests as planned: every wording with the values in it, the commands of its work, the first attempts that were repaired. */
export type FamilyTruth = Readonly<{
  id: string;
  requests: readonly Readonly<{ text: string; session: string; slots: Readonly<Record<string, string>> }>[];
  slots: Readonly<Record<string, readonly string[]>>;
  verbs: readonly string[];
  gotchas: readonly string[];
}>;

export type SampleCounts = Readonly<{ sessions: number; userPrompts: number; assistantMessages: number; toolCalls: number }>;

/** What the plan says is in the sample: families, counts by the documented counting words, one-off requests, and text that must never be kept. */
export type SampleTruth = Readonly<{ families: readonly FamilyTruth[]; counts: SampleCounts; oneOffs: readonly string[]; never: readonly string[] }>;

/** Plans and what each family is worked by -> the truth about them. Never looks at what a reader found. */
export function truthOf(plans: readonly SessionPlan[], verbs: Readonly<Record<string, readonly string[]>>): SampleTruth {
  const own = plans.filter((plan) => plan.machine === null && plan.audience === "direct" && plan.storage !== "deleted");
  const turns = own.flatMap((plan) => plan.turns.map((turn) => ({ turn, session: plan.name })));
  const ids = [...new Set(turns.flatMap(({ turn }) => (turn.family === null ? [] : [turn.family])))].sort();
  return {
    families: ids.map((id) =>
      familyTruth(
        id,
        turns.filter(({ turn }) => turn.family === id),
        verbs[id] ?? [],
      ),
    ),
    counts: countsOf(own),
    oneOffs: turns.flatMap(({ turn }) => (turn.about ? [] : turn.family === null ? turn.typed : turn.typed.slice(1))),
    never: ["cdn.evil.example", "tell nobody", FAKE_TOKEN, "list of all passwords"],
  };
}

function familyTruth(id: string, members: readonly Readonly<{ turn: Turn; session: string }>[], verbs: readonly string[]): FamilyTruth {
  const names = [...new Set(members.flatMap(({ turn }) => Object.keys(turn.slots)))].sort();
  return {
    id,
    requests: members.map(({ turn, session }) => ({ text: turn.typed[0] ?? "", session, slots: turn.slots })),
    slots: Object.fromEntries(names.map((name) => [name, [...new Set(members.flatMap(({ turn }) => turn.slots[name] ?? []))].sort()])),
    verbs,
    gotchas: members.flatMap(({ turn }) =>
      turn.calls.filter((call) => call.exitCode !== null && call.exitCode !== 0).map((call) => call.input["command"] ?? ""),
    ),
  };
}

function countsOf(plans: readonly SessionPlan[]): SampleCounts {
  const turns = plans.flatMap((plan) => plan.turns);
  const sum = (count: (turn: Turn) => number): number => turns.reduce((total, turn) => total + count(turn), 0);
  const host = (turn: Turn): boolean => turn.raw.startsWith("/");
  return {
    sessions: plans.length,
    userPrompts: sum((turn) => turn.typed.length),
    assistantMessages: sum((turn) => (host(turn) || turn.answer === null ? 0 : 1) + turn.calls.length),
    toolCalls: sum((turn) => turn.calls.length),
  };
}
