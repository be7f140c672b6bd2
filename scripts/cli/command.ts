import type { Powers } from "#kernel/powers";
import type { Printer } from "./printer.ts";

export type Option = Readonly<{ flags: string; what: string }>;

/** A command as a line of the table; its code is loaded only when it is called, which keeps the start short. */
export type Command = Readonly<{
  name: string;
  argument?: string;
  summary: string;
  examples: readonly string[];
  options: readonly Option[];
  load: () => Promise<CommandModule>;
}>;

export type CommandModule = Readonly<{ run(call: Call): Promise<number> | number }>;

/** One call: what was typed, the powers, where to print, and the table of all commands (for the completion scripts). */
export type Call = Readonly<{ command: string; words: readonly string[]; flags: Flags; powers: Powers; print: Printer; table: CommandTable }>;

export type CommandTable = Readonly<{ commands: readonly Command[]; globals: readonly Option[] }>;

/** Typed access to parsed flags; a wrong type can only mean a wrong table, so it reads as absent. */
export type Flags = Readonly<{
  text(name: string): string | null;
  list(name: string): readonly string[];
  on(name: string): boolean;
  /** Given as `--no-<name>`. */
  off(name: string): boolean;
}>;

export function flagsOf(values: Readonly<Record<string, unknown>>): Flags {
  return {
    text: (name) => (typeof values[name] === "string" ? values[name] : null),
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
    },
    on: (name) => values[name] === true,
    off: (name) => values[name] === false,
  };
}
