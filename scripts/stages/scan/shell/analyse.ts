import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { withoutReturns } from "../text/returns.ts";
import { createMachine, createState, readWhole } from "./reader.ts";

export type ShellResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/** Shell of an unknown author -> marks, whether it was read completely, and the skill's own files it runs. Throws only for lack of stack. */
export function analyseShell(path: string, text: string, context: FileContext, report: Report): ShellResult {
  const foreign = dialectOf(path, text);
  if (foreign !== null) {
    report({ rule: "unread-language", start: 0, end: Math.min(1, text.length), args: { language: foreign } });
    return { complete: false, loaded: [] };
  }
  if (/^#!.*\benv\s+(?:-\S*S|--split-string)/.test(text) || /^#!\S+[ \t]+-[a-z]*[cs]\b/.test(text))
    report({
      rule: "command-hidden",
      start: 0,
      end: text.indexOf("\n") < 0 ? text.length : text.indexOf("\n"),
      args: { text: text.split("\n", 1)[0]?.slice(0, 80) ?? "" },
    });
  const plain = withoutReturns(text, report);
  return readWhole(createMachine(path, plain.text, 0, "script", plain.report, context), createState());
}

/** Shells whose words the parser does not read as they do. */
function dialectOf(path: string, text: string): string | null {
  if (/(?:^|\/)procfile$/i.test(path)) return "Procfile";
  const shell = /^#!.*?\b(zsh|fish|csh|tcsh|mksh|ksh(?:93)?|nu|elvish|xonsh|rc)\b/.exec(text.split("\n", 1)[0] ?? "")?.[1];
  return shell ?? null;
}
