import { tidyPath } from "../permissions.ts";
import { UNKNOWN, type Value } from "./value.ts";

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

/** Address of a file -> its path, letters given by their numbers put in; a path inside of the skill as it is. */
export function filePath(value: Value): Value {
  if (value.kind !== "constant" || typeof value.value !== "string" || !/^file:/i.test(value.value)) return value;
  try {
    return { kind: "constant", value: decodeURIComponent(new URL(value.value).pathname) };
  } catch {
    return UNKNOWN;
  }
}

/** `dirname`: what stands before the last name, whatever strokes end it. */
export function folderOf(value: Value): Value {
  if (value.kind !== "constant" || typeof value.value !== "string") return UNKNOWN;
  const path = value.value.replace(/(?<!\/)\/+$/, "");
  const last = path.lastIndexOf("/");
  if (last < 0) return value.value.includes("/") && path === "" ? { kind: "constant", value: "/" } : UNKNOWN;
  return { kind: "constant", value: path.slice(0, last).replace(/(?<!\/)\/+$/, "") || "/" };
}

/** Folded path -> how a permission spells it: relative to the skill when inside of it, `*` never. */
export function spellPath(folded: string): Readonly<{ own: boolean; path: string }> {
  const place = filePath({ kind: "constant", value: folded });
  const path = tidyPath((place.kind === "constant" ? String(place.value) : folded).replace(/^file:\/\//, "").replaceAll("\\", "/"));
  if (path === SKILL) return { own: true, path: "." };
  if (path.startsWith(`${SKILL}/..`)) return { own: false, path: path.slice(SKILL.length + 1) };
  return path.startsWith(`${SKILL}/`) ? { own: true, path: path.slice(SKILL.length + 1) } : { own: false, path };
}
