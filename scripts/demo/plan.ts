/** One tool call as the log shows it: what was asked of the tool, what came back, and how it ended. */
export type Call = Readonly<{
  tool: string;
  input: Readonly<Record<string, string>>;
  output: string;
  /** Of a command; null for other tools. */
  exitCode: number | null;
  /** Refused or missing file; a command that merely fails is no error to the host. */
  isError: boolean;
  /** Called through the host's `tool_call`, with its `openclaw.nested-tool.v1` record before the result. */
  nested?: boolean;
}>;

/**
 * One message of a session with the work and the answer that followed. `raw` is the text as stored, decoration included;
 * `typed` holds the prompts a person typed in it (none for machine text and host commands, several for a queue).
 */
export type Turn = Readonly<{
  raw: string;
  typed: readonly string[];
  calls: readonly Call[];
  answer: string | null;
  family: string | null;
  /** Thanks, a yes, a complaint, a correction: about the request before it, no request of its own. */
  about: boolean;
  slots: Readonly<Record<string, string>>;
  /** Tool named in `provenance` when a machine wrote the message. */
  machine: string | null;
  /** Another person of a group. */
  speaker: string | null;
}>;

export type Audience = "direct" | "group";

/** Where a session rests: a live file, an archive of it, a row of the database, or both. */
export type Storage = "file" | "topic" | "reset" | "reset-zstd" | "deleted" | "database" | "both";

/** One session as planned: everything the stores hold about it is computed from this. `start` is milliseconds since 1970. */
export type SessionPlan = Readonly<{
  name: string;
  agent: string;
  key: string;
  storage: Storage;
  audience: Audience;
  channel: string;
  start: number;
  /** Why no person speaks here: a scheduled run or another agent; null for a conversation. */
  machine: "cron" | "subagent" | null;
  turns: readonly Turn[];
}>;
