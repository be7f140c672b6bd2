import MarkdownIt from "markdown-it";

/** A part of a Markdown file with the lines it stands on (0-based, end exclusive). `said` is the prose just before a code block. */
export type Part =
  | Readonly<{ kind: "prose"; text: string; from: number; to: number; heading: string }>
  | Readonly<{ kind: "hidden"; text: string; from: number; to: number }>
  | Readonly<{ kind: "html"; text: string; from: number; to: number }>
  | Readonly<{ kind: "code"; text: string; from: number; to: number; info: string; said: string; heading: string }>
  | Readonly<{ kind: "inline-code"; text: string; from: number; to: number; said: string; heading: string }>
  | Readonly<{ kind: "link"; text: string; from: number; to: number; image: boolean }>;

const parser = new MarkdownIt("commonmark", { html: true }).enable(["table"]);

const NEAR = 600;

type Token = ReturnType<typeof parser.parse>[number];

/** Markdown without its frontmatter -> parts in order, as CommonMark has them: what is a fence is decided by the parser, never by a pattern. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  const environment: NonNullable<Parameters<typeof parser.parse>[1]> = {};
  let heading = "";
  let said = "";
  let inHeading = false;
  for (const token of parser.parse(text, environment)) {
    const [from, to] = token.map ?? [0, 0];
    if (token.type === "heading_open") inHeading = true;
    else if (token.type === "heading_close") inHeading = false;
    else if (token.type === "fence" || token.type === "code_block") {
      parts.push({ kind: "code", text: token.content, from: token.type === "fence" ? from + 1 : from, to, info: token.info.trim(), said, heading });
      if (token.info.trim().split(/\s+/).length > 1) parts.push({ kind: "hidden", text: token.info, from, to });
    } else if (token.type === "html_block") parts.push({ kind: "html", text: token.content, from, to });
    else if (token.type === "inline") {
      const words = (token.children ?? []).map((child) => wordOf(child.type, child.content)).join("");
      if (inHeading) heading = words;
      parts.push({ kind: "prose", text: words, from, to, heading });
      let at = 0;
      for (const child of token.children ?? []) {
        // Only the words near a span say what is done with it; a paragraph of a megabyte with many spans must not be read once per span.
        parts.push(...inlineParts(child, { from, to, said: words.slice(Math.max(0, at - NEAR), at + child.content.length + NEAR), heading }));
        at += wordOf(child.type, child.content).length;
      }
      said = words;
    }
  }
  for (const reference of Object.values(environment.references ?? {}))
    parts.push({ kind: "hidden", text: `${decodeAddress(reference.href)} ${reference.title}`, from: 0, to: 0 });
  return parts;
}

type Place = Readonly<{ from: number; to: number; said: string; heading: string }>;

function inlineParts(child: Token, { from, to, said, heading }: Place): readonly Part[] {
  if (child.type === "code_inline") return [{ kind: "inline-code", text: child.content, from, to, said, heading }];
  if (child.type === "html_inline") return [{ kind: "html", text: child.content, from, to }];
  const image = child.type === "image";
  if (!image && child.type !== "link_open") return [];
  const link: Part = { kind: "link", text: String(child.attrGet("src") ?? child.attrGet("href") ?? ""), from, to, image };
  const hidden = [String(child.attrGet("title") ?? ""), image ? child.content : ""].filter((one) => one.length > 20).join(". ");
  return hidden === "" ? [link] : [link, { kind: "hidden", text: hidden, from, to }];
}

function wordOf(type: string, content: string): string {
  if (type === "text" || type === "code_inline") return content;
  return type === "softbreak" || type === "hardbreak" ? "\n" : "";
}

function decodeAddress(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
