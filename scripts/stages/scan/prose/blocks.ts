import type { Mark, Report } from "../mark.ts";
import { withoutRefusedTools } from "./declined.ts";
import { ALONE, findCommands, readShellBlock, readShellSpan } from "./commands.ts";
import { judgeText } from "./instructions.ts";
import type { Part } from "./markdown.ts";
import { checkPictures } from "./pictures.ts";
import { labelled } from "../windows/markers.ts";
import { readWindowsBlock, readWindowsIn } from "./windows.ts";
import { TEACHING, type Telling } from "./told.ts";
import { checkToolWords } from "./tool-words.ts";

/** Reads a piece of code found in prose, in the language named; the scan hands it in, so that blocks are read as files are. True when all of it was understood. */
export type ReadCode = (language: string, text: string, base: number, report: Report) => boolean;

const SHELL = /^(?:sh|bash|zsh|shell|console|terminal|shell-session|shellsession|ksh|dash)$/;
const SCRIPT = /^(?:js|javascript|mjs|cjs|node|nodejs|jsx|ts|typescript|tsx|mts|cts)$/;
const PYTHON = /^(?:py|python|python3|py3|pycon|ipython)$/;
/** Anything but a program: dialects are many, and what one of them would not understand is no reason to warn. */
const SQL = /^(?:sql|pgsql|postgres|postgresql|psql|plpgsql|mysql|mariadb|sqlite|sqlite3|tsql|mssql|plsql|duckdb)$/;
/** What tools are written or described in. */
const TOOLS =
  /^(?:py|python|python3|py3|js|javascript|mjs|cjs|node|nodejs|jsx|ts|typescript|tsx|mts|cts|json|jsonc|json5|ya?ml|go|java|kotlin|rust|csharp|cs|ruby|rb|php)$/;
const TEXT = /^(?:|text|txt|plain|plaintext|md|markdown|prompt|example|json|yaml|yml|toml|ini|none|output|log|html|xml|csv)$/;
/** Settings, in which `#` begins a remark to whoever reads them; in a text it may be the prompt of root. */
const COMMENTED =
  /^(?:nginx|apache|apacheconf|caddyfile|haproxy|ya?ml|toml|ini|conf|config|properties|dotenv|env|dockerfile|docker|makefile|make|hcl|terraform|tf|systemd|service|gitignore|graphql|r|ruby|rb|perl|elixir)$/;
