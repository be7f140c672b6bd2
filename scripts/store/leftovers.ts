import { dirname, join } from "node:path";
import type { Digest } from "#kernel/digest";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { readFolder, WHOLE } from "./read-folder.ts";
import { writeTree } from "./trees.ts";

export type Size = Readonly<{ files: number; bytes: number }>;

/** Files and bytes at a path and below; follows no link. */
export function sizeOf(files: ReadFiles, path: string): Size {
  const facts = files.facts(path);
  if (facts === null) return { files: 0, bytes: 0 };
  if (facts.kind !== "folder") return { files: 1, bytes: facts.bytes };
  return files
    .names(path)
    .map((name) => sizeOf(files, join(path, name)))
    .reduce((sum, one) => ({ files: sum.files + one.files, bytes: sum.bytes + one.bytes }), { files: 0, bytes: 0 });
}

/** Names in a folder that fit; none when it is not there. */
export function namesLike(files: ReadFiles, folder: string, like: RegExp): readonly string[] {
  return files.facts(folder)?.kind === "folder" ? files.names(folder).filter((name) => like.test(name)) : [];
}

/** The digest of a folder as a tree, and whether all of it could be read; null when there is no folder. */
export function treeAt(files: ReadFiles, folder: string): Readonly<{ digest: Digest; whole: boolean }> | null {
  if (files.facts(folder)?.kind !== "folder") return null;
  const { skill, problems } = readFolder(files, folder, WHOLE);
  return { digest: treeDigestOf(entriesOf(skill.files)), whole: problems.length === 0 };
}

/** A folder that might be somebody's only copy -> a plain copy at `to`, then gone. False, and nothing changed, when it holds what cannot be copied as it is. */
export function keepAside(files: WriteFiles, folder: string, to: string): boolean {
  const { skill, problems } = readFolder(files, folder, WHOLE);
  if (problems.length > 0) return false;
  files.makeFolder(dirname(to), 0o700);
  writeTree(files, to, skill.files);
  files.removeTree(folder);
  return true;
}

/** Names of durable replaces that were killed before their rename. */
export const TEMPORARY = /^\..+\.[0-9a-f]{16}\.tmp$/;
/** Trees beside the store's, staging's and the skills' own, of writes that never ended. */
export const HALF_STORED = /^\.[0-9a-f]{64}\.new$/;
export const HALF_STAGED = /^\.(.+)\.(new|old|gone)$/;
export const SIDE_FOLDER = /^\.skill-forge-[0-9a-f]{8,64}(?:-old)?$/;
