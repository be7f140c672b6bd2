import { existsSync, writeFileSync } from "node:fs";
import type { Card } from "#kernel/card";
import { ForgeError } from "#kernel/errors";
import type { Call } from "../command.ts";
import { reviewPage } from "./page.ts";

/** Cards -> a page in a file of the person's choice. Throws FILE_UNWRITABLE for a file that is there already, unless --force. */
export function writePage({ flags, print }: Call, path: string, cards: readonly Card[]): void {
  if (flags.on("dryRun")) throw new ForgeError("USAGE", "--html writes a file; leave out --dry-run");
  if (existsSync(path) && !flags.on("force"))
    throw new ForgeError("FILE_UNWRITABLE", `${path} is there already; choose another name, or --force to write over it`);
  const page = reviewPage(cards);
  try {
    writeFileSync(path, page, { mode: 0o600, flag: flags.on("force") ? "w" : "wx" });
  } catch (error) {
    throw new ForgeError("FILE_UNWRITABLE", `the page could not be written to ${path}`, { cause: error });
  }
  print.line(`written: ${path}, ${page.length} characters. Open it in a browser; it loads nothing and runs nothing.`);
}
