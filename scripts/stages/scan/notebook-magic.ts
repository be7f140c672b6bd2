import type { FileContext } from "./reading.ts";
import { isKept } from "./javascript/places.ts";
import type { Language } from "./kinds.ts";
import type { Report } from "./mark.ts";
import { createOwnPaths } from "./programs/own-paths.ts";
import type { Run } from "./programs/runs.ts";
import { readCommand } from "./shell/command.ts";

type Embedded = (language: Language, code: string, at: number) => void;
export type Magics = Readonly<{ python: string; loaded: readonly Run[] }>;

/** Cell magics whose cell is Python, and line magics that show or set something. */
const PYTHON_CELLS = /^(?:time|timeit|capture|prun|memit|mprun|lprun)$/;
const DATA_CELLS = /^(?:markdown|latex|sql|svg|bigquery|mermaid|csv)$/;
const SHELLS = /^(?:bash|sh|script|system|sx|!)$/;
const QUIET =
  /^(?:matplotlib|pylab|config|autoreload|aimport|precision|who|whos|who_ls|pwd|cd|ls|ll|pinfo|pdoc|history|hist|lsmagic|magic|colors|env|set_env|dirs|reset|reset_selective|load_ext autoreload|watermark|tensorboard|automagic|xmode|doctest_mode|notebook|logstart|logstop|store|time|timeit|memit|prun|conda list|pip list|pip show|pip freeze|unload_ext|gui|autosave|page|psearch|quickref|recall|rerun_none)$/;

/**
 * Text of a code cell -> the same as Python, with IPython's lines blanked (so that offsets stay), after those were judged: commands as shell,
 * cells in other languages as those, files that are run as loaded. A magic that is not known may do anything.
 */
export function readMagics(text: string, context: FileContext, report: Report, embedded: Embedded): Magics {
  const loaded: Run[] = [];
  const cell = /^[ \t\r\n]*%%(\S+)[ \t]*(.*)/.exec(text);
  if (cell !== null) {
    const head = cell[0].length;
    return { python: cellMagic(text, head, cell[1] ?? "", cell[2] ?? "", report, embedded), loaded };
  }
  const lines = text.split(/(?<=\n)/);
  const out: string[] = [];
  let at = 0;
  let open: Open = { text: false, expression: false };
  for (let n = 0; n < lines.length; n++) {
    let line = lines[n] ?? "";
    const inside = open.text || open.expression;
    const found = inside ? null : magicOf(line);
    if (found === null) {
      out.push(!inside && /^[ \t]*\??[\w.]+\?{1,2}[ \t]*\r?\n?$|^[ \t]*\?{1,2}[\w.]/.test(line) ? blank(line) : line);
      open = openAfter(line, open);
    } else {
      // A line that ends in a backslash goes on in the next one.
      while (/\\\r?\n$/.test(line) && n + 1 < lines.length) line += lines[++n] ?? "";
      const rest = line.slice(found.start).replace(/\r?\n$/, "");
      const kept = found.sign === "%" ? lineMagic(rest, at + found.start, context, report, loaded) : command(rest, at + found.start, context, report, loaded);
      out.push(fitted(line, found, kept));
    }
    at += line.length;
  }
  return { python: out.join(""), loaded };
}

type Magic = Readonly<{ target: string; sign: "!" | "%"; start: number }>;

/** Line -> the magic or command on it, also as the value of an assignment. */
function magicOf(line: string): Magic | null {
  const plain = /^[ \t]*(!!?|%)(?=\S)/.exec(line);
  if (plain !== null) return { target: "", sign: plain[1] === "%" ? "%" : "!", start: plain[0].length };
  const equals = line.indexOf("=");
  const value = equals < 0 ? null : /^=[ \t]*(!!?|%)(?=[\w./$~])/.exec(line.slice(equals, equals + 400));
  const target = line.slice(0, Math.max(0, equals));
  return value === null || !/^[\w.,* \t]+$/.test(target)
    ? null
    : { target: target.trim(), sign: value[1] === "%" ? "%" : "!", start: equals + value[0].length };
}

/** What a line begins in: a string of several lines, or an expression that goes on, where `%` is an operator. */
type Open = Readonly<{ text: boolean; expression: boolean }>;

