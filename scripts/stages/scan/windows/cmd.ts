import { expandLine, type Letters } from "./cmd-expand.ts";
import { readFile, writeFile } from "./deeds.ts";
import { hasJudge } from "./programs.ts";
import { derived, either, known, NOTHING, report, type Session, step, type Value } from "./session.ts";

const NO_LETTERS: Letters = new Map();
const MOST_LINES = 3_000;

/** Text for the command line of Windows -> what it prints. */
export function runCmd(session: Session, text: string): Value {
  let printed: Value = NOTHING;
  for (const { line, at, end } of logicalLines(text).slice(0, MOST_LINES)) {
    const { place } = session;
    if (!session.fixed) session.place = { start: at, end };
    const said = runLine(session, line, NO_LETTERS);
    if (said !== NOTHING) printed = said;
    session.place = place;
  }
  return printed;
}

type Line = Readonly<{ line: string; at: number; end: number }>;

/** Lines as they are run: a caret at the end and an open bracket take in the next one. */
function logicalLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let held = "";
  let start = 0;
  let at = 0;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/\r$/, "");
    if (held === "") start = at;
    at += raw.length + 1;
    const isRemark = held === "" && /^\s*(?:@?rem\b|::|:\w)/i.test(line);
    const whole = isRemark ? "" : held + line;
    const isOpen = !isRemark && opened(whole) > 0 && whole.length < 8_000;
    if (!isRemark && /(?:^|[^^])(?:\^\^)*\^$/.test(line)) held = whole.slice(0, -1);
    else if (isOpen) held = `${whole} & `;
    else {
      if (whole.trim() !== "") lines.push({ line: whole, at: start, end: at - 1 });
      held = "";
    }
  }
  if (held !== "") lines.push({ line: held, at: start, end: text.length });
  return lines;
}

