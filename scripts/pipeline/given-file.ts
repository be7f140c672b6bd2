import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { replaceBeside } from "#store/sweep";

/** Throws FILE_UNWRITABLE where something stands already that a file for the person must not take the place of. */
export function refuseTaken(files: ReadFiles, path: string, why = ""): void {
  if (files.facts(path) !== null) throw new ForgeError("FILE_UNWRITABLE", `${visible(path)} is there already${why}; choose another name`);
}

/** Writes a file that the person asked for, at a place of their choice, whole or not at all: half of one would be in the way of the next run. */
export function giveFile(files: WriteFiles, path: string, text: string, mode: number): void {
  replaceBeside(files, path, new TextEncoder().encode(text), mode);
}
