import { basename, join } from "node:path";
import { type Found, filesBelow, kindOf, rootKind } from "#adapters/common/walk";
import type { ReadPowers } from "#kernel/powers";

/** Root (`~/.pi`, the agent's folder, sessions, one project, one file) -> its session files; null when nothing is there. */
export function filesOf(path: string, powers: ReadPowers): Found | null {
  const kind = rootKind(path, powers);
  if (kind === null) return null;
  const real = realPathOf(path, powers);
  if (kind !== "folder") return { files: kind === "file" ? [real] : [], dropped: [] };
  const inside = [join(real, "agent", "sessions"), join(real, "sessions")].find((folder) => kindOf(folder, powers) === "folder");
  return filesBelow(inside ?? real, powers, (relative) => relative.endsWith(".jsonl"), { depth: 3 });
}

/** Name of a file that pi gave it: time with dashes, then the id of the session. */
export function isNamedByPi(path: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z_[\w-]{8,}\.jsonl$/.test(basename(path));
}

/** File name -> id of the session in it. */
export function sessionIdIn(path: string): string {
  const name = basename(path).replace(/\.jsonl$/, "");
  return isNamedByPi(path) ? name.slice(name.indexOf("_") + 1) : name;
}

function realPathOf(path: string, powers: ReadPowers): string {
  try {
    return powers.files.realPath(path);
  } catch {
    return path;
  }
}
