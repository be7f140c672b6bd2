import type { Report } from "../mark.ts";
import { readCommandLine } from "../prose/commands.ts";

/** A command in a file that something else starts it from: its text, and where that begins in the file. */
export type Started = Readonly<{ text: string; at: number }>;

/** A file that a person wrote has no more of them. */
const MOST = 2_000;

/** `[Service]` of systemd and `[Desktop Entry]`: `ExecStart=`, `Exec=`; `-`, `@`, `+`, `!` and `:` before the program only say how it is started (systemd.service(5)). */
const UNIT = /^[ \t]{0,20}(?:Exec[A-Za-z]*|TryExec)[ \t]{0,20}=[ \t]{0,20}[-@+!:|]{0,4}((?:[^\\\n]|\\[^])+)/gm;
/** Five fields or a name of a time, in a system's table the user as well, and the rest is for a shell (crontab(5)). */
const CRON =
  /^[ \t]{0,20}(?!#)(?:@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)|(?:[\d*/,\-?LW#A-Za-z]{1,40}[ \t]{1,20}){5})[ \t]{0,20}(\S[^\n]*)/gm;
/** What tmux, screen and readline start from their settings. */
const KEYS =
  /(?:run-shell|if-shell|pipe-pane|exec|screen|bindkey[^\n]{0,80}exec)[ \t]{1,20}(?:-\w[ \t]{1,10}){0,6}["']?([^"'\n]+)|^[^#\n:]{0,80}:[ \t]{0,20}"([^"\n]+)"/gm;
/** TeX hands these to a shell (`shell-escape`), or runs them as Lua. */
const TEX =
  /\\(?:immediate\s{0,10})?(?:write18|ShellEscape)\s{0,10}\{([^}\n]+)\}?|\\(?:input|openin\d{0,2})\s{0,10}=?\s{0,10}\{?"?\|"?([^"}\n]+)|os\.execute\s{0,10}\(\s{0,10}["']([^"'\n]+)|io\.popen\s{0,10}\(\s{0,10}["']([^"'\n]+)/g;
/** MSBuild, a task of Visual Studio and .NET: `<Exec Command="..."/>`. */
const BUILD = /<Exec\b[^>]{0,2000}?\bCommand\s{0,10}=\s{0,10}(?:"([^"]+)"|'([^']+)')/gi;

const MANNERS: readonly (readonly [path: RegExp, manner: RegExp])[] = [
  [/\.(?:service|timer|socket|path|desktop)$/i, UNIT],
  [/(?:^|\/)(?:crontab|cron\.d\/[^/]+|[\w.-]*\.(?:cron|crontab)|crontab\.[\w-]+)$/i, CRON],
  [/(?:^|\/)\.?(?:tmux\.conf|screenrc|inputrc)$/i, KEYS],
  [/\.(?:tex|sty|cls|ltx|dtx|ins|lua(?:tex)?)$/i, TEX],
  [/\.(?:cs|vb|fs|vcx)proj$|\.(?:proj|props|targets)$/i, BUILD],
];

/** Path and text of a file from which the system, a terminal or a builder starts commands -> these commands; of any other file none. */
export function startedIn(path: string, text: string): readonly Started[] {
  if (/\.plist$/i.test(path)) return launched(text);
  const manner = MANNERS.find(([pattern]) => pattern.test(path))?.[1];
  if (manner === undefined) return [];
  const found: Started[] = [];
  for (const hit of text.matchAll(manner)) {
    const command = hit.slice(1).join("");
    const at = hit.index + hit[0].lastIndexOf(command);
    found.push({ text: unescaped(command, manner), at });
    // In a table of the system, and nobody sees which one this is, a user stands before the command.
    const user = manner === CRON ? /^[a-z_][\w-]{0,31}[ \t]{1,20}(?=\S)/.exec(command)?.[0].length : undefined;
    if (user !== undefined) found.push({ text: unescaped(command.slice(user), manner), at: at + user });
    if (found.length >= MOST) break;
  }
  return found;
}

/** The same file -> marks of what no skill has a system start. */
export function checkStarted(path: string, text: string, report: Report): void {
  const found = startedIn(path, text);
  if (found.length >= MOST) report({ rule: "scan-truncated", start: 0, end: 1, args: { why: "it has more started than is followed" } });
  for (const { text: command, at } of found) readCommandLine(command, { start: at, end: Math.min(text.length, at + Math.min(command.length, 200)) }, report);
}

/** A line of a unit goes on behind a backslash; XML has its own letters; a percent sign in a table of times is the end of a line (crontab(5)). */
function unescaped(command: string, manner: RegExp): string {
  if (manner === UNIT) return command.replace(/\\\r?\n/g, " ").replaceAll("%%", "%");
  if (manner === BUILD) return plainOf(command);
  // Keys that are pressed before the command and behind it (readline(3)).
  if (manner === KEYS) return command.replace(/\\(?:[CM]-.|[enr])/g, " ");
  return manner === CRON ? command.replace(/\\%/g, "%") : command;
}

/** `ProgramArguments` of launchd, its strings one after the other (launchd.plist(5)), and `Program`. */
function launched(text: string): readonly Started[] {
  const found: Started[] = [];
  for (const hit of text.matchAll(/<key>\s{0,20}Program(?:Arguments)?\s{0,20}<\/key>\s{0,200}(?:<array>|(?=<string>))/g)) {
    const from = hit.index + hit[0].length;
    const close = hit[0].endsWith("<array>") ? /<\/array>|<key>/g : /<\/string>|<key>/g;
    close.lastIndex = from;
    const list = text.slice(from, close.exec(text)?.index);
    const words = [...list.matchAll(/<string>([^<]*)/g)].map(([, word = ""]) => quoted(plainOf(word)));
    found.push({ text: words.join(" "), at: from });
    if (found.length >= MOST) break;
  }
  return found;
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function plainOf(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replace(/&#x0*a;|&#0*10;/gi, "\n")
    .replaceAll("&amp;", "&");
}
