import type { Ending } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

/** `ordinal` numbers the lines of a session over all its files (newer versions). */
export type Head = Readonly<{ at: number | null; place: Place; ordinal: number | null }>;

/** Where a prompt stands: as an event of the screen, as a finished item (0.169), or as what went to the model. One file may hold it in two. */
export type View = "event" | "item" | "model";

export type Meta = Readonly<{
  id: string | null;
  cwd: string | null;
  version: string | null;
  at: number | null;
  parent: string | null;
  /** Newer versions copy nothing: a file goes on from a line of another one, and what came after that line was taken back. */
  base: Readonly<{ session: string; end: number }> | null;
  audience: "person" | "subagent" | "program";
  /** `codex exec`: typed by a person or started by a script, the log does not tell. */
  unattended: boolean;
}>;

/** What is kept of one line. */
export type Entry = Head &
  (
    | Readonly<{ kind: "meta"; meta: Meta }>
    /** `pictures`: something was sent along that is no text. */
    | Readonly<{ kind: "user"; view: View; texts: readonly string[]; pictures: boolean }>
    | Readonly<{ kind: "answer"; view: "event" | "model"; id: string | null; text: string }>
    | Readonly<{ kind: "call"; id: string; tool: string; input: Readonly<Record<string, unknown>> }>
    /** `beside` is the screen's report of a call: it knows the exit code and the time. */
    | Readonly<{ kind: "result"; call: string; ending: Ending; beside: boolean }>
    | Readonly<{ kind: "turn" }>
    | Readonly<{ kind: "rollback"; turns: number }>
    | Readonly<{ kind: "review"; on: boolean }>
    | Readonly<{ kind: "failed"; why: string }>
    | Readonly<{ kind: "other" }>
  );
