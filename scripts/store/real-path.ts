import { dirname, join } from "node:path";
import type { ReadFiles } from "#kernel/powers";

/** The real path of what is there of a path, and the rest as it is: it need not exist yet. */
export function realPathOf(files: ReadFiles, path: string): string {
  if (files.facts(path) !== null || dirname(path) === path) return files.realPath(path);
  return join(realPathOf(files, dirname(path)), path.slice(dirname(path).length));
}
