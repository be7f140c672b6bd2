import { basename, join } from "node:path";
import { earlierOf } from "#adapters/common/families";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { eventFiles } from "./layout.ts";

/** Folder of a conversation, the files of its events in order, and what in it could not be listed. */
export type ConversationFiles = Readonly<{ folder: string; files: readonly string[]; dropped: readonly Dropped[] }>;

export function conversationIn(folder: string, powers: ReadPowers): ConversationFiles {
  const dropped: Dropped[] = [];
  return { folder, files: eventFiles(join(folder, "events"), powers, dropped), dropped };
}

/** `event-00012-<id>.json` -> its id; null for files of the first generation, which are only numbered. */
export function eventIdOf(path: string): string | null {
  return /^event-\d+-([\w-]+)\.json$/.exec(basename(path))?.[1] ?? null;
}

/**
 * Conversations -> for each fork the ids of events that stand in an earlier one, too. A fork begins with all events of the one it was made
 * from, under their ids, the time in them included: which came first is told by when the files were written.
 */
export function copiedEvents(found: readonly ConversationFiles[], powers: ReadPowers): ReadonlyMap<string, ReadonlySet<string>> {
  const beginnings = found.flatMap(({ folder, files: [path] }) => {
    const first = path === undefined ? null : eventIdOf(path);
    return path === undefined || first === null ? [] : [{ path: folder, first, at: writtenAt(path, powers) }];
  });
  const byFolder = new Map(found.map((one) => [one.folder, one.files]));
  const ids = (folder: string): readonly string[] => (byFolder.get(folder) ?? []).flatMap((path) => eventIdOf(path) ?? []);
  const copied = new Map<string, ReadonlySet<string>>();
  for (const [folder, earlier] of earlierOf(beginnings)) {
    const theirs = new Set(earlier.flatMap(ids));
    copied.set(folder, new Set(ids(folder).filter((id) => theirs.has(id))));
  }
  return copied;
}

function writtenAt(path: string, powers: ReadPowers): number {
  try {
    return powers.files.facts(path)?.modifiedMs ?? 0;
  } catch {
    return 0;
  }
}
