import type { Policy } from "#kernel/policy";
import type { SkillFile } from "#kernel/tree";
import { checkCompiled } from "./compiled/check.ts";
import { analyseJavaScript } from "./javascript/analyse.ts";
import { isProgram } from "./javascript/sniff.ts";
import { type FileKind, kindOf, type Language } from "./kinds.ts";
import type { Mark, Report } from "./mark.ts";
import type { Aliases } from "./package/entries.ts";
import { checkPackage, checkPlace } from "./package/files.ts";
import { foreignIn } from "./programs/markers.ts";
import type { Run } from "./programs/runs.ts";
import { findCommands } from "./prose/commands.ts";
import { checkProse } from "./prose/prose.ts";
import { analysePython } from "./python/analyse.ts";
import { analyseShell } from "./shell/analyse.ts";
import { findHidden } from "./text/hidden.ts";

export type FileContext = Readonly<{ profile: "compiled" | "imported"; limits: Policy["scan"]["limits"]; paths: ReadonlySet<string>; aliases: Aliases }>;

/** One file read: its marks over `text`, what it was taken for, whether every byte was understood, and data other parts need. */
export type FileReading = Readonly<{
  marks: readonly Mark[];
  text: string;
  kind: string;
  complete: boolean;
  loaded: readonly Run[];
  frontmatter: Readonly<Record<string, unknown>> | null;
  json: unknown;
}>;

/** File of a skill -> its reading. Never throws: whatever goes wrong in an analyser is a block-level mark. */
export function readFile(file: SkillFile, context: FileContext, as: Language | null = null): FileReading {
  const marks: Mark[] = [];
  const report: Report = (mark) => {
    if (marks.length < context.limits.findings) marks.push(mark);
  };
  let kind = "unknown";
  let text = "";
  try {
    checkPlace(file.path, report);
    if (file.bytes.byteLength > context.limits.fileBytes) {
      report({ rule: "unread-size", start: 0, end: 0, args: { bytes: String(file.bytes.byteLength), limit: String(context.limits.fileBytes) } });
      return { marks, text, kind: "too large", complete: false, loaded: [], frontmatter: null, json: null };
    }
    const found: FileKind = as !== null ? { kind: as } : kindOf(file.path, file.bytes);
    kind = found.kind;
    if (found.kind !== "binary" && found.kind !== "image") text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
    const rest = readKind(file.path, text, found, context, report);
    if (marks.length >= context.limits.findings) report({ rule: "scan-truncated", start: 0, end: 0, args: { why: "too many findings in one file" } });
    return { marks, text, kind, ...rest };
  } catch (error) {
    const overflow = error instanceof RangeError;
    marks.push(
      overflow
        ? { rule: "unread-overflow", start: 0, end: 0, args: { why: "the analysis ran out of stack" } }
        : { rule: "unread-parse", start: 0, end: 0, args: { language: kind, why: "the analysis failed" } },
    );
    return { marks, text, kind, complete: false, loaded: [], frontmatter: null, json: null };
  }
}

type Rest = Pick<FileReading, "complete" | "loaded" | "frontmatter" | "json">;
const DONE: Rest = { complete: true, loaded: [], frontmatter: null, json: null };
const UNREAD: Rest = { ...DONE, complete: false };

function readKind(path: string, text: string, found: FileKind, context: FileContext, report: Report): Rest {
  const whole = { start: 0, end: Math.min(1, text.length) };
  switch (found.kind) {
    case "binary":
      report({ rule: "unread-binary", start: 0, end: 0, args: { kind: found.why } });
      return UNREAD;
    case "undecodable":
      report({ rule: "unread-encoding", start: 0, end: 0, args: { why: found.why } });
      return UNREAD;
    case "foreign":
      findHidden(text, true, report);
      report({ rule: "unread-language", ...whole, args: { language: found.why } });
      findCommands(text, 0, null, report);
      return UNREAD;
    case "notebook":
      report({ rule: "unread-language", ...whole, args: { language: "notebook" } });
      return UNREAD;
    case "image":
      report({ rule: "image-unread", start: 0, end: 0 });
      if (context.profile === "compiled") report({ rule: "unlisted-file", start: 0, end: 0 });
      return DONE;
    default:
      break;
  }
  const isCode = found.kind === "javascript" || found.kind === "python" || found.kind === "shell";
  findHidden(text, isCode, report);
  findControls(text, report);
  if (context.profile === "compiled" && !isListed(path, found.kind)) report({ rule: "unlisted-file", ...whole });
  if (found.kind === "javascript" || found.kind === "python" || found.kind === "shell") return readScript(found.kind, path, text, context, report);
  const rest = found.kind === "text" ? readUnnamed(path, text, context, report) : DONE;
  if (found.kind === "markdown" || (found.kind === "text" && isProse(path)))
    return { ...rest, frontmatter: checkProse(text, (language, code, base, inner) => readFence(path, language, code, base, context, inner), report) };
  if (found.kind === "json") return readJson(path, text, context, report);
  if (found.kind === "html") return readHtml(text, report);
  if (found.kind === "yaml") checkWorkflow(text, report);
  findCommands(text, 0, "note", report);
  return rest;
}

