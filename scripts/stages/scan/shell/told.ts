import type { FileContext } from "../reading.ts";
import type { Mark, Report } from "../mark.ts";
import { readCommand } from "./command.ts";
import { parseShell } from "./parse.ts";

const PROMPT = /^[ \t]*(?:\([\w.-]+\) )?(?:[\w.@~:/-]{0,40}[$%]|\$|%|❯|➜) /;
const HEREDOC = /<<-?\s*["']?(\w+)["']?/;

/**
 * Lines of a document that show a terminal or a command -> the commands alone, character for character in their places:
 * prompts, the output below them and the brackets of placeholders become blanks or underscores.
 */
export function commandsIn(text: string): string {
  const lines = text.split("\n");
  const first = lines.find((line) => line.trim() !== "" && !line.trimStart().startsWith("#")) ?? "";
  const isSession = PROMPT.test(first);
  let isOpen = false;
  let end = "";
  const kept = lines.map((line) => {
    const prompt = PROMPT.exec(line)?.[0];
    const keep = !isSession || isOpen || end !== "" || prompt !== undefined;
    const bare = prompt === undefined || end !== "" ? line : " ".repeat(prompt.length) + line.slice(prompt.length);
    if (end !== "") {
      if (line.trim() === end) end = "";
    } else if (keep) end = HEREDOC.exec(bare)?.[1] ?? "";
    isOpen = keep && /\\$/.test(line);
    return keep ? bare : " ".repeat(line.length);
  });
  // `<your-key>` is no redirection, and what a workflow puts in for `${{ ... }}` is a value nobody sees.
  return kept
    .join("\n")
    .replace(
      /\$\{\{([^{}\n]{1,200})\}\}/g,
      (all, inner: string) => `$${(/secrets?\.|token/i.test(inner) ? "SECRET_TOKEN" : "GIVEN").padEnd(all.length - 1, "_").slice(0, all.length - 1)}`,
    )
    .replace(/(?<![<(>&\d])<([A-Za-z][\w .,:|/'@-]{0,60})>(?!>)/g, (_all, name: string) => `_${name.replace(/\W/g, "_")}_`);
}

export type ToldReading = Readonly<{ complete: boolean; unread: readonly Readonly<{ text: string; at: number }>[] }>;

/**
 * A block of commands the instructions show -> marks of what the agent would run. A block that is no shell text as a whole is
 * read line by line; lines that are none are handed back.
 */
export function readTold(text: string, base: number, context: FileContext, report: Report): ToldReading {
  const commands = commandsIn(text);
  if (parseShell(commands).problem === null) {
    readCommand(commands, base, "told", report, context);
    return { complete: true, unread: [] };
  }
  const unread: { text: string; at: number }[] = [];
  let at = 0;
  for (const line of logicalLines(commands)) {
    if (line.trim() !== "") {
      if (parseShell(line).problem === null) readCommand(line, base + at, "told", report, context);
      else unread.push({ text: line, at });
    }
    at += line.length + 1;
  }
  return { complete: unread.every((one) => !/[|`]|\$\(|\beval\b|<\(/.test(one.text)), unread };
}

function logicalLines(text: string): readonly string[] {
  const out: string[] = [];
  let held: string | null = null;
  for (const line of text.split("\n")) {
    const whole: string = held === null ? line : `${held}\n${line}`;
    if (line.endsWith("\\") && whole.length < 8_000) held = whole;
    else {
      out.push(whole);
      held = null;
    }
  }
  if (held !== null) out.push(held);
  return out;
}

/** Rules that count in a few words of code inside of a sentence; what is merely listed is left to the sentence. */
const GRAVE: ReadonlySet<string> = new Set(["fetch-and-run", "command-exfiltrate", "command-destroy", "obfuscated-code", "package-origin"]);
const GRAVE_TOLD: ReadonlySet<string> = new Set([...GRAVE, "command-persist", "command-hidden", "unpinned-install"]);

/** A regular expression between its slashes, with slashes in it that only such a one has to escape. */
function isRegex(text: string): boolean {
  const end = text.lastIndexOf("/");
  const escaped = text.indexOf("\\/", 1);
  return text.startsWith("/") && escaped > 0 && escaped + 2 <= end && /^[a-z]*$/.test(text.slice(end + 1));
}

/**
 * Code inside of a sentence -> marks of commands no skill needs. A lone name is a name; settings and tools that are only
 * mentioned count when the sentence has them run (`told`). False when it is no shell text.
 */
export function readInline(text: string, base: number, told: boolean, context: FileContext, report: Report): boolean {
  if (!/\S\s+\S|[|;&$`]/.test(text.trim())) return true;
  if (text.length > 4_000) return false;
  if (!told && isRegex(text.trim())) return true;
  // "Planner -> CLAUDE.md writer -> reviewer": names joined by arrows, of which the first is no program
  if (/^[A-Z(][^|;&$`<>]* -+> [^|;&$`<]*$/.test(text.trim())) return true;
  const commands = commandsIn(text);
  if (parseShell(commands).problem !== null) return false;
  const rules = told ? GRAVE_TOLD : GRAVE;
  readCommand(commands, base, "told", (mark: Mark) => (rules.has(mark.rule) && mark.disposition === undefined ? report(mark) : undefined), context);
  return true;
}
