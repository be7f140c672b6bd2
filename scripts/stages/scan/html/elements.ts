import { isFromPackages } from "../javascript/networks.ts";
import { tidyPath } from "../permissions.ts";
import { checkPictures } from "../prose/pictures.ts";
import { act, type Page, valueOf } from "./page.ts";
import type { Attribute, Token } from "./tokens.ts";

type Open = Extract<Token, { kind: "open" }>;

const REMOTE = /^(?:https?:)?\/\//i;

/** Element of a document -> marks for what it loads, embeds, or sends away. */
export function checkElement(page: Page, token: Open): void {
  switch (token.name) {
    case "script":
      script(page, token);
      return;
    case "base":
    case "meta":
      redirect(page, token);
      return;
    case "iframe":
    case "frame":
    case "object":
    case "embed":
    case "applet":
    case "portal":
      embedded(page, token);
      return;
    case "form":
    case "button":
    case "input":
      form(page, token);
      return;
    case "img":
    case "image":
    case "amp-img":
    case "amp-pixel":
      checkPictures(page.text.slice(token.start, token.end), token.start, page.report);
      return;
    default:
      return;
  }
}

/** A script from elsewhere: code that this scan did not read. One fixed by its version or its digest is named, any other blocks. */
function script(page: Page, token: Open): void {
  const source = address(token, "src") ?? address(token, "href") ?? address(token, "xlink:href");
  if (source === null) return;
  if (REMOTE.test(source)) {
    const fixed =
      !page.xml &&
      /^https:\/\//i.test(source) &&
      (valueOf(token.attributes, "integrity") !== null || isFromPackages(source) || /[@/v-][0-9]+\.[0-9]+(?:\.[0-9]+)?(?:[/.-]|$)/.test(source));
    page.report({
      rule: "remote-module",
      start: token.start,
      end: token.end,
      args: { name: source.slice(0, 80) },
      ...(fixed ? { disposition: "warn" as const, severity: "medium" as const } : {}),
    });
  } else if (/^[a-z][a-z0-9+.-]*:/i.test(source))
    page.report({ rule: "remote-module", start: token.start, end: token.end, args: { name: source.slice(0, 80) } });
  else own(page, token, source);
}

function own(page: Page, token: Open, source: string): void {
  const folder = page.path.includes("/") ? page.path.slice(0, page.path.lastIndexOf("/")) : ".";
  const path = tidyPath(`${folder}/${source.replace(/[?#].*$/, "")}`);
  if (page.context.paths.has(path)) page.loaded.push(path);
  else page.report({ rule: "missing-import", start: token.start, end: token.end, args: { name: source.slice(0, 80) } });
}

/** `<base>` moves every relative script; a refresh leaves the page. */
function redirect(page: Page, token: Open): void {
  const refresh = token.name === "meta" && /^refresh$/i.test((valueOf(token.attributes, "http-equiv") ?? "").trim());
  const target =
    token.name === "base" ? address(token, "href") : refresh ? (/url\s*=\s*['"]?(.*)$/is.exec(valueOf(token.attributes, "content") ?? "")?.[1] ?? null) : null;
  if (target === null) return;
  const text = page.text.slice(token.start, token.end);
  const { start, end } = token;
  if (/^\s*(?:data|javascript|vbscript):/i.test(target) || (token.name === "base" && REMOTE.test(target)))
    page.report({ rule: "active-document", start, end, args: { text: text.slice(0, 60) } });
  else if (REMOTE.test(target)) act(page, start, end, text);
}

function embedded(page: Page, token: Open): void {
  const target = address(token, "src") ?? address(token, "data") ?? address(token, "code");
  if (target === null && token.name !== "applet") return;
  if (page.xml || REMOTE.test(target ?? "") || token.name === "applet") act(page, token.start, token.end, page.text.slice(token.start, token.end));
}

/** What is typed into a form goes to the address it names. */
function form(page: Page, token: Open): void {
  const target = address(token, token.name === "form" ? "action" : "formaction");
  if (target === null || !REMOTE.test(target)) return;
  const host = /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(target)?.[1]?.toLowerCase() ?? "*";
  page.report({
    rule: "network-access",
    start: token.start,
    end: token.end,
    args: { name: "form", host: host === "*" ? "any host" : host },
    permission: { kind: "network", value: host },
  });
}

/** Address of an attribute as a browser reads it: tabs and line ends are dropped (URL Standard, 4.4). */
function address(token: Readonly<{ attributes: readonly Attribute[] }>, name: string): string | null {
  const value = valueOf(token.attributes, name);
  return value === null || value.trim() === ""
    ? null
    : value
        .replace(/[\t\n\r]/g, "")
        .trim()
        .replaceAll("\\", "/");
}