/** Nothing but its content says whether a file without a telling name is a program. A compiled skill cannot load one, so there it stays data. */
function readUnnamed(path: string, text: string, context: FileContext, report: Report): Rest {
  if (context.profile === "compiled") return DONE;
  if (isProgram(text, context.limits)) return readScript("javascript", path, text, context, report);
  const language = foreignIn(text);
  if (language === null) return DONE;
  report({ rule: "unread-language", start: 0, end: Math.min(1, text.length), args: { language } });
  return UNREAD;
}

/** YAML is data here, but lines under `run:` and the like are commands to whoever reads it. */
function checkWorkflow(text: string, report: Report): void {
  for (const found of text.matchAll(/^[ \t-]*(?:run|script|command|cmd|entrypoint|postCreateCommand)[ \t]*:[ \t]*(\S.*)$/gim))
    findCommands(found[1] ?? "", found.index, null, report);
}

function readScript(language: Language, path: string, text: string, context: FileContext, report: Report): Rest {
  if (context.profile === "compiled") return { ...DONE, complete: language === "javascript" && checkCompiled(path, text, context.limits, report) };
  if (language === "python") return { ...DONE, ...analysePython(path, text, context, report) };
  if (language === "shell") return { ...DONE, ...analyseShell(path, text, context, report) };
  const { complete, loaded } = analyseJavaScript(path, text, context.paths, context.limits, report, context.aliases);
  return { ...DONE, complete, loaded: loaded.map((one) => ({ path: one, language: "javascript" as const })) };
}

function readFence(path: string, language: string, code: string, base: number, context: FileContext, report: Report): boolean {
  const ending = /^(?:ts|typescript|mts|cts)$/.test(language) ? "ts" : language === "tsx" ? "tsx" : "js";
  const shifted: Report = (mark) => report({ ...mark, start: mark.start + base, end: mark.end + base });
  return analyseJavaScript(`${path}.${ending}`, code, context.paths, context.limits, shifted, context.aliases).complete;
}

function readJson(path: string, text: string, context: FileContext, report: Report): Rest {
  try {
    const json: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    if (/(?:^|\/)package\.json$/i.test(path)) {
      checkPackage(
        json,
        (word) => {
          const at = Math.max(0, text.indexOf(word));
          return [at, Math.min(text.length, at + word.length)];
        },
        report,
      );
    }
    return { ...DONE, json };
  } catch {
    // A data file may be JSON with comments or lines of JSON; only files that tools act on must parse.
    if (/(?:^|\/)(?:package|skill|tsconfig[^/]*)\.json$/i.test(path))
      report({ rule: "unread-parse", start: 0, end: Math.min(1, text.length), args: { language: "JSON", why: "it is not valid JSON" } });
    return readUnnamed(path, text, context, report);
  }
}

function readHtml(text: string, report: Report): Rest {
  const active =
    /<(?:script|iframe|object|embed|foreignObject|handler|applet|base|meta[^>]{0,80}refresh)\b|\son[a-z]{3,20}\s*=|(?:javascript|vbscript):|<!ENTITY|<\?xml-stylesheet|\bdata:text\/html/i.exec(
      text,
    );
  if (active !== null)
    report({ rule: "active-document", start: active.index, end: active.index + active[0].length, args: { text: active[0].trim().slice(0, 60) } });
  checkProse(
    text.replace(/<(?!!--)[^>]{0,2000}>/g, (tag) => " ".repeat(tag.length)),
    () => true,
    report,
  );
  return DONE;
}

function isProse(path: string): boolean {
  return /(?:^|\/)(?:readme|skill|prompt|instructions?|notes?)[^/]*$/i.test(path) || /\.(?:txt|rst|adoc|org|prompt)$/i.test(path);
}

/** What a compiled skill may hold: its two documents, its scripts, and plain data. */
function isListed(path: string, kind: string): boolean {
  if (path === "SKILL.md" || path === "skill.json") return true;
  if (/^scripts\/[a-z0-9][a-z0-9-]*\.mjs$/.test(path)) return kind === "javascript";
  return /^(?:assets|references)\/(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.(?:md|json|csv|tsv|txt)$/.test(path) && kind !== "javascript";
}

function findControls(text: string, report: Report): void {
  const found = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u0084\u0086-\u009f]|\r(?!\n)/.exec(text);
  if (found !== null)
    report({
      rule: "control-characters",
      start: found.index,
      end: found.index + 1,
      args: { code: `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` },
    });
}