/** Brackets of a line that are not closed. */
function opened(line: string): number {
  let depth = 0;
  for (const [sign] of line.matchAll(/\^.|"[^"]*"?|[()]/g)) depth += sign === "(" ? 1 : sign === ")" && depth > 0 ? -1 : 0;
  return depth;
}

const FOR = /^\s*[@(]*\s*for\s+(\/[a-z])?\s*((?:"[^"]*"|[^\s"%]\S*)\s+)?%%?~?([A-Za-z#])\s+in\s*\(/i;

function runLine(session: Session, line: string, letters: Letters): Value {
  if (!step(session) || session.depth > 40) return NOTHING;
  const found = FOR.exec(line);
  if (found !== null) return runFor(session, line, found, letters);
  let printed: Value = NOTHING;
  const commands = split(line, /^(?:&&|\|\||&)/);
  for (let at = 0; at < commands.length; at++) {
    const one = commands[at] ?? "";
    // Whatever stands behind the first command of a loop is a part of it.
    if (FOR.test(one)) return runLine(session, commands.slice(at).join(" & "), letters);
    printed = runPipe(session, one, letters);
  }
  return printed;
}

/** Text cut where a sign stands that is in no quotation marks and behind no caret. */
function split(text: string, sign: RegExp): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') isQuoted = !isQuoted;
    else if (char === "^" && !isQuoted) at++;
    else if (!isQuoted) {
      const found = sign.exec(text.slice(at, at + 2))?.[0];
      // `2>&1` is no end of a command
      if (found === undefined || (found === "&" && text[at - 1] === ">")) continue;
      parts.push(text.slice(from, at));
      at += found.length - 1;
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** `for /f "options" %i in ('command') do ...`: each line of what a command prints, of a file or of a text. */
function runFor(session: Session, line: string, found: RegExpExecArray, letters: Letters): Value {
  const open = found.index + found[0].length;
  let close = open;
  let quote = "";
  for (let depth = 1; close < line.length; close++) {
    const char = line[close] ?? "";
    if (quote === "" && (char === '"' || char === "'" || char === "`")) quote = char;
    else if (char === quote) quote = "";
    else if (quote === "" && char === "(") depth++;
    else if (quote === "" && char === ")" && --depth === 0) break;
  }
  const inner = line.slice(open, close).trim();
  const body = /^\)\s*do\s*([^]*)$/i.exec(line.slice(close))?.[1] ?? "";
  const own = new Map(letters);
  own.set((found[3] ?? "i").toLowerCase(), valueIn(session, inner, /f/i.test(found[1] ?? ""), found[2] ?? "", letters));
  // The letters behind it get the words behind the first.
  if (/tokens=/i.test(found[2] ?? ""))
    for (let next = 1; next < 5; next++)
      own.set(String.fromCharCode((found[3] ?? "i").toLowerCase().charCodeAt(0) + next), own.get((found[3] ?? "i").toLowerCase()) ?? NOTHING);
  session.conditions++;
  session.depth++;
  const printed = runLine(session, body.replace(/^\(([^]*)\)\s*$/, "$1"), own);
  session.depth--;
  session.conditions--;
  return printed;
}

function valueIn(session: Session, inner: string, isF: boolean, options: string, letters: Letters): Value {
  const isBack = /usebackq/i.test(options);
  const command = (isBack ? /^`([^]*)`$/ : /^'([^]*)'$/).exec(inner)?.[1];
  if (isF && command !== undefined) return derived(session, 0, runLine(session, command.replace(/\^(.)/g, "$1"), letters));
  const { text } = expandLine(session, inner, letters);
  const quoted = (isBack ? /^'([^]*)'$/ : /^"([^]*)"$/).exec(text)?.[1];
  if (isF) return quoted === undefined ? readFile(session, known(text.replaceAll('"', ""))) : partsOf(quoted, options);
  return either(
    session,
    (text.match(/"[^"]*"|[^\s,;]+/g) ?? []).map((one) => known(one.replaceAll('"', ""))),
  );
}

/** Words taken out of a text are not followed; the whole text is. */
function partsOf(text: string, options: string): Value {
  return /delims=(?!["\s]*$)|tokens=(?!\*)/i.test(options) ? known(text.replace(/[\s,;|]+/g, " ")) : known(text);
}

function runPipe(session: Session, text: string, letters: Letters): Value {
  let stdin: Value | null = null;
  for (const part of split(text, /^\|(?!\|)/)) stdin = runCommand(session, part, letters, stdin);
  return stdin ?? NOTHING;
}

const IF =
  /^if\s+(?:\/i\s+)?(?:not\s+)?(?:exist\s+(?:"[^"]*"|\S+)|defined\s+\S+|errorlevel\s+\S+|(?:"[^"]*"|[^\s=]+)\s*==\s*(?:"[^"]*"|\S+)|\S+\s+(?:equ|neq|lss|leq|gtr|geq)\s+\S+)\s+/i;

function runCommand(session: Session, raw: string, letters: Letters, stdin: Value | null): Value {
  const bare = raw.replace(/^[\s@(]+/, "").replace(/^else\b\s*\(?/i, "");
  const condition = IF.exec(bare);
  if (condition !== null) {
    session.conditions++;
    const printed = runLine(session, bare.slice(condition[0].length), letters);
    session.conditions--;
    return printed;
  }
  const { text, made } = expandLine(session, unclosed(bare), letters);
  // What a variable holds may be several commands.
  if (text !== bare && split(text, /^(?:&&|\|\||&)/).length > split(bare, /^(?:&&|\|\||&)/).length) return runLine(session, text.replaceAll("%", ""), letters);
  const { words, redirects, odd } = wordsOf(text);
  const [first = ""] = words;
  if (first.replace(/\)+$/, "") === "") return NOTHING;
  const name = first.replace(/^echo[.:(/\\].*$/i, "echo");
  const input = redirects.find((one) => one.sign.startsWith("<"));
  const given = input === undefined ? stdin : readFile(session, known(input.to));
  if ((made || odd) && hasJudge(name)) report(session, "obfuscated-code", { why: `the name of the command is put together: ${first.slice(0, 60)}` });
  const printed = session.run.program(session, [known(name), ...words.slice(1).map(known)], given);
  for (const { sign, to } of redirects) if (!sign.startsWith("<") && !/^&\d$/.test(to)) writeFile(session, known(to), printed, sign.endsWith(">>"));
  return printed;
}

/** The bracket that ends a group is no part of the last word in it. */
function unclosed(text: string): string {
  const plain = text.replace(/\^.|"[^"]*"?/g, "");
  const extra = (plain.match(/\)/g) ?? []).length - (plain.match(/\(/g) ?? []).length;
  return extra > 0 ? text.replace(/(?:\s*\))+\s*$/, "") : text;
}

type Redirect = Readonly<{ sign: string; to: string }>;

/** Command -> its words without quotation marks and carets; `odd`: such a sign stands inside of the first. */
function wordsOf(text: string): Readonly<{ words: readonly string[]; redirects: readonly Redirect[]; odd: boolean }> {
  const words: string[] = [];
  const redirects: Redirect[] = [];
  let sign = "";
  let odd = false;
  for (const [token] of text.matchAll(/\d?>>?(?:&\d)?|<|(?:"[^"]*"?|\^[^]|[^\s"<>^])+/g)) {
    if (/^(?:\d?>>?&\d)$/.test(token)) continue;
    if (/^(?:\d?>>?|<)$/.test(token)) {
      sign = token;
      continue;
    }
    const plain = token.replace(/\^([^])/g, "$1").replaceAll('"', "");
    if (sign !== "") redirects.push({ sign, to: plain });
    else {
      if (words.length === 0 && /\w(?:\^|"")|\^\w|\w"\w/.test(token) && !/^"[^"]*"$/.test(token)) odd = true;
      words.push(plain);
    }
    sign = "";
  }
  return { words, redirects, odd };
}