function openAfter(line: string, before: Open): Open {
  const quotes = line.match(/"""|'''/g)?.length ?? 0;
  const text = quotes % 2 === 1 ? !before.text : before.text;
  return { text, expression: !text && /[([{,\\=+*/%|&-][ \t]*\r?\n$/.test(line) };
}

function cellMagic(text: string, head: number, name: string, rest: string, report: Report, embedded: Embedded): string {
  const body = text.slice(head);
  const language = name === "script" ? (rest.trim().split(/[ \t]/, 1)[0] ?? "") : name;
  const at = { start: 0, end: head };
  if (PYTHON_CELLS.test(name)) return blank(text.slice(0, head)) + body;
  if (SHELLS.test(name) && (name !== "script" || /^(?:ba|da|k)?sh$/.test(language)))
    embedded("shell", body.replace(/^\n/, ""), head + (body.startsWith("\n") ? 1 : 0));
  else if (/^(?:javascript|js)$/.test(name)) embedded("javascript", body, head);
  else if (/^python[23]?$|^pypy$/.test(language)) embedded("python", body.replace(/^\n/, ""), head + 1);
  else if (name === "html")
    report({
      rule: "active-document",
      ...at,
      args: { text: body.trim().slice(0, 60) },
      ...(/<script|\son\w+=|javascript:/i.test(body) ? {} : { disposition: "note" as const }),
    });
  else if (name === "writefile" || name === "file") written(rest, at, report);
  else if (!DATA_CELLS.test(name)) report({ rule: "unread-language", ...at, args: { language: `%%${name.slice(0, 30)}` } });
  return blank(text);
}

function written(rest: string, at: Readonly<{ start: number; end: number }>, report: Report): void {
  const path = rest
    .replace(/^(?:-a|--append)[ \t]+/, "")
    .trim()
    .replace(/^["']|["']$/g, "");
  const exact = !/[{}$]/.test(path) && path !== "";
  if (isKept(path, exact)) report({ rule: "persistence-write", ...at, args: { path } });
  else
    report({
      rule: "filesystem-access",
      ...at,
      args: { name: "%%writefile", mode: "write", path: exact ? path : "any path" },
      permission: { kind: "filesystem.write", value: exact ? path : "*" },
    });
}

/** `%name rest` -> Python to read in its place, or null when there is none. */
function lineMagic(line: string, at: number, context: FileContext, report: Report, loaded: Run[]): string | null {
  const [, name = "", rest = ""] = /^[ \t]*(\S+)[ \t]*([\s\S]*)$/.exec(line) ?? [];
  const place = { start: at, end: at + line.length };
  const two = `${name} ${rest.split(/\s/, 1)[0] ?? ""}`;
  if (/^(?:time|timeit|prun|memit)$/.test(name) && !rest.startsWith("-")) return rest;
  if (/^(?:system|sx)$/.test(name)) return command(rest, at + line.length - rest.length, context, report, loaded);
  if (/^(?:pip|conda|mamba|uv)$/.test(name) && !QUIET.test(two)) return command(`${name} ${rest}`, at, context, report, loaded);
  if (name === "run" || name === "load") {
    const own = createOwnPaths(context.paths)(rest.replace(/^(?:-\w+[ \t]+)*/, "").split(/\s/, 1)[0] ?? "");
    if (own.length === 0) report({ rule: "computed-module", ...place, args: { name: `%${name}`, why: "the file is none of the skill" } });
    for (const path of own) loaded.push({ path, language: "Python" });
    return null;
  }
  if (name === "load_ext")
    report({
      rule: "external-package",
      ...place,
      args: { name: rest.slice(0, 80) },
      ...(/^(?:autoreload|tensorboard|dotenv|sql|line_profiler|memory_profiler|watermark|rich)$/.test(rest.trim()) ? { disposition: "note" as const } : {}),
    });
  else if (!QUIET.test(name) && !QUIET.test(two)) report({ rule: "unread-language", ...place, args: { language: `%${name.slice(0, 30)}` } });
  return null;
}

/** `!command`: IPython puts values of the program for `{x}`, so those are as unknown as `$x`. */
function command(line: string, at: number, context: FileContext, report: Report, loaded: Run[]): null {
  const text = line.replace(/\{[^{}\n]*\}/g, (hole) => `$${"_".repeat(Math.max(1, hole.length - 1))}`);
  loaded.push(...readCommand(text, at, "script", report, context).loaded);
  return null;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** The line with its magic taken out: nothing, or what is to be read in its place, at the same offsets and with the same indentation. */
function fitted(line: string, { target, start }: Magic, kept: string | null): string {
  if (kept !== null) {
    const at = line.indexOf(kept, start);
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    return at < 0 ? blank(line) : indent + line.slice(at);
  }
  const filler = target === "" ? "0" : `${target}=0`;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return indent + filler + blank(line.slice(indent.length + filler.length));
}
