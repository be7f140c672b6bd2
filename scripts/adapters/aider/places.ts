import { dirname, isAbsolute, join, resolve } from "node:path";
import { filesBelow, type Found, rootKind } from "#adapters/common/walk";
import { linesOf } from "#kernel/lines";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { startOf } from "./lines.ts";

export const HISTORY_NAME = ".aider.chat.history.md";

/** How many folders above the working directory may be the root of its repository. */
const PARENTS = 12;
const HEAD_LINES = 400;
const HEAD_BYTES = 1 << 20;
const CROWDED = new Set(["node_modules", ".git", ".cache"]);

/** Machine -> the files that may hold histories: the one its environment names, those from the working directory upwards, the one at home. */
export function placesOf(host: HostFacts): readonly Readonly<{ path: string; why: string }>[] {
  const named = host.env["AIDER_CHAT_HISTORY_FILE"] ?? "";
  const places = new Map<string, string>();
  if (named !== "") places.set(isAbsolute(named) ? resolve(named) : resolve(host.cwd, named), "AIDER_CHAT_HISTORY_FILE");
  let folder = resolve(host.cwd);
  for (let up = 0; up < PARENTS; up += 1) {
    const path = join(folder, HISTORY_NAME);
    if (!places.has(path)) places.set(path, up === 0 ? "working directory" : "a folder above the working directory");
    if (dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  const atHome = join(host.home, HISTORY_NAME);
  if (!places.has(atHome)) places.set(atHome, "home folder");
  return [...places].map(([path, why]) => ({ path, why }));
}

/** Does this file, or a history in this folder or in one just below it, start a session of Aider? */
export function accepts(path: string, powers: ReadPowers): boolean {
  try {
    return (historiesAt(path, powers)?.files ?? []).some((one) => startsSession(one, powers));
  } catch {
    return false;
  }
}

/** Root -> its histories: a file is one; a folder has its own and those of the folders in it. Null when nothing is there. */
export function historiesAt(path: string, powers: ReadPowers): Found | null {
  const kind = rootKind(path, powers);
  if (kind === "file") return { files: [path], dropped: [] };
  if (kind !== "folder") return null;
  const isHistory = (relative: string): boolean => relative === HISTORY_NAME || relative.endsWith(`/${HISTORY_NAME}`);
  return filesBelow(path, powers, isHistory, { depth: 1, enter: (relative) => !CROWDED.has(relative) });
}

function startsSession(path: string, powers: ReadPowers): boolean {
  for (const { bytes, number } of linesOf(powers.files.chunks(path), HEAD_BYTES)) {
    if (bytes !== null && startOf(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString("utf8")) !== null) return true;
    if (number >= HEAD_LINES) return false;
  }
  return false;
}
