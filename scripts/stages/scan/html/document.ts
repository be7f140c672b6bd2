import { analyseJavaScript } from "../javascript/analyse.ts";
import type { Mark, Report } from "../mark.ts";
import { placedAt, shifted } from "../text/shift.ts";
import { decodeReferences } from "./references.ts";
import { checkElement } from "./elements.ts";
import { act, type DocumentContext, type Page, valueOf } from "./page.ts";
import { keyOf, type Piece, readTogether } from "./together.ts";
import { type Attribute, type Token, tokenize } from "./tokens.ts";

export type DocumentReading = Readonly<{ complete: boolean; loaded: readonly string[]; prose: string }>;

const DEPTH = 3;

/**
 * Page, picture or data in markup -> marks for its scripts, handlers and script addresses, each read as JavaScript, and for
 * elements that load or send. XML and SVG are data to whoever opens them, so any script in them blocks; a page whose script
 * reaches nothing is only named. Throws only for lack of stack.
 */
export function readDocument(path: string, text: string, context: DocumentContext, report: Report, depth = 0): DocumentReading {
  const xml = isXml(path, text);
  const page: Page = {
    path,
    text,
    xml,
    context,
    report,
    loaded: [],
    pieces: [],
    said: new Set(),
    complete: true,
    active: null,
    foreign: 0,
    handles: !xml || /<(?:\w+:)?(?:svg|html)\b|www\.w3\.org\/(?:2000\/svg|1999\/xhtml)/i.test(text),
  };
  const tokens = tokenize(text, xml);
  tokens.forEach((token, at) => readToken(page, tokens, token, at, depth));
  // The scripts of a component are modules, each with a scope of its own.
  if (!isComponent(path)) readTogether(page, page.pieces, page.said);
  if (page.active !== null) {
    const { start, end, text: shown } = page.active;
    report({
      rule: "active-document",
      start,
      end,
      args: { text: shown.slice(0, 60) },
      ...(xml ? {} : { disposition: "warn" as const, severity: "low" as const }),
    });
  }
  // What stands between braces and in bindings becomes code when the component is built, and is not read as that: twenty components say no more than five.
  if (isComponent(path))
    report({
      rule: "template-engine",
      start: 0,
      end: Math.min(1, text.length),
      args: { name: "The template of the component" },
      disposition: "warn",
      severity: "low",
    });
  return { complete: page.complete, loaded: page.loaded, prose: proseOf(text, tokens) };
}

function isComponent(path: string): boolean {
  return /\.(?:vue|svelte)$/i.test(path);
}

function isXml(path: string, text: string): boolean {
  if (/\.html?$/i.test(path) || isComponent(path)) return false;
  return !/^\s*<!doctype html/i.test(text.slice(0, 200)) || /\.(?:svg|xml|xsl|xslt|xhtml)$/i.test(path);
}

function readToken(page: Page, tokens: readonly Token[], token: Token, at: number, depth: number): void {
  if (token.kind === "declaration") declaration(page, token);
  const isForeign = (token.kind === "open" || token.kind === "close") && (token.name === "svg" || token.name === "math");
  if (isForeign && token.kind === "close") page.foreign = Math.max(0, page.foreign - 1);
  if (token.kind !== "open") return;
  if (isForeign && !token.closed) page.foreign++;
  for (const attribute of token.attributes) readAttribute(page, token.name, attribute, depth);
  checkElement(page, token);
  if (token.name !== "script") return;
  act(page, token.start, token.end, page.text.slice(token.start, token.end));
  const type = (valueOf(token.attributes, "type") ?? "").trim().toLowerCase();
  const ending = endingOf(type, isComponent(page.path) ? (valueOf(token.attributes, "lang") ?? "").trim().toLowerCase() : "");
  if (ending === null) {
    if (/vbscript|python|perl|wasm/.test(type)) page.report({ rule: "unread-language", start: token.start, end: token.end, args: { language: type } });
    return;
  }
  const next = tokens[at + 1];
  if (page.xml) xmlScript(page, tokens, at, ending);
  else if (next?.kind === "content") inlineScript(page, next, ending);
}

