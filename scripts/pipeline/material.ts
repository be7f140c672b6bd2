import { basename } from "node:path";
import type { Policy } from "#kernel/policy";
import type { ReadFiles } from "#kernel/powers";
import type { Skill } from "#kernel/skill";
import { isOfficePath } from "#stages/scan/assets/asset";
import type { ScanProblem } from "#stages/scan/scan";
import { archiveKindOf, unpack, withoutWrapper } from "#stages/scan/archive/unpack";
import { readFolder } from "#store/read-folder";

/** What is to be judged: files in memory, and what of it could not be read. */
export type Material = Readonly<{ skill: Skill; problems: readonly ScanProblem[] }>;

/**
 * A folder, an archive or one file -> what is in it. An archive is known by its content, read in memory and never written to
 * a disk; the one folder that everything in it lies in is taken away, as installers do. Throws FILE_UNREADABLE.
 */
export function readMaterial(files: ReadFiles, path: string, limits: Policy["scan"]["limits"]): Material {
  const facts = files.facts(path);
  if (facts?.kind !== "file" || facts.bytes > limits.totalBytes || isOfficePath(path)) return readFolder(files, path, limits);
  const bytes = files.bytes(path, limits.totalBytes);
  const unpacked = archiveKindOf(bytes) === null ? null : unpack(bytes, limits);
  if (unpacked === null) return readFolder(files, path, limits);
  const name = basename(path);
  const { files: content, folder } = withoutWrapper(unpacked.files);
  const problems = unpacked.problems.map((one) => ({ path: one.path === "" ? name : one.path, reason: one.reason }));
  return { skill: { name: folder ?? name.replace(/\.(?:zip|tar|tgz|tar\.gz|skill)$/i, ""), files: content }, problems };
}
