import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { Mode } from "./mode.ts";
import { createMachine, createState, readWhole, type Reading } from "./reader.ts";

/** Shell text that starts at `base` of its file -> marks, whether it was read completely, and the skill's own files it has run. Throws only for lack of stack. */
export function readCommand(text: string, base: number, mode: Mode, report: Report, context: FileContext): Reading {
  return readWhole(createMachine("", text, base, mode, report, context), createState(mode === "told" ? null : []));
}
