import MarkdownIt from "markdown-it";

type Token = ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number];

/** A piece of text and the 1-based line of the body on which its block begins. */
export type Piece = Readonly<{ line: number; text: string }>;

/** A Markdown body taken apart: prose without code, code (spans and blocks), links, headings, and whether it holds a numbered list. */
export type Markdown = Readonly<{
  prose: readonly Piece[];
  code: readonly Piece[];
  /** Blocks of code once more; `shell`: by its language a thing to type. `line` is that of the first line inside, less one for a fence. */
  blocks: readonly (Piece & Readonly<{ shell: boolean }>)[];
  links: readonly Piece[];
  headings: readonly (Piece & Readonly<{ level: number }>)[];
  numbered: boolean;
}>;

const SHELL = /^(?:ba|z|k)?sh\b|^shell(?:script|session)?\b|^console\b|^terminal\b/i;
const parser = new MarkdownIt("commonmark");

/** Body of a SKILL.md (CommonMark) -> its parts. */
export function readMarkdown(body: string): Markdown {
  const prose: Piece[] = [];
  const code: Piece[] = [];
  const blocks: (Piece & { shell: boolean })[] = [];
  const links: Piece[] = [];
  const headings: (Piece & { level: number })[] = [];
  const tokens = parser.parse(body, {});
  tokens.forEach((token, at) => {
    const line = (token.map?.[0] ?? 0) + 1;
    if (token.type === "fence" || token.type === "code_block") {
      code.push({ line, text: token.content });
      blocks.push({ line, text: token.content, shell: token.type === "fence" && SHELL.test(token.info.trim()) });
    }
    if (token.type === "html_block") prose.push({ line, text: token.content });
    if (token.type !== "inline") return;
    const text = plainOf(token);
    prose.push({ line, text });
    const opener = tokens[at - 1];
    if (opener?.type === "heading_open") headings.push({ line, text, level: Number(opener.tag.slice(1)) });
    for (const child of token.children ?? []) {
      if (child.type === "code_inline") code.push({ line, text: child.content });
      const target = child.attrGet("href") ?? child.attrGet("src");
      if (target !== null) links.push({ line, text: String(target) });
    }
  });
  return { prose, code, blocks, links, headings, numbered: tokens.some((token) => token.type === "ordered_list_open") };
}

function plainOf(token: Token): string {
  return (token.children ?? [])
    .map((child) => (child.type === "softbreak" || child.type === "hardbreak" ? " " : child.type === "code_inline" ? "" : child.content))
    .join("");
}
