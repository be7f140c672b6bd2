import { join } from "node:path";
import type { Dropped } from "#kernel/dropped";
import type { FileKind, ReadPowers } from "#kernel/powers";

/** Files found below a folder, and what was not entered (links, folders that cannot be listed). */
export type Found = Readonly<{ files: readonly string[]; dropped: readonly Dropped[] }>;

/**
 * Folder -> the plain files below it whose path (relative, with `/`) is wanted, sorted by code unit. Folders deeper
 * than `depth` are not entered; `enter` keeps out of folders by relative path. Links are never followed: a log folder
 * that leads elsewhere is counted.
 */
export function filesBelow(
  folder: string,
  powers: ReadPowers,
  wanted: (relative: string) => boolean,
  { depth = 8, enter = () => true }: Readonly<{ depth?: number; enter?: (relative: string) => boolean }> = {},
): Found {
  const files: string[] = [];
  const dropped: Dropped[] = [];
  const walk = (at: string, relative: string, left: number): void => {
    for (const name of namesIn(at, powers, dropped)) {
      const path = join(at, name);
      const below = relative === "" ? name : `${relative}/${name}`;
      const kind = kindOf(path, powers);
      if (kind === "folder") {
        if (left > 0 && enter(below)) walk(path, below, left - 1);
      } else if (kind === "file") {
        if (wanted(below)) files.push(path);
      } else if (kind === "link" && (wanted(below) || !name.includes("."))) dropped.push({ reason: "source.link", place: { path, line: 0 } });
    }
  };
  walk(folder, "", depth);
  return { files, dropped };
}

/** Kind of what is at a path, links resolved when the person named it; null when nothing is there or it cannot be looked at. */
export function rootKind(path: string, powers: ReadPowers): Exclude<FileKind, "link"> | null {
  try {
    const kind = powers.files.facts(path)?.kind ?? null;
    if (kind !== "link") return kind;
    const real = powers.files.facts(powers.files.realPath(path))?.kind ?? null;
    return real === "link" ? null : real;
  } catch {
    return null;
  }
}

/** Kind of what is at a path, a link being a link; null when nothing is there or it cannot be looked at. */
export function kindOf(path: string, powers: ReadPowers): FileKind | null {
  try {
    return powers.files.facts(path)?.kind ?? null;
  } catch {
    return null;
  }
}

/** Names in a folder; none when it is not there, and a reason when it cannot be listed. */
export function namesIn(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  try {
    return powers.files.facts(folder) === null ? [] : powers.files.names(folder);
  } catch {
    dropped.push({ reason: "source.unreadable", place: { path: folder, line: 0 } });
    return [];
  }
}
