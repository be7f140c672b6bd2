import type { Place } from "#kernel/trace";

/** A tool call as the assistant message holds it, the envelope of deferred tools already taken off. */
export type ToolCall = Readonly<{ id: string; tool: string; input: Readonly<Record<string, unknown>> }>;

type Head = Readonly<{ id: string | null; stamp: string; at: number | null; place: Place }>;

/**
 * What is kept of one record while its session is put together: no pictures, no usage figures. `stamp` is the record's
 * time as written; with the id it names the record across copies. Records that hold nothing of a conversation
 * (`model_change`, `compaction`, ...) are `other`, kept for their id only.
 */
export type Entry =
  | (Head & Readonly<{ kind: "header"; session: string | null; parent: string | null; cwd: string | null }>)
  | (Head & Readonly<{ kind: "user"; text: string; provenance: string | null }>)
  | (Head & Readonly<{ kind: "assistant"; text: string; failed: string | null; calls: readonly ToolCall[]; echo: string | null }>)
  | (Head & Readonly<{ kind: "tool-result"; call: string; outcome: ToolOutcome }>)
  | (Head & Readonly<{ kind: "by-hand"; command: string; outcome: ToolOutcome }>)
  | (Head & Readonly<{ kind: "reset"; reason: string }>)
  | (Head & Readonly<{ kind: "other" }>);

/** How a tool call ended, as far as the log tells. */
export type ToolOutcome = Readonly<{ ok: boolean | null; exitCode: number | null; status: string | null; durationMs: number | null; text: string }>;
