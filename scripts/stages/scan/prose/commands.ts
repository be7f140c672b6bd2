import { COMMANDS_FINDER } from "#generated/finders";
import type { Disposition } from "#kernel/finding";
import type { FileContext } from "../reading.ts";
import type { Mark, Report } from "../mark.ts";
import { isAtHome, isForeign } from "../shell/flows.ts";
import { isMakersInstaller } from "../shell/installers.ts";
import type { RuleId } from "../rules.table.ts";
import { readInline, readTold } from "../shell/told.ts";
import { type Gate, gateOf } from "../text/finder.ts";
import { unpacked } from "../text/finder-table.ts";
import { COMMANDS, HINT, UNPINNED } from "./commands.table.ts";
import { pass } from "./passed.ts";
import { readWindowsIn } from "./windows.ts";

const LINE_LIMIT = 4_000;

/** What the parser needs of the skill when only a text is at hand: no files, so nothing is the skill's own. */
export const ALONE: FileContext = {
  profile: "imported",
  limits: { fileBytes: 0, totalBytes: 0, files: 0, depth: 0, nodes: 0, findings: 1_000 },
  paths: new Set(),
  aliases: () => null,
};

/**
 * A block of shell in a document, offset `base` of its file -> marks of what the agent would run under its own approvals;
 * `disposition` weakens what stands in an example. False when a part of it that could hide a command was not understood.
 */
export function readShellBlock(text: string, base: number, disposition: Disposition | null, report: Report, context: FileContext = ALONE): boolean {
  const puzzling: Mark[] = [];
  const { complete, unread } = readTold(text, base, context, (mark) => {
    // Documents show commands with blanks, dots and paths of other systems in them: what does not parse is looked at by pattern, and only warns.
    if (mark.rule !== "unread-parse") pass(mark, disposition, text, base, report);
    else {
      puzzling.push(mark);
      if (disposition === null) report({ rule: "fence-unread", start: mark.start, end: mark.end, args: { language: mark.args?.["language"] ?? "shell" } });
    }
  });
  if (puzzling.length > 0) findCommands(text, base, disposition, report);
  for (const line of unread) findCommands(line.text, base + line.at, disposition, report);
  readWindowsIn(text, base, true, disposition, report, context);
  return complete;
}

/** Code inside of a sentence, as `readShellBlock`; `told`: the sentence has it run. */
export function readShellSpan(text: string, base: number, told: boolean, disposition: Disposition | null, report: Report, context: FileContext = ALONE): void {
  const isRead = readInline(text, base, told, context, (mark) => {
    if (mark.rule !== "unread-parse") pass(mark, disposition, text, base, report);
  });
  if (!isRead) findCommands(text, base, disposition, report);
  readWindowsIn(text, base, told, disposition, report, context);
}

/** A command that another program runs from its settings (a script of package.json, a job), all of it at one place -> marks of what no skill needs. */
export function readCommandLine(text: string, place: Readonly<{ start: number; end: number }>, report: Report, context: FileContext = ALONE): void {
  const at: Report = (mark) => (mark.permission === undefined ? report({ ...mark, ...place }) : undefined);
  const { unread } = readTold(text, 0, context, at);
  for (const line of unread) findCommands(line.text, 0, null, at);
  readWindowsIn(text, 0, true, null, at, context);
}

/** Which of the patterns can be met in a line, in the order of `COMMANDS_LOOKED_FOR`. Set up when the first text is read. */
let gate: Gate | null = null;

function gateFor(): Gate {
  return (gate ??= gateOf(unpacked(COMMANDS_FINDER)));
}

function openIn(text: string, isSpoken: boolean): Uint8Array {
  return gateFor().openIn((isSpoken ? quoted(text) : text).toLowerCase());
}

/** Most texts hold no word of a command at all. Lines that are joined may make one. */
export function mayHoldCommand(text: string, isSpoken: boolean): boolean {
  return isJoined(text) || openIn(text, isSpoken).includes(1);
}

function isJoined(text: string): boolean {
  return text.includes("\\\n") || text.includes("\\\r\n");
}

/** Where words of commands stand in a text of lines that are not joined, in order; null where its small letters stand elsewhere. */
function placesIn(text: string, isSpoken: boolean): readonly number[] | null {
  const lower = (isSpoken ? quoted(text) : text).toLowerCase();
  return lower.length === text.length ? gateFor().placesIn(lower) : null;
}

/** Code spans are quotations in a sentence: they are read by themselves. */
function quoted(text: string): string {
  return text.includes("`") ? text.replaceAll("`", '"') : text;
}

/**
 * Text that holds shell commands -> marks for command lines no skill needs. `base` is its offset in the file; `disposition` weakens what stands in
 * an example; in sentences (`isSpoken`) a command counts where one can stand.
 */
