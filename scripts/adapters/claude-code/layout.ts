import { basename, dirname, join, relative } from "node:path";
import { someRecord } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import { type Found, filesBelow, kindOf, rootKind } from "#adapters/common/walk";
import type { LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { readSession, readSessionOn } from "./conversation.ts";
import { familiesOf } from "./families.ts";
import { isOurRecord } from "./records.ts";

/** Files looked at before a folder is told to be none of ours. */
const FILES_TRIED = 20;

/** Does this folder (configuration, projects, one project) or file hold sessions of Claude Code? Never throws. */
export function accepts(path: string, powers: ReadPowers): boolean {
  const kind = rootKind(path, powers);
  if (kind === "file") return someRecord(path, powers, isOurRecord);
  const { files } = kind === "folder" ? logsBelow(path, powers) : { files: [] };
  return files.slice(0, FILES_TRIED).some((file) => someRecord(file, powers, isOurRecord));
}

/** Root -> a source for each session file, those of subagents too (left out when read), and one for what else lies there. */
export function* rootSources(root: string, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const kind = rootKind(root, powers);
  if (kind === "file") {
    yield ownSource(basename(root), root, powers, options);
    return;
  }
  if (kind !== "folder") {
    yield* leftOut("root", [dropOf(kind === null ? "source.absent" : "source.unreadable", root)]);
    return;
  }
  const { files, dropped } = logsBelow(root, powers);
  for (const [, inFolder] of Map.groupBy(files, dirname)) yield* folderSources(root, inFolder, powers, options);
  yield* leftOut("left-out", files.length === 0 ? [...dropped, dropOf("source.absent", root, "no sessions")] : dropped);
}

/** A configuration folder keeps sessions below `projects`, and other things beside it. */
function logsBelow(root: string, powers: ReadPowers): Found {
  const projects = join(root, "projects");
  const at = kindOf(projects, powers) === "folder" ? projects : root;
  return filesBelow(at, powers, (name) => name.endsWith(".jsonl") && name !== "history.jsonl", { depth: 8 });
}

/** The files of one folder: sessions of one project, which may share history, or what belongs to a session. */
function* folderSources(root: string, files: readonly string[], powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const isBeside = /[/\\]subagents[/\\]/.test(relative(root, files[0] ?? root));
  const families = familiesOf(isBeside ? [] : files, powers);
  for (const path of files) {
    const id = relative(root, path);
    const beside = () => [basename(path).startsWith("agent-") ? nothing("session.subagent", path) : nothing("source.not-transcript", path)];
    if (isBeside) yield { id, fingerprint: fingerprintOf([path], powers), read: beside };
    else if (families.isAlone(path)) yield ownSource(id, path, powers, options);
    else yield { id, fingerprint: fingerprintOf(families.of(path), powers), read: () => [readSession(path, powers, options, families.copiesIn(path))] };
  }
}

/** A session that shares nothing with another. */
function ownSource(id: string, path: string, powers: ReadPowers, options: ReadOptions): LogSource {
  return {
    id,
    fingerprint: fingerprintOf([path], powers),
    read: () => [readSession(path, powers, options, null)],
    readOn: (from) => readSessionOn(path, powers, options, from),
  };
}
