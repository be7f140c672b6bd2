import type { SkillFile } from "#kernel/tree";
import { readFile } from "../file.ts";
import type { FileContext, FileReading } from "../reading.ts";
import type { Located } from "../findings.ts";
import { findCommands } from "../prose/commands.ts";
import { entriesIn } from "../package/entries.ts";
import { createOwnPaths, type OwnPaths } from "./own-paths.ts";
import { isLanguage, type Language } from "../kinds.ts";
import { isProgram } from "../javascript/sniff.ts";
import { foreignIn } from "./markers.ts";
import { type Run, runsIn } from "./runs.ts";

/** Languages of interpreters.table.ts that are read. */
const LANGUAGES: Readonly<Record<string, Language | undefined>> = {
  javascript: "javascript",
  Python: "python",
  shell: "shell",
  SQL: "sql",
  PowerShell: "powershell",
  Make: "make",
  Docker: "docker",
  awk: "awk",
  Bats: "bats",
};

const SAYS_WHAT_RUNS: ReadonlySet<string> = new Set(["markdown", "text", "html", "yaml"]);

/**
 * Files as their names have them read -> the same, with what runs them taken into account: a file that a script loads, a
 * package file names or the instructions hand to an interpreter is read as that interpreter reads it, whatever it is called.
 * Returns the paths that something runs, or may mean to.
 */
export function readPrograms(files: readonly SkillFile[], read: Map<string, FileReading>, located: Located[], context: FileContext): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const work: Run[] = [...read.values()].flatMap((one) => one.loaded);
  const own = createOwnPaths(context.paths);
  for (const [path, reading] of read) work.push(...namedBy(path, reading, own, located, read));
  const done = new Set<string>();
  const all = new Set<string>();
  for (let run = work.pop(); run !== undefined; run = work.pop()) {
    all.add(run.path);
    const file = byPath.get(run.path);
    const before = read.get(run.path);
    const key = `${run.language}\u0000${run.path}${run.isGuess === true ? "?" : ""}`;
    if (done.has(key) || file === undefined || before === undefined) continue;
    if (run.isStarted === true && before.text.startsWith("#!")) continue;
    done.add(key);
    const language = LANGUAGES[run.language];
    if (language === "javascript" && isFrontmatter(before.text)) continue;
    if (run.isGuess === true && !isLikely(language, before, context)) continue;
    if (run.language === "jobs") findCommands(before.text, 0, null, (mark) => located.push({ path: run.path, text: before.text, mark }));
    else if (language === undefined) addForeign(run, before, read, located);
    else if (!isReadAs(language, run.path, before)) {
      const reading = readFile(file, context, language);
      // A sentence was taken to mean this file; that the language does not fit says that it meant something else.
      const isUnread = reading.marks.some((mark) => mark.rule === "unread-parse");
      if (isUnread && (run.isGuess === true || (language === "javascript" && isNoProgram(run.path, before.text)))) continue;
      for (const mark of reading.marks) located.push({ path: run.path, text: reading.text, mark });
      read.set(run.path, { ...before, kind: reading.kind, marks: [...before.marks, ...reading.marks], complete: before.complete && reading.complete });
      work.push(...reading.loaded);
    }
  }
  return all;
}

function namedBy(path: string, reading: FileReading, own: OwnPaths, located: Located[], read: ReadonlyMap<string, FileReading>): readonly Run[] {
  const isPackage = /(?:^|\/)package\.json$/i.test(path);
  if (!isPackage && !SAYS_WHAT_RUNS.has(reading.kind)) return [];
  const { commands, bins, entries } = isPackage ? entriesIn(path, reading.json) : { commands: [reading.text], bins: [], entries: [] };
  const all = commands.map((text) => runsIn(text, own));
  if (all.some((one) => !one.complete))
    located.push({
      path,
      text: reading.text,
      mark: { rule: "scan-truncated", start: 0, end: 0, args: { why: "the text names more programs than are followed" } },
    });
  // npm starts a command by its first line, on Windows too (cmd-shim), and that is how such a file was read.
  const started = bins.flatMap((one) => own(one)).filter((one) => read.get(one)?.text.startsWith("#!") !== true);
  return [...all.flatMap((one) => one.runs), ...[...entries.flatMap((one) => own(one)), ...started].map((one) => ({ path: one, language: "javascript" }))];
}

/**
 * Frontmatter begins with a line of three dashes, and `--` before `-` is an early error of every script and module (ECMA-262 "Update
 * expressions": the operand of `--` must be a simple target), so no engine runs such a file, whoever names it as its program.
 */
function isFrontmatter(text: string): boolean {
  return /^\ufeff?---\r?\n/.test(text);
}

/**
 * Bundlers have scripts import style sheets and pictures (`import "./App.css"`). Such a file is still a program to a runtime that is handed it, unless it begins as
 * none can: a selector, a rule of a style sheet or a tag is an early error (ECMA-262 "Scripts"), by which an engine refuses the whole file.
 */
function isNoProgram(path: string, text: string): boolean {
  const start = text.replace(/^\ufeff?(?:\s|\/\*[^]*?\*\/)*/, "");
  if (/\.(?:css|scss|sass|less|pcss)$/i.test(path))
    return /^(?:@(?:import|tailwind|charset|layer|font-face|media|theme|apply|keyframes|use|forward|config|plugin|source|custom-variant|utility|supports|property|container|namespace|page)\b|[.#:*][\w:*-]|[a-z][\w-]*(?:[ \t]*,[ \t]*[a-z*][\w-]*)*[ \t]*\{)/i.test(
      start,
    );
  // The package of a skill may name what it starts with in another language. Behind the first line for the kernel a remark of such a file begins with a
  // hash, and a text of three quotation marks is an empty one and one that its line does not end: no script begins with either (ECMA-262 "Lexical grammar").
  if (/\.(?:pyw?|sh|bash)$/i.test(path)) return /^(?:#|"""[^"\\\n\r]*[\n\r]|'''[^'\\\n\r]*[\n\r])/.test(start.replace(/^#![^\n\r]*\s*/, ""));
  // A hash begins a first line for the kernel or the name of a class's own member, and nothing else: a heading is neither.
  if (/\.(?:md|markdown)$/i.test(path)) return /^#{1,6}[ \t]/.test(start);
  return /\.svg$/i.test(path) && /^<(?:\?xml|svg)\b/i.test(start);
}

/** Can a sentence mean this file by a program? Not one that its own name or first line says is another language's, and a document only when what it holds is a program. */
function isLikely(language: Language | undefined, { kind, text }: FileReading, context: FileContext): boolean {
  if (isLanguage(kind) || kind === "foreign" || kind === "notebook") return false;
  if (kind !== "markdown" && kind !== "html" && kind !== "yaml") return true;
  if (language === "javascript") return isProgram(text, context.limits);
  return language !== undefined && foreignIn(text) === (language === "python" ? "Python" : "shell");
}

/** JSON is data to every runtime that is handed its path; what does not parse as JSON may be a program. */
function isReadAs(language: Language, path: string, reading: FileReading): boolean {
  return reading.kind === language || reading.kind === "binary" || reading.kind === "too large" || (path.endsWith(".json") && reading.json !== null);
}

function addForeign({ path, language }: Run, before: FileReading, read: Map<string, FileReading>, located: Located[]): void {
  if (before.kind === "foreign" || before.kind === "image") return;
  const mark = { rule: "unread-language", start: 0, end: Math.min(1, before.text.length), args: { language } } as const;
  located.push({ path, text: before.text, mark });
  read.set(path, { ...before, marks: [...before.marks, mark], complete: false });
}