export function findCommands(text: string, base: number, disposition: Disposition | null, report: Report, isSpoken = false): void {
  // A line that was read and found clean is not read again: a megabyte of one word repeated costs no more than the word.
  const clean = new Set<string>();
  for (const { line, at } of linesWithWords(text, isSpoken)) {
    if (clean.has(line)) continue;
    const start = base + at;
    const end = start + Math.min(line.length, 200);
    const open = openIn(line, isSpoken);
    const isOpen = open.includes(1);
    const hit =
      isOpen && HINT.test(line)
        ? COMMANDS.find(({ pattern }, at) => open[at] === 1 && (isSpoken ? isCommandIn(line, pattern) : pattern.test(line)))
        : undefined;
    if (hit?.rule === "fetch-and-run" && isOfMakers(line)) {
      if (disposition === null) report({ rule: "unpinned-install", start, end, args: { text: line.trim().slice(0, 100) } });
    } else if (hit !== undefined && isExcused(hit.rule, line, isSpoken)) {
      clean.add(line);
    } else if (hit?.rule === "command-persist" && disposition === null && KEPT_KEY.test(line)) {
      report({ rule: hit.rule, start, end, args: { text: line.trim().slice(0, 100) }, disposition: "warn", severity: "low" });
    } else if (hit !== undefined) {
      const shown = { text: line.trim().slice(0, 100) };
      report(disposition === null ? { rule: hit.rule, start, end, args: shown } : { rule: "example-code", start, end, args: shown, evidence: [hit.rule] });
    } else if (isOpen && disposition === null && isUnpinned(line)) report({ rule: "unpinned-install", start, end, args: { text: line.trim().slice(0, 100) } });
    else clean.add(line);
  }
}

