import { ForgeError } from "#kernel/errors";
import { openTerminal } from "#platform/terminal";
import type { Call } from "./command.ts";

/**
 * Does the person mean it? `--yes` says so; otherwise they are asked at their terminal, and anything but y or yes is a no. Throws NEEDS_TERMINAL where
 * nobody can be asked.
 */
export async function confirmed({ flags, powers, print }: Call, question: string): Promise<boolean> {
  if (flags.on("yes")) return true;
  if (!powers.host.terminal || print.json || flags.off("input")) throw new ForgeError("NEEDS_TERMINAL", `${question} Say so with --yes; nothing was changed`);
  const terminal = openTerminal(powers.host.env);
  try {
    const typed = await terminal.line(`${question} [y/N] `);
    return typed.kind === "text" && /^y(es)?$/i.test(typed.text.trim());
  } finally {
    terminal.close();
  }
}
