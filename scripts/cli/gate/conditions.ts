import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute } from "node:path";

/** What an OpenClaw host refuses about a program that it is told to ask. */
export type Refused = Readonly<{ path: string; why: string }>;

/** Names by which the host knows an interpreter; it then looks at every argument that looks like a path. */
const NODE = /^node(?:\.exe)?$/;

/** Interpreter and script -> what the host's conditions say against them: plain files, no links, owner, modes, all folders above. */
export function refusedBy(command: string, script: string, user: number): readonly Refused[] {
  const refused = [command, script].flatMap((path) => refusedPath(path, user));
  return NODE.test(basename(command)) ? refused : [{ path: command, why: "is not called node, so its arguments would not be checked" }, ...refused];
}

/** A path -> the path it really is, null when it is not there. */
export function realPathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function refusedPath(path: string, user: number): readonly Refused[] {
  if (!isAbsolute(path)) return [{ path, why: "is no absolute path" }];
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [{ path, why: "is not there" }];
  if (!stats.isFile()) return [{ path, why: stats.isSymbolicLink() ? "is a link" : "is no plain file" }];
  const found: Refused[] = [];
  if ((stats.mode & 0o022) !== 0) found.push({ path, why: "can be written by its group or by others" });
  if (stats.uid !== user && stats.uid !== 0) found.push({ path, why: "belongs to another user" });
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const above = lstatSync(folder, { throwIfNoEntry: false });
    if (above !== undefined && (above.mode & 0o022) !== 0 && (above.mode & 0o1000) === 0)
      found.push({ path: folder, why: "can be written by its group or by others" });
    if (above !== undefined && above.uid !== user && above.uid !== 0) found.push({ path: folder, why: "belongs to another user" });
    if (dirname(folder) === folder) return found;
  }
}
