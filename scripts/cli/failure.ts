import { ERRORS, FAMILIES, ForgeError } from "#kernel/errors";
import type { Printer } from "./printer.ts";

/** Any error -> what, where and what to do next on stderr (and the error object on stdout with --json), and the exit code of its family. */
export function failWith(error: unknown, print: Printer, debug: boolean): number {
  const known = error instanceof ForgeError ? error : unexpected(error);
  print.data({ error: { code: known.code, message: known.message, help: known.help, details: known.details } });
  process.stderr.write(`${print.style("red", "error")}: ${known.message}\n`);
  for (const [key, value] of Object.entries(known.details)) process.stderr.write(`  ${key}: ${value}\n`);
  process.stderr.write(`  ${known.help} (${known.code})\n`);
  if (debug) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return FAMILIES[ERRORS[known.code].family];
}

function unexpected(error: unknown): ForgeError {
  return new ForgeError("UNEXPECTED", error instanceof Error ? `${error.name}: ${error.message}` : String(error), { cause: error });
}
