import MarkdownIt from "markdown-it";

/** Where a part stands: its lines (0-based, end exclusive), the headings above it, and the sentence that introduces its list. */
type Place = Readonly<{ from: number; to: number; heading: string; intro: string }>;

/** A part of a Markdown file. `said` is the prose around a code block or span; `cell` marks the words of a table. */
export type Part =
  | (Place & Readonly<{ kind: "prose"; text: string; cell: boolean; item: boolean; title: boolean }>)
  | (Place & Readonly<{ kind: "hidden"; text: string; what: string }>)
  | (Place & Readonly<{ kind: "html"; text: string }>)
  | (Place & Readonly<{ kind: "code"; text: string; info: string; said: string; after: string }>)
  | (Place & Readonly<{ kind: "inline-code"; text: string; said: string }>)
  | (Place & Readonly<{ kind: "link"; text: string; image: boolean }>);

/** Past this many levels the parser drops what follows, to the end of the document (its own default is 20): no text a person wrote nests so deeply. */
const MAX_NESTING = 100;

const parser = new MarkdownIt("commonmark", { html: true, maxNesting: MAX_NESTING }).enable(["table"]);

/** The parser looks for the end of each `<?` and `<!` through the rest of its paragraph; no text a person wrote holds so many in so long a file. */
const OPEN_MARKS = /<[?!]/g;
const MOST_LOOKS = 1e9;

const NEAR = 600;
const ELEMENT =
  /^<[!?/]|^<\/?(?:a|abbr|b|bdi|bdo|br|button|cite|code|details|del|dd|div|dl|dt|em|font|form|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|mark|meta|object|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|var|video|system-reminder|tool_result|function_results|developer)\b/i;

type Token = ReturnType<typeof parser.parse>[number];
type State = {
  parts: Part[];
  headings: (string | undefined)[];
  level: number;
  lists: string[];
  said: string;
  inCell: boolean;
  row: readonly [number, number];
  waiting: number;
};

/**
 * Markdown without its frontmatter -> parts in order, as CommonMark has them: what is a fence is decided by the parser, never by a pattern.
 * Throws RangeError for a text that nests too deeply to be read completely, or whose marks would cost more than its length.
 */
export function partsOf(text: string): readonly Part[] {
  if ((text.match(OPEN_MARKS)?.length ?? 0) * text.length > MOST_LOOKS) throw new RangeError("too many open marks");
  const environment: NonNullable<Parameters<typeof parser.parse>[1]> = {};
  const state: State = { parts: [], headings: [], level: 0, lists: [], said: "", inCell: false, row: [0, 0], waiting: -1 };
  for (const token of parser.parse(text, environment)) {
    if (token.level >= MAX_NESTING - 1) throw new RangeError("nested too deeply");
    if (token.map !== null) state.row = token.map;
    if (token.type === "inline") inline(token, state);
    else if (token.type === "fence" || token.type === "code_block") code(token, state);
    else if (token.type === "html_block") state.parts.push({ ...placeOf(state), kind: "html", text: token.content }, ...blocksIn(token.content, state));
    else structure(token, state);
  }
  for (const reference of Object.values(environment.references ?? {}))
    state.parts.push({
      from: 0,
      to: 0,
      heading: "",
      intro: "",
      kind: "hidden",
      what: "a link reference",
      text: `${decodeAddress(reference.href)} ${reference.title}`,
    });
  return state.parts;
}

function structure(token: Token, state: State): void {
  if (token.type === "heading_open") {
    state.level = Number(token.tag.slice(1));
    state.headings = state.headings.slice(0, state.level - 1);
  } else if (token.type === "heading_close") state.level = 0;
  else if (/^(?:bullet|ordered)_list_open$/.test(token.type))
    state.lists.push(/[:：]\s*$/.test(state.said) ? state.said.slice(-300) : (state.lists.at(-1) ?? ""));
  else if (/^(?:bullet|ordered)_list_close$/.test(token.type)) state.lists.pop();
  else if (/^t[hd]_(?:open|close)$/.test(token.type)) state.inCell = token.type.endsWith("open");
}

function placeOf(state: State): Place {
  return { from: state.row[0], to: state.row[1], heading: state.headings.filter((one) => one !== undefined).join(" / "), intro: state.lists.at(-1) ?? "" };
}

function code(token: Token, state: State): void {
  const info = token.info.trim();
  const place = placeOf(state);
  const from = token.type === "fence" ? place.from + 1 : place.from;
  state.waiting = state.parts.length;
  state.parts.push({ ...place, kind: "code", text: token.content, from, info, said: state.said, after: "" });
  if (info.split(/\s+/).length > 1) state.parts.push({ ...place, kind: "hidden", what: "the line that opens a code block", text: info.replace(/^\S+\s+/, "") });
}

