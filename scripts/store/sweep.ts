import { basename, dirname, join } from "node:path";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { treeAt } from "./leftovers.ts";
import { loadCapsules } from "./state-files.ts";
import { dropOld } from "./trees.ts";

/**
 * Clears what a killed command left half made beside what counts. Trees that were being written go; a staged skill that had been moved aside for its
 * successor comes back when that one did not arrive. What stands there under such a name and was never proposed is somebody's, and is left to `forge gc`,
 * which keeps it. The caller holds the lock.
 */
export function sweep(files: WriteFiles, { data, store }: Readonly<{ data: string; store: string }>): void {
  sweepTemporary(files, data);
  for (const name of namesIn(files, store)) if (/^\.[0-9a-f]{64}\.new$/.test(name)) files.removeTree(join(store, name));
  const staging = join(data, "staging");
  for (const name of namesIn(files, staging)) {
    const [, skill, what] = /^\.([a-z0-9]+(?:-[a-z0-9]+)*)\.(new|old|gone)$/.exec(name) ?? [];
    const path = join(staging, name);
    if (skill === undefined || files.facts(path)?.kind !== "folder") continue;
    const place = join(staging, skill);
    if (what === "old" && files.facts(place) === null) files.rename(path, place);
    else if (what !== "old") files.removeTree(path);
    else if (wasProposed(files, data, skill, path)) dropOld(files, data, skill);
  }
}

function wasProposed(files: ReadFiles, data: string, skill: string, path: string): boolean {
  const digest = treeAt(files, path)?.digest;
  return loadCapsules(files, data).some((one) => one.name === skill && one.treeDigest === digest);
}

/** Replaces a file in a folder that is not ours, whole or not at all -> names of what a killed run of the same left there, which went first. */
export function replaceBeside(files: WriteFiles, path: string, bytes: Uint8Array, mode: number): readonly string[] {
  const left = sweepBeside(files, path);
  files.replace(path, bytes, mode);
  return left;
}

/**
 * What a killed process left of this very file, in a folder that is not ours: named after it, with sixteen random digits. -> names of what went. Called before the
 * file is written again, because nobody else would know it for ours.
 */
function sweepBeside(files: WriteFiles, path: string): readonly string[] {
  const prefix = `.${basename(path).slice(0, 40)}.`;
  const own = namesIn(files, dirname(path)).filter((name) => name.startsWith(prefix) && /^[0-9a-f]{16}\.tmp$/.test(name.slice(prefix.length)));
  const left = own.filter((name) => files.facts(join(dirname(path), name))?.kind === "file");
  for (const name of left) files.removeFile(join(dirname(path), name));
  return left;
}

/** Temporary files of a durable replace that was killed before its rename. */
export function sweepTemporary(files: WriteFiles, folder: string): void {
  for (const name of namesIn(files, folder)) if (/^\..+\.[0-9a-f]{16}\.tmp$/.test(name)) files.removeFile(join(folder, name));
}

function namesIn(files: ReadFiles, folder: string): readonly string[] {
  return files.facts(folder)?.kind === "folder" ? files.names(folder) : [];
}