const COMMENT = /^[ \t]*#(?!!).*$/gm;
const NO_COMMENT = /^(?![ \t]*#(?!!)).*$/gm;
/** What no honest example needs to do; nobody is told to run it, so it only warns. */
const SERIOUS = /^(?:secret-flow|command-exfiltrate|fetch-and-run|persistence-write|command-persist)$/;
/** A program that somebody writes with the help of a guide may listen: nobody says that the agent runs it. */
const OF_SERVICES = "listening-server";
const UNREADABLE = /^(?:unread-|missing-import|unlisted-)/;

type Block = Extract<Part, { kind: "code" | "inline-code" }>;

/** A code block or span -> marks. Code that is to be run counts as code; what is only shown is at most noted; what is forbidden is an example. */
export function checkBlock(part: Block, said: Telling, start: number, end: number, readCode: ReadCode, report: Report): void {
  const isUsed = said === "used";
  const telling =
    isProhibited(part.heading) || (said === "shown" && part.kind === "code" && (isMarkedBad(part.text) || isOutput(part)))
      ? "forbidden"
      : isUsed
        ? "run"
        : said;
  if (part.kind === "inline-code") {
    readShellSpan(part.text, start, telling === "run", telling === "forbidden" ? "note" : null, report);
    if (telling === "run") listPrograms(part.text, part.said, start, end, report);
    return;
  }
  const language = (part.info.split(/[\s{,:]/)[0] ?? "").toLowerCase();
  if (telling !== "forbidden") toolWords(part, language, start, report);
  if (SCRIPT.test(language) || PYTHON.test(language)) {
    script(part, PYTHON.test(language) ? "python" : language, telling, start, readCode, (mark) =>
      report(isUsed && mark.rule === OF_SERVICES ? written(mark) : mark),
    );
    return;
  }
  if (SQL.test(language)) {
    script(part, "sql", telling, start, readCode, report);
    return;
  }
  if (SHELL.test(language)) {
    shell(part, telling, start, readCode, report);
    return;
  }
  const weak = telling === "forbidden" ? "note" : null;
  // A template is filled in and shown somewhere, whoever is told to.
  if (weak === null) checkPictures(part.text, start, report);
  forWindows(part.text, language, telling, start, report);
  if (COMMENTED.test(language) && telling !== "run") {
    findCommands(part.text.replace(COMMENT, blank), start, weak, report);
    findCommands(part.text.replace(NO_COMMENT, blank), start, "note", report);
  } else findCommands(telling === "run" ? part.text : withoutRefusedTools(part.text), start, weak, report);
  // A block labelled as text is still read by an agent that is told to follow it.
  const follows =
    telling === "run" ||
    (telling === "shown" && /\b(?:follow|obey|adhere to|comply with|act on|do what|these (?:steps|instructions|rules))\b/i.test(part.said));
  if (TEXT.test(language)) judgeText(part.text, (from, to) => [start + from, start + to], { teaching: false, quoted: !follows }, null, report);
}

/** A block for Windows is read as such; in any other one commands of Windows may stand. */
function forWindows(text: string, language: string, telling: Telling, start: number, report: Report): void {
  const weak = telling === "forbidden" ? "note" : null;
  const windows = labelled(language);
  if (windows === null) {
    if (!COMMENTED.test(language)) readWindowsIn(text, start, true, weak, report, ALONE);
    return;
  }
  const complete = readWindowsBlock(text, start, windows, weak, report, ALONE);
  if (!complete && telling === "run") report({ rule: "fence-unread", start, end: start + 1, args: { language } });
}

/** What a tool that is shown says to its model, unless the words around it say that it is shown for its harm. */
function toolWords(part: Extract<Part, { kind: "code" }>, language: string, start: number, report: Report): void {
  if (!TOOLS.test(language) || TEACHING.test(`${part.said}\n${part.intro}\n${part.after}`) || isMarkedBad(part.text)) return;
  checkToolWords(part.text, PYTHON.test(language) || language.startsWith("y") ? "hash" : "slash", start, report);
}

/** Under "Quick start" a guide shows the program that its reader is to write. */
function written({ rule, start, end }: Mark): Mark {
  return { rule: "example-code", start, end, args: { text: rule }, evidence: [rule] };
}

function blank(line: string): string {
  return " ".repeat(line.length);
}

/** A heading that says nothing else than that what stands below is not to be done: "Prohibited actions", "Don'ts". */
function isProhibited(heading: string): boolean {
  return heading
    .split(" / ")
    .some((one) =>
      /^[^\p{L}]*(?:(?:prohibited|forbidden|disallowed)(?: (?:actions?|operations?|commands?|behaviou?rs?|patterns?))?|don'?ts|what not to do|never do(?: this)?)(?:\s*\([^)]*\))?[^\p{L}]*$/iu.test(
        one,
      ),
    );
}

/** Does the first comment of a block say of it that it is bad? Nobody is told to run it, so that is what it is shown as. */
function isMarkedBad(text: string): boolean {
  const comment = /^[ \t]*(?:#+|\/\/|--|<!--|\/\*+)[ \t]*(.*)$/m.exec(text)?.[1] ?? "";
  return /^(?:❌|🚫|⛔)|^(?:❌ |🚫 |⚠️ )?(?:dangerous|vulnerable|insecure|unsafe|bad|wrong|malicious)(?: (?:code|example|pattern|version))?\s*(?:[:.—–(-]|$)|^(?:these|this|the following)(?: commands?| lines?)? (?:(?:should|must|will) be|(?:is|are)) (?:always )?(?:blocked|rejected|refused|denied|forbidden|prohibited)\b/iu.test(
    comment,
  );
}

/** "Expected output:" before a block that names no language: what a program printed is not typed again. */
function isOutput({ info, said }: Extract<Part, { kind: "code" }>): boolean {
  return /^(?:|text|txt|plain|plaintext|output|log)$/i.test(info.trim()) && /\b(?:outputs?|printed|prints)\b[^\p{L}\p{N}]*$/iu.test(said);
}

/** Shell is read as a shell reads it, and what the agent would run is listed; in an example nothing counts. */
function shell(part: Extract<Part, { kind: "code" }>, telling: Telling, start: number, readCode: ReadCode, report: Report): void {
  if (telling === "forbidden") {
    readShellBlock(part.text, start, "note", report);
    return;
  }
  const complete = readCode("shell", part.text, start, report);
  if (!complete && telling === "run") report({ rule: "fence-unread", start, end: start + 1, args: { language: "shell" } });
}

function script(part: Extract<Part, { kind: "code" }>, language: string, telling: Telling, start: number, readCode: ReadCode, report: Report): void {
  const kept: Mark[] = [];
  const complete = readCode(language, part.text, start, (mark) => kept.push(mark));
  // A command among the lines of a script is no script, but an agent that reads it can run it.
  if (kept.some((mark) => mark.rule === "unread-parse")) findCommands(part.text, start, telling === "forbidden" ? "note" : null, report);
  if (telling !== "forbidden") for (const mark of kept.filter(isTheft)) report(stolen(mark));
  if (telling === "shown") for (const mark of kept) if (SERIOUS.test(mark.rule)) report({ ...mark, disposition: "warn", severity: "high" });
  if (telling !== "run") {
    const worst = kept.filter((mark) => !UNREADABLE.test(mark.rule) && mark.disposition === undefined && mark.permission === undefined).slice(0, 3);
    for (const mark of worst) report({ rule: "example-code", start: mark.start, end: mark.end, args: { text: mark.rule }, evidence: [mark.rule] });
    return;
  }
  for (const mark of kept) if (!UNREADABLE.test(mark.rule)) report(told(mark));
  if (!complete && language !== "sql") report({ rule: "fence-unread", start, end: start + 1, args: { language } });
}

/** Stores of keys that a program with a task of its own does not read as a whole: another's, and not the settings of one service. */
const STORES =
  /^(?:the file|what lies in) (?:\S*\/)?(?:\.(?:ssh|aws|gnupg|git-credentials|(?:bash|zsh)_history|kube|mozilla|electrum|bitcoin)\b|[^ ]*(?:Login Data|Cookies)\b|\/?etc\/shadow\b)|^the whole environment$|\bLogin Data$|^what `security dump-keychain/;

/** A program in the instructions is the skill's own, told to be run or not: one that carries such a store to the network shows no use of anything. */
function isTheft({ rule, args }: Mark): boolean {
  return rule === "secret-flow" && STORES.test(args?.["source"] ?? "") && /network|\.[a-z]{2,}|https?:/.test(args?.["sink"] ?? "");
}

function stolen({ start, end, args }: Mark): Mark {
  return {
    rule: "command-exfiltrate",
    start,
    end,
    args: { text: `${args?.["source"] ?? ""} reaches ${args?.["sink"] ?? ""}` },
    evidence: ["a store of keys"],
  };
}

/** The agent runs a block under its own approvals: what a block may do is listed as a permission, and does not have to be granted. */
function told(mark: Mark): Mark {
  return mark.permission === undefined ? mark : { ...mark, disposition: "note", severity: "info" };
}

const OWN_WORDS =
  /^(?:the|a|an|and|or|if|then|else|fi|do|done|for|while|in|case|esac|cd|echo|export|set|true|false|exit|return|local|function|source|test|\[|#|\/\/|[A-Z_]+=)/;

/** Plain commands are listed so that a person sees what the agent will run; they add nothing to the verdict. */
function listPrograms(line: string, said: string, start: number, end: number, report: Report): void {
  const program = /^\s*([a-z][a-z0-9._+-]{1,30})(?=\s+[\w./{~$"'-]|\s*$)/.exec(line)?.[1];
  // The skill's own scripts are read themselves; running them needs nothing more.
  if (/^\s*node\s+(?:\{baseDir\}\/|\.\/)?[\w-]+(?:\/[\w.-]+)*\.[cm]?[jt]s\b/.test(line)) return;
  if (program === undefined || OWN_WORDS.test(program) || (said !== "run" && !/\s/.test(line.trim()))) return;
  report({ rule: "command-listed", start, end, args: { name: program }, permission: { kind: "process", value: program } });
}
