import { dirname, join } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles } from "#kernel/powers";
import { visible } from "#kernel/visible";
import type { Places } from "./places.ts";

/**
 * Nothing in our own folders leads anywhere else: the data folder, what lies in it and in staging, and the folder of the anchors are plain folders and plain files of
 * their own. Looked at before every command, because what is written or believed through a link would be somebody else's. Throws UNSAFE_PATH with the path.
 */
export function checkOwnPlaces(files: ReadFiles, places: Places): void {
  for (const folder of [places.data, places.staging, dirname(dirname(places.anchors)), dirname(places.anchors), places.anchors]) checkFolder(files, folder);
}

function checkFolder(files: ReadFiles, folder: string): void {
  const facts = files.facts(folder);
  if (facts === null) return;
  if (facts.kind !== "folder") throw unsafe(folder, facts.kind === "link" ? "a link" : "no folder");
  for (const name of files.names(folder)) {
    const path = join(folder, name);
    const inside = files.facts(path);
    if (inside === null || inside.kind === "folder") continue;
    if (inside.kind !== "file") throw unsafe(path, inside.kind === "link" ? "a link" : "a pipe, socket or device");
    if (inside.links > 1) throw unsafe(path, "linked from elsewhere (a hard link)");
  }
}

function unsafe(path: string, what: string): ForgeError {
  return new ForgeError("UNSAFE_PATH", `${visible(path)} is ${what}; in its own folders this program follows none`, { details: { path } });
}
