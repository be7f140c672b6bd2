import type { Report } from "../mark.ts";
import { runCmd } from "./cmd.ts";
import { judgeProgram } from "./programs.ts";
import { finish, runBlock, runBody } from "./run.ts";
import { createSession, FROM, known, type Language, type Runner, type Session, unknown } from "./session.ts";
import { parsePowerShell } from "./statements.ts";

const RUNNER: Runner = {
  body: runBody,
  block: runBlock,
  program: judgeProgram,
  text: (session, text, language) => {
    if (language === "cmd") return runCmd(session, text);
    const { body, complete } = parsePowerShell(text);
    if (!complete) session.complete = false;
    return runBody(session, body);
  },
};

const SIGNS = /[\ue000-\uf8ff]/g;
const PROMPT = /^[ \t]*(?:(?:\([\w.-]+\) )?PS(?: [A-Za-z]:[^>\n]{0,80}| [~/][^>\n]{0,80})?> ?|[A-Za-z]:\\[^>\n]{0,80}>)/;

/** Lines of a document that show a terminal -> the commands alone, character for character in their places. */
function commandsIn(text: string): string {
  const lines = text.replace(SIGNS, "?").split("\n");
  const isSession = lines.some((line) => PROMPT.test(line));
  return lines
    .map((line) => {
      const prompt = PROMPT.exec(line)?.[0];
      if (prompt !== undefined) return " ".repeat(prompt.length) + line.slice(prompt.length);
      return isSession && !/^\s*[>|]|^[ \t]+\S/.test(line) ? " ".repeat(line.length) : line;
    })
    .join("\n")
    .replace(/(?<![<(>&\d])<([A-Za-z][\w .,:|/'@-]{0,60})>(?!>)/g, (_all, name: string) => `_${name.replace(/\W/g, "_")}_`);
}

/**
 * Text for PowerShell or the command line of Windows, offset `base` of its file -> marks of what it would do; `shell` reads what it hands to Linux. False when a
 * part of it was not understood. A document shows prompts and blanks to be filled in, a file (`isFile`) has none.
 */
export function readWindows(text: string, base: number, language: Language, shell: Session["shell"], report: Report, isFile = false): boolean {
  const commands = isFile ? text.replace(SIGNS, "?") : commandsIn(text);
  const session = createSession(commands, base, RUNNER, report, shell, isFile);
  RUNNER.text(session, commands, language);
  finish(session);
  return session.complete;
}

/** One program that is started by something else, its words in the pieces between what cannot be told -> marks at no place of their own. */
export function readWindowsProgram(words: readonly (readonly string[])[], stdin: readonly string[] | null, report: Report): void {
  const session = createSession("", 0, RUNNER, report, null);
  const gap = unknown(session, { from: FROM.given }).text;
  const whole = (pieces: readonly string[]) => known(pieces.map((one) => one.replace(/[\ue000-\uf8ff]/g, "?")).join(gap));
  session.fixed = true;
  judgeProgram(session, words.map(whole), stdin === null ? null : whole(stdin));
  finish(session);
}
