import { dirname, join } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { LiveTarget } from "#kernel/plan";
import type { ReadFiles } from "#kernel/powers";
import { entriesOf, isHostPath, treeDigestOf } from "#kernel/tree";
import { visible } from "#kernel/visible";
import { readFolder, type ReadLimits } from "./read-folder.ts";

/**
 * Skill root and name -> what stands there now. The real path of the root is resolved once and everything after happens
 * below it, so that a link put in the way later leads nowhere. Reads only. Throws UNSAFE_PATH for a name that is no single
 * folder name.
 */
export function readLive(files: ReadFiles, root: string, name: string, limits: ReadLimits): LiveTarget {
  if (!isPlainName(name)) throw new ForgeError("UNSAFE_PATH", `"${visible(name)}" is no name of a folder`, { details: { name } });
  const realRoot = realPathOf(files, root);
  const rootKind = files.facts(root)?.kind ?? null;
  const path = join(realRoot, name);
  const kind = files.facts(path)?.kind ?? null;
  const around = { name, root, realRoot, rootKind, path, kind, aliases: aliasesOf(files, realRoot, name) };
  if (kind !== "folder") return { ...around, entries: null, treeDigest: null, problems: [] };
  const { skill, problems } = readFolder(files, path, limits);
  const entries = entriesOf(skill.files);
  return { ...around, entries, treeDigest: treeDigestOf(entries), problems: problems.filter((one) => !isHostPath(one.path)) };
}

/** One folder name: nothing that a path could be made of, and nothing that hides it. */
export function isPlainName(name: string): boolean {
  return name !== "" && !name.startsWith(".") && !/[/\\\0]/.test(name) && name.isWellFormed();
}

/** The real path of what is there of a path, and the rest as it is: a root need not exist yet. */
function realPathOf(files: ReadFiles, path: string): string {
  if (files.facts(path) !== null || dirname(path) === path) return files.realPath(path);
  return join(realPathOf(files, dirname(path)), path.slice(dirname(path).length));
}

function aliasesOf(files: ReadFiles, folder: string, name: string): readonly string[] {
  if (files.facts(folder)?.kind !== "folder") return [];
  const fold = (text: string) => text.normalize("NFKC").toLowerCase();
  return files.names(folder).filter((one) => one !== name && fold(one) === fold(name));
}