/** Script type -> the ending its text is parsed under; null for data blocks and languages that no browser runs as JavaScript. */
function endingOf(type: string, language: string): string | null {
  // A component of a framework names the language of its script apart from its type.
  if (/^(?:ts|tsx|typescript)$/.test(language)) return language === "tsx" ? "tsx" : "mts";
  if (type === "module") return "mjs";
  if (type === "text/babel" || type === "text/jsx" || type === "text/typescript" || type === "application/typescript") return "tsx";
  // The list of the HTML Standard ("JavaScript MIME type"), with whatever parameters follow.
  return type === "" || /^(?:text|application)\/(?:x-)?(?:java|ecma|j|live)script(?:1\.[0-5])?(?:\s*;.*)?$/.test(type) || type === "javascript" ? "js" : null;
}

function inlineScript(page: Page, token: Token, ending: string): void {
  const code = page.text.slice(token.start, token.end);
  if (code.trim() === "") return;
  // Inside of SVG a browser decodes references in a script; the text means something else then.
  const decoded = page.foreign > 0 ? decodeReferences(code) : code;
  const exact = decoded === code;
  run(page, ending, decoded, { start: token.start, end: token.end, exact });
}

/** In XML the content of a script is its text with references and CDATA sections resolved. */
function xmlScript(page: Page, tokens: readonly Token[], at: number, ending: string): void {
  let code = "";
  for (let next = at + 1; next < tokens.length; next++) {
    const token = tokens[next];
    if (token === undefined || token.kind === "close" || token.kind === "open") break;
    if (token.kind === "text")
      code += page.text
        .slice(token.start, token.end)
        .split(/(<!\[CDATA\[[\s\S]*?(?:\]\]>|$))/)
        .map((part) => (part.startsWith("<![CDATA[") ? part.slice(9).replace(/\]\]>$/, "") : decodeReferences(part)))
        .join("");
  }
  const start = tokens[at]?.start ?? 0;
  const end = tokens[at]?.end ?? 0;
  if (code.trim() !== "") run(page, ending, code, { start, end, exact: false });
}

/** Any name that could be an event's; words of data that begin the same way are none. */
const HANDLER = /^on(?!(?:ce|ly|e|es|line|to|tology|going|boarding|wards?)$)[a-z]/;

/** Event handlers, addresses that are scripts, and documents inside of an attribute. */
function readAttribute(page: Page, element: string, attribute: Attribute, depth: number): void {
  const { name, value, start, end } = attribute;
  const place = { start, end, exact: false };
  if (page.handles && HANDLER.test(name) && value.trim() !== "") {
    act(page, start, end, `${name}=${value}`);
    run(page, "js", `(function () {\n${value}\n})`, place);
    return;
  }
  if (name === "srcdoc" || /^data:text\/html|^data:image\/svg\+xml|^data:application\/xhtml/i.test(value.trimStart())) {
    if (name !== "srcdoc" && element === "img") return;
    inner(page, attribute, depth);
    return;
  }
  const address = value.replace(/[\t\n\r]/g, "").replace(/^[\u0000-\u0020]+/, "");
  const script = /^(javascript|vbscript|livescript):([\s\S]*)$/i.exec(address);
  if (script === null) return;
  act(page, start, end, address);
  if (script[1]?.toLowerCase() !== "javascript") page.report({ rule: "unread-language", start, end, args: { language: "VBScript" } });
  else run(page, "js", `(function () {\n${unescapeAddress(script[2] ?? "")}\n})`, place);
}

function unescapeAddress(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (one) => String.fromCharCode(Number.parseInt(one.slice(1), 16)));
}

