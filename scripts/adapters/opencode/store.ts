import { asFields, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import type { Dropped } from "#kernel/dropped";
import type { Place } from "#kernel/trace";

/** What a session says of itself, whichever storage it lies in. */
export type SessionHead = Readonly<{
  id: string;
  parent: string | null;
  title: string;
  directory: string | null;
  version: string | null;
  startedAt: number | null;
  /** What was undone and not asked anew: this message (or, when a part is named, what follows it) and all behind it. */
  revert: Readonly<{ message: string; part: string | null }> | null;
}>;

/** One message with its parts in order; `dropped` is what of it could not be read. */
export type StoredMessage = Readonly<{ id: string; place: Place; info: Fields; parts: readonly Fields[]; dropped: readonly Dropped[] }>;

/** A session where it is stored. `copies` are ids of messages that a fork took over from a session read elsewhere. */
export type StoredSession = Readonly<{
  head: SessionHead;
  path: string;
  stamp: string | null;
  messages(): Iterable<StoredMessage | Dropped>;
  copies(): ReadonlySet<string>;
}>;

/** Sessions of one place, and what was left out while listing them. */
export type Store = Readonly<{ sessions: readonly StoredSession[]; dropped: readonly Dropped[] }>;

export const NO_COPIES: ReadonlySet<string> = new Set();

/** A session as its JSON file or an export says it -> head; null when it is none. */
export function headOf(info: Fields | null): SessionHead | null {
  const id = textOrNull(info?.["id"]);
  if (info === null || id === null) return null;
  return {
    id,
    parent: textOrNull(info["parentID"]),
    title: textOrNull(info["title"]) ?? "",
    directory: textOrNull(info["directory"]),
    version: textOrNull(info["version"]),
    startedAt: timeOf(valueAt(info, "time", "created")),
    revert: revertOf(info["revert"]),
  };
}

/** `revert` of a session -> where it begins; null when nothing is taken back. */
export function revertOf(value: unknown): SessionHead["revert"] {
  const fields = asFields(value);
  const message = textOrNull(fields?.["messageID"]);
  return message === null ? null : { message, part: textOrNull(fields?.["partID"]) };
}
