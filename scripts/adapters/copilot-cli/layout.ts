import { basename, dirname, join } from "node:path";
import { namesIn, kindOf, rootKind } from "#adapters/common/walk";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { documentName } from "./document.ts";

/** Files of a root that may hold a session each, and what stands beside them. */
export type Layout = Readonly<{ kind: "file" | "folder" | "absent"; files: readonly string[]; dropped: readonly Dropped[] }>;

/**
 * Root (state directory, its `session-state`, one session's folder, one file) -> the files of its sessions:
 * `<id>/events.jsonl`, in earlier releases `<id>.jsonl`, and before them one document a session in
 * `history-session-state`. A document is left out where a newer file of its session stands beside it. Never throws.
 */
export function layoutOf(path: string, powers: ReadPowers): Layout {
  const kind = rootKind(path, powers);
  if (kind === "file") return { kind, files: [path], dropped: [] };
  if (kind !== "folder") return { kind: "absent", files: [], dropped: [] };
  const dropped: Dropped[] = [];
  const inside = ["session-state", "history-session-state"].map((name) => join(path, name)).filter((one) => rootKind(one, powers) === "folder");
  const files = (inside.length === 0 ? [path] : inside).flatMap((folder) => sessionFiles(folder, powers, dropped));
  return { kind, files: withoutOlder(files, dropped), dropped };
}

/** Of several files of one session only the newest: a resumed session takes over the whole document. */
function withoutOlder(files: readonly string[], dropped: Dropped[]): readonly string[] {
  const newest = new Map<string, number>();
  for (const path of files) {
    const { session, at } = documentName(path) ?? { session: sessionOf(path), at: Number.POSITIVE_INFINITY };
    newest.set(session, Math.max(newest.get(session) ?? 0, at));
  }
  return files.filter((path) => {
    const document = documentName(path);
    const isNewest = document === null || document.at === newest.get(document.session);
    if (!isNewest) dropped.push({ reason: "session.duplicate", place: { path, line: 0 } });
    return isNewest;
  });
}

/** The session of an event log. */
export function sessionOf(path: string): string {
  const name = basename(path);
  return name === "events.jsonl" ? basename(dirname(path)) : name.replace(/\.jsonl$/, "");
}

function sessionFiles(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  return namesIn(folder, powers, dropped).flatMap((name) => {
    const path = join(folder, name);
    const kind = kindOf(path, powers);
    if (kind === "link") dropped.push({ reason: "source.link", place: { path, line: 0 } });
    if (kind === "file") return name.endsWith(".jsonl") || documentName(path) !== null ? [path] : [];
    const inside = join(path, "events.jsonl");
    return kind === "folder" && kindOf(inside, powers) === "file" ? [inside] : [];
  });
}
