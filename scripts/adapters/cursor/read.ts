import { basename, dirname, join, relative } from "node:path";
import { hasColumns } from "#adapters/common/databases";
import { databaseFiles, dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import type { LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import { kindOf } from "#adapters/common/walk";
import type { ReadPowers } from "#kernel/powers";
import { readCliStore } from "./cli-store.ts";
import { composerIds, editorSources } from "./editor-store.ts";
import { editorFolder, isCliStore, isTranscript, placesIn, projectsOf } from "./places.ts";
import { readTranscript } from "./transcript.ts";
import { composersOfWorkspace } from "./workspace.ts";

const TRIED = 20;

/** Path -> does it hold Cursor's conversations? By tables and records. Never throws. */
export function accepts(path: string, powers: ReadPowers): boolean {
  const { transcripts, stores, editors } = placesIn(path, powers);
  return (
    editors.some((file) => hasColumns(file, powers, { cursorDiskKV: ["key", "value"] })) ||
    stores.slice(0, TRIED).some((file) => isCliStore(file, powers)) ||
    transcripts.slice(0, TRIED).some((file) => isTranscript(file, powers))
  );
}

/** Root -> sources. A transcript of a conversation that a store holds as well is a copy with less in it. */
export function* sourcesOf(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const { transcripts, stores, editors, dropped } = placesIn(root.path, powers);
  yield* leftOut("root:left-out", dropped);
  const named = (path: string): string => (path === root.path ? basename(path) : relative(root.path, path));
  if (transcripts.length + stores.length + editors.length === 0) yield* leftOut("root", [dropOf("source.absent", root.path, "no conversations")]);
  for (const path of editors)
    yield* editorSources(
      path,
      named(path),
      projectsOf(path, (one) => composersOfWorkspace(one, powers), powers),
      powers,
      options,
    );
  for (const path of stores) {
    const files = [...databaseFiles(path), join(dirname(path), "meta.json")];
    yield { id: named(path), fingerprint: fingerprintOf(files, powers), read: () => [readCliStore(path, powers, options)] };
  }
  const held = new Set([...stores.map((path) => basename(dirname(path))), ...(transcripts.length > 0 ? composersBeside(root.path, powers) : [])]);
  for (const path of transcripts) {
    const isHelper = /\/subagents\//.test(path);
    const isHeld = path !== root.path && held.has(basename(path).replace(/\.(?:jsonl|txt)$/, ""));
    const stamp = fingerprintOf([path], powers);
    const reading = () => (isHelper ? nothing("session.subagent", path) : isHeld ? nothing("session.duplicate", path) : readTranscript(path, powers, options));
    yield { id: named(path), fingerprint: stamp === null ? null : JSON.stringify([stamp, isHeld]), read: () => [reading()] };
  }
}

/** This person's editor keeps the same conversations, with what the tools answered. */
function composersBeside(root: string, powers: ReadPowers): readonly string[] {
  const database = join(editorFolder(powers.host), "globalStorage/state.vscdb");
  return root === join(powers.host.home, ".cursor") && kindOf(database, powers) === "file" ? composerIds(database, powers) : [];
}
