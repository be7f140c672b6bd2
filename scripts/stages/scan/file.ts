import type { SkillFile } from "#kernel/tree";
import { checkBinary } from "./assets/binary.ts";
import { standInOf } from "./assets/stand-in.ts";
import { readDocument } from "./html/document.ts";
import { isProgram } from "./javascript/sniff.ts";
import { type FileKind, isLanguage, kindOf, type Language } from "./kinds.ts";
import { readFence, readScript, withEmbed } from "./code.ts";
import { collected } from "./collect.ts";
import type { Report } from "./mark.ts";
import { checkConfig } from "./package/config.ts";
import { checkPackage, checkPlace } from "./package/files.ts";
import { parsePackage } from "./package/json.ts";
import { type NotebookReaders, readNotebook } from "./notebook.ts";
import { foreignIn } from "./programs/markers.ts";
import { findCommands } from "./prose/commands.ts";
import { checkAddressed } from "./prose/addressed.ts";
import { checkConcealed } from "./prose/concealed.ts";
import { checkProse } from "./prose/prose.ts";
import { checkQuoted } from "./prose/quoted.ts";
import { DONE, type FileContext, type FileReading, type Rest, UNREAD } from "./reading.ts";
import { findHidden } from "./text/hidden.ts";

/** File of a skill -> its reading. Never throws: whatever goes wrong in an analyser is a block-level mark. */
export function readFile(file: SkillFile, context: FileContext, as: Language | null = null): FileReading {
  const { marks, report, isFull } = collected(context.limits.findings);
  let kind = "unknown";
  let text = "";
  try {
    if (as !== null || standInOf(file.path, file.bytes) === null) checkPlace(file.path, report);
    if (file.bytes.byteLength > context.limits.fileBytes) {
      report({ rule: "unread-size", start: 0, end: 0, args: { bytes: String(file.bytes.byteLength), limit: String(context.limits.fileBytes) } });
      return { marks, text, kind: "too large", complete: false, loaded: [], frontmatter: null, json: null };
    }
    const found: FileKind = as !== null ? { kind: as } : kindOf(file.path, file.bytes);
    kind = found.kind;
    if (found.kind !== "binary" && found.kind !== "image") text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
    const stand = as === null ? standInOf(file.path, file.bytes) : null;
    if (stand !== null && context.profile === "imported") {
      report({ rule: "asset-unread", start: 0, end: 0, args: { kind: stand } });
      return { marks, text, kind, ...DONE };
    }
    const rest = readKind(file.path, file.bytes, text, found, context, report);
    const told = as === null ? checkConfig(file.path, text, withEmbed(context), report) : [];
    if (isFull()) marks.push({ rule: "scan-truncated", start: 0, end: 0, args: { why: "too many findings in one file" } });
    return { marks, text, kind, ...rest, loaded: told.length === 0 ? rest.loaded : [...rest.loaded, ...told] };
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

function readKind(path: string, bytes: Uint8Array, text: string, found: FileKind, context: FileContext, report: Report): Rest {
  const whole = { start: 0, end: Math.min(1, text.length) };
  switch (found.kind) {
    case "binary":
      return checkBinary(path, bytes, found.why, context, report) ? DONE : UNREAD;
    case "undecodable":
      report({ rule: "unread-encoding", start: 0, end: 0, args: { why: found.why } });
      return UNREAD;
    case "foreign":
      findHidden(text, true, report);
      report({ rule: "unread-language", ...whole, args: { language: found.why } });
      findCommands(text, 0, null, report);
      return UNREAD;
    case "notebook":
      return readBook(path, text, context, report);
    case "image":
      report({ rule: "image-unread", start: 0, end: 0 });
      if (context.profile === "compiled") report({ rule: "unlisted-file", start: 0, end: 0 });
      return DONE;
    default:
      break;
  }
  const isCode = isLanguage(found.kind);
  findHidden(text, isCode, report);
  // Python takes a form feed at the start of a line for blank space; sections were set apart so.
  findControls(found.kind === "python" ? text.replace(/^\f/gm, " ") : text, report);
  if (context.profile === "compiled" && !isListed(path, found.kind)) report({ rule: "unlisted-file", ...whole });
  if (isLanguage(found.kind)) {
    checkAddressed(path, text, SPOKEN[found.kind], report);
    checkConcealed(path, text, report);
    return readScript(found.kind, path, text, context, report);
  }
  const rest = found.kind === "text" ? readUnnamed(path, text, context, report) : DONE;
  const isWords = found.kind === "markdown" || (found.kind === "text" && isProse(path));
  if (isWords && context.profile === "compiled") checkQuoted(text, report);
  if (isWords)
    return {
      ...rest,
      frontmatter: checkProse(
        text,
        (language, code, base, inner) => readFence(path, language, code, base, context, inner),
        isLoadedByHost(path) ? report : (mark) => report(mark.rule === "load-time-command" ? { ...mark, disposition: "warn", severity: "medium" } : mark),
      ),
    };
  if (found.kind === "html") return readHtml(path, text, context, report);
  checkAddressed(path, text, "data", report);
  if (found.kind === "json") return readJson(path, text, context, report);
  findCommands(text, 0, isRunByTool(path) ? null : "note", report);
  return rest;
}

/** Descriptions whose tool runs the commands in them: a provisioner of Terraform, a hook of Nix, an `execute_process` of CMake. */
function isRunByTool(path: string): boolean {
  return /\.(?:tf|tofu|hcl|nix|cmake|gypi?|bzl|ninja)$|(?:^|\/)(?:CMakeLists\.txt|BUILD(?:\.bazel)?|WORKSPACE|meson\.build|Tiltfile|Earthfile|Caddyfile)$/i.test(
    path,
  );
}

/** How a program of each language shows what it says to readers. */
const SPOKEN = {
  javascript: "slash",
  python: "hash",
  shell: "shell",
  sql: "data",
  powershell: "shell",
  make: "shell",
  docker: "shell",
  awk: "hash",
  bats: "shell",
} as const;

/** Nothing but its content says whether a file without a telling name is a program. A compiled skill cannot load one, so there it stays data. */
function readUnnamed(path: string, text: string, context: FileContext, report: Report): Rest {
  if (context.profile === "compiled") return DONE;
  if (isProgram(text, context.limits)) return readScript("javascript", path, text, context, report);
  const found = foreignIn(text);
  if (found === null) return DONE;
  // What looks like a language but does not parse as it is text, until something runs it: then it is read by that, and blocks.
  const { marks, report: hold } = collected(context.limits.findings);
  const rest = readScript(found === "Python" ? "python" : "shell", path, text, context, hold);
  if (marks.some((mark) => mark.rule === "unread-parse")) {
    findCommands(text, 0, null, report);
    return DONE;
  }
  for (const mark of marks) report(mark);
  return rest;
}

/** A notebook: its code as the kernel's language reads it, its text as prose. */
function readBook(path: string, text: string, context: FileContext, report: Report): Rest {
  findHidden(text, true, report);
  if (context.profile === "compiled") report({ rule: "unlisted-file", start: 0, end: Math.min(1, text.length) });
  const readers: NotebookReaders = {
    prose: (prose, inner) => void checkProse(prose, (language, code, base, deeper) => readFence(path, language, code, base, context, deeper), inner),
    code: (language, code, inner) => readScript(language, path, code, context, inner),
  };
  return { ...DONE, ...readNotebook(path, text, withEmbed(context), readers, report) };
}

function readJson(path: string, text: string, context: FileContext, report: Report): Rest {
  try {
    const isPackage = /(?:^|\/)package\.json$/i.test(path);
    const json: unknown = isPackage ? parsePackage(text) : JSON.parse(text.replace(/^\ufeff/, ""));
    if (isPackage) {
      checkPackage(
        json,
        (word) => {
          const at = Math.max(0, text.indexOf(word));
          return [at, Math.min(text.length, at + word.length)];
        },
        report,
        /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/i.test(path),
      );
    }
    return { ...DONE, json };
  } catch {
    // A data file may be JSON with comments or lines of JSON; only files that tools act on must parse.
    if (/(?:^|\/)(?:package|skill)\.json$/i.test(path))
      report({ rule: "unread-parse", start: 0, end: Math.min(1, text.length), args: { language: "JSON", why: "it is not valid JSON" } });
    return readUnnamed(path, text, context, report);
  }
}

function readHtml(path: string, text: string, context: FileContext, report: Report): Rest {
  const { complete, loaded, prose } = readDocument(path, text, context, report);
  // Blanked markup is no padding: only blank space that the document itself holds pushes text out of sight. And what a page shows as
  // `<script>` is text: its own markup was read as markup.
  const spoken: Report = (mark) => {
    if (mark.rule === "html-active") return;
    if (mark.rule !== "prose-padding" || !/\S/.test(text.slice(mark.start, mark.end))) report(mark);
  };
  // Markup that is blanked leaves an indent, which Markdown would take for a block of code.
  const level = prose.replace(/^[ \t]+/gm, (indent) => "\u00a0".repeat(indent.length));
  checkProse(level, () => true, spoken);
  return { ...DONE, complete, loaded: loaded.map((one) => ({ path: one, language: "javascript" as const })) };
}

/** Hosts run the commands of a document only where they themselves load it: instructions, commands, agents, rules. What an agent opens with its own tools is text. */
function isLoadedByHost(path: string): boolean {
  return (
    /(?:^|\/)(?:skill|agents|claude|gemini)\.md$/i.test(path) ||
    /(?:^|\/)(?:commands|agents|prompts|rules|skills|\.[\w-]+)\//i.test(path) ||
    !path.includes("/")
  );
}

function isProse(path: string): boolean {
  return /(?:^|\/)(?:readme|skill|prompt|instructions?|notes?)[^/]*$/i.test(path) || /\.(?:txt|rst|adoc|org|prompt)$/i.test(path);
}

/** What a compiled skill may hold: its two documents, its scripts, and plain data, each only as what its name says (a first line can make a program of it). */
function isListed(path: string, kind: string): boolean {
  if (path === "SKILL.md") return kind === "markdown";
  if (path === "skill.json") return kind === "json";
  if (/^scripts\/[a-z0-9][a-z0-9-]*\.mjs$/.test(path)) return kind === "javascript";
  return (
    /^(?:assets|references)\/(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.(?:md|json|csv|tsv|txt)$/.test(path) &&
    /^(?:markdown|json|text)$/.test(kind)
  );
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
