import { basename, dirname, join } from "node:path";
import { asFields, textOrNull } from "#adapters/common/fields";
import { jsonLines } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut } from "#adapters/common/sources";
import { kindOf } from "#adapters/common/walk";
import type { LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { readSession } from "./conversation.ts";
import { nameOf } from "./entry.ts";
import { filesOf } from "./layout.ts";

/** Root -> a source for each session file. A fork names the file it was made from: what it copied counts there. */
export function* rootSources(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const found = filesOf(root.path, powers);
  if (found === null || (found.files.length === 0 && found.dropped.length === 0)) {
    yield* leftOut("root", [dropOf("source.absent", root.path, found === null ? "nothing there" : "no sessions")]);
    return;
  }
  const byName = new Map(found.files.map((file) => [basename(file), file]));
  for (const path of found.files) {
    const parent = parentOf(path, byName, powers);
    const copied = (): ReadonlySet<string> => (parent === null ? new Set() : namesIn(parent, powers, options));
    yield {
      id: relativeTo(root.path, path),
      fingerprint: fingerprintOf(parent === null ? [path] : [path, parent], powers),
      read: () => [readSession(path, copied, powers, options)],
    };
  }
  const dropped: readonly Dropped[] = found.dropped;
  yield* leftOut("left-out", dropped);
}

function relativeTo(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}

/**
 * File of a fork -> the file it was made from, when that lies below the same root or beside it. The path in the log is
 * only looked at for its name: it was written on the machine of then and may lead anywhere.
 */
function parentOf(path: string, byName: ReadonlyMap<string, string>, powers: ReadPowers): string | null {
  for (const line of jsonLines(path, powers, { lineBytes: 64 * 1024 })) {
    const header = line.dropped === null ? asFields(line.value) : null;
    const name = basename(textOrNull(header?.["parentSession"]) ?? textOrNull(header?.["branchedFrom"]) ?? "");
    if (!name.endsWith(".jsonl") || name === basename(path)) return null;
    const beside = join(dirname(path), name);
    return byName.get(name) ?? (kindOf(beside, powers) === "file" ? beside : null);
  }
  return null;
}

function namesIn(path: string, powers: ReadPowers, options: ReadOptions): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of jsonLines(path, powers, options)) {
    const name = line.dropped === null ? nameOf(asFields(line.value) ?? {}) : null;
    if (name !== null) names.add(name);
  }
  return names;
}
