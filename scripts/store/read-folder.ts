import { basename, join } from "node:path";
import type { Policy } from "#kernel/policy";
import type { FileFacts, ReadFiles } from "#kernel/powers";
import type { Skill } from "#kernel/skill";
import type { SkillFile } from "#kernel/tree";

export type ReadLimits = Pick<Policy["scan"]["limits"], "files" | "fileBytes" | "totalBytes" | "depth">;

/** No limit: what we stored ourselves is read whole, its digest is the check, and nothing is left out of what is kept or compared. */
export const WHOLE: ReadLimits = { files: Number.MAX_SAFE_INTEGER, fileBytes: Number.MAX_SAFE_INTEGER, totalBytes: Number.MAX_SAFE_INTEGER, depth: 40 };

/** Why a path was not read, or was read and is no plain file of its own. */
export type ReadProblem = Readonly<{
  path: string;
  reason: "link" | "hard-link" | "special" | "too-large" | "truncated" | "too-deep" | "unreadable" | "case-alias" | "name";
}>;

export type FolderContent = Readonly<{ skill: Skill; problems: readonly ReadProblem[] }>;

type Walk = { readonly files: ReadFiles; readonly limits: ReadLimits; readonly found: SkillFile[]; readonly problems: ReadProblem[]; bytes: number };

/**
 * A folder (or one file) -> its files in memory, and everything that was not read with the reason. Follows no link, opens
 * no device. Paths are relative with `/`, sorted by code unit.
 */
export function readFolder(files: ReadFiles, path: string, limits: ReadLimits): FolderContent {
  const walk: Walk = { files, limits, found: [], problems: [], bytes: 0 };
  const facts = files.facts(path);
  if (facts?.kind === "folder") walkFolder(walk, path, "", 0);
  else if (facts !== null) takeFile(walk, path, basename(path), facts);
  const sorted = walk.found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { skill: { name: basename(path), files: sorted }, problems: walk.problems };
}

function walkFolder(walk: Walk, folder: string, prefix: string, depth: number): void {
  if (depth > Math.min(walk.limits.depth, 40)) {
    walk.problems.push({ path: prefix, reason: "too-deep" });
    return;
  }
  let names: readonly string[];
  try {
    names = walk.files.names(folder);
  } catch {
    walk.problems.push({ path: prefix === "" ? "." : prefix, reason: "unreadable" });
    return;
  }
  const seen = new Set<string>();
  for (const name of names) {
    const path = prefix + name;
    // two names that some file systems take for one: what is read here is not what is run there
    const folded = name.normalize("NFC").toLowerCase();
    if (seen.has(folded)) walk.problems.push({ path, reason: "case-alias" });
    seen.add(folded);
    if (name.includes("\ufffd") || name.includes("\\") || !name.isWellFormed()) walk.problems.push({ path, reason: "name" });
    const facts = factsOf(walk, join(folder, name), path);
    if (facts?.kind === "folder") walkFolder(walk, join(folder, name), `${path}/`, depth + 1);
    else if (facts !== null) takeFile(walk, join(folder, name), path, facts);
  }
}

function factsOf(walk: Walk, whole: string, path: string): FileFacts | null {
  try {
    return walk.files.facts(whole);
  } catch {
    walk.problems.push({ path, reason: "unreadable" });
    return null;
  }
}

function takeFile(walk: Walk, whole: string, path: string, facts: FileFacts): void {
  const problem = (reason: ReadProblem["reason"]) => walk.problems.push({ path, reason });
  if (facts.kind !== "file") {
    problem(facts.kind === "link" ? "link" : "special");
    return;
  }
  if (facts.links > 1) problem("hard-link");
  if ((facts.mode & 0o7000) !== 0) problem("special");
  if (facts.bytes > walk.limits.fileBytes) {
    problem("too-large");
    return;
  }
  if (walk.found.length >= walk.limits.files || walk.bytes + facts.bytes > walk.limits.totalBytes) {
    problem("truncated");
    return;
  }
  try {
    const bytes = walk.files.bytes(whole, walk.limits.fileBytes);
    // exchanged for a link while it was read: what was read may be anybody's file
    if (walk.files.facts(whole)?.inode !== facts.inode) {
      problem("unreadable");
      return;
    }
    walk.bytes += bytes.byteLength;
    walk.found.push({ path, bytes, mode: facts.mode & 0o777 });
  } catch {
    problem("unreadable");
  }
}
