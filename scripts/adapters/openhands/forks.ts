import { basename, join } from "node:path";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { eventFiles, serverFiles } from "./layout.ts";

/** Folder of a conversation, the files of its events (in order, unless a server keeps them), and what in it could not be listed. */
export type ConversationFiles = Readonly<{ folder: string; files: readonly string[]; isOrdered: boolean; dropped: readonly Dropped[] }>;

export function conversationIn(folder: string, powers: ReadPowers): ConversationFiles {
  const dropped: Dropped[] = [];
  const files = eventFiles(join(folder, "events"), powers, dropped);
  if (files.length > 0) return { folder, files, isOrdered: true, dropped };
  return { folder, files: serverFiles(folder, powers, dropped), isOrdered: false, dropped };
}

/** Name of a file -> the id of the event in it, written alike in every storage; null for files of the first generation, which are only numbered, and of several events. */
export function eventIdOf(path: string): string | null {
  const found = /^event-\d+-([\w-]+)\.json$|^(?:\d{14}_\w+_)?([0-9a-f]{32})(?:\.json)?$/.exec(basename(path));
  return (found?.[1] ?? found?.[2])?.replaceAll("-", "") ?? null;
}

/**
 * Conversations -> for each the ids of events that stand in an earlier one, too. A fork begins with all events of the one it was made from, under their ids, the
 * time in them included: which came first is told by when the files were written. A server keeps what its agent keeps as well.
 */
export function copiedEvents(found: readonly ConversationFiles[], powers: ReadPowers): ReadonlyMap<string, ReadonlySet<string>> {
  const ordered = found
    .map((one) => ({ ...one, at: writtenAt(one.files[0], powers) }))
    .toSorted((a, b) => a.at - b.at || Number(b.isOrdered) - Number(a.isOrdered) || (a.folder < b.folder ? -1 : 1));
  const told = new Set<string>();
  const copied = new Map<string, ReadonlySet<string>>();
  for (const { folder, files } of ordered) {
    const ids = files.flatMap((path) => eventIdOf(path) ?? []);
    copied.set(folder, new Set(ids.filter((id) => told.has(id))));
    for (const id of ids) told.add(id);
  }
  return copied;
}

function writtenAt(path: string | undefined, powers: ReadPowers): number {
  try {
    return (path === undefined ? null : powers.files.facts(path)?.modifiedMs) ?? 0;
  } catch {
    return 0;
  }
}
