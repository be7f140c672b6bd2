import type { Place } from "./trace.ts";

/**
 * Why something was left out. The list is closed so that every reason has words; silence is never an answer.
 * `session.*` leave out a whole conversation, `record.*` one line or row, `prompt.*` a message without a person's words,
 * `text.*` a part of a message, `source.*` a file or database.
 */
export const DROP_REASONS = {
  "source.absent": "nothing is there",
  "source.unreadable": "the file could not be read",
  "source.locked": "the database is locked by its writer",
  "source.corrupt": "the database is damaged or is not a database",
  "source.unknown-shape": "the store has none of the tables or columns known to hold transcripts",
  "source.copy": "a copy of history read elsewhere",
  "source.not-transcript": "a file beside the transcripts that holds none",
  "source.deleted": "a session its owner deleted (read only with --include-deleted)",
  "source.outside": "a path that leaves the state directory",
  "source.link": "a symbolic link, not followed",
  "session.machine": "a scheduled, heartbeat, hook, memory or plugin run",
  "session.subagent": "another agent's conversation",
  "session.group": "a conversation of several people (read only with --include-groups)",
  "session.too-old": "outside of the days looked at",
  "session.project": "a project that is not to be learned from (read.projects)",
  "session.forgotten": "a session that was to be forgotten",
  "session.duplicate": "the same session in a second storage",
  "record.half-written": "the last line, not finished yet",
  "record.not-json": "not a JSON object",
  "record.wrong-shape": "a known record with fields of the wrong type",
  "record.too-long": "longer than the limit per line",
  "record.duplicate": "the same record read before",
  "record.undecodable": "compressed in a way this Node cannot decode, or not what its size says",
  "record.unknown-kind": "a record kind this version does not know",
  "prompt.machine": "a prompt no person typed (provenance, wake marker, reminder)",
  "prompt.acknowledged": "a prompt answered by an acknowledgement token only (heartbeat)",
  "prompt.forwarded": "forwarded text, somebody else's words",
  "prompt.command": "a command of the host",
  "prompt.taken-back": "typed while the agent was busy and taken back before it was sent",
  "prompt.no-words": "nothing a person typed was left",
  "prompt.forgotten": "a request that was to be forgotten, or is older than what is kept",
  "prompt.other-person": "another person's words in a group",
  "prompt.affirmation": "thanks, a yes, steering or a complaint: counted as outcome of the request before it",
  "text.external": "quoted, forwarded, attached or untrusted text",
  "text.injected": "text the host put around the message",
} as const satisfies Record<string, string>;

export type DropReason = keyof typeof DROP_REASONS;

/** One thing left out. `line` 0 stands for the whole source; `detail` never holds content. */
export type Dropped = Readonly<{ reason: DropReason; place: Place; detail?: string }>;

/** Dropped things -> how many for each reason, reasons sorted. */
export function countDropped(dropped: Iterable<Dropped>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const one of dropped) counts.set(one.reason, (counts.get(one.reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
