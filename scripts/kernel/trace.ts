import type { Span } from "./trust.ts";

/** Where a record stands in its source: enough to find it again, never its content. `line` is 1-based (a row's `seq` in a database). */
export type Place = Readonly<{ path: string; line: number }>;

/**
 * One event of a conversation as an adapter hands it over: decoration of the host removed, trust on every span, still
 * unredacted and in memory only. `at` is milliseconds since 1970 or null when the log does not say.
 */
export type TraceEvent =
  | Readonly<{ kind: "prompt"; id: string; at: number | null; place: Place; spans: readonly Span[]; speaker: string | null }>
  | Readonly<{ kind: "skill-use"; id: string; at: number | null; place: Place; skill: string; text: string }>
  | Readonly<{ kind: "reply"; id: string; at: number | null; place: Place; text: string; failed: string | null }>
  | Readonly<{ kind: "call"; id: string; at: number | null; place: Place; tool: string; input: Readonly<Record<string, unknown>> }>
  | ResultEvent
  | Readonly<{ kind: "reset"; at: number | null; place: Place; reason: string }>
  /** The person took the prompt with this `id` back, and with it what followed: it was asked, but it is no example of anything. */
  | Readonly<{ kind: "withdrawn"; id: string; at: number | null; place: Place }>;

/** The answer to the call with the same `id`. `ok` is null when the log does not tell (a command still running). */
export type ResultEvent = Readonly<{
  kind: "result";
  id: string;
  at: number | null;
  place: Place;
  ok: boolean | null;
  exitCode: number | null;
  status: string | null;
  durationMs: number | null;
  text: string;
}>;

/** One main conversation of one agent. Subagents, scheduled runs and side chains never come out of an adapter as one. */
export type Conversation = Readonly<{
  id: string;
  adapter: string;
  agent: string;
  key: string | null;
  path: string;
  audience: "direct" | "group";
  project: string | null;
  startedAt: number | null;
  runtime: string | null;
  /** Begun by a command in which nobody can answer: a person may have typed it, a script may have sent it. */
  unattended?: true;
  events: readonly TraceEvent[];
}>;

export type ActionKind = "run" | "read" | "write" | "network" | "other";

/**
 * One tool call in canonical form. `verb` is what was done (`gh pr list`, `read`, `edit`), `object` the class of thing
 * it was done to (`*.csv`, `host:api.example.com`, null when there is none), `line` the redacted call as it was made.
 */
export type Action = Readonly<{
  id: string;
  tool: string;
  kind: ActionKind;
  verb: string;
  object: string | null;
  line: string;
  /** When it was called, in milliseconds; with `durationMs` it is a span. */
  at: number | null;
  ok: boolean | null;
  exitCode: number | null;
  durationMs: number | null;
  /** The status as the agent wrote it, and what kind of error its output tells of. */
  status: string | null;
  error: ErrorKind | null;
  /** Files it made or changed, home folders shortened. */
  artifacts: readonly string[];
}>;

/** Kinds of failure that a tool's output can tell apart without being kept. */
export type ErrorKind = "denied" | "timeout" | "interrupted" | "not-found" | "permission" | "network" | "syntax" | "exit" | "other";

/** `mixed`: evidence for both that nothing settles, as work that ended well after a complaint, or praise with a "but". */
export const OUTCOME_LABELS = ["success", "failure", "mixed", "unknown"] as const;
export type OutcomeLabel = (typeof OUTCOME_LABELS)[number];

/** `because` holds codes with their evidence (an event id or a word seen), so that a person can check the label. */
export type Outcome = Readonly<{ label: OutcomeLabel; because: readonly Readonly<{ code: string; evidence: string }>[] }>;

/**
 * What the person said within a request: a complaint or correction, the answer to a question, a widening ("also in tests"), or a standing order. Redacted; only ever
 * the person's own words. `after` is the number of actions of the request before it.
 */
export type FollowUp = Readonly<{
  id: string;
  at: number | null;
  place: Place;
  kind: "complaint" | "answer" | "extension" | "instruction";
  text: string;
  after: number;
}>;

/** What the person asked, with its corrections, the work and the outcome (design: the unit of everything learned). */
export type Request = Readonly<{
  id: string;
  session: string;
  adapter: string;
  agent: string;
  project: string | null;
  speaker: string | null;
  at: number | null;
  place: Place;
  /** As its conversation. */
  unattended?: true;
  text: string;
  followUps: readonly FollowUp[];
  actions: readonly Action[];
  outcome: Outcome;
}>;

export type TraceCounts = Readonly<{ userPrompts: number; assistantMessages: number; toolCalls: number; requests: number; redactions: number }>;

/** One observed session: what is kept of a conversation. Everything in it is redacted. */
export type Trace = Readonly<{
  id: string;
  adapter: string;
  agent: string;
  key: string | null;
  path: string;
  audience: "direct" | "group";
  project: string | null;
  startedAt: number | null;
  runtime: string | null;
  requests: readonly Request[];
  counts: TraceCounts;
  /** How often existing skills were called by name, by skill. */
  skillUses: Readonly<Record<string, number>>;
}>;

/** UTC calendar day of an instant, `2026-03-02`; null stays null. Days are counted in UTC so that a run gives the same genes in every time zone. */
export function dayOf(at: number | null): string | null {
  return at === null || !Number.isFinite(at) || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString().slice(0, 10);
}
