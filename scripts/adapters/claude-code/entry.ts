import type { Ending } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

/** Who spoke in a user record: a person, a program through the SDK or `-p`, or the host itself (`host` says in which way). */
export type Speaker = Readonly<{ who: "person" | "program" }> | Readonly<{ who: "host"; how: string }>;

/** `id` and `parent` make the tree of a session; records of the host beside it have none. */
export type Head = Readonly<{ id: string | null; parent: string | null; at: number | null; place: Place }>;

export type ToolCall = Readonly<{ id: string; tool: string; input: Readonly<Record<string, unknown>> }>;
export type ToolResult = Readonly<{ call: string; ending: Ending }>;

/** What is kept of one record while its session is put together: no pictures, no thinking, no usage. */
export type Entry = Head &
  (
    | Readonly<{ kind: "said"; text: string; pictures: boolean; speaker: Speaker; queued: string | null }>
    | Readonly<{ kind: "results"; results: readonly ToolResult[] }>
    | Readonly<{
        kind: "answer";
        message: string;
        text: string;
        calls: readonly ToolCall[];
        results: readonly ToolResult[];
        failed: string | null;
        placeholder: boolean;
      }>
    | Readonly<{ kind: "queue"; operation: string; text: string | null; reason: string | null }>
    | Readonly<{ kind: "side"; begins: boolean }>
    | Readonly<{ kind: "attached" }>
    | Readonly<{ kind: "other" }>
  );

/** What a session says of itself in nearly every record. */
export type Envelope = Readonly<{ session: string | null; cwd: string | null; version: string | null; at: number | null }>;
