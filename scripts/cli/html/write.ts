import type { Card } from "#kernel/card";
import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import { giveFile } from "#pipeline/given-file";
import type { Call } from "../command.ts";
import { reviewPage } from "./page.ts";

/** Cards -> a page in a file of the person's choice. Throws FILE_UNWRITABLE for a file that is there already, unless --force. */
export function writePage({ flags, print, powers: { files } }: Call, path: string, cards: readonly Card[]): void {
  if (flags.on("dryRun")) throw new ForgeError("USAGE", "--html writes a file; leave out --dry-run");
  if (files.facts(path) !== null && !flags.on("force"))
    throw new ForgeError("FILE_UNWRITABLE", `${visible(path)} is there already; choose another name, or --force to write over it`);
  const page = reviewPage(cards);
  giveFile(files, path, page, 0o600);
  print.line(`written: ${path}, ${page.length} characters. Open it in a browser; it loads nothing and runs nothing.`);
}
