import { ForgeError } from "#kernel/errors";
import { type Context, openContext } from "#pipeline/context";
import type { ReadingOptions } from "#pipeline/observe";
import type { Call } from "./command.ts";

/** Flags of a call -> the context of the pipeline. */
export function contextOf({ flags, powers }: Call): Context {
  const wait = flags.text("wait");
  return openContext(powers, {
    workspace: flags.text("workspace"),
    home: flags.text("home"),
    dryRun: flags.on("dryRun"),
    waitMs: wait !== null ? 1000 * count(wait, "--wait") : flags.on("wait") ? 60_000 : 0,
  });
}

export function readingOf({ flags }: Call): ReadingOptions {
  const days = flags.text("days");
  return {
    days: days === null ? null : count(days, "--days"),
    source: flags.text("source") ?? "auto",
    path: flags.text("path"),
    includeGroups: flags.on("includeGroups"),
    includeDeleted: flags.on("includeDeleted"),
  };
}

/** A whole number of at least 1. Throws USAGE. */
export function count(text: string, flag: string): number {
  const value = Number(text);
  if (!/^\d{1,6}$/.test(text) || value < 1) throw new ForgeError("USAGE", `${flag} takes a whole number of at least 1, not "${text}"`);
  return value;
}

/** A flag that a command cannot do without. Throws USAGE with the way to write it. */
export function needed(call: Call, flag: string): string {
  const value = call.flags.text(flag);
  if (value === null || value === "") throw new ForgeError("USAGE", `forge ${call.command} needs --${flag} NAME`);
  return value;
}
