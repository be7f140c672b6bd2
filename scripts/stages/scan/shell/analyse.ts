import type { FileContext } from "../file.ts";
import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";

export type ShellResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/** Shell of an unknown author -> marks, whether it was read completely, and the skill's own files it runs. Throws only for lack of stack. */
export function analyseShell(_path: string, text: string, _context: FileContext, report: Report): ShellResult {
  report({ rule: "unread-language", start: 0, end: Math.min(1, text.length), args: { language: "shell" } });
  return { complete: false, loaded: [] };
}
