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

/** Unknown value -> text, or null when it is none. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Milliseconds or ISO text -> milliseconds since 1970; null for anything a date cannot hold. */
export function timeOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const time = typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? Math.trunc(time) : null;
}
