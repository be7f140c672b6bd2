import { isKept } from "../javascript/places.ts";

/** Folders of a system: what lies there is run by everybody. */
const SYSTEM = new Set([
  "bin",
  "boot",
  "dev",
  "etc",
  "lib",
  "lib64",
  "opt",
  "proc",
  "root",
  "run",
  "sbin",
  "sys",
  "usr",
  "var",
  "library",
  "system",
  "windows",
]);
/** Parts of the skill itself: a script that could rewrite them would run, or be obeyed, unscanned the next time. */
const OWN = new Set(["", "scripts", "references", "assets", "skill.md", "skill.json"]);

/**
 * Root that a script may write below -> true when programs start from there, or from a folder below that every machine
 * has: a whole home or disk, hidden folders (settings, hooks, keys), system folders, the skill's own code and words.
 */
export function startsPrograms(root: string): boolean {
  if (isKept(root)) return true;
  const parts = root
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  if (parts.some((part) => part.startsWith("."))) return true;
  if (parts[0] === "~" || /^~/.test(root)) return parts.length < 2;
  if (!root.startsWith("/")) return OWN.has(parts[0] ?? "") || /^[a-z]:/i.test(root);
  if (SYSTEM.has(parts[0] ?? "")) return true;
  return parts.length < (parts[0] === "home" || parts[0] === "users" ? 3 : 2);
}
