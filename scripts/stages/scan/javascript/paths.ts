import { tidyPath } from "../permissions.ts";

/** Folded paths inside of the skill begin with this; no path of a program can (NUL is refused by every file system). */
const SKILL = "\u0000skill";

/** Path of a file in the skill -> the folded folder it lies in. */
export function skillFolder(path: string): string {
  return path.includes("/") ? `${SKILL}/${path.slice(0, path.lastIndexOf("/"))}` : SKILL;
}

export function skillFile(path: string): string {
  return `${SKILL}/${path}`;
}

/** Two path parts -> joined and tidied; keeps the mark of the skill's folder unless `..` leads out of it. */
export function joinPath(left: string, right: string): string {
  return tidyPath(`${left}/${right}`);
}

/** Reference and base address inside of the skill -> folded path; null when the base is no file of the skill. */
export function resolveAgainst(base: string, reference: string): string | null {
  return base.startsWith(`${SKILL}/`) ? joinPath(base.slice(0, base.lastIndexOf("/")), reference) : null;
}

/** Folded path -> how a permission spells it: relative to the skill when inside of it, `*` never. */
export function spellPath(folded: string): Readonly<{ own: boolean; path: string }> {
  const path = tidyPath(folded.replace(/^file:\/\//, "").replaceAll("\\", "/"));
  if (path === SKILL) return { own: true, path: "." };
  if (path.startsWith(`${SKILL}/..`)) return { own: false, path: path.slice(SKILL.length + 1) };
  return path.startsWith(`${SKILL}/`) ? { own: true, path: path.slice(SKILL.length + 1) } : { own: false, path };
}
