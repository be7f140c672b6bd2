import { ForgeError } from "#kernel/errors";
import { isTarget, TARGET_IDS, type TargetId } from "#kernel/targets.table";
import { type Context, openContext } from "#pipeline/context";
import type { ReadingOptions } from "#pipeline/observe";
import type { Call } from "./command.ts";

/** Commands that look or take back: a damaged policy.json must not stand in their way. */
const TOLERANT: ReadonlySet<string> = new Set(["status", "doctor", "audit", "log", "why", "genes", "traces", "rollback", "undo", "generations", "gc"]);

/** Flags of a call -> the context of the pipeline. */
export function contextOf({ flags, powers, command }: Call): Context {
  const wait = flags.text("wait");
  return openContext(powers, {
    workspace: flags.text("workspace"),
    home: flags.text("home"),
    dryRun: flags.on("dryRun"),
    tolerant: TOLERANT.has(command),
    noModel: flags.off("model"),
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

const SKILL_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The name for a new skill, null when none was given. Throws USAGE for one that no host would take. */
export function newName(call: Call): string | null {
  const name = call.flags.text("name");
  if (name !== null && (!SKILL_NAME.test(name) || name.length > 32))
    throw new ForgeError("USAGE", `--name takes lower-case words joined by -, at most 32 characters, not "${name}"`);
  return name;
}

/** A flag that a command cannot do without. Throws USAGE with the way to write it. */
export function needed(call: Call, flag: string): string {
  const value = call.flags.text(flag);
  if (value === null || value === "") throw new ForgeError("USAGE", `forge ${call.command} needs --${flag} NAME`);
  return value;
}

/** A flag that names a host that skills are deployed to; null when it was not given. Throws USAGE with those there are. */
export function hostOf({ flags }: Call, flag: string): TargetId | null {
  const host = flags.text(flag);
  if (host === null || isTarget(host)) return host;
  throw new ForgeError("USAGE", `--${flag} takes one of ${TARGET_IDS.join(", ")}, not "${host}"`);
}