/** Code that a piece of HTML shows (`<pre>`) -> a block like any other, as a browser shows it: without its tags, with the letters that its entities stand for. */
function blocksIn(html: string, state: State): readonly Part[] {
  const parts: Part[] = [];
  const folded = html.toLowerCase();
  const place = placeOf(state);
  for (let at = folded.indexOf("<pre"), line = place.from + linesIn(html.slice(0, Math.max(0, at))); at >= 0; ) {
    const from = folded.indexOf(">", at) + 1;
    const to = from === 0 ? -1 : folded.indexOf("</pre", from);
    if (to < 0) break;
    const inner = html.slice(from, to);
    const info = /\b(?:language-|lang(?:uage)?=["']?|highlight-source-)(\w+)/i.exec(html.slice(at, Math.min(to, from + 200)))?.[1] ?? "";
    line += linesIn(html.slice(at, from));
    const text = " ".repeat(columnOf(html, from)) + inner.split("\n").map(shownLine).join("\n");
    parts.push({ ...place, kind: "code", from: line, info, said: state.said, after: "", text });
    const next = folded.indexOf("<pre", to);
    line += linesIn(html.slice(from, next < 0 ? to : next));
    at = next;
  }
  return parts;
}

/** A line of HTML as a browser shows it, with blanks behind it for what went, so that the places of what follows stay. */
function shownLine(raw: string): string {
  const shown = parser.utils.unescapeAll(raw.replace(/<\/?[a-z][^>]{0,400}>/gi, "").replaceAll("\\", "\\\\"));
  return shown.endsWith("\\") ? shown : shown.padEnd(raw.length);
}

/** How far a place stands from the beginning of its line; nothing for one that begins further away than anybody writes. */
function columnOf(text: string, at: number): number {
  const near = text.slice(Math.max(0, at - FARTHEST), at);
  const newline = near.lastIndexOf("\n");
  return newline < 0 ? (at < FARTHEST ? at : 0) : near.length - newline - 1;
}

const FARTHEST = 400;

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}

function inline(token: Token, state: State): void {
  const words = (token.children ?? []).map((child) => wordOf(child.type, child.content)).join("");
  if (state.level > 0) state.headings[state.level - 1] = words;
  const place = placeOf(state);
  const text = withAddresses(token.children ?? [], words);
  state.parts.push({ ...place, kind: "prose", text, cell: state.inCell, item: state.lists.length > 0, title: state.level > 0 });
  let at = 0;
  for (const child of token.children ?? []) {
    // Only the words near a span say what is done with it; a paragraph of a megabyte with many spans must not be read once per span.
    state.parts.push(...inlineParts(child, place, words.slice(Math.max(0, at - NEAR), at + child.content.length + NEAR)));
    at += wordOf(child.type, child.content).length;
  }
  const waiting = state.parts[state.waiting];
  if (waiting?.kind === "code" && state.level === 0) {
    state.parts[state.waiting] = { ...waiting, after: words.slice(0, NEAR) };
    state.waiting = -1;
  }
  state.said = words;
}

/** Words of a paragraph -> the same with the address of another machine behind the words that link to it: "open this page(https://...)" is what the agent reads. */
function withAddresses(children: readonly Token[], words: string): string {
  if (!children.some((one) => one.type === "link_open" || one.type === "html_inline")) return words;
  const open: string[] = [];
  return children
    .map((child) => {
      const opened = child.type === "link_open" ? String(child.attrGet("href") ?? "") : LINK.exec(child.type === "html_inline" ? child.content : "")?.[1];
      if (opened !== undefined) open.push(child.info === "auto" || !/^(?:https?|ftp):\/\//i.test(opened) ? "" : `(${opened})`);
      const isClosed = child.type === "link_close" || (child.type === "html_inline" && /^<\/a\s*>$/i.test(child.content));
      return isClosed ? (open.pop() ?? "") : wordOf(child.type, child.content);
    })
    .join("");
}

/** The opening of a link in HTML, with where it leads. */
const LINK = /^<a\s[^]{0,400}?\bhref\s*=\s*["']?([^"'\s>]{1,2000})/i;

function inlineParts(child: Token, place: Place, said: string): readonly Part[] {
  if (child.type === "code_inline") return [{ ...place, kind: "inline-code", text: child.content, said }];
  if (child.type === "html_inline") return [{ ...place, kind: "html", text: child.content }];
  const image = child.type === "image";
  if (!image && child.type !== "link_open") return [];
  const link: Part = { ...place, kind: "link", text: String(child.attrGet("src") ?? child.attrGet("href") ?? ""), image };
  const hidden = [String(child.attrGet("title") ?? ""), image ? child.content : ""].filter((one) => one.length > 12).join(". ");
  return hidden === "" ? [link] : [link, { ...place, kind: "hidden", what: "the title or description of a link", text: hidden }];
}

function wordOf(type: string, content: string): string {
  if (type === "text") return content;
  if (type === "code_inline") return `\`${content}\``;
  // "<api key>" is a tag to CommonMark and a blank to be filled in to a reader.
  if (type === "html_inline" && !ELEMENT.test(content)) return content;
  return type === "softbreak" || type === "hardbreak" ? "\n" : "";
}

function decodeAddress(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
