import { analyseAwk } from "./awk/analyse.ts";
import { checkCompiled } from "./compiled/check.ts";
import { collected } from "./collect.ts";
import { analyseContainer } from "./container/analyse.ts";
import { analyseJavaScript } from "./javascript/analyse.ts";
import type { Language } from "./kinds.ts";
import { analyseMake } from "./make/analyse.ts";
import type { Mark, Report } from "./mark.ts";
import { analysePowerShell } from "./powershell/analyse.ts";
import { readShellBlock } from "./prose/commands.ts";
import { analysePython } from "./python/analyse.ts";
import { DONE, type Embed, type FileContext, type Rest } from "./reading.ts";
import { analyseShell } from "./shell/analyse.ts";
import { analyseBats } from "./shell/bats.ts";
import { analyseSql } from "./sql/analyse.ts";
import { shifted } from "./text/shift.ts";

/** A program of a language that is known -> its reading by the analyser of that language. */
export function readScript(language: Language, path: string, text: string, context: FileContext, report: Report): Rest {
  if (context.profile === "compiled") return { ...DONE, complete: language === "javascript" && checkCompiled(path, text, context.limits, report) };
  const inner = withEmbed(context);
  if (language === "python") return { ...DONE, ...analysePython(path, text, inner, report) };
  if (language === "shell") return { ...DONE, ...analyseShell(path, text, inner, report) };
  if (language === "sql") return { ...DONE, ...analyseSql(path, text, context, report) };
  if (language === "powershell") return { ...DONE, ...analysePowerShell(path, text, inner, report) };
  if (language === "make") return { ...DONE, ...analyseMake(path, text, inner, report) };
  if (language === "docker") return { ...DONE, ...analyseContainer(path, text, inner, report) };
  if (language === "awk") return { ...DONE, ...analyseAwk(path, text, inner, report) };
  if (language === "bats") return { ...DONE, ...analyseBats(path, text, inner, report) };
  const blanks = filled(path, text);
  const { marks, report: hold } = collected(context.limits.findings + 1);
  const plain = analyseJavaScript(path, text, context.paths, context.limits, blanks === null ? report : hold, context.aliases);
  if (blanks !== null && marks.some((mark) => mark.rule === "unread-parse")) {
    const { marks: second, report: again } = collected(context.limits.findings + 1);
    const read = analyseJavaScript(path, blanks, context.paths, context.limits, again, context.aliases);
    if (!second.some((mark) => mark.rule === "unread-parse")) {
      for (const mark of second) report(mark);
      report({ rule: "template-engine", start: 0, end: Math.min(1, text.length), args: { name: "Filling in the blanks of this file" } });
      return { ...DONE, complete: read.complete, flows: read.flows, loaded: read.loaded.map((one) => ({ path: one, language: "javascript" as const })) };
    }
  }
  for (const mark of marks) report(mark);
  const { complete, loaded, flows } = plain;
  return { ...DONE, complete, flows, loaded: loaded.map((one) => ({ path: one, language: "javascript" as const })) };
}

const KEPT_TO_BE_FILLED = /(?:^|\/)(?:templates?|assets|examples?|boilerplates?|scaffolds?|snippets?|references?|resources)\/|template/i;
const BLANK = /\{\{\s{0,4}[A-Za-z_][\w.-]{0,60}\s{0,4}\}\}|<%[=-]?\s{0,4}[A-Za-z_][\w.]{0,60}\s{0,4}%>/g;

/** A program with blanks to be filled in runs nowhere as it stands: the same with a name in each of them, letter for letter in its place; null without blanks. */
function filled(path: string, text: string): string | null {
  if (!KEPT_TO_BE_FILLED.test(path) || !/\{\{|<%/.test(text)) return null;
  const named = text.replace(BLANK, (blank) => blank.replace(/[^\w]/g, "_"));
  return named === text ? null : named;
}

/** Lets a script have the code inside of it read by the analyser of its language, the same code once however often it is started. */
export function withEmbed(context: FileContext): FileContext {
  if (context.embed !== undefined) return context;
  const known = new Map<string, Readonly<{ rest: Rest; marks: readonly Mark[] }>>();
  const embed: Embed = (language, code, path, report) => {
    const key = `${language} ${path}\n${code}`;
    let read = known.get(key);
    if (read === undefined) {
      // One more than the file may have: that some were left out is then seen there.
      const { marks, report: hold } = collected(context.limits.findings + 1);
      read = { rest: readScript(language, path, code, context, hold), marks };
      known.set(key, read);
    }
    for (const mark of read.marks) report(mark);
    return read.rest;
  };
  return { ...context, embed };
}

/** A block of code in a document, `base` characters into it -> was all of it understood? */
export function readFence(path: string, language: string, code: string, base: number, context: FileContext, report: Report): boolean {
  if (language === "shell") return readShellBlock(code, base, null, report, withEmbed(context));
  if (language === "sql") return analyseSql(path, code, context, (mark) => report(shifted(mark, base, null))).complete;
  // A transcript (`>>> 1 + 1`) is code behind its prompts; what was printed is not.
  const typed = /^>>> /m.test(code) ? code.replace(/^(?!>>> |\.\.\. ).*$/gm, (line) => " ".repeat(line.length)).replace(/^(?:>>> |\.\.\. )/gm, "") : code;
  if (language === "python") return analysePython(`${path}.py`, typed, withEmbed(context), (mark) => report(shifted(mark, base, null))).complete;
  const ending = /^(?:ts|typescript|mts|cts)$/.test(language) ? "ts" : language === "tsx" ? "tsx" : "js";
  return analyseJavaScript(`${path}.${ending}`, code, context.paths, context.limits, (mark) => report(shifted(mark, base, null)), context.aliases).complete;
}