/** A document written into an attribute is read like the one around it. */
function inner(page: Page, attribute: Attribute, depth: number): void {
  const { start, end } = attribute;
  act(page, start, end, `${attribute.name} with a document`);
  if (depth >= DEPTH) {
    page.report({ rule: "scan-truncated", start, end, args: { why: "documents within documents" } });
    page.complete = false;
    return;
  }
  const text = attribute.name === "srcdoc" ? attribute.value : dataOf(attribute.value);
  const read = readDocument(`${page.path}#inner.html`, text, page.context, (mark) => page.report(placedAt(mark, start, end)), depth + 1);
  if (!read.complete) page.complete = false;
}

function dataOf(address: string): string {
  const comma = address.indexOf(",");
  const data = address.slice(comma + 1);
  return /;\s*base64\s*$/i.test(address.slice(0, Math.max(0, comma))) ? Buffer.from(data, "base64").toString("utf8") : unescapeAddress(data);
}

/** XML declarations that bring other text in, or a program that rewrites the document. */
function declaration(page: Page, token: Token): void {
  if (!page.xml) return;
  const text = page.text.slice(token.start, token.end);
  const brings = /<!ENTITY/.test(text) || /^<\?xml-stylesheet(?![^>]*type\s*=\s*["']text\/css["'])/i.test(text);
  if (brings) act(page, token.start, token.end, text);
}

function run(page: Page, ending: string, code: string, place: Pick<Piece, "start" | "end" | "exact">): void {
  const { paths, limits, aliases } = page.context;
  const { start, end, exact } = place;
  const plain = fillHoles(code);
  const report = (mark: Mark): void => {
    const placed = exact ? shifted(mark, start, page.text) : placedAt(mark, start, end);
    page.said.add(keyOf(placed));
    page.report(placed);
  };
  const result = analyseJavaScript(`${page.path}.${ending}`, plain, paths, limits, report, aliases);
  if (!result.complete) page.complete = false;
  // what is no JavaScript by itself is none beside others, and blocks anyway
  else if (ending === "js" || ending === "mjs") page.pieces.push({ ...place, code: plain, module: ending === "mjs" });
  page.loaded.push(...result.loaded);
}

/** Holes that a template engine or a script fills (`{{ name }}`, `<%= name %>`, a comment where a value belongs) -> something of the same length, so that the code around them can be read. */
function fillHoles(code: string): string {
  const commented = code.replace(/=[ \t]{0,9}\/\*[ \w]{1,80}\*\/(?=[ \t]{0,9};)/g, (hole) => `=0${" ".repeat(hole.length - 2)}`);
  if (!/\{\{|<%|\{%/.test(commented)) return commented;
  return commented.replace(/\{\{[^{}\n]{0,200}\}\}|<%[^%\n]{0,200}%>|\{%[^%\n]{0,200}%\}/g, (hole) => (hole.startsWith("{%") ? " " : "_").repeat(hole.length));
}

/** The document with all markup and code blanked, at the same places: what a person or an agent reads in it, comments and spoken attributes included. */
function proseOf(text: string, tokens: readonly Token[]): string {
  const parts: string[] = [];
  let at = 0;
  const blank = (end: number): void => {
    parts.push(text.slice(at, end).replace(/[^\n]/g, " "));
    at = end;
  };
  const keep = (end: number): void => {
    parts.push(text.slice(at, end));
    at = end;
  };
  for (const token of tokens) {
    if (token.kind === "text" || token.kind === "comment") keep(token.end);
    else if (token.kind === "open")
      for (const one of token.attributes) {
        if (!/^(?:alt|title|content|placeholder|label|summary|aria-[a-z]+)$/.test(one.name)) continue;
        blank(one.start);
        keep(one.end);
      }
    if (token.kind === "content" && (token.name === "title" || token.name === "textarea")) keep(token.end);
    blank(token.end);
  }
  blank(text.length);
  return parts.join("");
}
