import { dirname, join } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { LiveTarget } from "#kernel/plan";
import type { FileKind, ReadFiles } from "#kernel/powers";
import { entriesOf, isHostPath, treeDigestOf } from "#kernel/tree";
import { visible } from "#kernel/visible";
import { isGeneration } from "./linked.ts";
import { isPlainName } from "./plain-name.ts";
import { readFolder, type ReadLimits } from "./read-folder.ts";
import { realPathOf } from "./real-path.ts";

/** `within`: the folder below which no part of the way to the root may be a link (default: the root alone). `linked`: that of our generations of the skill, where the host is given links. */
export type Around = Readonly<{ within?: string | null; linked?: string | null }>;

/**
 * Skill root and name -> what stands there now. The real path of the root is resolved once and everything after happens
 * below it, so that a link put in the way later leads nowhere. The one link that is followed is ours, and only into the folder
 * of our generations. Reads only. Throws UNSAFE_PATH for a name that is no single folder name.
 */
export function readLive(files: ReadFiles, root: string, name: string, limits: ReadLimits, { within = null, linked = null }: Around = {}): LiveTarget {
  if (!isPlainName(name)) throw new ForgeError("UNSAFE_PATH", `"${visible(name)}" is no name of a folder`, { details: { name } });
  const realRoot = realPathOf(files, root);
  const path = join(realRoot, name);
  const link = linked === null ? null : ownLink(files, path, linked);
  const kind = files.facts(link ?? path)?.kind ?? null;
  const around = { name, root, realRoot, rootKind: rootKindOf(files, root, within), path, kind, link, aliases: aliasesOf(files, realRoot, name) };
  if (kind !== "folder") return { ...around, entries: null, treeDigest: null, problems: [] };
  const { skill, problems } = readFolder(files, link ?? path, limits);
  const entries = entriesOf(skill.files);
  return { ...around, entries, treeDigest: treeDigestOf(entries), problems: problems.filter((one) => !isHostPath(one.path)) };
}

/** Where a link of ours leads; null for everything else that can stand there, other links included. */
function ownLink(files: ReadFiles, path: string, linked: string): string | null {
  if (files.facts(path)?.kind !== "link") return null;
  const target = files.linkTarget(path);
  return isGeneration(linked, target) ? target : null;
}

function rootKindOf(files: ReadFiles, root: string, within: string | null): FileKind | null {
  const above = dirname(root);
  if (within !== null && above !== within && above.startsWith(`${within}/`)) {
    const kind = rootKindOf(files, above, within);
    if (kind !== "folder") return kind;
  }
  return files.facts(root)?.kind ?? null;
}

function aliasesOf(files: ReadFiles, folder: string, name: string): readonly string[] {
  if (files.facts(folder)?.kind !== "folder") return [];
  const fold = (text: string) => text.normalize("NFKC").toLowerCase();
  return files.names(folder).filter((one) => one !== name && fold(one) === fold(name));
}
