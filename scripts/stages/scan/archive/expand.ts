import type { SkillFile } from "#kernel/tree";
import type { ArchiveLimits } from "./collect.ts";
import { archiveKindOf, unpack } from "./unpack.ts";

/** An archive in an archive in a skill is read; what is packed deeper is refused. */
const DEPTH = 2;

/** What came out of the archives of a skill: their files as `a.zip!/x`, how many each held, and what was not read. */
export type Expanded = Readonly<{
  files: readonly SkillFile[];
  read: ReadonlyMap<string, number>;
  problems: readonly Readonly<{ path: string; reason: string }>[];
}>;

/**
 * Files of a skill -> the files inside the archives among them, known by content. `isAsset` says which are read as what
 * they are (an office document is a zip too). The limits hold for all archives together with what lies outside of them.
 */
export function expandArchives(files: readonly SkillFile[], limits: ArchiveLimits, isAsset: (file: SkillFile) => boolean): Expanded {
  const found: SkillFile[] = [];
  const read = new Map<string, number>();
  const problems: { path: string; reason: string }[] = [];
  let count = files.length;
  let bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  const work = files.map((file) => ({ file, depth: 1 }));
  for (let one = work.shift(); one !== undefined; one = work.shift()) {
    const { file, depth } = one;
    if (archiveKindOf(file.bytes) === null || isAsset(file)) continue;
    const left = { files: Math.max(0, limits.files - count), fileBytes: limits.fileBytes, totalBytes: Math.max(0, limits.totalBytes - bytes) };
    const inner = depth > DEPTH ? null : unpack(file.bytes, left);
    if (inner === null) {
      problems.push({ path: file.path, reason: `an archive more than ${String(DEPTH)} archives deep` });
      continue;
    }
    for (const problem of inner.problems) problems.push({ path: problem.path === "" ? file.path : `${file.path}!/${problem.path}`, reason: problem.reason });
    count += inner.files.length;
    bytes += inner.files.reduce((sum, each) => sum + each.bytes.byteLength, 0);
    if (inner.problems.length === 0) read.set(file.path, inner.files.length);
    for (const each of inner.files) {
      const named = { ...each, path: `${file.path}!/${each.path}` };
      found.push(named);
      work.push({ file: named, depth: depth + 1 });
    }
  }
  return { files: found, read, problems };
}
