import { join } from "node:path";
import { namesIn, kindOf, rootKind } from "#adapters/common/walk";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";

/** Files of a root that may hold a session each, and what stands beside them. */
export type Layout = Readonly<{ kind: "file" | "folder" | "absent"; files: readonly string[]; dropped: readonly Dropped[] }>;

/**
 * Root (state directory, its `session-state`, one session's folder, one file) -> the files of its sessions:
 * `<id>/events.jsonl`, in earlier releases `<id>.jsonl`. Never throws.
 */
export function layoutOf(path: string, powers: ReadPowers): Layout {
  const kind = rootKind(path, powers);
  if (kind === "file") return { kind, files: [path], dropped: [] };
  if (kind !== "folder") return { kind: "absent", files: [], dropped: [] };
  const inside = join(path, "session-state");
  const dropped: Dropped[] = [];
  return { kind, files: sessionFiles(rootKind(inside, powers) === "folder" ? inside : path, powers, dropped), dropped };
}

function sessionFiles(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  return namesIn(folder, powers, dropped).flatMap((name) => {
    const path = join(folder, name);
    const kind = kindOf(path, powers);
    if (kind === "link") dropped.push({ reason: "source.link", place: { path, line: 0 } });
    if (kind === "file") return name.endsWith(".jsonl") ? [path] : [];
    const inside = join(path, "events.jsonl");
    return kind === "folder" && kindOf(inside, powers) === "file" ? [inside] : [];
  });
}
