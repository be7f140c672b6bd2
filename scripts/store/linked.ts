import { basename, dirname, join } from "node:path";
import type { ReadFiles } from "#kernel/powers";
import { isPlainName } from "./plain-name.ts";
import { realPathOf } from "./real-path.ts";

/**
 * Folder of one skill's linked generations, by its real path. A host that is given links gets one to a folder in here, which is no
 * part of the store of trees: who edits the skill through the link edits this copy, and nothing that a digest stands for.
 */
export function linkedFolder(files: ReadFiles, data: string, skill: string): string {
  return join(realPathOf(files, data), "linked", skill);
}

/** Is it the folder of one generation, named by its transaction? Only such a folder is ever written or removed for a link. */
export function isGeneration(linked: string, path: string): boolean {
  return dirname(path) === linked && isPlainName(basename(linked)) && /^[0-9a-f]{8,64}$/.test(basename(path));
}
