import { join } from "node:path";
import type { ReadFiles, WriteFiles } from "#kernel/powers";

/**
 * Clears what a killed command left half made beside what counts. Trees that were being written go; a staged skill that had been moved aside for its
 * successor comes back when that one did not arrive. The caller holds the lock.
 */
export function sweep(files: WriteFiles, { data, store }: Readonly<{ data: string; store: string }>): void {
  sweepTemporary(files, data);
  for (const name of namesIn(files, store)) if (/^\.[0-9a-f]{64}\.new$/.test(name)) files.removeTree(join(store, name));
  const staging = join(data, "staging");
  for (const name of namesIn(files, staging)) {
    const [, skill, what] = /^\.(.+)\.(new|old)$/.exec(name) ?? [];
    if (skill === undefined) continue;
    const place = join(staging, skill);
    if (what === "old" && files.facts(place) === null) files.rename(join(staging, name), place);
    else files.removeTree(join(staging, name));
  }
}

/** Temporary files of a durable replace that was killed before its rename. */
export function sweepTemporary(files: WriteFiles, folder: string): void {
  for (const name of namesIn(files, folder)) if (/^\..+\.[0-9a-f]{16}\.tmp$/.test(name)) files.removeFile(join(folder, name));
}

function namesIn(files: ReadFiles, folder: string): readonly string[] {
  return files.facts(folder)?.kind === "folder" ? files.names(folder) : [];
}
