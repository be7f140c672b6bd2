import { ERRORS, FAMILIES, ForgeError } from "#kernel/errors";
import type { Printer } from "./printer.ts";
import { screenText } from "./screen.ts";

/** Any error -> what, where and what to do next on stderr (and the error object on stdout with --json), and the exit code of its family. */
export function failWith(error: unknown, print: Printer, debug: boolean): number {
  const known = error instanceof ForgeError ? error : unexpected(error);
  print.data({ error: { code: known.code, message: known.message, help: known.help, details: known.details } });
  const [head, colour] = [print.style("red", "error"), print.style("red", "error") !== "error"];
  // the message can hold a path, a name or a line of somebody else's file
  const say = (text: string) => void process.stderr.write(`${screenText(text, colour)}\n`);
  say(`${head}: ${known.message}`);
  for (const [key, value] of Object.entries(known.details)) say(`  ${key}: ${value}`);
  say(`  ${known.help} (${known.code})`);
  if (debug) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return FAMILIES[ERRORS[known.code].family];
}

function unexpected(error: unknown): ForgeError {
  return new ForgeError("UNEXPECTED", error instanceof Error ? `${error.name}: ${error.message}` : String(error), { cause: error });
}
