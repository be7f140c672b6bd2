import { tidyPath } from "../permissions.ts";

/** A word of a text -> the files of the skill it can mean. */
export type OwnPaths = (word: string) => readonly string[];

/**
 * Paths of a skill -> lookup of the files a word can mean: `run`, `./run`, `{baseDir}/run`, `"$DIR/bin/run"` and an absolute
 * path that ends in one of them. Letter case is ignored, as some file systems do.
 */
export function createOwnPaths(paths: Iterable<string>): OwnPaths {
  const byName = new Map<string, { path: string; folded: string }[]>();
  for (const path of paths) {
    const folded = fold(path);
    const name = folded.slice(folded.lastIndexOf("/") + 1);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [{ path, folded }]);
    else same.push({ path, folded });
  }
  return (word) => {
    const bare = word
      .replace(/^[`"'([<*]+(?![`"'([<*]|[^/\s]*[>}]\/)/, "")
      .replace(/(?<![`"')\],;:!?*])[`"')\],;:!?*]+$/, "")
      .replace(/["'`]/g, "");
    const full = matches(byName, bare);
    return full.length > 0 ? full : matches(byName, bare.replace(/(?<![.>])[.>]+$/, ""));
  };
}

function matches(byName: ReadonlyMap<string, readonly { path: string; folded: string }[]>, bare: string): readonly string[] {
  if (bare === "" || bare.length > 1_024) return [];
  const folded = fold(bare.replaceAll("\\", "/").replace(/^file:\/\//, ""));
  const known = byName.get(folded.slice(folded.lastIndexOf("/") + 1));
  if (known === undefined) return [];
  // Variables and placeholders stand for the skill's own folder, or for what cannot be told.
  const parts = folded.split("/").filter((part) => part !== "" && !/[{}$<>~%()]/.test(part));
  const tidy = tidyPath(parts.join("/")).replace(/^(?:\.\.?\/)+/, "");
  return known.filter((one) => one.folded === tidy || one.folded.endsWith(`/${tidy}`) || tidy.endsWith(`/${one.folded}`)).map((one) => one.path);
}

function fold(path: string): string {
  return path.normalize("NFKC").toLowerCase();
}