/** `curl http://... | sh`: what such commands look like, and none that anybody could run. */
function isElided(line: string): boolean {
  const addresses = line.match(/[a-z]+:\/\/[^\s"'`|)]*/gi) ?? [];
  return addresses.length > 0 && addresses.every((one) => /^[a-z]+:\/\/(?:\.{2,}|\u2026)\/?$/i.test(one));
}

function isExcused(rule: RuleId, line: string, isSpoken: boolean): boolean {
  if (isSpoken && rule === "fetch-and-run" && isElided(line)) return true;
  return rule === "command-exfiltrate" ? isOwnKeyShown(line) : isSpoken && rule === "command-persist" && isRanking(line);
}

/** Lines of a text but those in which no word of a command stands. Lines that are joined, or cut, may hold other words than the text; they are all read. */
function* linesWithWords(text: string, isSpoken: boolean): Generator<{ line: string; at: number }> {
  const places = isJoined(text) || /\\\r?$/.test(text) ? null : placesIn(text, isSpoken);
  if (places?.length === 0) return;
  let next = 0;
  for (const one of logicalLines(text)) {
    if (places !== null && isWhole(text, one.at, one.line)) {
      while (next < places.length && (places[next] ?? 0) < one.at) next++;
      if ((places[next] ?? text.length) >= one.at + one.line.length) continue;
    }
    yield one;
  }
}

/** Is a line the whole of it, and no piece of a longer one? */
function isWhole(text: string, at: number, line: string): boolean {
  const end = at + line.length;
  return (at === 0 || text.charCodeAt(at - 1) === 10) && (end >= text.length || text.charCodeAt(end) === 10 || text.charCodeAt(end) === 13);
}

/** What a sentence has before a command: nothing, a quotation or prompt, or the word that has it run. */
const LEAD = /(?:^|["'$>|;&(:]|\b(?:run|execute|type|paste|enter|use|using|call|do|then|with|via|launch|invoke|and|by|command|sudo)\b)[ \t]*$/i;
/** A first word that only a command is followed by: an option, an address, a path, a value, a pipe. */
const ARGUED = /^[\w./-]+\s*(?:\||\s(?:-{1,2}[A-Za-z]|[a-z]+:\/\/|["'$~/@<]|\.{1,2}\/|\+|[\w.-]+\.[a-z]{2,}(?:[/\s]|$)))/;
/** Commands whose names are words of English: at the start of a sentence they are that. */
const ENGLISH = /^(?:host|dig|ping|mail|set|env|fetch|http|rev|tr|cat|source|exec|eval|install|node|shell|fish|nc|format|security|alias|trap|history)$/i;
const TRIES = 8;

/** Line of a sentence, pattern of a command -> does it hold that command, and not the same words in a row? */
function isCommandIn(line: string, pattern: RegExp): boolean {
  const text = quoted(line);
  let from = 0;
  for (let n = 0; n < TRIES; n++) {
    const hit = pattern.exec(text.slice(from));
    if (hit === null) return false;
    const at = from + hit.index;
    const head = /^[\w-]+/.exec(hit[0])?.[0] ?? "";
    const isArgued = ARGUED.test(hit[0]);
    // Commands are written small (those of PowerShell have a hyphen): "Crontab Guru" is a name.
    if (/^[A-Z][a-z]+$/.test(head) && !isArgued) {
      from = at + head.length;
      continue;
    }
    if (head === "" || isArgued || (!ENGLISH.test(head) && LEAD.test(text.slice(Math.max(0, at - 40), at)))) return true;
    from = at + head.length;
  }
  return true;
}

/**
 * One address fetched by options that name no other place and handed to a shell. An option with a value of its own may say where to really fetch
 * (`--resolve`, `-x`, `-K`), so only those of rustup's own command have one.
 */
const FETCHED_PLAINLY = String.raw`\b(?:curl|wget)(?: +(?:--proto +(?:'=https'|"=https"|=https)|--tlsv1\.[23]|--(?:fail|silent|show-error|location|quiet)|-[fsSLq]+|-q?O-?)(?= ))* +`;
const INSTALLS = new RegExp(
  String.raw`${FETCHED_PLAINLY}["']?(https:\/\/[^\s"'${"`"}<>|;)\\]+)["']? *\\?\| *(?:sudo +)?(?:(?:ba|z|da|k)?sh\b|python3? +-(?![\w-]))`,
  "g",
);
/** The same handed over as the text of a program, which is nothing else. */
const INSTALLS_AS_TEXT = new RegExp(
  String.raw`(?<![\w./-])(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh +-c +"\$\(${FETCHED_PLAINLY}(https:\/\/[^\s"'${"`"}<>|;()$\\]+)\)"(?=$|[\s"'${"`"},.;)])`,
  "g",
);

/** The same for PowerShell: a command that fetches one address, with no option but those that say how its answer is read, and a bar or brackets to run it. */
const WINDOWS_INSTALLS =
  /\b(?:irm|iwr|invoke-restmethod|invoke-webrequest)(?: +-(?:useb|usebasicparsing|uri))* +["']?(https:\/\/[^\s"'`<>|;)$]+)["']? *\\?\| *(?:iex|invoke-expression)\b(?! *[-\w$(&])|\b(?:iex|invoke-expression) +["']?(?:& *)?\(+(?:irm|iwr|invoke-restmethod|invoke-webrequest|\(?new-object +(?:system\.)?net\.webclient\)\.downloadstring\()(?: +-(?:useb|usebasicparsing|uri))* *["']?(https:\/\/[^\s"'`<>|;)$]+)["']?\)+/gi;

/** Does a line fetch and run nothing but installers of well-known makers, each from its own address? */
function isOfMakers(line: string): boolean {
  const without = (whole: string, address: string): string => (isMakersInstaller(address) ? " " : whole);
  const rest = line
    .replace(INSTALLS, without)
    .replace(INSTALLS_AS_TEXT, without)
    .replace(WINDOWS_INSTALLS, (whole: string, piped: string | undefined, given: string | undefined) => without(whole, piped ?? given ?? ""));
  return rest !== line && !COMMANDS.some(({ rule, pattern }) => rule === "fetch-and-run" && pattern.test(rest));
}

const SHOWN_KEY =
  /-[fgisvNSL]{0,6}H\s*["']?(?:authorization|x-api-key|api-key|x-auth-(?:token|key)|private-token)\s*:\s*(?:(?:bearer|token|basic|bot)\s+)?\$\{?([A-Z][A-Z0-9_]*)\}?["']?/gi;

/** Telegram takes the token of a bot in the path (Bot API, "Making requests"). */
const SHOWN_BOT = /\bhttps:\/\/(api\.telegram\.org)\/bot\$\{?([A-Z][A-Z0-9_]*)\}?(?=\/)/g;

/** The key of a service in the query of its own address, which is where many services take it. */
const SHOWN_QUERY = /\bhttps:\/\/([^\s/"'`$<>@?]+)\/[^\s"'`<>]{0,300}?[?&](?:api_?key|key|token|access_token)=\$\{?([A-Z][A-Z0-9_]*)\}?(?=["'`\s&]|$)/gi;

/** By these a line says who answers under a name. */
const ANSWERED = /\s(?:-[a-zA-Z]*[xk]|--(?:proxy|preproxy|socks|insecure|resolve|connect-to|doh)\S*)(?=\s|=)/;

/** Does a line send nothing but a key, in a header or where its service takes it, to addresses that may be its service's? Without an address nobody can say. */
function isOwnKeyShown(line: string): boolean {
  // what stands before an @ is no host, whatever it looks like
  if (isAtNamedService(line)) return true;
  const hosts = [...line.matchAll(/\bhttps:\/\/([^\s/"'`$<>@]+)(?=[\s/"'`]|$)/g)].map(([, host]) => host ?? "");
  const named = (line.match(/https?:/g) ?? []).length;
  if (hosts.length === 0 || hosts.length !== named) return false;
  const rest = line
    .replace(SHOWN_KEY, (whole: string, name: string) => (hosts.some((host) => isForeign(name, host)) ? whole : " "))
    .replace(SHOWN_QUERY, (whole: string, host: string, name: string) => (isAtHome(name, host) && !ANSWERED.test(line) ? " " : whole))
    .replace(SHOWN_BOT, (whole: string, host: string, name: string) => (isForeign(name, host) || ANSWERED.test(line) ? whole : " "));
  return rest !== line && !COMMANDS.some(({ rule, pattern }) => rule === "command-exfiltrate" && pattern.test(rest));
}

/** A request to an address that a variable of the same service holds, which whoever sets the key sets, too: the address, headers and written data, and nothing else. */
const NAMED_SERVICE =
  /\bcurl(?:\s+(?:-X\s*[A-Z]+|-[sSfL]{1,4}))*\s+["']?\$\{?([A-Z][A-Z0-9]{2,})_(?:[A-Z0-9]+_)*(?:URL|HOST|BASE|ENDPOINT|SERVER)\}?(?=[/"'\s]|$)[^\s"'`|;$<>@]{0,200}["']?(?:\s+(?:-X\s*[A-Z]+|-[sSfL]{1,4}|-H\s+(?:"[^"`\n]{0,300}"|'[^'`\n]{0,300}')|(?:-d|--data(?:-raw)?)\s+'[^'$`@\n]{0,600}'))*\s*(?=`|$)/g;

/** Is what a line sends only the key of the one service whose address a variable of its own holds? A service that everybody knows has an address that everybody knows. */
function isAtNamedService(line: string): boolean {
  const services = [...line.matchAll(NAMED_SERVICE)].map(([, name]) => name ?? "");
  const [service] = services;
  if (service === undefined || services.some((one) => one !== service) || services.length !== (line.match(/\bcurl\b/g) ?? []).length) return false;
  if (/https?:|\b[A-Z][A-Z0-9_]*\s*=\s*\S/.test(line)) return false;
  const rest = line.replace(SHOWN_KEY, (whole: string, name: string) => (name.startsWith(`${service}_`) && !isForeign(name, "") ? " " : whole));
  return rest !== line && !COMMANDS.some(({ rule, pattern }) => rule === "command-exfiltrate" && pattern.test(rest));
}

/** Names in a row with the sign for "greater" between them, of which the first is one word and no path, behind the word that says that they are ranked. */
const RANKING = /\b(?:priority|priorities|precedence|order|hierarchy|ranking)(?: of [\w ]{1,20})?: *[A-Za-z][\w-]*(?: > [A-Za-z][\w.-]*){2,} *[.)]?$/i;

/** Does a sentence hold nothing but such a ranking, where a shell would write to files? */
function isRanking(line: string): boolean {
  const rest = line.replace(RANKING, "");
  return rest !== line && !COMMANDS.some(({ pattern }) => pattern.test(rest));
}

/** A key of the person's own kept in the file their shell starts with: a variable that only says something, with a value that runs nothing. */
const KEPT_KEY =
  /\becho\s+(["'])export\s+(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|SECRET)|\{\w{1,30}\})=(?:"[\w .<>{}-]*"|'[\w .<>{}-]*'|[\w.<>{}-]*)\1\s*>>\s*~\/\.(?:bashrc|zshrc|profile|bash_profile|zprofile)(?:\s*&&\s*(?:source|\.)\s+~\/\.(?:bashrc|zshrc|profile|bash_profile|zprofile))?[\s"'`.,)]*$/;

function isUnpinned(line: string): boolean {
  const found = UNPINNED.exec(line)?.[1];
  return found !== undefined && !/[^@]@v?[0-9]|==|@sha|#[0-9a-f]{7,}/.test(found);
}

/** Shell joins a line that ends in a backslash to the next one. Very long lines are read in overlapping pieces. */
function* logicalLines(text: string): Generator<{ line: string; at: number }> {
  let at = 0;
  let held = "";
  let heldAt = 0;
  for (const raw of text.split(/\n/)) {
    const line = raw.replace(/\r$/, "");
    if (held === "") heldAt = at;
    at += raw.length + 1;
    if (line.endsWith("\\") && held.length < LINE_LIMIT) {
      held += `${line.slice(0, -1)} `;
      continue;
    }
    const whole = held + line;
    held = "";
    for (let from = 0; from < whole.length; from += LINE_LIMIT) yield { line: whole.slice(Math.max(0, from - 500), from + LINE_LIMIT), at: heldAt + from };
  }
  if (held !== "") yield { line: held.slice(0, LINE_LIMIT), at: heldAt };
}
