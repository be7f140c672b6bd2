import type { OutcomeLabel } from "./trace.ts";

export const SLOT_TYPES = ["path", "url", "host", "email", "id", "version", "number", "date", "quoted", "word", "phrase"] as const;
export type SlotType = (typeof SLOT_TYPES)[number];

/** A place in a request where occurrences differ. `trusted` is false when a value was never typed by the person (it came out of a tool). */
export type Slot = Readonly<{ name: string; type: SlotType; examples: readonly string[]; distinct: number; trusted: boolean }>;

export type OutcomeCounts = Readonly<Record<OutcomeLabel, number>>;

/** A request that keeps coming back: different days, different sessions, the same action on the same kind of object. */
export type Pattern = Readonly<{
  id: string;
  name: string;
  title: string;
  /** What is done and to what, the pair that holds the members together (`list`, `pull request`). */
  action: string;
  object: string;
  /** The commonest wording with `{slot}` where members differ. */
  wording: string;
  /** Distinct wordings as the person typed them (redacted), commonest first. */
  phrases: readonly string[];
  slots: readonly Slot[];
  /** Id of a request -> slot -> the value it had there; of so many requests as were looked at for slots. */
  bindings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  terms: readonly string[];
  requests: readonly string[];
  sessions: readonly string[];
  days: readonly string[];
  outcomes: OutcomeCounts;
}>;

export const REJECTIONS = {
  "too-few-sessions": "seen in too few distinct sessions",
  "too-few-days": "seen on too few distinct days",
  "no-shared-action": "the requests share no action",
  "no-shared-object": "the requests share no object",
  "not-cohesive": "the requests are not alike enough to be one",
  "sent-by-program": "the very same words, each time in a run that nobody can answer in",
  "no-outcome": "nothing but unknown outcomes",
  "low-success": "the success rate is below the policy's floor",
  "no-steps": "no step is shared by the successful sessions",
} as const satisfies Record<string, string>;

export type Rejection = Readonly<{ reason: keyof typeof REJECTIONS; title: string; requests: readonly string[]; detail: string }>;
